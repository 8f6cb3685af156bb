#include "core/scenes/schema_mapping.hpp"

#include <doctest/doctest.h>

using bazc::nearest_name;
using bazc::quote_identifier;
using bazc::same_identifier;

TEST_CASE("identifiers are quoted, quotes in them doubled") {
  CHECK(quote_identifier("bazaar-vid_scene") == "\"bazaar-vid_scene\"");
  CHECK(quote_identifier("a\"b") == "\"a\"\"b\"");
  CHECK(quote_identifier("main.scenes") == "\"main.scenes\"");
}

TEST_CASE("identifiers are equal whatever the case of ASCII letters") {
  CHECK(same_identifier("TSX_code", "tsx_CODE"));
  CHECK_FALSE(same_identifier("a", "ab"));
  CHECK_FALSE(same_identifier("É", "é"));
}

TEST_CASE("the nearest name is close or there is none") {
  CHECK(nearest_name("tsxCode", {"id", "tsx_code", "name"}) == "tsx_code");
  CHECK(nearest_name("scene", {"users", "scenes"}) == "scenes");
  CHECK(nearest_name("scenes", {"bazaar-vid_scene", "project"}) == std::nullopt);
  CHECK(nearest_name("id", {"name"}) == std::nullopt);
  CHECK(nearest_name("", {"a"}) == std::nullopt);
  CHECK(nearest_name("x", {}) == std::nullopt);
}

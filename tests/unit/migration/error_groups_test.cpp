#include "core/migration/error_groups.hpp"

#include <doctest/doctest.h>

using bazc::ErrorGroups;
using bazc::normalised_message;
using bazc::SceneId;

TEST_CASE("names in quotes and numbers give way to placeholders") {
  CHECK(normalised_message("unexpected token \"x\", expected ';'") ==
        "unexpected token <name>, expected <name>");
  CHECK(normalised_message("no global for 'lucide-react' in `a b`") ==
        "no global for <name> in <name>");
  CHECK(normalised_message("longer than 1,048,576 bytes, 10.5 MB") ==
        "longer than <number> bytes, <number> MB");
  CHECK(normalised_message("SHA-256 00ff00ff00ff00ff, not c0ffee; abcdef0123456789") ==
        "SHA-<number> <hash>, not c0ffee; <hash>");
  CHECK(normalised_message("can't do what it isn't told") == "can't do what it isn't told");
  CHECK(normalised_message("utf8 and x2 stay") == "utf8 and x2 stay");
  CHECK(normalised_message("open \" quote, 5.") == "open \" quote, <number>.");
  CHECK(normalised_message("'it's quoted'") == "<name>");
  CHECK(normalised_message("").empty());
}

TEST_CASE("failures are grouped with a count and their first example, most first") {
  ErrorGroups groups;
  groups.add("syntax", "unexpected 'a'", SceneId("1"));
  groups.add("policy", "unexpected 'a'", SceneId("2"));
  groups.add("policy", "unexpected 'b'", SceneId("3"));
  const auto sorted = groups.sorted();
  REQUIRE(sorted.size() == 2);
  CHECK(sorted[0].kind == "policy");
  CHECK(sorted[0].message == "unexpected <name>");
  CHECK(sorted[0].count == 2);
  CHECK(sorted[0].example_id == "2");
  CHECK(sorted[0].example_message == "unexpected 'a'");
  CHECK(sorted[1].kind == "syntax");
}

TEST_CASE("there are never more groups than a report can hold") {
  ErrorGroups groups;
  for (int i = 0; i < 3000; ++i) {
    groups.add("syntax", "word_" + std::to_string(i), SceneId(std::int64_t{i}));
  }
  const auto sorted = groups.sorted();
  CHECK(sorted.size() == 1001);
  CHECK(sorted[0].message == "other messages");
  CHECK(sorted[0].count == 2000);
}

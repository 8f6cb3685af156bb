#include "cli/suggestion.hpp"

#include <doctest/doctest.h>

namespace bazc::cli {

TEST_CASE("the nearest name, by insertions, deletions, replacements and swaps") {
  const std::vector<std::string> names = {"--batch-size", "--jobs", "--quiet"};
  CHECK(nearest_name("--btach-size", names) == "--batch-size");
  CHECK(nearest_name("--job", names) == "--jobs");
  CHECK(nearest_name("--quite", names) == "--quiet");
  CHECK(nearest_name("--frobnicate", names).empty());
  CHECK(nearest_name(std::string(100'000, 'x'), names).empty());
  CHECK(did_you_mean("--jbos", names) == " (did you mean '--jobs'?)");
}

TEST_CASE("a short name is not taken for any other short name") {
  CHECK(nearest_name("ls", {"up", "compile"}).empty());
}

}  // namespace bazc::cli

#include "cli/settings_file.hpp"

#include <doctest/doctest.h>

#include "support/temporary_directory.hpp"

namespace bazc::cli {
namespace {

std::string error_of(std::string_view text) {
  const auto parsed = parse_settings(text, "bazc.toml");
  return parsed ? "no error" : parsed.error().message;
}

}  // namespace

TEST_CASE("settings: keys, sections, comments and every kind of value") {
  const auto parsed = parse_settings(
      "\xEF\xBB\xBF# settings\r\n"
      "jobs = 1_000 # many\n"
      "quiet=true\n"
      "\"max-source-size\" = \"1MiB\"\n"
      "rate = 0.5\n"
      "[ migrate ]\n"
      "filter = 'a = \"b\" # no comment'\n"
      "global = [\n  \"a=A\", # one\n  'b=B',\n]\n"
      "empty = []\n"
      "text = \"tab\\t quote\\\" \\u00e9 \\U0001F3AC\"",
      "bazc.toml");
  REQUIRE(parsed);
  const auto& all = parsed->settings;
  REQUIRE(all.size() == 8);
  CHECK(all[0].section.empty());
  CHECK(all[0].key == "jobs");
  CHECK(all[0].values == std::vector<std::string>{"1000"});
  CHECK(all[0].line == 2);
  CHECK(all[1].values == std::vector<std::string>{"true"});
  CHECK(all[2].key == "max-source-size");
  CHECK(all[2].values == std::vector<std::string>{"1MiB"});
  CHECK(all[3].values == std::vector<std::string>{"0.5"});
  CHECK(all[4].section == "migrate");
  CHECK(all[4].values == std::vector<std::string>{"a = \"b\" # no comment"});
  CHECK(all[5].is_array);
  CHECK(all[5].values == std::vector<std::string>{"a=A", "b=B"});
  CHECK(all[5].line == 8);
  CHECK(all[6].values.empty());
  CHECK(all[7].values == std::vector<std::string>{"tab\t quote\" é 🎬"});
  CHECK(parsed->sections.front().line == 6);
}

TEST_CASE("settings: errors name file, line and what was seen") {
  CHECK(error_of("jobs 4") == "bazc.toml:1: expected '=' after the key 'jobs'");
  CHECK(error_of("\n\njobs =") == "bazc.toml:3: key 'jobs' has no value");
  CHECK(error_of("compile-timeout = 5s") ==
        "bazc.toml:1: the value 5s of key 'compile-timeout' must stand in quotes: \"5s\"");
  CHECK(error_of("a = \"x") == "bazc.toml:1: a string has no closing quote");
  CHECK(error_of("a = \"x\\q\"") == "bazc.toml:1: unknown escape in a string: '\\q'");
  CHECK(error_of("a = \"\\u0000\"") == "bazc.toml:1: unknown escape in a string: '\\u'");
  CHECK(error_of("a = 1\na = 2") == "bazc.toml:2: key 'a' stands already on line 1");
  CHECK(error_of("[m]\n[m]") == "bazc.toml:2: section [m] stands already on line 1");
  CHECK(error_of("[m") == "bazc.toml:1: expected ']' after the section name 'm'");
  CHECK(error_of("[[m]]") == "bazc.toml:1: arrays of tables are not supported here");
  CHECK(error_of("a.b = 1") == "bazc.toml:1: dotted keys such as 'a.…' are not supported here");
  CHECK(error_of("a = 1 b = 2") == "bazc.toml:1: unexpected 'b = 2' after a value");
  CHECK(error_of("\na = [1,\n2") == "bazc.toml:2: the array of key 'a' has no ']'");
  CHECK(error_of("a = [1 2]") == "bazc.toml:1: expected ',' or ']' in the array of key 'a'");
  CHECK(error_of("a = \"\"\"x\"\"\"") == "bazc.toml:1: multi-line strings are not supported here");
  CHECK(error_of("a = 1\nb = \"\xff\"") == "bazc.toml:2: invalid UTF-8");
  CHECK(error_of("= 1") == "bazc.toml:1: expected a key, found '= 1'");
  CHECK(error_of("a = 1__0").starts_with("bazc.toml:1: the value 1__0"));
  CHECK(error_of("a = nan").starts_with("bazc.toml:1: the value nan"));
}

TEST_CASE("settings: no text cut short does anything but parse or fail") {
  const std::string text = "a = \"\\u00e9\"\n[b]\nc = [1, 'x']\n\"d\" = true\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const auto parsed = parse_settings(std::string_view(text).substr(0, size), "bazc.toml");
    CHECK((parsed || parsed.error().kind == ErrorKind::usage));
  }
}

TEST_CASE("settings: a missing file is told from a bad one") {
  const test::TemporaryDirectory directory;
  CHECK(read_settings(directory / "none.toml").error().kind == ErrorKind::not_found);
  CHECK(read_settings(directory.path()).error().kind == ErrorKind::io);
}

}  // namespace bazc::cli

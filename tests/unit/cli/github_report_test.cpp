#include "cli/github_report.hpp"

#include <doctest/doctest.h>

namespace bazc::cli {
namespace {

std::string annotation(const std::string& id, std::string_view kind, std::string_view message,
                       SourcePosition position = {}) {
  const SceneId scene = id;
  return github_annotation({scene, SceneOutcome::failed, kind, message, position});
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

// docs.github.com, "Workflow commands for GitHub Actions": "Setting an error message".
TEST_CASE("github: an annotation with and without a place") {
  CHECK(annotation("intro", "syntax", "unexpected token", {3, 14}) ==
        "::error file=intro,line=3,col=14,title=scene intro%3A syntax::unexpected token\n");
  CHECK(annotation("intro", "timeout", "took too long") ==
        "::error file=intro,title=scene intro%3A timeout::took too long\n");
}

// The escapes of GitHub's @actions/core: %, CR and LF everywhere, : and , in properties too.
TEST_CASE("github: nothing of a scene ends a property or a command") {
  CHECK(annotation("a:b,c%d\r\ne", "k", "1: 2, 100%\r\n::error::injected") ==
        "::error file=a%3Ab%2Cc%25d%0D%0Ae,title=scene a%3Ab%2Cc%25d%0D%0Ae%3A k::"
        "1: 2, 100%25%0D%0A::error::injected\n");
}

TEST_CASE("github: the summary is a table of numbers, and one of failures") {
  MigrationReport report;
  report.counts.planned = 1200;
  report.counts.compiled = 1198;
  report.counts.failed = 2;
  report.errors = {{"syntax", "unexpected <name>", 2, "a|b", "unexpected \"x\""}};
  const std::string summary = github_summary(report);
  CHECK(summary.starts_with("### bazc migrate: 2 of 1,200 scenes failed\n\n"));
  CHECK(contains(summary, "| compiled | 1,198 |\n"));
  CHECK(contains(summary,
                 "\n\n| scenes | failure | message | such as |\n| ---: | --- | --- | --- |\n"
                 "| 2 | syntax | unexpected \\<name\\> | a\\|b |\n"));

  report.errors.clear();
  report.counts.failed = 0;
  CHECK(github_summary(report).starts_with("### bazc migrate: 1,198 scenes compiled\n\n"));
  CHECK_FALSE(contains(github_summary(report), "such as"));

  report.error = Error{ErrorKind::unavailable, "the store is <gone>"};
  CHECK(github_summary(report).starts_with(
      "### bazc migrate: ended by an error\n\nthe store is \\<gone\\>\n\n"));
}

TEST_CASE("github: a summary stays small, however many failures there are") {
  MigrationReport report;
  for (int i = 0; i < 60; ++i) {
    report.errors.push_back({"syntax", std::to_string(i), 1, "id", ""});
  }
  CHECK(contains(github_summary(report), "| 1 | syntax | 49 | id |\n| … | 10 more kinds | | |\n"));
}

}  // namespace bazc::cli

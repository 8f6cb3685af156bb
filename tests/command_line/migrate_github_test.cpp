#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"

namespace bazc::test {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

struct Initialised : Project {
  Initialised() {
    REQUIRE(command("init").exit_code == 0);
    insert("good", good);
    insert("intro, v2", broken);
  }

  [[nodiscard]] ProcessResult migrate(const std::string& options) const {
    return shell(
        "GITHUB_STEP_SUMMARY=summary.md \"$1\" migrate --db sqlite:scenes.db "
        "--store file:bucket " +
        options);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Initialised, "report github: annotations, and a summary after what is there") {
  write("summary.md", "what another step wrote\n\n");
  const ProcessResult result = migrate("--report github --report report.json");
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err,
                 "\n::error file=intro%2C v2,line=1,col=11,title=scene intro%2C v2%3A "
                 "syntax::unexpected token\n"));
  CHECK(
      read("summary.md")
          .starts_with(
              "what another step wrote\n\n### bazc migrate: 1 of 2 scenes failed\n\n| run | |\n"));
  CHECK(contains(read("summary.md"), "| 1 | syntax | unexpected token | intro, v2 |\n"));
  CHECK(nlohmann::json::parse(read("report.json"))["counts"]["failed"] == 1);
  CHECK(read("github") == "(no file)");
  CHECK_FALSE(contains(result.out, "::"));
}

TEST_CASE_FIXTURE(Initialised, "report github: no more annotations than GitHub shows") {
  for (int i = 0; i < 30; ++i) {
    insert(std::to_string(i), broken);
  }
  CHECK(count_of(migrate("--report github").err, "::error ") == 10);
  CHECK(contains(read("summary.md"), "31 of 32 scenes failed"));
}

TEST_CASE_FIXTURE(Initialised, "report github: outside of GitHub, and a file of that name") {
  const ProcessResult outside = command("migrate", {"--report", "github"});
  CHECK(outside.exit_code == 1);
  CHECK(contains(outside.err, "::error file="));
  CHECK(read("summary.md") == "(no file)");

  CHECK(command("migrate", {"--retry-failed", "--report", "./github"}).exit_code == 1);
  CHECK(nlohmann::json::parse(read("github"))["counts"]["failed"] == 1);
}

TEST_CASE_FIXTURE(Initialised, "report github: a summary that cannot be written is a warning") {
  write("summary.md/file", "");
  const ProcessResult result = migrate("--report github");
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "warning: --report github: cannot write 'summary.md': "));
}

}  // namespace bazc::test

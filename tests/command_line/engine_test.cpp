#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"

namespace bazc::test {
namespace {

using Json = nlohmann::json;

// Sucrase's message for it stands in Project's other tests as well.
constexpr const char* broken_error =
    "broken.tsx:1:11: error: unexpected token\n"
    "  1 | const x = = 1\n"
    "    |           ^\n";

// See docs/sucrase-deviations.md: the output of the one runs, that of the other does not.
constexpr const char* other_program =
    "export default function A() {\n  return <T,\n  >(x: T) => x;\n}\n";
constexpr const char* no_program = "export default (a: any) => a!instanceof Object;\n";

std::string nested(std::size_t depth) {
  return "export default () => " + std::string(depth, '[') + std::string(depth, ']') + "\n";
}

std::string artifact_of(const Project& project, const std::string& engine) {
  return project.bazc({"compile", "--engine", engine, "good.tsx"}).out;
}

}  // namespace

TEST_CASE_FIXTURE(Project, "engines: all give the same artifact and accept the same sources") {
  write("good.tsx", good);
  write("broken.tsx", broken);
  for (const char* engine : {"auto", "native", "sucrase"}) {
    CAPTURE(engine);
    CHECK(artifact_of(*this, engine) == good_artifact);
    const ProcessResult failed = bazc({"compile", "--engine", engine, "broken.tsx"});
    CHECK(failed.exit_code == 1);
    CHECK(failed.err == broken_error);
  }
}

TEST_CASE_FIXTURE(Project, "engines: too deep is an error at its place, whatever the depth") {
  for (const std::size_t depth : {20'000U, 400'000U}) {
    write("deep.tsx", nested(depth));
    for (const char* engine : {"auto", "native"}) {
      CAPTURE(engine);
      const ProcessResult result = bazc({"compile", "--json", "--engine", engine, "deep.tsx"});
      CHECK(result.exit_code == 1);
      const Json error = Json::parse(result.out)["error"];
      CHECK(error["kind"] == "too_deep");
      CHECK(error["line"] == 1);
      CHECK(error["column"] > 22);
    }
  }
  write("deep.tsx", nested(50));
  CHECK(bazc({"compile", "--engine", "auto", "--check", "deep.tsx"}).exit_code == 0);
  CHECK(bazc({"compile", "--engine", "auto", "--check", "--max-nesting", "20", "deep.tsx"})
            .exit_code == 1);
}

TEST_CASE_FIXTURE(Project,
                  "engines: a cross-check of everything finds no difference, and says so") {
  write("good.tsx", good);
  write("broken.tsx", broken);
  CHECK(bazc({"compile", "--engine", "auto", "--cross-check", "100%", "--reproducer-dir", "kept",
              "good.tsx"})
            .out == good_artifact);
  CHECK_FALSE(std::filesystem::exists(path("kept")));

  execute("CREATE TABLE scenes(id TEXT PRIMARY KEY, tsx_code TEXT, updated_at TEXT)");
  REQUIRE(command("init").exit_code == 0);
  for (int i = 0; i < 5; ++i) {
    insert("good-" + std::to_string(i), source(i));
  }
  insert("broken", broken);
  const ProcessResult migrated =
      command("migrate", {"--engine", "auto", "--cross-check", "100%", "--report", "report.json"});
  CHECK(migrated.exit_code == 1);
  const Json report = Json::parse(read("report.json"));
  CHECK(report["engine"] == Json{{"name", "auto"},
                                 {"by_native", 5},
                                 {"by_sucrase", 1},
                                 {"cross_checked", 5},
                                 {"different", 0},
                                 {"undecided", 0}});
  CHECK(report["warnings"].empty());
  CHECK(object(artifact(3)) == artifact(3));
  CHECK(value("SELECT compilation_error FROM scenes WHERE id = 'broken'")
            .starts_with("syntax: unexpected token"));
}

TEST_CASE_FIXTURE(Project, "engines: what Sucrase miscompiles is a warning, or an error") {
  write("other.tsx", other_program);
  const ProcessResult other = bazc({"compile", "--engine", "auto", "other.tsx"});
  CHECK(other.exit_code == 0);
  CHECK(other.out == "export default function A() {\n  return \n(x) => x;\n}\n");
  CHECK(other.err ==
        "other.tsx:2:3: warning: Sucrase miscompiles a line's end in what is erased behind "
        "'return' or 'yield': it ends the statement [split_statement]\n"
        "  2 |   return <T,\n"
        "    |   ^\n");
  CHECK(bazc({"compile", "--engine", "auto", "--quiet", "other.tsx"}).err.empty());

  write("none.tsx", no_program);
  const ProcessResult none = bazc({"compile", "--engine", "auto", "none.tsx"});
  CHECK(none.exit_code == 1);
  CHECK(none.out.empty());
  CHECK(none.err.starts_with("none.tsx:1:29: error: Sucrase miscompiles a word "));
  const Json object = Json::parse(bazc({"compile", "--engine", "auto", "--json", "none.tsx"}).out);
  CHECK(object["error"]["kind"] == "invalid_module");
  CHECK(object["error"]["line"] == 1);
  CHECK(object["error"]["column"] == 29);

  const ProcessResult plain =
      bazc({"compile", "--engine", "auto", "--no-wrap", "--json", "none.tsx"});
  CHECK(plain.exit_code == 0);
  CHECK(Json::parse(plain.out)["warnings"][0]["kind"] == "sucrase_breaks");
  CHECK(bazc({"compile", "--engine", "sucrase", "other.tsx"}).err.empty());
}

TEST_CASE_FIXTURE(Project, "engines: a migration counts what Sucrase miscompiles") {
  execute("CREATE TABLE scenes(id TEXT PRIMARY KEY, tsx_code TEXT, updated_at TEXT)");
  REQUIRE(command("init").exit_code == 0);
  insert("good", source(0));
  insert("other", other_program);
  insert("none", no_program);
  const ProcessResult migrated =
      command("migrate", {"--engine", "auto", "--report", "report.json"});
  CHECK(migrated.exit_code == 1);
  const Json warnings = Json::parse(read("report.json"))["warnings"];
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0]["kind"] == "sucrase_miscompiles");
  CHECK(warnings[0]["count"] == 1);
  CHECK(warnings[0].dump().find("split_statement") != std::string::npos);
  CHECK(value("SELECT compilation_error FROM scenes WHERE id = 'none'")
            .starts_with("invalid_module: Sucrase miscompiles a word "));
  CHECK(value("SELECT compiled_hash FROM scenes WHERE id = 'other'").size() == 16);
}

TEST_CASE_FIXTURE(Project, "engines: every command that compiles takes one") {
  write("good.tsx", good);
  execute("CREATE TABLE scenes(id TEXT PRIMARY KEY, tsx_code TEXT, updated_at TEXT)");
  REQUIRE(command("init").exit_code == 0);
  CHECK(bazc({"upload", "--store", "file:bucket", "--engine", "native", "good.tsx"}).exit_code ==
        0);
  CHECK(object(good_artifact) == good_artifact);
  CHECK(bazc({"verify", "--store", "file:bucket", "--engine", "native", "good.tsx"}).exit_code ==
        0);
  CHECK(command("migrate", {"--engine", "native"}).exit_code == 0);
  CHECK(command("verify", {"--recompile", "--engine", "auto"}).exit_code == 0);
}

}  // namespace bazc::test

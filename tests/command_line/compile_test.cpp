#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/module/content_hash.hpp"
#include "support/run_process.hpp"
#include "support/temporary_directory.hpp"

namespace bazc::test {
namespace {

namespace fs = std::filesystem;

// A source and what Sucrase 3.35.1 makes of it: types are erased in place, JSX becomes calls. The
// default export stays, so the artifact is the same.
constexpr const char* source =
    "export default function Scene(): any {\n  return <div>hi</div>;\n}\n";
constexpr const char* artifact =
    "export default function Scene() {\n  return React.createElement('div', null, \"hi\");\n}\n";
constexpr const char* broken = "const x = = 1\n";
constexpr const char* broken_frame =
    "  1 | const x = = 1\n"
    "    |           ^\n";

struct Fixture {
  TemporaryDirectory directory;

  void write(const fs::path& name, const std::string& text) const {
    fs::create_directories((directory / name).parent_path());
    std::ofstream(directory / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string read(const fs::path& name) const {
    return read_file(directory / name).value_or("(no file)");
  }
  [[nodiscard]] ProcessResult compile(const std::vector<std::string>& arguments,
                                      const std::string& input = "") const {
    std::vector<std::string> all = {"compile"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return run_process(BAZC_PROGRAM, all, {.input = input, .directory = directory.path()});
  }
  [[nodiscard]] ProcessResult shell(const std::string& script) const {
    return run_process("/bin/sh", {"-c", script, "sh", BAZC_PROGRAM},
                       {.variables = {{"PATH", "/usr/bin:/bin"}}, .directory = directory.path()});
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "compile: one file to standard output, to a file, as a hash") {
  write("a.tsx", source);
  const ProcessResult result = compile({"a.tsx"});
  CHECK(result.exit_code == 0);
  CHECK(result.out == artifact);
  CHECK(result.err.empty());
  CHECK(compile({"a.tsx", "-o", "a.js"}).exit_code == 0);
  CHECK(read("a.js") == artifact);
  CHECK(compile({"a.tsx", "--hash"}).out == content_hash(artifact) + "\n");
}

TEST_CASE_FIXTURE(Fixture, "compile: standard input") {
  CHECK(compile({"-"}, source).out == artifact);
  CHECK(compile({"-", "--hash"}, source).out == content_hash(artifact) + "\n");
  const ProcessResult failed = compile({"-"}, broken);
  CHECK(failed.exit_code == 1);
  CHECK(failed.err == std::string("<stdin>:1:11: error: unexpected token\n") + broken_frame);
  CHECK(compile({"-", "--out-dir", "out"}, source).exit_code == 0);
  CHECK(read("out/stdin.js") == artifact);
}

TEST_CASE_FIXTURE(Fixture, "compile: a tree into --out-dir, one failure among them") {
  write("d/a/one.tsx", source);
  write("d/bad.tsx", broken);
  write("d/two.jsx", source);
  const ProcessResult result = compile({"d", "--out-dir", "out"});
  CHECK(result.exit_code == 1);
  CHECK(result.out.empty());
  CHECK(result.err == std::string("d/bad.tsx:1:11: error: unexpected token\n") + broken_frame +
                          "compiled 2 of 3 scenes, 1 failed\n");
  CHECK(read("out/a/one.js") == artifact);
  CHECK(read("out/two.js") == artifact);
  CHECK_FALSE(fs::exists(directory / "out/bad.js"));
}

TEST_CASE_FIXTURE(Fixture, "compile: --json says everything on standard output") {
  write("d/bad.tsx", broken);
  write("d/good.tsx", source);
  const ProcessResult result = compile({"d", "--json", "none.tsx"});
  CHECK(result.exit_code == 1);
  CHECK(result.err.empty());
  std::istringstream lines(result.out);
  std::string line;
  std::getline(lines, line);
  const auto bad = nlohmann::json::parse(line);
  CHECK(bad["file"] == "d/bad.tsx");
  CHECK(bad["ok"] == false);
  CHECK(bad["error"]["kind"] == "syntax");
  CHECK(bad["error"]["line"] == 1);
  CHECK(bad["error"]["column"] == 11);
  std::getline(lines, line);
  const auto good = nlohmann::json::parse(line);
  CHECK(good["code"] == artifact);
  CHECK(good["hash"] == content_hash(artifact));
  std::getline(lines, line);
  CHECK(nlohmann::json::parse(line)["error"]["kind"] == "not_found");
}

TEST_CASE_FIXTURE(Fixture, "compile: bad sources fail with their kind") {
  write("empty.tsx", "");
  write("nul.tsx", std::string("let a\0", 6));
  write("latin1.tsx", "let \xe9 = 1");
  write("large.tsx", std::string(std::size_t{10} << 20, 'a'));
  write("deep.tsx", std::string(100'000, '('));
  const std::vector<std::pair<std::string, std::string>> cases = {{"empty.tsx", "empty"},
                                                                  {"nul.tsx", "invalid_utf8"},
                                                                  {"latin1.tsx", "invalid_utf8"},
                                                                  {"large.tsx", "too_large"}};
  for (const auto& each : cases) {
    CAPTURE(each.first);
    const ProcessResult result = compile({each.first, "--json"});
    CHECK(result.exit_code == 1);
    CHECK(nlohmann::json::parse(result.out)["error"]["kind"] == each.second);
  }
  const ProcessResult deep = compile({"deep.tsx", "--json"});
  CHECK(deep.exit_code == 1);
  CHECK(nlohmann::json::parse(deep.out)["ok"] == false);
}

TEST_CASE_FIXTURE(Fixture, "compile: a source that compiles for ever is stopped") {
  // Sucrase reads a generic arrow as JSX first, at every level: time doubles with each.
  std::string endless;
  for (int i = 0; i < 60; ++i) {
    endless += "<T>(a = ";
  }
  write("endless.tsx", endless);
  const ProcessResult result = compile({"endless.tsx", "--json", "--compile-timeout", "200ms"});
  CHECK(result.exit_code == 1);
  CHECK(nlohmann::json::parse(result.out)["ok"] == false);
}

TEST_CASE_FIXTURE(Fixture,
                  "compile: unreadable files and directories are named, the others go on") {
  write("a.tsx", source);
  const ProcessResult result = compile({"none.tsx", "a.tsx", "--check"});
  CHECK(result.exit_code == 1);
  CHECK(result.err ==
        "error: cannot read 'none.tsx': no such file or directory\n"
        "compiled 1 of 2 scenes, 1 failed\n");
  fs::create_directory(directory / "empty");
  CHECK(compile({"empty", "--check"}).err.starts_with("error: no scenes in 'empty'\n"));
}

TEST_CASE_FIXTURE(Fixture, "compile: -o to what is no regular file") {
  write("a.tsx", source);
  CHECK(compile({"a.tsx", "-o", "/dev/null"}).exit_code == 0);
  CHECK(compile({"a.tsx", "-o", "/dev/stdout"}).out == artifact);
  const ProcessResult full = compile({"a.tsx", "-o", "/dev/full"});
  CHECK(full.exit_code == 1);
  CHECK(full.err == "error: cannot write '/dev/full': no space left on device\n");
  CHECK(shell("mkfifo p; \"$1\" compile a.tsx -o p & cat p; wait").out == artifact);
  // What the shell has opened is written, not replaced.
  CHECK(shell("{ echo first; \"$1\" compile a.tsx -o /dev/stdout; echo last; } >f").exit_code == 0);
  CHECK(read("f") == std::string("first\n") + artifact + "last\n");
}

TEST_CASE_FIXTURE(Fixture, "compile: a full standard output is exit 1") {
  write("a.tsx", source);
  const ProcessResult result = shell("\"$1\" compile a.tsx >/dev/full");
  CHECK(result.exit_code == 1);
  CHECK(result.err == "error: cannot write to 'standard output': no space left on device\n");
}

TEST_CASE_FIXTURE(Fixture, "compile: colours on demand") {
  write("a.tsx", broken);
  CHECK(compile({"a.tsx"}).err.find('\x1b') == std::string::npos);
  CHECK(compile({"a.tsx", "--color", "always"}).err.find("\x1b[1;31merror:\x1b[0m") !=
        std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "compile: SIGTERM ends the wait for standard input") {
  // The FIFO is held open for writing, so reading it would last for ever.
  const ProcessResult result = shell(
      "mkfifo p; exec 3<>p; \"$1\" compile - <p & pid=$!;"
      "kill -TERM $pid; wait $pid; echo $?");
  CHECK((result.out == "130\n" || result.out == "143\n"));
}

}  // namespace bazc::test

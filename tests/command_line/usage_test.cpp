#include <fstream>

#include <doctest/doctest.h>

#include "support/run_process.hpp"
#include "support/temporary_directory.hpp"

namespace bazc::test {
namespace {

ProcessResult bazc(const std::vector<std::string>& arguments, const ProcessOptions& options = {}) {
  return run_process(BAZC_PROGRAM, arguments, options);
}

}  // namespace

TEST_CASE("no arguments: help on standard error, exit 2") {
  const ProcessResult result = bazc({});
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(result.err.find("Usage: bazc COMMAND") != std::string::npos);
}

TEST_CASE("help and version on standard output, exit 0") {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--help"}, {"compile", "--help"}}) {
    const ProcessResult result = bazc(arguments);
    CHECK(result.exit_code == 0);
    CHECK(result.out.find("Examples:\n  ") != std::string::npos);
    CHECK(result.err.empty());
  }
  CHECK(bazc({"--version"}).out.starts_with("bazc "));
}

TEST_CASE("wrong usage: one line that says what, exit 2") {
  const ProcessResult result = bazc({"compile", "--hsah", "x.tsx"});
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(result.err == "error: unknown option '--hsah' (did you mean '--hash'?)\n");
}

TEST_CASE("bazc.toml of the current directory is read, and its errors are told") {
  const TemporaryDirectory directory;
  std::ofstream(directory / "bazc.toml") << "[compile]\njsno = true\n";
  const ProcessResult wrong = bazc({"compile", "x.tsx"}, {.directory = directory.path()});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err ==
        "error: bazc.toml:2: unknown key 'jsno' in [compile] (did you mean 'json'?)\n");

  std::ofstream(directory / "bazc.toml") << "json = true\n";
  const ProcessResult json = bazc({"compile", "none.tsx"}, {.directory = directory.path()});
  CHECK(json.exit_code == 1);
  CHECK(json.out.find("\"kind\":\"not_found\"") != std::string::npos);
  const ProcessResult unset = bazc({"compile", "none.tsx"}, {.variables = {{"BAZC_JSON", "false"}},
                                                             .directory = directory.path()});
  CHECK(unset.out.empty());
  CHECK(unset.err == "error: cannot read 'none.tsx': no such file or directory\n");
  // Help must come even where the file is broken.
  std::ofstream(directory / "bazc.toml") << "= broken\n";
  CHECK(bazc({"compile", "--help"}, {.directory = directory.path()}).exit_code == 0);
}

TEST_CASE("a full or closed standard output is an error, never silent success") {
  const auto shell = [](const std::string& script, const std::string& argument = "") {
    return run_process("/bin/sh", {"-c", script, "sh", BAZC_PROGRAM, argument},
                       {.variables = {{"PATH", "/usr/bin:/bin"}}});
  };
  const ProcessResult full = shell("\"$1\" --help >/dev/full");
  CHECK(full.exit_code == 1);
  CHECK(full.err == "error: cannot write to 'standard output': no space left on device\n");
  const ProcessResult closed = shell("\"$1\" --help >&-");
  CHECK(closed.exit_code == 1);
  CHECK(closed.err == "error: cannot write to 'standard output': bad file descriptor\n");
  // A pipe without a reader: the FIFO's only one is closed again.
  const TemporaryDirectory directory;
  const ProcessResult pipe = shell("mkfifo \"$2\"; exec 3<>\"$2\" 4>\"$2\" 3<&-; \"$1\" --help >&4",
                                   (directory / "fifo").string());
  CHECK(pipe.exit_code == 1);
  CHECK(pipe.err == "error: cannot write to 'standard output': broken pipe\n");
}

}  // namespace bazc::test

#include <fstream>
#include <new>
#include <stdexcept>

#include <doctest/doctest.h>

#include "cli/engine.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_environment.hpp"

namespace bazc::cli {
namespace {

constexpr const char* scene = "export default function Scene() {}\n";

struct Fixture {
  test::TemporaryDirectory directory;
  test::TestEnvironment world;
  std::string file = write("scene.tsx", scene);

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(directory / name, std::ios::binary) << text;
    return (directory / name).string();
  }

  /// The error of a run that must be wrong usage; without the program's hint.
  std::string usage_error(const std::vector<std::string>& arguments) {
    world.err.str("");
    CHECK(world.run(arguments) == 2);
    CHECK(world.out.str().empty());
    return world.err.str().substr(0, world.err.str().find('\n'));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "no arguments: the help on standard error, exit 2") {
  CHECK(world.run({}) == 2);
  CHECK(world.out.str().empty());
  CHECK(world.err.str().find("Usage: bazc COMMAND") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "--help wherever it stands") {
  CHECK(world.run({"--help"}) == 0);
  CHECK(world.out.str().find("Examples:\n") != std::string::npos);
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"compile", "--help"}, {"--help", "compile"}, {"compile", "x.tsx", "-h"}}) {
    world.out.str("");
    CHECK(world.run(arguments) == 0);
    CHECK(world.out.str().find("Usage: bazc compile") != std::string::npos);
    CHECK(world.out.str().find("Examples:\n") != std::string::npos);
    CHECK(world.out.str().find("--max-source-size SIZE") != std::string::npos);
  }
  CHECK(world.err.str().empty());
}

TEST_CASE_FIXTURE(Fixture, "help fits 80 columns") {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--help"}, {"compile", "--help"}}) {
    world.out.str("");
    CHECK(world.run(arguments) == 0);
    std::istringstream lines(world.out.str());
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(line.size() <= 90);  // bytes: an ellipsis has three
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "--version names the parts") {
  CHECK(world.run({"--version"}) == 0);
  for (const char* part : {"bazc ", "sucrase 3.35.1", "Duktape 2.7.0", "SQLite 3.", "OpenSSL "}) {
    CHECK(world.out.str().find(part) != std::string::npos);
  }
}

TEST_CASE_FIXTURE(Fixture, "unknown names, with a suggestion where one is near") {
  CHECK(usage_error({"compile", "--max-suorce-size", "1", file}) ==
        "error: unknown option '--max-suorce-size' (did you mean '--max-source-size'?)");
  CHECK(usage_error({"compile", "--max-suorce-size=1", file}) ==
        "error: unknown option '--max-suorce-size' (did you mean '--max-source-size'?)");
  CHECK(usage_error({"compile", "--frobnicate"}) == "error: unknown option '--frobnicate'");
  CHECK(usage_error({"compile", "-Z", file}) == "error: unknown option '-Z'");
  CHECK(usage_error({"compile", "-5", file}) == "error: unknown option '-5'");
  CHECK(usage_error({"--colour", "never"}) ==
        "error: unknown option '--colour' (did you mean '--color'?)");
  CHECK(usage_error({"complie"}) == "error: unknown command 'complie' (did you mean 'compile'?)");
  CHECK(usage_error({"x\x1b[2J"}) == "error: unknown command 'x^[[2J'");
}

TEST_CASE_FIXTURE(Fixture,
                  "missing and bad values name the option, the value and what is allowed") {
  CHECK(usage_error({"compile", file, "--jobs"}) == "error: option '--jobs' needs a value: N");
  CHECK(usage_error({"compile", file, "-j"}) == "error: option '--jobs' needs a value: N");
  CHECK(usage_error({"compile", "--jobs", "--json", file}) ==
        "error: option '--jobs' needs a value: N");
  CHECK(usage_error({"compile", "--jobs=", file}) ==
        "error: invalid value '' for '--jobs': expected a whole number from 1 to 256");
  CHECK(usage_error({"compile", "--jobs", "many", file}) ==
        "error: invalid value 'many' for '--jobs': expected a whole number from 1 to 256");
  CHECK(usage_error({"compile", "--compile-timeout", "-5s", file}) ==
        "error: invalid value '-5s' for '--compile-timeout': expected a duration such as 500ms, "
        "5s or 20m");
  CHECK(usage_error({"--color", "blue", "compile", file}) ==
        "error: invalid value 'blue' for '--color': expected auto, always or never");
  CHECK(usage_error({"compile", "--json=maybe", file}) ==
        "error: invalid value 'maybe' for '--json': expected true or false");
}

TEST_CASE_FIXTURE(Fixture, "options and arguments in every order; -- ends the options") {
  CHECK(world.run({"compile", file, "--jobs", "3", "--quiet"}) == 0);
  CHECK(world.out.str() == scene);
  world.out.str("");
  CHECK(world.run({"--color=never", "compile", "-j3", "--", file}) == 0);
  CHECK(world.out.str() == scene);
  world.err.str("");
  CHECK(world.run({"compile", "--", "--json"}) == 1);
  CHECK(world.err.str() == "error: cannot read '--json': no such file or directory\n");
}

TEST_CASE_FIXTURE(Fixture, "the last of a repeated option wins") {
  CHECK(world.run({"compile", file, "--compile-timeout", "1s", "--compile-timeout", "2s"}) == 0);
  CHECK(world.engine_options.compile_timeout == std::chrono::seconds(2));
}

TEST_CASE_FIXTURE(Fixture, "a file may be named like an array or a command") {
  const std::string name = write("[a,b]", scene);
  std::filesystem::current_path(directory.path());
  CHECK(world.run({"compile", "[a,b]"}) == 0);
  CHECK(world.out.str() == scene);
  world.out.str("");
  write("compile", scene);
  CHECK(world.run({"compile", "compile"}) == 0);
  CHECK(world.out.str() == scene);
  std::filesystem::current_path("/");
}

TEST_CASE_FIXTURE(Fixture,
                  "precedence: command line, variable, section, top of the file, default") {
  const std::string config = write("settings.toml",
                                   "compile-timeout = \"10s\"\n"
                                   "compile-memory = \"100MiB\"\n"
                                   "jobs = 1\n"
                                   "[compile]\n"
                                   "compile-timeout = \"20s\"\n");
  const auto timeout = [&] { return world.engine_options.compile_timeout; };
  using std::chrono::seconds;
  CHECK(world.run({"compile", file}) == 0);
  CHECK(timeout() == seconds(5));
  CHECK(world.engine_options.compile_memory == std::size_t{256} << 20);
  CHECK(world.run({"compile", file, "--config", config}) == 0);
  CHECK(timeout() == seconds(20));
  CHECK(world.engine_options.compile_memory == std::size_t{100} << 20);
  world.variables["BAZC_CONFIG"] = config;
  world.variables["BAZC_COMPILE_TIMEOUT"] = "30s";
  CHECK(world.run({"compile", file}) == 0);
  CHECK(timeout() == seconds(30));
  CHECK(world.run({"compile", file, "--compile-timeout=40s"}) == 0);
  CHECK(timeout() == seconds(40));
  world.variables["BAZC_COMPILE_TIMEOUT"] = "";
  CHECK(world.run({"compile", file}) == 0);
  CHECK(timeout() == seconds(20));
}

TEST_CASE_FIXTURE(Fixture, "a flag of a lower layer can be unset") {
  const std::string config = write("settings.toml", "json = true\n");
  CHECK(world.run({"compile", file, "--config", config, "--json=false"}) == 0);
  CHECK(world.out.str() == scene);
  world.out.str("");
  world.variables["BAZC_JSON"] = "0";
  CHECK(world.run({"compile", file, "--config", config}) == 0);
  CHECK(world.out.str() == scene);
}

TEST_CASE_FIXTURE(Fixture, "bad variables and settings name where they stand") {
  world.variables["BAZC_JOBS"] = "x";
  CHECK(usage_error({"compile", file}) ==
        "error: invalid value 'x' for BAZC_JOBS: expected a whole number from 1 to 256");
  world.variables.clear();

  const auto error_of = [&](const std::string& text) {
    const std::string config = write("settings.toml", text);
    std::string error = usage_error({"compile", file, "--config", config});
    const std::string prefix = "error: " + config;
    CHECK(error.starts_with(prefix));
    return error.substr(std::min(error.size(), prefix.size()));
  };
  CHECK(error_of("\njobs = 0\n") ==
        ":2: invalid value '0' for key 'jobs': expected a whole number from 1 to 256");
  CHECK(error_of("jbos = 1\n") == ":1: unknown key 'jbos' (did you mean 'jobs'?)");
  CHECK(error_of("max_source_size = 1\n") ==
        ":1: unknown key 'max_source_size' (did you mean 'max-source-size'?)");
  CHECK(error_of("[compile]\njbos = 1\n") ==
        ":2: unknown key 'jbos' in [compile] (did you mean 'jobs'?)");
  CHECK(error_of("[complie]\n") ==
        ":1: unknown section [complie]: no such command (did you mean 'compile'?)");
  CHECK(error_of("config = 'x'\n") == ":1: unknown key 'config'");
  CHECK(error_of("jobs = [1]\n") == ":1: key 'jobs' takes one value, not an array");
  CHECK(usage_error({"compile", file, "--config", (directory / "none").string()}) ==
        "error: cannot read '" + (directory / "none").string() + "': no such file or directory");
}

TEST_CASE_FIXTURE(Fixture, "colours as --color says") {
  CHECK(world.run({"compile", "--color", "always", "--frobnicate"}) == 2);
  world.err.str("");
  world.environment.err_is_terminal = true;
  CHECK(world.run({"frobnicate"}) == 2);
  CHECK(world.err.str().find("\x1b[1;31merror:\x1b[0m") != std::string::npos);
  world.variables["NO_COLOR"] = "1";
  world.err.str("");
  CHECK(world.run({"frobnicate"}) == 2);
  CHECK(world.err.str().find('\x1b') == std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "what a library throws ends as an error") {
  world.environment.make_transformer =
      [](const EngineOptions&) -> Result<std::unique_ptr<Transformer>> {
    throw std::runtime_error("surprise");
  };
  CHECK(world.run({"compile", file}) == 1);
  CHECK(world.err.str() == "error: internal error: surprise\n");
  world.environment.make_transformer =
      [](const EngineOptions&) -> Result<std::unique_ptr<Transformer>> { throw std::bad_alloc(); };
  world.err.str("");
  CHECK(world.run({"compile", file}) == 1);
  CHECK(world.err.str() == "error: out of memory\n");
}

TEST_CASE_FIXTURE(Fixture, "an engine that is out of reach is exit 3") {
  world.environment.make_transformer =
      [](const EngineOptions&) -> Result<std::unique_ptr<Transformer>> {
    return fail(ErrorKind::unavailable, "no worker", "make room");
  };
  CHECK(world.run({"compile", file}) == 3);
  CHECK(world.err.str() == "error: no worker\n  hint: make room\n");
}

TEST_CASE_FIXTURE(Fixture, "results that cannot be written are an error") {
  world.out.setstate(std::ios::badbit);
  CHECK(world.run({"--version"}) == 1);
  CHECK(world.err.str() == "error: cannot write to 'standard output': input/output error\n");
}

}  // namespace bazc::cli

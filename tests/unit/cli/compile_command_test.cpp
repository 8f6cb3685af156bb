#include <atomic>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/module/content_hash.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_environment.hpp"

namespace bazc::cli {
namespace {

namespace fs = std::filesystem;

/// A scene that the fake engine gives back as it is, and that compile_scene leaves so.
std::string scene(const std::string& name) {
  return "export default function " + name + "() {}\n";
}

struct Fixture {
  test::TemporaryDirectory directory;
  test::TestEnvironment world;

  Fixture() {
    world.transform = [](std::string_view source) -> Result<std::string, CompileError> {
      if (source.find("BROKEN") != std::string_view::npos) {
        return fail(CompileError{CompileErrorKind::syntax, "unexpected token", {1, 3}});
      }
      return std::string(source);
    };
  }

  std::string write(const fs::path& name, const std::string& text) const {
    fs::create_directories((directory / name).parent_path());
    std::ofstream(directory / name, std::ios::binary) << text;
    return path(name);
  }
  [[nodiscard]] std::string path(const fs::path& name) const { return (directory / name).string(); }
  [[nodiscard]] std::string read(const fs::path& name) const {
    return read_file(directory / name).value_or("(no file)");
  }
  int compile(const std::vector<std::string>& arguments) {
    world.out.str("");
    world.err.str("");
    std::vector<std::string> all = {"compile"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return world.run(all);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "compile: each mode of output") {
  const std::string file = write("a.tsx", scene("A"));
  const std::string hash = content_hash(scene("A"));
  CHECK(compile({file}) == 0);
  CHECK(world.out.str() == scene("A"));
  CHECK(compile({file, "--hash"}) == 0);
  CHECK(world.out.str() == hash + "\n");
  CHECK(compile({file, "--check"}) == 0);
  CHECK(world.out.str().empty());
  CHECK(compile({file, "--no-wrap"}) == 0);
  CHECK(world.out.str() == scene("A"));
  CHECK(compile({file, "-o", path("a.js")}) == 0);
  CHECK(world.out.str().empty());
  CHECK(read("a.js") == scene("A"));
  CHECK(compile({file, "-o", path("b.js"), "--hash"}) == 0);
  CHECK(world.out.str() == hash + "\n");
  CHECK(read("b.js") == scene("A"));
  CHECK(compile({file, "-o", "-"}) == 0);
  CHECK(world.out.str() == scene("A"));
  CHECK(world.err.str().empty());
}

TEST_CASE_FIXTURE(Fixture, "compile: --json") {
  const std::string good = write("a.tsx", scene("A"));
  const std::string bad = write("b.tsx", "x BROKEN");
  CHECK(compile({good, bad, path("none.tsx"), "--json"}) == 1);
  CHECK(world.err.str().empty());
  std::istringstream lines(world.out.str());
  std::string line;
  std::getline(lines, line);
  CHECK(nlohmann::json::parse(line) == nlohmann::json{{"file", good},
                                                      {"ok", true},
                                                      {"hash", content_hash(scene("A"))},
                                                      {"code", scene("A")},
                                                      {"warnings", nlohmann::json::array()}});
  std::getline(lines, line);
  CHECK(nlohmann::json::parse(line) ==
        nlohmann::json{
            {"file", bad},
            {"ok", false},
            {"error",
             {{"kind", "syntax"}, {"message", "unexpected token"}, {"line", 1}, {"column", 3}}},
            {"warnings", nlohmann::json::array()}});
  std::getline(lines, line);
  const auto missing = nlohmann::json::parse(line);
  CHECK(missing["error"]["kind"] == "not_found");
  CHECK(missing["error"]["line"].is_null());
  CHECK_FALSE(std::getline(lines, line));

  CHECK(compile({good, "--json", "--out-dir", path("out")}) == 0);
  CHECK_FALSE(nlohmann::json::parse(world.out.str()).contains("code"));
  CHECK(compile({good, "--json", "--check"}) == 0);
  CHECK_FALSE(nlohmann::json::parse(world.out.str()).contains("code"));
  CHECK(compile({good, "--json", "--no-wrap"}) == 0);
  CHECK_FALSE(nlohmann::json::parse(world.out.str()).contains("hash"));
}

TEST_CASE_FIXTURE(Fixture, "compile: JSON is UTF-8 whatever bytes a file name has") {
  const std::string file = write("\xff\xfe.tsx", scene("A"));
  CHECK(compile({file, "--json"}) == 0);
  const auto object = nlohmann::json::parse(world.out.str());
  CHECK(object["file"].get<std::string>().ends_with("\uFFFD\uFFFD.tsx"));
}

TEST_CASE_FIXTURE(Fixture, "compile: a directory is walked, sorted, with what is left out") {
  for (const char* name : {"d/b.tsx", "d/a/z.ts", "d/a/y.jsx", "d/c.tsx"}) {
    write(name, scene("A"));
  }
  for (const char* name : {"d/types.d.ts", "d/x.js", "d/readme.md", "d/.hidden/h.tsx",
                           "d/node_modules/n.tsx", "d/a/node_modules/n.tsx", "d/.h.tsx"}) {
    write(name, "BROKEN");
  }
  fs::create_directory_symlink(directory / "d", directory / "d/a/loop");
  CHECK(compile({path("d"), "--hash"}) == 0);
  const std::string hash = content_hash(scene("A"));
  CHECK(world.out.str() == hash + "  " + path("d/a/y.jsx") + "\n" + hash + "  " + path("d/a/z.ts") +
                               "\n" + hash + "  " + path("d/b.tsx") + "\n" + hash + "  " +
                               path("d/c.tsx") + "\n");
  CHECK(world.err.str() == "compiled 4 scenes\n");
}

TEST_CASE_FIXTURE(Fixture,
                  "compile: a named link to a directory is walked, a broken link is told") {
  write("d/a.tsx", scene("A"));
  fs::create_symlink("nowhere", directory / "d/b.tsx");
  fs::create_directory_symlink(directory / "d", directory / "link");
  CHECK(compile({path("link"), "--check"}) == 1);
  CHECK(world.err.str() == "error: cannot read '" + path("link/b.tsx") +
                               "': no such file or directory\ncompiled 1 of 2 scenes, 1 failed\n");
}

TEST_CASE_FIXTURE(Fixture, "compile: a directory without scenes is an error, the others go on") {
  fs::create_directory(directory / "empty");
  write("a.tsx", scene("A"));
  CHECK(compile({path("empty"), path("a.tsx"), "--hash"}) == 1);
  CHECK(world.err.str().starts_with("error: no scenes in '" + path("empty") + "'\n"));
  CHECK(world.out.str() == content_hash(scene("A")) + "  " + path("a.tsx") + "\n");
}

TEST_CASE_FIXTURE(Fixture, "compile: --out-dir mirrors trees, files go by their names") {
  write("d/a/b.tsx", scene("B"));
  write("d/c.ts", scene("C"));
  write("e/f.v2.jsx", scene("F"));
  CHECK(compile({path("d"), path("e/f.v2.jsx"), "--out-dir", path("out/deep")}) == 0);
  CHECK(read("out/deep/a/b.js") == scene("B"));
  CHECK(read("out/deep/c.js") == scene("C"));
  CHECK(read("out/deep/f.v2.js") == scene("F"));
  CHECK(world.out.str().empty());
  CHECK(compile({path("d"), "--out-dir", path("hashed"), "--hashed"}) == 0);
  CHECK(read("hashed/" + content_hash(scene("B")) + ".js") == scene("B"));
  CHECK(read("hashed/" + content_hash(scene("C")) + ".js") == scene("C"));
}

TEST_CASE_FIXTURE(Fixture, "compile: two sources for one output are refused before writing") {
  write("d/a.tsx", scene("A"));
  write("d/a.ts", scene("B"));
  CHECK(compile({path("d"), "--out-dir", path("out")}) == 2);
  CHECK(world.err.str().starts_with("error: '" + path("d/a.ts") + "' and '" + path("d/a.tsx") +
                                    "' would both be written to '" + path("out/a.js") + "'\n"));
  CHECK_FALSE(fs::exists(directory / "out"));
  CHECK(compile({path("d"), "--out-dir", path("out"), "--hashed"}) == 0);
}

TEST_CASE_FIXTURE(Fixture, "compile: a source is never overwritten") {
  const std::string file = write("a.tsx", scene("A"));
  const std::string plain = write("a.js", scene("B"));
  CHECK(compile({file, "-o", file}) == 2);
  CHECK(world.err.str().starts_with("error: the output '" + file + "' would overwrite the source"));
  CHECK(compile({plain, "--out-dir", directory.path().string()}) == 2);
  fs::create_hard_link(file, directory / "hard.js");
  CHECK(compile({file, "-o", path("hard.js")}) == 2);
  CHECK(read("a.tsx") == scene("A"));
  CHECK(read("a.js") == scene("B"));
}

TEST_CASE_FIXTURE(Fixture, "compile: a failing scene leaves the old output as it is") {
  const std::string file = write("a.tsx", "x BROKEN");
  write("a.js", "old");
  CHECK(compile({file, "-o", path("a.js")}) == 1);
  CHECK(read("a.js") == "old");
  CHECK(world.err.str() == file +
                               ":1:3: error: unexpected token\n"
                               "  1 | x BROKEN\n"
                               "    |   ^\n");
}

TEST_CASE_FIXTURE(Fixture, "compile: one failing file does not stop the others") {
  write("d/a.tsx", "x BROKEN");
  write("d/b.tsx", scene("B"));
  CHECK(compile({path("d"), "--out-dir", path("out")}) == 1);
  CHECK(read("out/b.js") == scene("B"));
  CHECK_FALSE(fs::exists(directory / "out/a.js"));
  CHECK(world.err.str().ends_with("compiled 1 of 2 scenes, 1 failed\n"));
  CHECK(compile({path("d"), "--out-dir", path("out"), "--quiet"}) == 1);
  CHECK(world.err.str().find("compiled") == std::string::npos);
  CHECK(world.err.str().find("unexpected token") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "compile: results stand in the order of the arguments") {
  std::vector<std::string> arguments = {"--hash", "--jobs", "8"};
  std::string expected;
  for (int i = 99; i >= 0; --i) {
    const std::string name = "S" + std::to_string(i);
    arguments.push_back(write(name + ".tsx", scene(name)));
    expected += content_hash(scene(name)) + "  " + arguments.back() + "\n";
  }
  CHECK(compile(arguments) == 0);
  CHECK(world.out.str() == expected);
  CHECK(world.engine_options.jobs == 8);
}

TEST_CASE_FIXTURE(Fixture, "compile: no more workers than sources") {
  CHECK(compile({write("a.tsx", scene("A")), "--jobs", "200"}) == 0);
  CHECK(world.engine_options.jobs == 1);
}

TEST_CASE_FIXTURE(Fixture, "compile: links stay links, their targets are written") {
  const std::string file = write("a.tsx", scene("A"));
  write("real/a.js", "old");
  fs::create_symlink("real/a.js", directory / "link.js");
  CHECK(compile({file, "-o", path("link.js")}) == 0);
  CHECK(fs::is_symlink(directory / "link.js"));
  CHECK(read("real/a.js") == scene("A"));
}

TEST_CASE_FIXTURE(Fixture, "compile: outputs that cannot be written are named") {
  const std::string file = write("a.tsx", scene("A"));
  CHECK(compile({file, "-o", path("none/a.js")}) == 1);
  CHECK(world.err.str() ==
        "error: cannot write into '" + path("none") + "': no such file or directory\n");
  CHECK(compile({file, "-o", directory.path().string()}) == 1);
  CHECK(world.err.str() ==
        "error: cannot write '" + directory.path().string() + "': is a directory\n");
  CHECK(compile({file, "--out-dir", file}) == 1);
  CHECK(world.err.str().starts_with("error: cannot make the directory '" + file + "'"));
  CHECK(compile({file, "-o", "/dev/null"}) == 0);
}

TEST_CASE_FIXTURE(Fixture, "compile: options that exclude each other, and sources without output") {
  const std::string file = write("d/a.tsx", scene("A"));
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{file, "-o", "x", "--out-dir", "y"},
       "error: options '--output' and '--out-dir' exclude each other"},
      {{file, "--check", "-o", "x"}, "error: options '--check' and '--output' exclude each other"},
      {{file, "--check", "--hash"}, "error: options '--check' and '--hash' exclude each other"},
      {{file, "--hash", "--json"}, "error: options '--hash' and '--json' exclude each other"},
      {{file, "--hash", "--no-wrap"}, "error: options '--hash' and '--no-wrap' exclude each other"},
      {{file, "--hashed"}, "error: option '--hashed' needs '--out-dir'"},
      {{file, "--hash", "-o", "-"},
       "error: options '--output -' and '--hash' would both write to standard output"},
      {{}, "error: nothing to compile"},
      {{"-", "-", "--check"}, "error: standard input ('-') is named more than once"},
      {{file, file}, "error: several sources need an option that says where the artifacts go"},
      {{path("d")}, "error: several sources need an option that says where the artifacts go"},
      {{file, file, "-o", "x"},
       "error: option '--output' takes one source, not several or a directory"},
  };
  for (const auto& [arguments, message] : cases) {
    CHECK(compile(arguments) == 2);
    CHECK(world.err.str().substr(0, world.err.str().find('\n')) == message);
  }
}

TEST_CASE_FIXTURE(Fixture, "compile: a directory without scenes needs no output to be told") {
  write("d/notes.txt", "");
  for (const std::vector<std::string>& options : {{}, std::vector<std::string>{"-o", path("x")}}) {
    std::vector<std::string> arguments = {path("d")};
    arguments.insert(arguments.end(), options.begin(), options.end());
    CHECK(compile(arguments) == 1);
    CHECK(world.err.str().starts_with("error: no scenes in '" + path("d") + "'\n"));
  }
}

TEST_CASE_FIXTURE(Fixture, "compile: options reach compile_scene and the engine") {
  const std::string file = write("a.tsx", scene("A"));
  CHECK(compile({file, "--max-source-size", "10"}) == 1);
  CHECK(compile({file, "--max-source-size", "10", "--json"}) == 1);
  CHECK(nlohmann::json::parse(world.out.str())["error"]["kind"] == "too_large");
  CHECK(compile({file, "--compile-timeout", "7s", "--compile-memory", "64MiB"}) == 0);
  CHECK(world.engine_options.compile_timeout == std::chrono::seconds(7));
  CHECK(world.engine_options.compile_memory == std::size_t{64} << 20);
}

TEST_CASE_FIXTURE(Fixture, "compile: which engine, and how it is checked") {
  const std::string file = write("a.tsx", scene("A"));
  CHECK(compile({file}) == 0);
  CHECK(world.engine_options.engine == EngineChoice::automatic);
  CHECK(world.engine_options.max_nesting == 10'000);
  CHECK(world.engine_options.cross_check.share == 0);
  CHECK(compile({file, "--engine", "auto", "--max-nesting", "7", "--cross-check", "2.5%",
                 "--reproducer-dir", path("kept")}) == 0);
  CHECK(world.engine_options.engine == EngineChoice::automatic);
  CHECK(world.engine_options.max_nesting == 7);
  CHECK(world.engine_options.cross_check.share == 0.025);
  CHECK(world.engine_options.cross_check.reproducer_directory == path("kept"));
  CHECK(compile({file, "--engine", "native"}) == 0);
  CHECK(world.engine_options.engine == EngineChoice::native);

  CHECK(compile({file, "--engine", "sucrase", "--cross-check", "5%"}) == 2);
  CHECK(world.err.str() ==
        "error: option '--cross-check' compares another engine with Sucrase\n"
        "  hint: add --engine auto\n");
  CHECK(compile({file, "--engine", "auto", "--reproducer-dir", "x"}) == 2);
  CHECK(world.err.str().starts_with("error: option '--reproducer-dir' needs '--cross-check'\n"));
  CHECK(compile({file, "--engine", "fast"}) == 2);
  CHECK(world.err.str().starts_with(
      "error: invalid value 'fast' for '--engine': expected auto, native or sucrase\n"));
  CHECK(compile({file, "--max-nesting", "0"}) == 2);
}

TEST_CASE_FIXTURE(Fixture, "compile: a worker that cannot start is exit 3") {
  world.transform = [](std::string_view) -> Result<std::string, CompileError> {
    return fail(CompileError{CompileErrorKind::engine_unavailable, "no worker"});
  };
  CHECK(compile({write("a.tsx", scene("A"))}) == 3);
  CHECK(world.err.str() == path("a.tsx") + ": error: no worker\n");
}

TEST_CASE_FIXTURE(Fixture, "compile: an interrupt ends it after the scenes in flight") {
  std::vector<std::string> arguments = {"--hash", "--jobs", "2"};
  for (int i = 0; i < 100; ++i) {
    const std::string name = "S" + std::to_string(i);
    arguments.push_back(write(name + ".tsx", scene(name)));
  }
  std::atomic<int> calls{0};
  world.transform = [&](std::string_view source) -> Result<std::string, CompileError> {
    if (++calls == 5) {
      world.interrupts = 1;
    }
    return std::string(source);
  };
  CHECK(compile(arguments) == 130);
  CHECK(calls < 30);
  CHECK(world.err.str().starts_with("interrupted: compiled "));
}

TEST_CASE_FIXTURE(Fixture, "compile: an interrupt ends the wait for standard input") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const FileDescriptor read_end(ends[0]);
  const FileDescriptor write_end(ends[1]);
  world.environment.input_fd = read_end.get();
  world.interrupts = 1;
  CHECK(compile({"-"}) == 130);
}

TEST_CASE_FIXTURE(Fixture, "compile: a closed standard output ends it") {
  write("d/a.tsx", scene("A"));
  std::atomic<int> calls{0};
  world.transform = [&](std::string_view source) -> Result<std::string, CompileError> {
    ++calls;
    return std::string(source);
  };
  std::vector<std::string> arguments = {"--hash", "--jobs", "1"};
  for (int i = 0; i < 50; ++i) {
    arguments.push_back(path("d/a.tsx"));
  }
  world.out.setstate(std::ios::badbit);
  CHECK(compile(arguments) == 1);
  CHECK(calls < 20);
  CHECK(world.err.str().find("cannot write to 'standard output'") != std::string::npos);
}

}  // namespace bazc::cli

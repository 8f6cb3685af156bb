#include "core/transform/sucrase/sucrase_transformer.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_directory.hpp"

using bazc::CompileErrorKind;
using bazc::SourcePosition;
using bazc::sucrase::make_transformer;
using bazc::sucrase::TransformerOptions;
using bazc::test::TemporaryDirectory;

namespace {

TransformerOptions options_for_tests() {
  return {.worker_command = {"/proc/self/exe", "--engine-worker"}};
}

// Sucrase processes the initialiser of a class field twice, so every level doubles the time.
std::string exponential_source() {
  std::string source = "0";
  for (int i = 0; i < 60; ++i) {
    source.insert(0, "(class A { x = ").append(" })");
  }
  return "const a = " + source;
}

}  // namespace

// What these give was read off Sucrase 3.35.1 under Node.
TEST_CASE("the engine gives Sucrase's bytes") {
  const auto engine = make_transformer(options_for_tests());
  CHECK(engine->name() == "sucrase");
  CHECK(engine->transform("const a: number = 1 as any;").value().code == "const a = 1 ;");
  CHECK(engine->transform("const e = <div a=\"1\">hi {name}</div>;").value().code ==
        "const e = React.createElement('div', { a: \"1\",}, \"hi \" , name);");
  CHECK(engine->transform("").value().code.empty());
}

TEST_CASE("astral characters, before, in and after the place of an error") {
  const auto engine = make_transformer(options_for_tests());
  CHECK(engine->transform("const \U0001D4B3 = '\U0001F600';").value().code ==
        "const \U0001D4B3 = '\U0001F600';");
  const auto rejected = engine->transform("const s = '\U0001F600'; const x = = 1");
  REQUIRE_FALSE(rejected);
  CHECK(rejected.error().kind == CompileErrorKind::syntax);
  CHECK(rejected.error().message == "unexpected token");
  CHECK(rejected.error().position == SourcePosition{1, 27});
}

TEST_CASE("a syntax error leaves the worker as it was") {
  const auto engine = make_transformer(options_for_tests());
  for (int i = 0; i < 3; ++i) {
    const auto rejected = engine->transform("const x = \n  (1;");
    REQUIRE_FALSE(rejected);
    CHECK(rejected.error().kind == CompileErrorKind::syntax);
    CHECK(rejected.error().message == "unexpected token, expected \",\"");
    CHECK(rejected.error().position == SourcePosition{2, 5});
    CHECK(engine->transform("let y: T = 1").value().code == "let y = 1");
  }
}

TEST_CASE("a source past its time is given up, and the next one compiles") {
  auto options = options_for_tests();
  options.compile_timeout = std::chrono::milliseconds(300);
  const auto engine = make_transformer(options);
  const auto rejected = engine->transform(exponential_source());
  REQUIRE_FALSE(rejected);
  CHECK(rejected.error().kind == CompileErrorKind::timeout);
  CHECK(rejected.error().message == "not compiled within 300 ms");
  CHECK(engine->transform("let y: T = 1").value().code == "let y = 1");
}

TEST_CASE("a source past its memory is given up, and the next one compiles") {
  auto options = options_for_tests();
  options.compile_memory = std::size_t{24} * 1024 * 1024;
  options.compile_timeout = std::chrono::seconds(60);
  const auto engine = make_transformer(options);
  std::string source;
  for (int i = 0; i < 60'000; ++i) {
    source += "a" + std::to_string(i) + ";";
  }
  const auto rejected = engine->transform(source);
  REQUIRE_FALSE(rejected);
  CHECK(rejected.error().kind == CompileErrorKind::out_of_memory);
  CHECK(engine->transform("let y: T = 1").value().code == "let y = 1");
}

TEST_CASE("100,000 nested parentheses are refused, and the next source compiles") {
  const auto engine = make_transformer(options_for_tests());
  const std::size_t depth = 100'000;
  const auto rejected = engine->transform(std::string(depth, '(') + "1" + std::string(depth, ')'));
  REQUIRE_FALSE(rejected);
  CHECK(rejected.error().kind == CompileErrorKind::too_deep);
  CHECK(rejected.error().message.find("nested too deeply") != std::string::npos);
  CHECK(engine->transform("let y: T = 1").value().code == "let y = 1");
}

TEST_CASE("a memory limit that the engine itself does not fit in says so") {
  auto options = options_for_tests();
  options.compile_memory = 100'000;
  const auto rejected = make_transformer(options)->transform("1");
  REQUIRE_FALSE(rejected);
  CHECK(rejected.error().kind == CompileErrorKind::engine_unavailable);
  CHECK(rejected.error().message.find("more than the 100000 that are allowed; raise "
                                      "--compile-memory") != std::string::npos);
}

TEST_CASE("a worker that cannot be started or ends at once is not the scene's fault") {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"/nonexistent/bazc"}, {"/bin/false"}}) {
    auto options = options_for_tests();
    options.worker_command = command;
    const auto rejected = make_transformer(options)->transform("1");
    REQUIRE_FALSE(rejected);
    CHECK(rejected.error().kind == CompileErrorKind::engine_unavailable);
    CHECK_FALSE(bazc::is_scene_fault(rejected.error().kind));
  }
}

namespace {

// Says that it is ready (Status::ready and no text), waits for a request, notes that it came, and
// dies of `signal`.
std::vector<std::string> dying_worker(const std::string& signal,
                                      const std::filesystem::path& notes) {
  return {"/bin/sh", "-c",
          "head -c 16 /dev/zero >&3; head -c 1 <&3 >/dev/null; echo >>" + notes.string() +
              "; kill -" + signal + " $$"};
}

}  // namespace

TEST_CASE("a source that three workers die of is a crash of that one scene") {
  const TemporaryDirectory directory;
  auto options = options_for_tests();
  options.worker_command = dying_worker("SEGV", directory / "requests");
  const auto rejected = make_transformer(options)->transform("1");
  REQUIRE_FALSE(rejected);
  CHECK(rejected.error().kind == CompileErrorKind::engine_crash);
  CHECK(rejected.error().message == "the engine stopped: signal 11 (Segmentation fault)");
  CHECK(std::filesystem::file_size(directory / "requests") == 3);
}

TEST_CASE("workers that somebody kills are not the scene's fault") {
  const TemporaryDirectory directory;
  auto options = options_for_tests();
  options.worker_command = dying_worker("KILL", directory / "requests");
  const auto rejected = make_transformer(options)->transform("1");
  REQUIRE_FALSE(rejected);
  CHECK(rejected.error().kind == CompileErrorKind::engine_unavailable);
  CHECK(std::filesystem::file_size(directory / "requests") == 3);
}

TEST_CASE("many threads share few workers") {
  auto options = options_for_tests();
  options.workers = 2;
  const auto engine = make_transformer(options);
  std::vector<std::string> results(16);
  {
    std::vector<std::jthread> threads;
    threads.reserve(results.size());
    for (std::size_t i = 0; i < results.size(); ++i) {
      threads.emplace_back([&, i] {
        results[i] = engine->transform("let a: T = " + std::to_string(i))
                         .value_or(bazc::TransformOutput{"failed"})
                         .code;
      });
    }
  }
  for (std::size_t i = 0; i < results.size(); ++i) {
    CHECK(results[i] == "let a = " + std::to_string(i));
  }
}

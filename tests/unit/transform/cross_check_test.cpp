#include "core/transform/cross_check.hpp"

#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include "core/base/file.hpp"
#include "core/module/content_hash.hpp"
#include "core/transform/auto_transformer.hpp"
#include "core/transform/native/native_transformer.hpp"
#include "support/temporary_directory.hpp"
#include "unit/transform/fake_engines.hpp"

using bazc::CompileError;
using bazc::CompileErrorKind;
using bazc::CompileWarningKind;
using bazc::content_hash;
using bazc::CrossCheck;
using bazc::EngineStatistics;
using bazc::fail;
using bazc::Result;
using bazc::SourcePosition;
using bazc::TransformOutput;
using bazc::test::FakeSucrase;

namespace {

namespace fs = std::filesystem;

std::shared_ptr<FakeSucrase> sucrase_giving(Result<TransformOutput, CompileError> result) {
  return std::make_shared<FakeSucrase>(
      [result = std::move(result)](std::string_view) { return result; });
}

EngineStatistics statistics_of(const CrossCheck& check) {
  EngineStatistics statistics;
  check.add_to(statistics);
  return statistics;
}

std::string read(const fs::path& path) {
  return bazc::read_file(path).value_or("(no file)");
}

std::set<std::string> names_in(const fs::path& directory) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) {
    names.insert(entry.path().filename());
  }
  return names;
}

}  // namespace

TEST_CASE("cross-check: equal bytes pass without a word") {
  const auto sucrase = sucrase_giving(TransformOutput{"same"});
  CrossCheck check({.share = 1}, sucrase);
  const auto output = check.settle("source", {"same"});
  REQUIRE(output);
  CHECK(output->code == "same");
  CHECK(output->warnings.empty());
  CHECK(statistics_of(check).cross_checked == 1);
  CHECK(statistics_of(check).different == 0);
}

TEST_CASE("cross-check: Sucrase's bytes win, and the difference is told and kept") {
  const bazc::test::TemporaryDirectory directory;
  const fs::path kept = directory / "made/here";
  CrossCheck check({.share = 1, .reproducer_directory = kept},
                   sucrase_giving(TransformOutput{"one\ntwo\nthree"}));
  TransformOutput native{"one\nTWO\nthree",
                         {{CompileWarningKind::sucrase_miscompiles, "w", {1, 1}}}};
  const auto output = check.settle("source", native);
  REQUIRE(output);
  CHECK(output->code == "one\ntwo\nthree");
  REQUIRE(output->warnings.size() == 2);
  CHECK(output->warnings[0].kind == CompileWarningKind::sucrase_miscompiles);
  CHECK(output->warnings[1].kind == CompileWarningKind::engines_differ);
  CHECK(output->warnings[1].position == SourcePosition{2, 1});
  const fs::path reproducer = kept / content_hash("source");
  CHECK(output->warnings[1].message.find(reproducer.string()) != std::string::npos);
  CHECK(names_in(kept) == std::set<std::string>{content_hash("source")});
  CHECK(names_in(reproducer) ==
        std::set<std::string>{"README", "native.js", "source.tsx", "sucrase.js"});
  CHECK(read(reproducer / "source.tsx") == "source");
  CHECK(read(reproducer / "native.js") == "one\nTWO\nthree");
  CHECK(read(reproducer / "sucrase.js") == "one\ntwo\nthree");
  CHECK(read(reproducer / "README").find("--engine native source.tsx") != std::string::npos);
  CHECK(statistics_of(check).different == 1);

  // Again, by another run perhaps: what is there stays, and nothing is left beside it.
  CHECK(check.settle("source", native)->warnings.size() == 2);
  CHECK(names_in(kept).size() == 1);
}

TEST_CASE("cross-check: a reproducer that cannot be kept does not hurt the result") {
  const bazc::test::TemporaryDirectory directory;
  CrossCheck check({.share = 1, .reproducer_directory = "/proc/none"},
                   sucrase_giving(TransformOutput{"sucrase"}));
  const auto output = check.settle("source", {"native"});
  REQUIRE(output);
  CHECK(output->code == "sucrase");
  CHECK(output->warnings.at(0).message.find("not kept: cannot") != std::string::npos);
}

TEST_CASE("cross-check: an error of Sucrase's wins too") {
  const bazc::test::TemporaryDirectory directory;
  CrossCheck check(
      {.share = 1, .reproducer_directory = directory.path()},
      sucrase_giving(fail(CompileError{CompileErrorKind::syntax, "unexpected token", {3, 4}})));
  const auto output = check.settle("source", {"native"});
  REQUIRE_FALSE(output);
  CHECK(output.error().message == "unexpected token");
  CHECK(output.error().position == SourcePosition{3, 4});
  REQUIRE(output.error().warnings.size() == 1);
  CHECK(output.error().warnings[0].kind == CompileWarningKind::engines_differ);
  CHECK(output.error().warnings[0].position == SourcePosition{3, 4});
  CHECK(read(directory / content_hash("source") / "sucrase.txt") ==
        "syntax: unexpected token (3:4)\n");
  CHECK(statistics_of(check).different == 1);
}

TEST_CASE("cross-check: where Sucrase comes to no result, the native engine's stands") {
  CrossCheck check({.share = 1},
                   sucrase_giving(fail(CompileError{CompileErrorKind::timeout, "too slow"})));
  const auto output = check.settle("source", {"native"});
  REQUIRE(output);
  CHECK(output->code == "native");
  REQUIRE(output->warnings.size() == 1);
  CHECK(output->warnings[0].kind == CompileWarningKind::not_cross_checked);
  CHECK(statistics_of(check).cross_checked == 0);
  CHECK(statistics_of(check).undecided == 1);
}

TEST_CASE("cross-check: Sucrase that cannot be started is an error, not a check left out") {
  CrossCheck check(
      {.share = 1},
      sucrase_giving(fail(CompileError{CompileErrorKind::engine_unavailable, "no worker"})));
  const auto output = check.settle("source", {"native"});
  REQUIRE_FALSE(output);
  CHECK(output.error().kind == CompileErrorKind::engine_unavailable);
}

TEST_CASE("cross-check: a share is chosen by the source alone, and grows by adding to it") {
  const auto chosen = [](double share) {
    std::set<std::string> sources;
    const auto sucrase = std::make_shared<FakeSucrase>(
        [&](std::string_view source) -> Result<TransformOutput, CompileError> {
          sources.emplace(source);
          return TransformOutput{"same"};
        });
    CrossCheck check({.share = share}, sucrase);
    for (int i = 0; i < 2000; ++i) {
      REQUIRE(check.settle("source " + std::to_string(i), {"same"}));
    }
    return sources;
  };
  const auto tenth = chosen(0.1);
  CHECK(tenth.size() > 140);
  CHECK(tenth.size() < 260);
  CHECK(chosen(0.1) == tenth);
  const auto half = chosen(0.5);
  CHECK(std::includes(half.begin(), half.end(), tenth.begin(), tenth.end()));
  CHECK(chosen(0).empty());
  CHECK(chosen(1).size() == 2000);
}

TEST_CASE("cross-check: auto and native check what they compiled, not what Sucrase did") {
  const auto sucrase = sucrase_giving(TransformOutput{"sucrase"});
  const auto check = std::make_shared<CrossCheck>(bazc::CrossCheckOptions{.share = 1}, sucrase);
  const bazc::native::Refusal refusal{bazc::native::Refusal::Reason::syntax, "", 0};

  const auto compiling = bazc::test::pool_of(bazc::test::giving({"native"}));
  CHECK(bazc::make_auto_transformer(compiling, sucrase, check)->transform("a").value().code ==
        "sucrase");
  const auto native = bazc::native::make_transformer(compiling, check);
  CHECK(native->transform("a").value().code == "sucrase");
  CHECK(native->statistics().different == 2);

  const auto refused = bazc::test::pool_of(bazc::test::refusing(refusal));
  const int before = sucrase->calls;
  const auto engine = bazc::make_auto_transformer(refused, sucrase, check);
  CHECK(engine->transform("a").value().code == "sucrase");
  CHECK(sucrase->calls == before + 1);
  CHECK(engine->statistics().cross_checked == 2);
  CHECK_FALSE(bazc::native::make_transformer(refused, check)->transform("a"));
  CHECK(sucrase->calls == before + 1);
}

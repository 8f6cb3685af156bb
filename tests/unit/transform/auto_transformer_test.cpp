#include "core/transform/auto_transformer.hpp"

#include <doctest/doctest.h>

#include "core/transform/native/native_transformer.hpp"
#include "unit/transform/fake_engines.hpp"

using bazc::CompileError;
using bazc::CompileErrorKind;
using bazc::CompileWarningKind;
using bazc::fail;
using bazc::make_auto_transformer;
using bazc::Result;
using bazc::SourcePosition;
using bazc::TransformOutput;
using bazc::native::Refusal;
using bazc::native::Transformed;
using bazc::test::FakeSucrase;
using bazc::test::giving;
using bazc::test::pool_of;
using bazc::test::refusing;

namespace {

using Reason = Refusal::Reason;

std::shared_ptr<FakeSucrase> sucrase_giving(Result<TransformOutput, CompileError> result) {
  return std::make_shared<FakeSucrase>(
      [result = std::move(result)](std::string_view) { return result; });
}

std::shared_ptr<FakeSucrase> sucrase_failing(CompileErrorKind kind) {
  return sucrase_giving(fail(CompileError{kind, "sucrase's words", {9, 8}}));
}

}  // namespace

TEST_CASE("auto: what the native engine compiles does not trouble Sucrase") {
  const auto sucrase = sucrase_giving(TransformOutput{"sucrase"});
  const auto engine = make_auto_transformer(pool_of(giving({"native"})), sucrase, nullptr);
  CHECK(engine->name() == "auto");
  CHECK(engine->transform("source").value().code == "native");
  CHECK(sucrase->calls == 0);
  CHECK(engine->statistics().native == 1);
  CHECK(engine->statistics().sucrase == 0);
}

TEST_CASE("auto: where the native engine refuses, result and error are Sucrase's") {
  for (const Reason reason : {Reason::syntax, Reason::declined}) {
    const auto refused = pool_of(refusing({reason, "native's words", 0}));
    const auto sucrase = sucrase_giving(TransformOutput{"sucrase"});
    const auto accepted = make_auto_transformer(refused, sucrase, nullptr);
    CHECK(accepted->transform("source").value().code == "sucrase");
    CHECK(accepted->statistics().native == 0);
    CHECK(accepted->statistics().sucrase == 1);

    const auto failing = sucrase_failing(CompileErrorKind::syntax);
    const auto result = make_auto_transformer(refused, failing, nullptr)->transform("source");
    REQUIRE_FALSE(result);
    CHECK(result.error().message == "sucrase's words");
    CHECK(result.error().position == SourcePosition{9, 8});
  }
}

TEST_CASE("auto: too deep is an error at its place, and Sucrase never sees the source") {
  const auto sucrase = sucrase_giving(TransformOutput{"sucrase"});
  const auto engine =
      make_auto_transformer(pool_of(refusing({Reason::too_deep, "", 8})), sucrase, nullptr);
  const auto result = engine->transform("a\n\U0001F600 ((1))");
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == CompileErrorKind::too_deep);
  CHECK(to_string(result.error().kind) == "too_deep");
  CHECK(bazc::is_scene_fault(result.error().kind));
  CHECK(result.error().position == SourcePosition{2, 5});  // columns in UTF-16 units
  CHECK(result.error().hint.find("--max-nesting") != std::string::npos);
  CHECK(sucrase->calls == 0);
}

TEST_CASE("auto: a syntax error on which Sucrase comes to no result is the native engine's") {
  const std::string source = "a\n  b c";
  for (const CompileErrorKind kind : {CompileErrorKind::timeout, CompileErrorKind::out_of_memory,
                                      CompileErrorKind::engine_crash, CompileErrorKind::too_deep}) {
    const auto failing = sucrase_failing(kind);
    const auto refused =
        make_auto_transformer(pool_of(refusing({Reason::syntax, "Unexpected token.", 6})), failing,
                              nullptr)
            ->transform(source);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == CompileErrorKind::syntax);
    CHECK(refused.error().message == "unexpected token");
    CHECK(refused.error().position == SourcePosition{2, 5});

    // What native only declined may be right: what became of it is what Sucrase says.
    const auto declined =
        make_auto_transformer(pool_of(refusing({Reason::declined, "", 0})), failing, nullptr)
            ->transform(source);
    REQUIRE_FALSE(declined);
    CHECK(declined.error().kind == kind);
  }
  const auto lost =
      make_auto_transformer(pool_of(refusing({Reason::syntax, "Unexpected token", 6})),
                            sucrase_failing(CompileErrorKind::engine_unavailable), nullptr)
          ->transform(source);
  REQUIRE_FALSE(lost);
  CHECK(lost.error().kind == CompileErrorKind::engine_unavailable);
}

TEST_CASE("native alone: its refusals are errors, and what it declines says so") {
  const auto refused =
      bazc::native::make_transformer(
          pool_of(refusing({Reason::syntax, "Unexpected token, expected \";\"", 2})), nullptr)
          ->transform("a b");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == CompileErrorKind::syntax);
  CHECK(refused.error().message == "unexpected token, expected \";\"");
  CHECK(refused.error().position == SourcePosition{1, 3});

  const auto declined = bazc::native::make_transformer(
                            pool_of(refusing({Reason::declined, "Flow types", 0})), nullptr)
                            ->transform("a b");
  REQUIRE_FALSE(declined);
  CHECK(declined.error().kind == CompileErrorKind::syntax);
  CHECK(declined.error().message == "the native engine leaves this to Sucrase: flow types");
  CHECK_FALSE(declined.error().hint.empty());
}

TEST_CASE("miscompilations are warnings at their places, or of kind sucrase_breaks") {
  const Transformed transformed{"code", {{"second_super", 2}, {"enum_self", 0}, {"not_known", 1}}};
  const auto engine = make_auto_transformer(pool_of(giving(transformed)),
                                            sucrase_giving(TransformOutput{"sucrase"}), nullptr);
  const auto output = engine->transform("a\nb");
  REQUIRE(output);
  CHECK(output->code == "code");
  REQUIRE(output->warnings.size() == 3);
  CHECK(output->warnings[0].kind == CompileWarningKind::sucrase_miscompiles);
  CHECK(output->warnings[0].position == SourcePosition{2, 1});
  CHECK(output->warnings[0].message.starts_with("Sucrase miscompiles a second super() call: "));
  CHECK(output->warnings[0].message.ends_with(" [second_super]"));
  CHECK(output->warnings[1].kind == CompileWarningKind::sucrase_breaks);
  CHECK(output->warnings[2].kind == CompileWarningKind::sucrase_miscompiles);
  CHECK(output->warnings[2].message.ends_with(" [not_known]"));
}

TEST_CASE("what is known of a source that was declined is told of Sucrase's output") {
  const auto engine = make_auto_transformer(
      pool_of(refusing({Reason::declined, "left to Sucrase", 0, {{"second_super", 2}}})),
      sucrase_giving(TransformOutput{"sucrase"}), nullptr);
  const auto output = engine->transform("a\nb");
  REQUIRE(output);
  CHECK(output->code == "sucrase");
  REQUIRE(output->warnings.size() == 1);
  CHECK(output->warnings[0].kind == CompileWarningKind::sucrase_miscompiles);
  CHECK(output->warnings[0].position == SourcePosition{2, 1});
}

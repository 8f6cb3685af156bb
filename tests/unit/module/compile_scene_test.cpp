#include "core/module/compile_scene.hpp"

#include <string>

#include <doctest/doctest.h>

#include "core/module/content_hash.hpp"

using bazc::compile_scene;
using bazc::CompileError;
using bazc::CompileErrorKind;
using bazc::CompileOptions;
using bazc::Result;
using bazc::SourcePosition;
using bazc::TransformOutput;

namespace {

// Gives the source itself, as a transformer gives JavaScript that has neither types nor JSX.
class Identity : public bazc::Transformer {
 public:
  std::string_view name() const override { return "identity"; }
  Result<TransformOutput, CompileError> transform(std::string_view source) override {
    return TransformOutput{std::string(source)};
  }
};

class Given : public bazc::Transformer {
 public:
  explicit Given(Result<TransformOutput, CompileError> result) : result_(std::move(result)) {}
  std::string_view name() const override { return "given"; }
  Result<TransformOutput, CompileError> transform(std::string_view source) override {
    seen = source;
    return result_;
  }
  std::string seen;

 private:
  Result<TransformOutput, CompileError> result_;
};

CompileError error_of(std::string_view source, const CompileOptions& options = {}) {
  Identity identity;
  const auto result = compile_scene(source, options, identity);
  REQUIRE_FALSE(result);
  return result.error();
}

}  // namespace

TEST_CASE("a scene becomes an artifact with its hash") {
  Identity identity;
  const auto scene = compile_scene(
      "import {useState} from 'react';\nexport default function A() {}\n", {}, identity);
  REQUIRE(scene);
  CHECK(scene->artifact ==
        "const {useState} = globalThis.React; ;\nexport default function A() {}\n");
  CHECK(scene->hash == bazc::content_hash(scene->artifact));
  CHECK(scene->warnings.empty());
}

TEST_CASE("imports stay where asked") {
  Identity identity;
  CompileOptions options;
  options.imports = bazc::ImportMode::keep;
  const std::string source = "import a from './a'; import('b'); export default a;";
  CHECK(compile_scene(source, options, identity).value().artifact == source);
}

TEST_CASE("rewritten imports stand inside the wrapper") {
  Identity identity;
  const auto scene =
      compile_scene("#!/x\nimport {Img} from 'remotion';\nwindow.__REMOTION_COMPONENT = () => Img;",
                    {}, identity);
  REQUIRE(scene);
  CHECK(scene->artifact.starts_with("\n      \nconst {Img} = globalThis.Remotion; ;\nwindow."));
}

TEST_CASE("each step's error comes through with its position in the source") {
  struct Case {
    std::string source;
    CompileErrorKind kind;
    SourcePosition position;
  };
  for (const Case& test : {
           Case{" \n", CompileErrorKind::empty, {0, 0}},
           Case{"a\xFF", CompileErrorKind::invalid_utf8, {1, 2}},
           Case{"\n  import a from 'zod';", CompileErrorKind::unresolved_import, {2, 17}},
           Case{"const a = 1", CompileErrorKind::no_component, {0, 0}},
           Case{"function A() {}\n/* \xF0\x9F\x98\x80 */ eval(1)",
                CompileErrorKind::policy,
                {2, 10}},
           Case{"let A = x => y;\nlet A", CompileErrorKind::invalid_module, {2, 5}},
           Case{"```tsx\nfunction A() {}\n  eval(1)\n```\n", CompileErrorKind::policy, {3, 3}},
       }) {
    CAPTURE(test.source);
    const CompileError error = error_of(test.source);
    CHECK(error.kind == test.kind);
    CHECK(error.position == test.position);
  }
  CHECK(error_of("```tsx\nlet A = x => y;\nlet A\n```\n").message ==
        "'A' is declared twice, first in line 2");
}

TEST_CASE("a position is the token's in the source, not in the result") {
  Given given(TransformOutput{"function A() {}   eval(1)"});
  const auto result = compile_scene("function A(): void {} /* */   eval(1)", {}, given);
  REQUIRE_FALSE(result);
  CHECK(result.error().position == SourcePosition{1, 31});
}

TEST_CASE("the transformer sees the unwrapped source, and its errors are moved back") {
  Given given(bazc::fail(CompileError{
      .kind = CompileErrorKind::syntax, .message = "unexpected token", .position = {2, 7}}));
  const auto result = compile_scene("\n```tsx\na\nb\n```", {}, given);
  CHECK(given.seen == "a\nb\n");
  REQUIRE_FALSE(result);
  CHECK(result.error().position == SourcePosition{4, 7});
  CHECK(result.error().hint.empty());
  const auto unclosed = compile_scene("```tsx\na\nb\n", {}, given);
  CHECK(unclosed.error().position == SourcePosition{2, 7});
  CHECK_FALSE(unclosed.error().hint.empty());
}

TEST_CASE("the engine's warnings are the scene's, at their places in the source") {
  const TransformOutput output{
      "function A() {}",
      {{bazc::CompileWarningKind::sucrase_miscompiles, "not equivalent", {1, 3}}}};
  Given given(output);
  const auto scene = compile_scene("```tsx\nfunction A() {}\n```", {}, given);
  REQUIRE(scene);
  REQUIRE(scene->warnings.size() == 2);
  CHECK(scene->warnings[0].kind == bazc::CompileWarningKind::markdown_fence);
  CHECK(scene->warnings[1].kind == bazc::CompileWarningKind::sucrase_miscompiles);
  CHECK(scene->warnings[1].position == SourcePosition{2, 3});
}

TEST_CASE("a scene that fails has the warnings of what went well before") {
  Given given(
      TransformOutput{"const a = 1", {{bazc::CompileWarningKind::engines_differ, "kept", {1, 1}}}});
  const auto scene = compile_scene("const a = 1", {}, given);
  REQUIRE_FALSE(scene);
  CHECK(scene.error().kind == CompileErrorKind::no_component);
  REQUIRE(scene.error().warnings.size() == 1);
  CHECK(scene.error().warnings[0].kind == bazc::CompileWarningKind::engines_differ);
}

TEST_CASE("what the engine knows to be no JavaScript is an error of the module, not of the code") {
  const TransformOutput output{"function A() {}",
                               {{bazc::CompileWarningKind::sucrase_breaks, "broken by", {1, 3}}}};
  Given given(output);
  const auto scene = compile_scene("function A() {}", {}, given);
  REQUIRE_FALSE(scene);
  CHECK(scene.error().kind == CompileErrorKind::invalid_module);
  CHECK(scene.error().message == "broken by");
  CHECK(scene.error().position == SourcePosition{1, 3});
  CHECK(scene.error().warnings.empty());  // it became the error
  const auto transformed = bazc::transform_source("function A() {}", {}, given);
  REQUIRE(transformed);
  CHECK(transformed->code == output.code);
  CHECK(transformed->warnings.size() == 1);
}

TEST_CASE("warnings") {
  Identity identity;
  const auto scene =
      compile_scene("```\nconst a = require('a')\nexport default 42\n```", {}, identity);
  REQUIRE(scene);
  REQUIRE(scene->warnings.size() == 3);
  CHECK(scene->warnings[0].position == SourcePosition{1, 1});
  CHECK(scene->warnings[1].position == SourcePosition{2, 11});
  CHECK(scene->warnings[2].position == SourcePosition{3, 16});
  CHECK(scene->artifact == "const a = require('a')\nexport default 42\n");
  CHECK(compile_scene("const require = a; require('b'); export default b", {}, identity)
            .value()
            .warnings.empty());
}

TEST_CASE("transform_source gives exactly what the engine gave") {
  Given given(TransformOutput{"anything at all"});
  const auto result = bazc::transform_source("```\nx\n```", {}, given);
  REQUIRE(result);
  CHECK(result->code == "anything at all");
  CHECK(result->warnings.size() == 1);
}

TEST_CASE("100,000 nested parentheses") {
  Identity identity;
  const std::string source =
      "export default " + std::string(100'000, '(') + "1" + std::string(100'000, ')');
  CHECK(compile_scene(source, {}, identity).value().artifact == source);
}

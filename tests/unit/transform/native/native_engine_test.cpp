#include "core/transform/native/native_engine.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace bazc::native;  // NOLINT(google-build-using-namespace)

namespace {

std::string code_of(std::string_view source) {
  Engine engine(EngineOptions{});
  const auto result = engine.transform(source);
  REQUIRE(result.has_value());
  return result->code;
}

Refusal::Reason reason_of(std::string_view source) {
  Engine engine(EngineOptions{});
  const auto result = engine.transform(source);
  REQUIRE_FALSE(result.has_value());
  return result.error().reason;
}

bool is_told(std::string_view source, std::string_view construct) {
  Engine engine(EngineOptions{});
  const auto result = engine.transform(source);
  REQUIRE(result.has_value());
  return std::any_of(
      result->miscompilations.begin(), result->miscompilations.end(),
      [&](const Miscompilation& miscompilation) { return miscompilation.construct == construct; });
}

std::string nested_classes(int depth) {
  std::string source = "a = ";
  for (int i = 0; i < depth; ++i) {
    source += "class { x = ";
  }
  source += '1';
  source.append(static_cast<std::size_t>(depth), '}');
  return source;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace

// What Sucrase makes of sources is in tests/transform_cases; here is what files cannot say.

TEST_CASE("native engine: an engine forgets one source before the next") {
  Engine engine(EngineOptions{});
  const std::string source = "import A from 'a'; class B { x = a?.b } try {} catch {} <A/>;";
  const auto first = engine.transform(source);
  REQUIRE(first.has_value());
  CHECK_FALSE(engine.transform("enum {").has_value());
  CHECK(engine.transform("const _ = 1, e = 2; a?.b; try {} catch {}").has_value());
  const auto again = engine.transform(source);
  REQUIRE(again.has_value());
  CHECK(again->code == first->code);
}

TEST_CASE("native engine: sources without anything to change are copied") {
  for (const std::string_view source : {"", " ", "// a", "const a = 1;\r\n", "\xEF\xBB\xBFz"}) {
    CHECK(code_of(source) == source);
  }
}

TEST_CASE("native engine: a value is counted twice for each class around it") {
  // Sucrase declares _class once for each time that it writes a class: 1 + 2 + 4 + ….
  CHECK(count(code_of(nested_classes(1)), " var _class") == 1);
  CHECK(count(code_of(nested_classes(2)), " var _class") == 3);
  CHECK(count(code_of(nested_classes(5)), " var _class") == 31);
}

TEST_CASE("native engine: classes nested too deep in values are left to Sucrase") {
  CHECK(reason_of(nested_classes(40)) == Refusal::Reason::declined);
}

TEST_CASE("native engine: what only Sucrase can write is left to it") {
  CHECK(reason_of("class A { m?(a = 1) {} }") == Refusal::Reason::declined);
  CHECK(reason_of("<a>&#1114112;</a>") == Refusal::Reason::declined);
}

TEST_CASE("native engine: what is compiled wrongly is told") {
  CHECK(is_told("class A { @b c = 1 }", "member_decorator"));
  CHECK(is_told("class A extends B { c = 1; constructor() { a ? super() : super(1) } }",
                "second_super"));
  CHECK(is_told("class A extends B { c = 1; constructor() { f(<a b={super()}/>) } }",
                "nested_super"));
  CHECK(is_told("enum A { A }", "enum_self"));
  CHECK(is_told("namespace A { export const b = 1 }", "namespace_values"));
  CHECK(is_told("class A { m?() { return 1 } }", "optional_method"));
  CHECK(is_told("new a?.b()", "new_chain"));
  CHECK(is_told("a!instanceof b", "glued_words"));
  CHECK_FALSE(is_told("a!as b", "glued_words"));
}

TEST_CASE("native engine: what is compiled well is not told of") {
  Engine engine(EngineOptions{});
  for (const std::string_view source :
       {"class A extends B { c = 1; constructor() { super() } }", "enum A { B }",
        "namespace A { export type b = 1 }", "declare namespace A { const b: 1 }", "new (a?.b)()",
        "a! instanceof b", "@a class B { c = 1 }"}) {
    CAPTURE(source);
    const auto result = engine.transform(source);
    REQUIRE(result.has_value());
    CHECK(result->miscompilations.empty());
  }
}

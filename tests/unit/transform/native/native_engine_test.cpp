#include "core/transform/native/native_engine.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
  CHECK(reason_of("class A { m?() { a`b`() } }") == Refusal::Reason::declined);
  CHECK(reason_of("<></{C/</x=<:/>/>") == Refusal::Reason::declined);
}

TEST_CASE("native engine: an entity beyond the last code point is refused") {
  // Sucrase ends in a RangeError.
  CHECK(reason_of("<a>&#1114112;</a>") == Refusal::Reason::syntax);
  CHECK(reason_of("<a b='&#x0000110000;' />") == Refusal::Reason::syntax);
  CHECK(reason_of("<a>&#99999999999999999999;</a>") == Refusal::Reason::syntax);
  CHECK(code_of("<a>&#1114111;</a>").ends_with("\"\xF4\x8F\xBF\xBF\")"));
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

TEST_CASE("native engine: what is compiled wrongly is told at its place, in their order") {
  Engine engine(EngineOptions{});
  const auto result = engine.transform(
      "class A { static name = 1 }\n"
      "function f() { return<a/> }\n"
      "let b = c as any\n"
      "[d]\n"
      "async () => e.await ?? 1; () => e.await ?? 1");
  REQUIRE(result.has_value());
  std::vector<std::pair<std::string, std::size_t>> told;
  for (const auto& each : result->miscompilations) {
    told.emplace_back(each.construct, each.offset);
  }
  CHECK(told == std::vector<std::pair<std::string, std::size_t>>{{"static_name", 17},
                                                                 {"glued_keyword", 49},
                                                                 {"glued_statements", 73},
                                                                 {"await_name", 91},
                                                                 {"await_name_in_function", 111}});
}

TEST_CASE("native engine: what is compiled well is not told of") {
  Engine engine(EngineOptions{});
  for (const std::string_view source :
       {"class A extends B { c = 1; constructor() { super() } }",
        "class A extends B { c = 1; constructor() { const d = super() as any\n d() } }",
        R"(class A extends B { c = 1; constructor() { super(); class D extends B {
           constructor() { super() } } } })",
        "class A extends B { constructor() { c ? super() : super(1) } }",
        "class A { b = 1; constructor(c = (A) => A) {} }",
        "class A { b = 1; #c = () => this.b }",
        "class A { #b = 1; c = this.#b }",
        R"(class A { static b = 1; #c = this.d }
           class E { static { f } static g = 1 })",
        "class A { [B] = 1; [Symbol.iterator] = 2; static [c()] = 3; [d]: any }",
        "class A { #b = 1\n c: any\n d() {} }",
        "class A { #b = 1;\n c: any\n ['d']() {} }",
        "class A { static displayName = 'b'; name = 'c' }",
        "const a = () => class { b = 1; c = (d) => this.b + d }",
        "(() => { const a = 1; return class { b = a } })()",
        "const a = 1; export default class { b = a }",
        "enum A { B }",
        "enum A { B = 'b', C = 'abc'.length, D = 1 << 2, 'e-f' = D, 'é' = 3 }",
        "enum A { B } enum C { D = A.B }",
        "namespace A { export type b = 1; export interface C { class: string } }",
        "declare namespace A { const b: 1 }",
        "declare global { namespace A { const b: 1 } }",
        "declare module 'a' { namespace B { const c: 1 } }",
        "new (a?.b)()",
        "(a.b)(); (a?.b).c(); (a + b.c)?.(); (a, b.c)?.(); (a().b())?.()",
        "delete a?.b; delete a?.[b]; delete a?.[b?.c]",
        "async () => (await a)?.await",
        "const a = b.await",
        "function* a() { (yield b)?.c; (yield d) ?? e }",
        "\xEF\xBB\xBF(a)?.b; {\xC2\xA0 c?.d; \xE3\x80\x80<e/> }",
        "a! instanceof b; const c = <T,>(d: T) => d",
        "const a = b as any;\n(c)()",
        "let a: any\n(b)()",
        "const a = b as any\nc()",
        "let a = 1\ntype B = any\nc()",
        "let a = 1;\ntype B = any\n(c)()",
        "type A = any\n(b)()",
        "function a() { return <T,>(\n b: T) => b }",
        "function a() { return (<b/>) } function c() { return (d)?.e }",
        "<a.b c-d='e'/>; <a-b/>",
        "import * as A from 'a'; import b = A.c; A; b",
        "import { a } from 'b'; function c() { a(); { const a = 1 } }",
        "import { a } from 'b'; function c(a) { a(); { function a() {} } a() }",
        "import { a } from 'b'; a(); function c() { a(); { function a() {} } a() }",
        "export default class { a = 1 }\nb()",
        "@a class B { c = 1 }"}) {
    CAPTURE(source);
    const auto result = engine.transform(source);
    REQUIRE(result.has_value());
    CHECK(result->miscompilations.empty());
  }
}

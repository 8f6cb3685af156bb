#include "core/transform/native/parser.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace bazc::native;  // NOLINT(google-build-using-namespace)

namespace {

bool is_accepted(std::string_view source) {
  ParsedSource parsed;
  return parse(source, parsed, {}).has_value();
}

ParsedSource parsed_from(std::string_view source) {
  ParsedSource parsed;
  REQUIRE(parse(source, parsed, {}).has_value());
  return parsed;
}

std::string text_of(const ParsedSource& parsed, TokenIndex token) {
  return std::string(parsed.text.substr(parsed.tokens[token].start,
                                        parsed.tokens[token].end - parsed.tokens[token].start));
}

/// What is left of the tokens without those of types, one space between them.
std::string without_types(std::string_view source) {
  const ParsedSource parsed = parsed_from(source);
  std::string text;
  for (TokenIndex i = 1; i + 1 < parsed.tokens.size(); ++i) {
    if ((parsed.tokens[i].marks & mark::type) == 0) {
      text += (text.empty() ? "" : " ") + text_of(parsed, i);
    }
  }
  return text;
}

std::vector<TokenKind> kinds_of(std::string_view source) {
  const ParsedSource parsed = parsed_from(source);
  std::vector<TokenKind> kinds;
  for (TokenIndex i = 1; i + 1 < parsed.tokens.size(); ++i) {
    kinds.push_back(parsed.tokens[i].kind);
  }
  return kinds;
}

/// The role of the last token with this text.
Role role_of(std::string_view source, std::string_view name) {
  const ParsedSource parsed = parsed_from(source);
  for (TokenIndex i = static_cast<TokenIndex>(parsed.tokens.size()); i > 0; --i) {
    if (text_of(parsed, i - 1) == name) {
      return parsed.tokens[i - 1].role;
    }
  }
  FAIL("no such name");
  return Role::none;
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) {
    result += text;
  }
  return result;
}

}  // namespace

TEST_CASE("a slash divides behind an operand and begins a regular expression before one") {
  using enum TokenKind;
  CHECK(kinds_of("a / b / c") == std::vector{name, slash, name, slash, name});
  CHECK(kinds_of("a = /[/]b/g") == std::vector{name, assign, regexp});
  CHECK(kinds_of("if (a) /b/") ==
        std::vector{if_, parenthesis_open, name, parenthesis_close, regexp});
}

TEST_CASE("templates, JSX and private names are split where their parts meet") {
  using enum TokenKind;
  CHECK(kinds_of("`a${b}c${`d`}e`") ==
        std::vector{template_head, name, template_middle, template_whole, template_tail});
  CHECK(kinds_of("<a b-c='d' {...e}>f{g}</a>") ==
        std::vector{jsx_open, jsx_name, jsx_name, jsx_equal, jsx_string, jsx_spread_open, ellipsis,
                    name, jsx_brace_close, jsx_open_end, jsx_text, jsx_child_open, name,
                    jsx_brace_close, jsx_close, jsx_slash, jsx_name, jsx_close_end});
  CHECK(kinds_of("a.#b") == std::vector{name, dot, hash, name});
  CHECK(kinds_of("a >>>= b >= c") ==
        std::vector{name, shift_right_unsigned_assign, name, greater_equal, name});
}

// What Sucrase 3.35.1 takes and refuses was read off its runs under Node.
TEST_CASE("what the grammar leaves open is read as Sucrase reads it") {
  CHECK(without_types("f(a<b, c>(d))") == "f ( a ( d ) )");
  CHECK(without_types("a<b>c") == "a < b > c");
  CHECK(without_types("a < b > c") == "a < b > c");
  CHECK(without_types("x = <T>(y: T): T => y;") == "x = ( y ) => y ;");
  CHECK(without_types("x = <T>(y) => y</T>") == "x = < T > (y) => y < / T >");
  CHECK(without_types("a ? (b): c => (d) : e") == "a ? ( b ) => ( d ) : e");
  CHECK(without_types("a ? (1) : b => c") == "a ? ( 1 ) : b => c");
  CHECK(without_types("async <T>(a) => b") == "async ( a ) => b");
  CHECK(without_types("a as b | c && d!") == "a && d");
  CHECK(without_types("f(this: A, b?: c)") == "f ( this , b )");
  CHECK(without_types("function f(this: A, b?: c): asserts b is d {}") == "function f ( b ) { }");
  CHECK_FALSE(is_accepted("a ? (b) : c => d"));
  CHECK_FALSE(is_accepted("<T>x"));
}

TEST_CASE("statements that are erased whole are types from their first token to their last") {
  for (const char* const source :
       {"interface A<T> extends B { a: T }", "type A = { [k in B]?: C }", "declare const a: b, c",
        "declare module 'a' { export default b }", "function f(a: b): c;",
        "namespace A.B { const c = 1 }", "export interface A {}",
        "export declare function f(): void"}) {
    CAPTURE(source);
    CHECK(without_types(source).empty());
  }
  CHECK(without_types("abstract class A { abstract a(): c; b }") == "class A { b }");
}

TEST_CASE("sources that Sucrase takes although the grammar does not") {
  for (const char* const source :
       {"return 1", "a = {1}", "'a\nb'", "1 = 2", "try {}", "`${a b}`", "import {a b} from 'c'",
        "enum A { , }", "class A implements B extends C {}", "0b2 + 1__0_", "export default if"}) {
    CAPTURE(source);
    CHECK(is_accepted(source));
  }
}

TEST_CASE("sources that Sucrase refuses") {
  for (const char* const source :
       {"a b", "with (a) b", "(a)\n=> b", "let = 3", "class A { static public x }", "<a b={}/>",
        "if (a) let b", "class A { m(@b c) {} }", "a = {a b}", "await = 1", "'a", "`a${b", "/* a",
        "function f() {", "export default enum A {}", "async (a): b"}) {
    CAPTURE(source);
    CHECK_FALSE(is_accepted(source));
  }
}

TEST_CASE("a refusal says what was expected, and where") {
  ParsedSource parsed;
  const auto refusal = parse("a = 'é' b", parsed, {}).error();
  CHECK(refusal.reason == Refusal::Reason::syntax);
  CHECK(refusal.message == "Unexpected token, expected \";\"");
  CHECK(refusal.offset == 9);
  CHECK(parse("a \x01 b", parsed, {}).error().message == "Unexpected character '\x01'");
  CHECK(parse("'a", parsed, {}).error().message == "Unterminated string constant");
}

TEST_CASE("names have the role that they play") {
  CHECK(role_of("let a = 1", "a") == Role::top_level_declaration);
  CHECK(role_of("function f() { let a }", "a") == Role::block_declaration);
  CHECK(role_of("function f() { var a }", "a") == Role::function_declaration);
  CHECK(role_of("(a) => 1", "a") == Role::function_declaration);
  CHECK(role_of("b = {a}", "a") == Role::shorthand_access);
  CHECK(role_of("b = {a: 1}", "a") == Role::object_key);
  CHECK(role_of("var {a} = b", "a") == Role::shorthand_top_level_declaration);
  CHECK(role_of("export {a as b}", "a") == Role::export_access);
  CHECK(role_of("import {b as a} from 'c'", "a") == Role::import_declaration);
  CHECK(role_of("b.a", "a") == Role::none);
  CHECK(role_of("b = <a.c/>", "a") == Role::access);
  CHECK(role_of("b = <a/>", "a") == Role::none);
}

TEST_CASE("an import is hidden by declarations of a scope, in that scope") {
  const ParsedSource parsed =
      parsed_from("import {a} from 'b'; a; { a; let a }; function f(a) { return a } a");
  std::string marks;
  for (TokenIndex i = 1; i < parsed.tokens.size(); ++i) {
    if (text_of(parsed, i) == "a") {
      marks += (parsed.tokens[i].marks & mark::shadowed) != 0 ? 's' : '-';
    }
  }
  CHECK(marks == "--ssss-");
}

TEST_CASE("chains and ?? are recorded with their ends") {
  const ParsedSource parsed = parsed_from("x = a.b?.[c](await d) ?? e ?? f");
  REQUIRE(parsed.chains.size() == 1);
  const Chain& chain = parsed.chains.front();
  CHECK(text_of(parsed, chain.first) == "a");
  CHECK(text_of(parsed, chain.last) == ")");
  CHECK(chain.is_async);
  CHECK_FALSE(chain.is_deleted);
  const auto subscripts =
      std::count_if(parsed.notes.begin(), parsed.notes.end(),
                    [](const Note& note) { return note.kind == NoteKind::subscript; });
  CHECK(subscripts == 3);
  REQUIRE(parsed.nullish.size() == 2);
  CHECK(text_of(parsed, parsed.nullish[0].last) == "e");
  CHECK(text_of(parsed, parsed.nullish[1].last) == "f");
  CHECK(parsed.nullish[1].first == chain.first);
}

TEST_CASE("a class has its members in order, with the ends of their values") {
  const ParsedSource parsed =
      parsed_from("class A extends B { x = 1; static [y]: z; constructor(private p) {} m() {} }");
  REQUIRE(parsed.classes.size() == 1);
  const Class& record = parsed.classes.front();
  CHECK(text_of(parsed, record.name) == "A");
  CHECK(text_of(parsed, record.extends) == "extends");
  std::vector<MemberKind> kinds;
  for (RecordIndex i = record.first_member; i != no_record; i = parsed.members[i].next) {
    kinds.push_back(parsed.members[i].kind);
  }
  CHECK(kinds == std::vector{MemberKind::field, MemberKind::field, MemberKind::constructor,
                             MemberKind::method});
  CHECK(text_of(parsed, parsed.members[0].value_last) == "1");
  CHECK(parsed.members[1].is_static);
  CHECK(parsed.members[1].is_computed);
  CHECK(text_of(parsed, parsed.members[2].body) == "{");
}

TEST_CASE("exactly as many brackets as allowed may be nested, whatever the stack") {
  ParsedSource parsed;
  const EngineOptions options;
  for (const auto& brackets :
       std::vector<std::pair<std::string_view, std::string_view>>{{"(", ")"},
                                                                  {"[", "]"},
                                                                  {"a = [", "]"},
                                                                  {"{a:", "}"},
                                                                  {"<a>", "</a>"},
                                                                  {"<a b={1}>{", "}</a>"},
                                                                  {"f<T>(", ")"},
                                                                  {"`${", "}`"},
                                                                  {"a?.[", "]"},
                                                                  {"() => {", "}"},
                                                                  {"class extends (", ") {}"}}) {
    const auto nested = [&](std::size_t levels) {
      return "x = " + repeated(brackets.first, levels) + "1" + repeated(brackets.second, levels);
    };
    CAPTURE(brackets.first);
    CHECK(parse(nested(options.max_nesting), parsed, options).has_value());
    const auto refused = parse(nested(options.max_nesting + 1), parsed, options);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().reason == Refusal::Reason::too_deep);
    // In the text of the level that is one too many.
    const std::size_t last_level = 4 + brackets.first.size() * options.max_nesting;
    CHECK(refused.error().offset >= last_level);
    CHECK(refused.error().offset <= last_level + brackets.first.size());
  }
}

TEST_CASE("what nests without brackets is bounded by the stack") {
  ParsedSource parsed;
  CHECK(parse(repeated("if (a) b; else ", 20'000) + ";", parsed, {}).has_value());
  CHECK(parse(repeated("!", 100'000) + "a", parsed, {}).has_value());
  const auto refused = parse(repeated("a = ", 1'000'000) + "a", parsed, {});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().reason == Refusal::Reason::too_deep);
}

TEST_CASE("a fault is never behind the end of the source") {
  ParsedSource parsed;
  for (const std::string_view source : {"`${a", "`${a}", "`", "`a", "a`${1", "'a", "/a", "/*", "<a",
                                        "<a>", "<a b='c", "\\", "a?.", "`${a;"}) {
    CAPTURE(source);
    const auto refused = parse(source, parsed, {});
    if (!refused.has_value()) {
      CHECK(refused.error().offset <= source.size());
    }
  }
}

TEST_CASE("what is tried is not tried again at every level") {
  ParsedSource parsed;
  for (const auto& brackets : std::vector<std::pair<std::string_view, std::string_view>>{
           {"(a = ", ") => 1"}, {"<T>(a) => {", "}"}, {"async (a = ", ") => 1"}}) {
    const std::string source =
        "x = " + repeated(brackets.first, 200) + " " + repeated(brackets.second, 200);
    CAPTURE(brackets.first);
    const auto result = parse(source, parsed, {});
    // The point is that it ends.
    CHECK((result.has_value() || result.error().reason != Refusal::Reason::too_deep));
  }
}

TEST_CASE("an object is used again without a trace of the source before") {
  ParsedSource parsed;
  REQUIRE(parse("import a from 'b'; class A { x = a?.b ?? <c/> } enum E { d }", parsed, {}));
  REQUIRE(parse("1", parsed, {}));
  CHECK(parsed.tokens.size() == 3);
  CHECK(parsed.imports.empty());
  CHECK(parsed.classes.empty());
  CHECK(parsed.chains.empty());
  CHECK(parsed.enums.empty());
  CHECK(parsed.jsx_elements.empty());
}

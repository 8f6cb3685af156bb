#include "core/module/module_scan.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using bazc::ModuleScan;
using bazc::scan_module;

namespace {

// "kind name" of each top-level declaration, in the code's order.
std::string declared(const std::string& code) {
  constexpr const char* kinds[] = {"import",    "var",
                                   "let",       "const",
                                   "using",     "class",
                                   "function",  "async function",
                                   "function*", "async function*"};
  std::string result;
  const ModuleScan scan = scan_module(code);
  for (const auto& declaration : scan.declarations) {
    result += result.empty() ? "" : ", ";
    result += kinds[static_cast<std::size_t>(declaration.kind)];
    result += ' ';
    result += declaration.name;
  }
  return result;
}

std::string exported(const std::string& code) {
  std::string result;
  const ModuleScan scan = scan_module(code);
  for (const auto& entry : scan.exports) {
    result += result.empty() ? "" : ", ";
    result += entry.local;
    result += '>';
    result += entry.exported;
  }
  return result;
}

// Each request as kind, specifier and names.
std::string requests(const std::string& code) {
  std::string result;
  const ModuleScan scan = scan_module(code);
  for (const auto& request : scan.requests) {
    result += result.empty() ? "" : "; ";
    result += request.specifier;
    for (const auto& name : request.names) {
      result += ' ';
      result += name.imported;
      result += ':';
      result += name.local;
    }
  }
  return result;
}

}  // namespace

TEST_CASE("top-level names and their kinds") {
  struct Case {
    std::string code;
    std::string expected;
  };
  for (const Case& test : {
           Case{"var a; let b = 1, c; const d = 2", "var a, let b, let c, const d"},
           Case{"function f(a, {b}) { var c; let d }", "function f"},
           Case{"async function f() {} function* g() {} async function* h() {}",
                "async function f, function* g, async function* h"},
           Case{"async\nfunction f() {}", "function f"},
           Case{"class A { a = 1; static b; #c = 2; static { var d } e() {} }", "class A"},
           Case{"class A extends class B {} {} class C extends f({}) {}", "class A, class C"},
           Case{"const x = class B {}, y = function g() {}", "const x, const y"},
           Case{"const {a, b: c, 'd': e, [f]: g, h = 1, i: {j = {k: 1}}, ...l} = m",
                "const a, const c, const e, const g, const h, const j, const l"},
           Case{"let [a, , [b = [c]], ...[d]] = e, f", "let a, let b, let d, let f"},
           Case{"if (a) { var b } else var c; for (var d = 0;;) { var e }",
                "var b, var c, var d, var e"},
           Case{"for (var [a, b] of c) for (const d in e) var f", "var a, var b, var f"},
           Case{"try { var a } catch ({b}) { var c } finally { var d }", "var a, var c, var d"},
           Case{"switch (a) { case 1: var b; let c; default: var d }", "var b, var d"},
           Case{"{ let a; const b = 1; class C {} function f() {} }", ""},
           Case{"const a = () => { var b }, c = {m() { var d }, get e() { var f }}",
                "const a, const c"},
           Case{"label: for (;;) { break label }\nlet a", "let a"},
           Case{"let a\nlet b\n++c\nlet d", "let a, let b, let d"},
           Case{"a = b\nvar c", "var c"},
           Case{"const \\u0061b = 1; let \xC3\xA9 = 2, \xF0\x9D\x92\xB3;",
                "const ab, let \xC3\xA9, let \xF0\x9D\x92\xB3"},
           Case{"import a, {b as c, default as d, 'x-y' as e} from 'm'; import * as f from 'n'",
                "import a, import c, import d, import e, import f"},
           Case{"using a = b; await using c = d; using\n(e)", "using a, using c"},
           Case{"#!/usr/bin/node var x\nvar a", "var a"},
           Case{"\xEF\xBB\xBFvar a\xE2\x80\xA8var b", "var a, var b"},
           Case{"do var a; while (0) var b", "var a, var b"},
           Case{"let async; async x => { var y }; let c", "let async, let c"},
           Case{"var of; for (of of of) var a", "var of, var a"},
           Case{"function f() { return\nfunction g() {} } let h", "function f, let h"},
           Case{"export default class A {} export default function () {} let b", "class A, let b"},
       }) {
    CAPTURE(test.code);
    CHECK(declared(test.code) == test.expected);
  }
}

TEST_CASE("a slash is a division or starts a regular expression") {
  // Each ends with `let end`, which a wrong reading of a slash would hide in a string or a regex.
  for (const std::string code : {
           "a / b / 'c'",
           "a.return / b; '/'",
           "x = /'/",
           "x = /[/']/g",
           "if (a) /'/.test(b)",
           "while (a) /'/.test(b)",
           "for (;;) /'/.test(b)",
           "f(a) / b; '/'",
           "(a) / b; '/'",
           "a[0] / b; '/'",
           "{}\n/'/.test(a)",
           "x = {} / 1; '/'",
           "x = function () {} / 1; '/'",
           "function f() {} /'/.test(a)",
           "class A {} /'/.test(a)",
           "x = class {} / 1; '/'",
           "a++ / b; '/'",
           "a\n++/'/.lastIndex",
           "`${a}` / b; '/'",
           "`${/'/.test(`}`)}`",
           "`${{a: 1}}${b}` / 2; '/'",
           "x = a ? /'/ : /\"/",
           "x => /'/",
           "x => {}\n/'/.test(a)",
           "typeof /'/",
           "void /'/",
           "a = b\n/c/'d'.length; '/'",
           "return_ / 2; '/'",
           "function f() { return /'/ }",
           "function* g() { yield /'/; yield\n/'/ }",
           "async function f() { await /'/ }",
           "for (const x of /'/.exec(a)) ;",
           "of / 2; '/'",
           "case_ / 2; '/'",
           "switch (a) { case /'/: }",
           "switch (a) { case b: /'/.test(c) }",
           "do /'/.test(a); while (b) /'/.test(c)",
           "try {} finally {} /'/.test(a)",
           "({a: /'/, b() {} })",
           "({get: 1}).get / 2; '/'",
           "x = {if: 1}.if / 2; '/'",
           "!/'/.test(a)",
           "a in /'/",
           "this / 2; '/'",
           "null / 2; '/'",
           "5 / 2; '/'",
           "1..x / 2; '/'",
           "[/'/, /\"/]",
           "a?.5/2:'/'",
           "a ?\?= /'/",
           "a || /'/",
           "class A { x = /'/; static y = 2 / 1; '/'() {} }",
           "class A { #p = 1; f() { return this.#p / 2 } } '/'",
           "(function () {}) / 2; '/'",
           "if (a) {} /'/.test(b)",
           "else_: { break else_ }\n/'/.test(b)",
           "a <!--b / 2; '/'",
           "a --> b / 2; '/'",
           "import.meta / 2; '/'",
           "new.target / 2; '/'",
           "import 'x'\n/'/.test(a)",
           "export {a}\n/'/.test(a); let a",
           "export default /'/",
       }) {
    CAPTURE(code);
    const std::string text = declared(std::string(code) + "\nlet end");
    CHECK(text.find("let end") != std::string::npos);
  }
}

TEST_CASE("comments, strings and templates hide what they hold") {
  for (const std::string code : {
           "// import 'a'; var b",
           "/* export default 1\n var b */",
           "'export default 1; var b'",
           "`export default ${'var b'} import 'x'`",
           "/import 'a'; var b/",
           "\"\\\"; var b\"",
           "'\\\n var b'",
           "`\\` var b ${`${'}'}`} var c`",
       }) {
    CAPTURE(code);
    const ModuleScan scan = scan_module(code);
    CHECK(scan.declarations.empty());
    CHECK(scan.exports.empty());
    CHECK(scan.requests.empty());
  }
}

TEST_CASE("imports and re-exports") {
  struct Case {
    std::string code;
    std::string expected;
  };
  for (const Case& test : {
           Case{"import a from 'm'", "m default:a"},
           Case{"import * as a from \"m\"", "m *:a"},
           Case{"import d, * as a from 'm'", "m default:d *:a"},
           Case{"import d, {a, b as c, default as e, 'f-g' as h,} from 'm'",
                "m default:d a:a b:c default:e f-g:h"},
           Case{"import {} from 'm'", "m"},
           Case{"import 'm'; import'n'", "m; n"},
           Case{"import a from 'm' with {type: 'json'}; import b from 'n'",
                "m default:a; n default:b"},
           Case{"import from from 'm'", "m default:from"},
           Case{"import {as as as, from as of} from 'm'", "m as:as from:of"},
           Case{"import /* ; */ a // x\nfrom\n'm'", "m default:a"},
           Case{"import a from '\\x6d'", "m default:a"},
           Case{"export * from 'm'", "m"},
           Case{"export * as a from 'm'", "m *:a"},
           Case{"export {a, b as c, default, 'x' as 'y'} from 'm'",
                "m a:a b:c default:default x:y"},
           Case{"import('m'); import.meta.url; a.import('x'); ({import: 1})", ""},
           Case{"import a from", ""},
           Case{"import {a b from 'm'", ""},
       }) {
    CAPTURE(test.code);
    CHECK(requests(test.code) == test.expected);
  }
  const std::string code = "a;import b from 'm' ;c";
  CHECK(scan_module(code).requests.at(0).statement.in(code) == "import b from 'm' ;");
}

TEST_CASE("exports") {
  struct Case {
    std::string code;
    std::string expected;
  };
  for (const Case& test : {
           Case{"export default 1", ">default"},
           Case{"export default function f() {}", "f>default"},
           Case{"export default function () {}", ">default"},
           Case{"export default async function f() {}", "f>default"},
           Case{"export default async () => {}", ">default"},
           Case{"export default class A {}", "A>default"},
           Case{"export default class extends B {}", ">default"},
           Case{"let x; export {x as default, x, x as 'y z'}", "x>default, x>x, x>y z"},
           Case{"export const {a, b: [c]} = d, e = 1", "a>a, c>c, e>e"},
           Case{"export function f() { const g = 1 } export class A {}", "f>f, A>A"},
           Case{"export let a = () => { let b }; let c", "a>a"},
           Case{"export {default} from 'm'; export * as n from 'm'", ">default, >n"},
           Case{"export {}", ""},
       }) {
    CAPTURE(test.code);
    CHECK(exported(test.code) == test.expected);
  }
  CHECK(scan_module("let x; export {x as default}").has_default_export());
  CHECK_FALSE(scan_module("a.export = {default: 1}").has_default_export());
}

TEST_CASE("dynamic imports and their argument") {
  const std::string code =
      "import('a'); x = await import(\"b\", {}); import('c',); import('d' + e); import(f); "
      "import(`g`)";
  const ModuleScan scan = scan_module(code);
  REQUIRE(scan.dynamic_imports.size() == 6);
  CHECK(scan.dynamic_imports[0].specifier == "a");
  CHECK(scan.dynamic_imports[0].call.in(code) == "import('a')");
  CHECK(scan.dynamic_imports[1].specifier == "b");
  CHECK(scan.dynamic_imports[1].call.in(code) == "import(\"b\", {})");
  CHECK(scan.dynamic_imports[2].specifier == "c");
  CHECK_FALSE(scan.dynamic_imports[3].specifier);
  CHECK_FALSE(scan.dynamic_imports[4].specifier);
  CHECK_FALSE(scan.dynamic_imports[5].specifier);
}

TEST_CASE("an assignment of __REMOTION_COMPONENT") {
  for (const std::string code : {
           "window.__REMOTION_COMPONENT = X",
           "window.__REMOTION_COMPONENT ||= X",
           "window.__REMOTION_COMPONENT ?\?= X",
           "self.__REMOTION_COMPONENT &&= X",
           "(window ).__REMOTION_COMPONENT = X",
           "globalThis['__REMOTION_COMPONENT'] = X",
           "w[\"__REMOTION_COMPONENT\"] = X",
           "w[`__REMOTION_COMPONENT`] = X",
           "w.__REMOTION\\u005fCOMPONENT = X",
           "a.b().c[0].__REMOTION_COMPONENT = X",
           "if (typeof window !== 'undefined') { window.__REMOTION_COMPONENT = X }",
           "(() => { window\n.__REMOTION_COMPONENT /* x */ = X })()",
           "(window.__REMOTION_COMPONENT) = X",
           "[window.__REMOTION_COMPONENT] = [X]",
           "[a, window.__REMOTION_COMPONENT, b] = [X]",
           "({a: window.__REMOTION_COMPONENT} = b)",
           "({a: {b: window.__REMOTION_COMPONENT}} = b)",
           "for (window.__REMOTION_COMPONENT of [X]) ;",
           "Object.assign(window, {__REMOTION_COMPONENT: X})",
           "Object.assign(window, a, {b: 1, '__REMOTION_COMPONENT': X})",
           "Object.assign(window, {__REMOTION_COMPONENT})",
           "Object.assign(window, {['__REMOTION_COMPONENT']: X})",
           "Object.assign(window, {__REMOTION_COMPONENT() {}})",
           "Object.defineProperty(window, '__REMOTION_COMPONENT', {value: X})",
           "Object.defineProperties(window, {__REMOTION_COMPONENT: {value: X}})",
           "Reflect.set(window, '__REMOTION_COMPONENT', X)",
           "a = window.__REMOTION_COMPONENT = X",
       }) {
    CAPTURE(code);
    CHECK(scan_module(code).assigns_remotion_component);
  }
  for (const std::string code : {
           "const p = window.__REMOTION_COMPONENT",
           "window.__REMOTION_COMPONENT == X",
           "window.__REMOTION_COMPONENT === X",
           "'window.__REMOTION_COMPONENT = X'",
           "`window.__REMOTION_COMPONENT = X`",
           "// window.__REMOTION_COMPONENT = X",
           "/window.__REMOTION_COMPONENT = X/",
           "const __REMOTION_COMPONENT = X",
           "const a = {__REMOTION_COMPONENT: X}",
           "Object.assign({__REMOTION_COMPONENT: X}, window)",
           "Object.assign(window, {a: {__REMOTION_COMPONENT: X}})",
           "Object.keys(window, {__REMOTION_COMPONENT: X})",
           "Reflect.get(window, '__REMOTION_COMPONENT')",
           "Reflect.set(window, 'a', '__REMOTION_COMPONENT')",
           "window.a[window.__REMOTION_COMPONENT] = X",
           "window[__REMOTION_COMPONENT] = X",
           "window['a' + '__REMOTION_COMPONENT'] = X",
           "f(window.__REMOTION_COMPONENT)\na = X",
           "[window.__REMOTION_COMPONENT] == X",
           "window.__REMOTION_COMPONENT += X",
           "window.__REMOTION_COMPONENTS = X",
       }) {
    CAPTURE(code);
    CHECK_FALSE(scan_module(code).assigns_remotion_component);
  }
}

TEST_CASE("other facts") {
  CHECK(scan_module("require('a')").require_call);
  CHECK_FALSE(scan_module("a.require('a'); typeof require; ({require() {}})").require_call);
  CHECK(scan_module("module.exports = a").assigns_commonjs_exports);
  CHECK(scan_module("module.exports.a = b").assigns_commonjs_exports);
  CHECK(scan_module("exports.a = b").assigns_commonjs_exports);
  CHECK_FALSE(scan_module("module.a = b; a.exports = c").assigns_commonjs_exports);
  CHECK(scan_module("#!x\na").hashbang_size == 3);
  CHECK(scan_module("a #!x").hashbang_size == 0);
}

TEST_CASE("depth and size cost neither stack nor more than linear time") {
  constexpr std::size_t many = 100'000;
  const auto repeat = [](std::string_view text, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) {
      result += text;
    }
    return result;
  };
  for (const auto& [open, close] :
       std::vector<std::pair<const char*, const char*>>{{"(", ")"},
                                                        {"[", "]"},
                                                        {"{", "}"},
                                                        {"f(", ")"},
                                                        {"x={a:", "}"},
                                                        {"`${", "}`"},
                                                        {"()=>{", "}"},
                                                        {"class A extends ", " {}"},
                                                        {"function f(){let a;", "}"},
                                                        {"if(a){var b;", "}"},
                                                        {"a?", ":b"},
                                                        {"async x=>", ""},
                                                        {"=/[", ""},
                                                        {"let{a:", "}=b"}}) {
    const std::string opening = open;
    CAPTURE(opening);
    const std::string code = repeat(opening, many) + "x" + repeat(close, many) + "\nlet end";
    const ModuleScan scan = scan_module(code);
    CHECK(scan.requests.empty());
    CHECK(scan_module(repeat(opening, many)).requests.empty());
    CHECK(scan_module(repeat(close, many)).requests.empty());
  }
}

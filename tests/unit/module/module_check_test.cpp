#include "core/module/module_check.hpp"

#include <string>

#include <doctest/doctest.h>

using bazc::CompileErrorKind;
using bazc::EvalPolicy;
using bazc::scan_module;

namespace {

auto check(const std::string& code, EvalPolicy eval = EvalPolicy::forbid) {
  return bazc::check_module(code, scan_module(code), eval);
}

}  // namespace

TEST_CASE("eval, Function and computed imports are against the policy") {
  for (const std::string code : {
           "eval('1')",
           "eval?.('1')",
           "(0, eval)('1')",
           "window.eval('1')",
           "globalThis.eval('1')",
           "self.eval('1')",
           "top.eval('1')",
           "window['eval']('1')",
           "(window ).eval('1')",
           "const e = eval",
           "f(eval)",
           "[eval]",
           "({eval})",
           "\\u0065val('1')",
           "x = {a: eval}",
           "_optionalChain([eval, 'optionalCall', _ => _('1')])",
           "Function('1')",
           "new Function('1')",
           "new Function",
           "Function?.('1')",
           "window.Function('1')",
           "new window.Function('1')",
           "Function.call(null, '1')",
           "Function.apply(null, a)",
           "Function.bind(null)",
           "(0, Function)('1')",
           "(Function)('1')",
           "Function`1`",
           "_optionalChain([Function, 'optionalCall', _ => _('1')])",
           "import(a)",
           "import('a' + b)",
           "import(`a`)",
           "function f() { return eval('1') }",
           "class Function2 {} Function('1')",
       }) {
    CAPTURE(code);
    const auto result = check(code);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == CompileErrorKind::policy);
    CHECK(check(code, EvalPolicy::allow).has_value());
  }
}

TEST_CASE("what only looks like eval or Function is allowed") {
  for (const std::string code : {
           "a.eval('1')",
           "({eval: 1})",
           "({eval() {}})",
           "class A { eval() {} static eval = 1 }",
           "typeof eval",
           "x instanceof Function",
           "Function.prototype",
           "new Function.prototype.x()",
           "typeof Function",
           "typeof window.eval",
           "a = {type: Function}",
           "f(Function)",
           "Function.name",
           "'eval(1)'",
           "// eval(1)",
           "`eval(1)`",
           "a?.eval(1)",
           "a.Function('1')",
           "React.eval()",
           "import('a')",
           "import('a', {with: {}})",
           "window.evaluate(1)",
           "a.b.eval()",
           "import {Function} from 'https://x'; Function('a')",
           "Function.prototype.call(a)",
           "this.eval()",
           "'a'.eval()",
           "f().eval()",
           "window.eval = a",
       }) {
    CAPTURE(code);
    CHECK(check(code).has_value());
  }
}

TEST_CASE("redeclarations name the identifier and the first line") {
  for (const std::string code : {
           "let a;\nlet a",
           "const a = 1;\nvar a",
           "var a;\nlet a",
           "class a {}\nfunction a() {}",
           "function a() {}\nfunction a() {}",
           "import a from 'x'\nlet a",
           "import {a} from 'x'\nvar a",
           "let a;\n{ var a }",
           "const {b: [a]} = c\nfor (var a of b) ;",
           "let a;\nconst \\u0061 = 1",
           "let a,\na",
           "{ let a;\nconst a = 1 }",
           "f(() => { let a;\nclass a {} })",
           "switch (x) { case 1: let a;\ncase 2: let a }",
           "function f() { let a;\nvar a }",
           "{ function a() {}\nfunction a() {} }",
           "for (let a,\na;;) ;",
           "class A { static { let a;\nlet a } }",
       }) {
    CAPTURE(code);
    const auto result = check(code);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == CompileErrorKind::invalid_module);
    CHECK(result.error().message == "'a' is declared twice, first in line 1");
    CHECK(std::string_view(code).substr(0, result.error().where.begin).find('\n') !=
          std::string_view::npos);
  }
}

TEST_CASE("names that may be declared again") {
  for (const std::string code : {
           "var a; var a",
           "let a; { let a }",
           "let a; function f() { let a; var b; var b }",
           "function f(a) { var a; function a() {} function a() {} }",
           "{ let a } { let a }",
           "for (let a;;) { let a }",
           "for (const a of b) ; for (const a of b) ;",
           "const a = function a() {}",
           "const a = class a {}",
           "let a; const f = a => { let b }",
           "try {} catch (a) { var a }",
           "var a; for (var a;;) { var a }",
           "switch (x) { case 1: { let a } case 2: { let a } }",
           "let a; ({a} = b); a: for (;;) ;",
           "let a; class C { a = 1; a() {} static a; }",
           "if (x) { const a = 1 } else { const a = 2 }",
           "let a; export {a}; export {a as b}",
           "let {a: b} = c, a",
           "const f = () => {}\nlet g",
       }) {
    CAPTURE(code);
    CHECK(check(code).has_value());
  }
}

TEST_CASE("exports, returns and decorators that a browser refuses") {
  struct Case {
    std::string code;
    std::string message;
  };
  for (const Case& test : {
           Case{"let a;\nexport {a}; export {a}", "'a' is exported twice, first in line 2"},
           Case{"export const a = 1; let b; export {b as a}",
                "'a' is exported twice, first in line 1"},
           Case{"export {a as 'b'} from 'x'; export let b",
                "'b' is exported twice, first in line 1"},
           Case{"export default 1; export default 2",
                "the module has two default exports, the first in line 1"},
           Case{"let a; export {a as default}; export default class {}",
                "the module has two default exports, the first in line 1"},
           Case{"export {a}", "'a' is exported and not declared"},
           Case{"{ let a } export {a}", "'a' is exported and not declared"},
           Case{"return 1", "return outside of a function"},
           Case{"if (a) { return }", "return outside of a function"},
           Case{"@a class B {}", "decorators are kept by the compiler, and no browser runs them"},
       }) {
    CAPTURE(test.code);
    const auto result = check(test.code, EvalPolicy::allow);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == CompileErrorKind::invalid_module);
    CHECK(result.error().message == test.message);
  }
  for (const std::string code : {
           "export {a}; let a",
           "export {a}; { var a }",
           "export {a} from 'https://x'",
           "import {a} from 'https://x'; export {a}",
           "const f = () => { return 1 }",
           "class A { m() { return } get x() { return 1 } static { (() => { return })() } }",
           "a.return = {return: 1}",
           "({return() { return 1 }})",
           "'@a'",
       }) {
    CAPTURE(code);
    CHECK(check(code).has_value());
  }
}

TEST_CASE("of several errors the first in the code is reported, with the source's lines") {
  const std::string code = "\nlet a;\nlet a; eval(1)";
  CHECK(check(code).error().kind == CompileErrorKind::invalid_module);
  const auto result = bazc::check_module(code, scan_module(code), EvalPolicy::forbid, 3);
  CHECK(result.error().message == "'a' is declared twice, first in line 5");
}

#include "core/module/module_wrap.hpp"

#include <string>

#include <doctest/doctest.h>

#include "core/module/component_choice.hpp"

using bazc::scan_module;
using bazc::wrap_module;

namespace {

std::string wrapped(const std::string& code) {
  return wrap_module(code, scan_module(code)).value();
}

std::string chosen(const std::string& code) {
  return std::string(bazc::choose_component(scan_module(code)).value_or("-"));
}

}  // namespace

TEST_CASE("a default export stays as it is") {
  for (const std::string code :
       {"export default function A() {}", "const a = 1; export {a as default}", "export default 42",
        "window.__REMOTION_COMPONENT = A; export default A",
        "export {default} from 'https://x/y.js'"}) {
    CAPTURE(code);
    CHECK(wrapped(code) == code);
  }
}

TEST_CASE("a global assignment gets the reference service's wrapper") {
  // design.md, "compile_scene", step 4.
  CHECK(wrapped("window.__REMOTION_COMPONENT = A;") ==
        "\n      window.__REMOTION_COMPONENT = A;\n      \n      // ESM export wrapper\n"
        "      const Component = (typeof window !== 'undefined' && window.__REMOTION_COMPONENT) ?\n"
        "        window.__REMOTION_COMPONENT :\n        undefined;\n      \n"
        "      export default Component;\n    ");
}

TEST_CASE("the wrapper's name gives way to a declared one") {
  const std::string assignment = "; window.__REMOTION_COMPONENT = Component;";
  CHECK(wrapped("const Component = 1" + assignment).find("const BazcComponent = (typeof") !=
        std::string::npos);
  CHECK(wrapped("{ var Component }" + assignment).find("export default BazcComponent;") !=
        std::string::npos);
  CHECK(wrapped("let Component, BazcComponent" + assignment).find("const BazcComponent2 = ") !=
        std::string::npos);
  CHECK(wrapped("{ let Component }" + assignment).find("const Component = ") != std::string::npos);
}

TEST_CASE("a hashbang line goes from inside the wrapper") {
  CHECK(wrapped("#!/bin/x\nwindow.__REMOTION_COMPONENT = A")
            .starts_with("\n      \nwindow.__REMOTION_COMPONENT = A\n"));
  CHECK(wrapped("#!/bin/x\nfunction A() {}") == "#!/bin/x\nfunction A() {}\nexport default A;\n");
}

TEST_CASE("the component is the last upper-case name that can be one") {
  struct Case {
    std::string code;
    std::string expected;
  };
  for (const Case& test : {
           Case{"function A() {} function B() {} function c() {}", "B"},
           Case{"function A() {} async function B() {} function* C() {}", "A"},
           Case{"class A {} const B = 1", "A"},
           Case{"const A = () => 1; const B = async () => 1", "A"},
           Case{"const A = x => y, B = 'x', C = `x`, D = /x/, E = {}, F = [], G = null, H = true",
                "A"},
           Case{"const A = function () {}; const B = new Map(); const C = 1 + 2; const D = -1",
                "A"},
           Case{"const A = function* () {}", "-"},
           Case{"const A = class {}", "A"},
           Case{"const A = React.memo(x); const B = Symbol('x')", "A"},
           Case{"const A = React.memo(() => 1); const B = React.createElement('p')", "A"},
           Case{"const A = styled.div`x`; const B = document.createElement('p')", "A"},
           Case{"const A = styled(B)({})", "A"},
           Case{"const A = withX(Y); const Ctx = React.createContext(null)", "A"},
           Case{"function A() {} const Data = A.items.map(f), List = Object.keys(A)", "A"},
           Case{"const A = a ? B : C", "A"},
           Case{"const A = window.A || (() => 1)", "A"},
           Case{"function A() {} const B = A", "B"},
           Case{"function A() {} const Img = window.Remotion.Img", "A"},
           Case{"function A() {} const Img = Remotion.Img, R = React, W = window.X", "A"},
           Case{"function A() {} const {Img} = window.Remotion; const [X] = y", "A"},
           Case{"function A() {} const {Img} = window.Remotion; const Pic = Img", "A"},
           Case{"function A() {} const R = window.Remotion; const Img = R.Img", "A"},
           Case{"import {Img} from 'https://x/y.js'; function A() {}", "A"},
           Case{"import {Img} from 'https://x/y.js'; const Pic = Img", "-"},
           Case{"let A; A = () => 1", "A"},
           Case{"let A; function f() { A = () => 1 }", "-"},
           Case{"const A = (() => 1)", "A"},
           Case{"const A = (1, () => 1)", "A"},
           Case{"var _class; const A =  (_class = class {}, _class.__initStatic(), _class)", "A"},
           Case{"const A = (() => { return x => y })()", "A"},
           Case{"const Scene = () => 1; const FPS = getFps(), SCENE_DATA = make(), DURATION = a ? "
                "1 : 2",
                "Scene"},
           Case{"const A = () => 1; var E; (function (E) {})(E || (E = {}))", "A"},
           Case{"export const A = () => 1; const B = () => 1", "A"},
           Case{"export function A() {} export const b = 1; function B() {} export class C {}",
                "C"},
           Case{"function A() {} function B() {} export {A}", "A"},
           Case{"function A() {} function B() {} function C() {} export {B as X, A as Y}", "B"},
           Case{"function scene() {} export {scene as Scene}", "scene"},
           Case{"export const DURATION = 90; function A() {}", "A"},
           Case{"{ function A() {} } function f() { function B() {} }", "-"},
           Case{"const a = () => 1", "-"},
       }) {
    CAPTURE(test.code);
    CHECK(chosen(test.code) == test.expected);
  }
  CHECK(wrapped("function A() {} // x") == "function A() {} // x\nexport default A;\n");
}

TEST_CASE("no component: the hint says what is near") {
  struct Case {
    std::string code;
    std::string hint;
  };
  for (const Case& test : {
           Case{"const a = 1", "write export default in front of the component"},
           Case{
               "function scene() {}",
               "is it 'scene'? write export default in front of it, or give it an upper-case name"},
           Case{"module.exports = function scene() {}",
                "write export default instead of assigning module.exports"},
       }) {
    CAPTURE(test.code);
    const auto result = wrap_module(test.code, scan_module(test.code));
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == bazc::CompileErrorKind::no_component);
    CHECK(result.error().hint == test.hint);
  }
}

TEST_CASE("a default export that is no component is warned of") {
  for (const std::string code :
       {"export default 42", "export default {a: 1}", "export default [A]", "export default 'x'",
        "export default new A()", "export default a + b", "export default async () => 1",
        "const c = {}; export default c", "export default React.createElement('p')"}) {
    CAPTURE(code);
    CHECK(bazc::default_export_warning(scan_module(code)).has_value());
  }
  for (const std::string code :
       {"export default A", "function A() {} export default A", "export default () => 1",
        "export default function () {}", "export default class {}", "export default memo(A)",
        "const {Img} = R; export default Img", "export default R.Img",
        "const A = () => 1; export {A as default}", "export default f()"}) {
    CAPTURE(code);
    CHECK_FALSE(bazc::default_export_warning(scan_module(code)).has_value());
  }
}

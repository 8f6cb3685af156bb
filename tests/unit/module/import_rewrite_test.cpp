#include "core/module/import_rewrite.hpp"

#include <string>

#include <doctest/doctest.h>

using bazc::CompileErrorKind;
using bazc::GlobalMap;
using bazc::parse_global_mapping;
using bazc::rewrite_imports;
using bazc::scan_module;

namespace {

GlobalMap globals() {
  GlobalMap map = bazc::default_globals();
  map["lib"] = "A.B";
  return map;
}

std::string rewritten(const std::string& code) {
  const auto result = rewrite_imports(code, scan_module(code), globals());
  REQUIRE(result);
  return result->value_or(code);
}

}  // namespace

TEST_CASE("imports of mapped specifiers become consts on the first line") {
  struct Case {
    std::string code;
    std::string expected;
  };
  for (const Case& test : {
           Case{"import React from 'react';\nx", "const React = globalThis.React; ;\nx"},
           Case{"import * as R from \"remotion\"\nx", "const R = globalThis.Remotion; ;\nx"},
           Case{"import {useState as s, useRef} from 'react';",
                "const {useState: s, useRef} = globalThis.React; ;"},
           Case{"import R, {a} from 'react';",
                "const R = globalThis.React; const {a} = globalThis.React; ;"},
           Case{"import {default as R} from 'react'", "const R = globalThis.React; ;"},
           Case{"import {'a-b' as x} from 'lib'", "const {'a-b': x} = globalThis.A.B; ;"},
           Case{"import 'react-dom'; x", "; x"},
           Case{"x()\nimport {\n  a,\r\n  b\n} from 'react'\ny()",
                "const {a, b} = globalThis.React; x()\n;\n\r\n\n\ny()"},
           Case{"#!/bin/x\nimport R from 'react'", "#!/bin/x\nconst R = globalThis.React; ;"},
           Case{"#!/bin/x\r\nimport R from 'react'", "#!/bin/x\r\nconst R = globalThis.React; ;"},
           Case{"import a from 'lib' with {type: 'json'}; b", "const a = globalThis.A.B; ; b"},
           Case{"export {useState as u} from 'react'",
                "const bazcReexport1 = globalThis.React.useState; export {bazcReexport1 as u}; ;"},
           Case{"export * as R from 'remotion'",
                "const bazcReexport1 = globalThis.Remotion; export {bazcReexport1 as R}; ;"},
           Case{"bazcReexport1, bazcReexport_1; export {'a-b' as 'c d', default} from 'lib'",
                "const bazcReexport__1 = globalThis.A.B['a-b']; export {bazcReexport__1 as 'c d'}; "
                "const bazcReexport__2 = globalThis.A.B; export {bazcReexport__2 as default}; "
                "bazcReexport1, bazcReexport_1; ;"},
           Case{"import('react').then(f)",
                "Promise.resolve({...globalThis.React, default: globalThis.React}).then(f)"},
           Case{"return_ import(\n'react'\n)",
                "return_ Promise.resolve({...globalThis.React, default: globalThis.React\n\n})"},
           Case{"import('react', import('remotion'))",
                "Promise.resolve({...globalThis.React, default: globalThis.React})"},
       }) {
    CAPTURE(test.code);
    CHECK(rewritten(test.code) == test.expected);
  }
}

TEST_CASE("what needs no rewriting stays byte for byte") {
  for (const std::string code : {
           "import a from 'https://esm.sh/a'; import b from 'data:text/javascript,1'",
           "import a from 'blob:x'; import b from '//cdn/x.js'; import('http://x/y.js')",
           "const a = \"import b from 'react'\"",
           "export * from 'https://x/y.js'",
           "import(a)",
           "require('x')",
           "",
       }) {
    CAPTURE(code);
    const auto result = rewrite_imports(code, scan_module(code), globals());
    REQUIRE(result);
    CHECK_FALSE(result->has_value());
  }
}

TEST_CASE("what no global and no URL resolves is an error that names it") {
  struct Case {
    std::string code;
    std::string message;
    std::string hint;
    std::size_t offset;
  };
  for (const Case& test : {
           Case{"import a from 'lucide-react'",
                "cannot resolve 'lucide-react': a browser needs a global for it, and none is given",
                "pass --global lucide-react=LucideReact with the name of the global that holds it",
                14},
           Case{"import 'remotion/foo'; import 'zod'",
                "cannot resolve 'remotion/foo': a browser needs a global for it, and none is given",
                "pass --global remotion/foo=RemotionFoo with the name of the global that holds it",
                7},
           Case{"import {jsx} from 'react/jsx-runtime'",
                "cannot resolve 'react/jsx-runtime': a browser needs a global for it, and none is "
                "given",
                "pass --global react/jsx-runtime=ReactJsxRuntime with the name of the global that "
                "holds it",
                18},
           Case{"import a from './a'",
                "cannot resolve './a': a scene is one module, with no files beside it",
                "put the code into the scene, or import it by an absolute URL", 14},
           Case{"import('../a')",
                "cannot resolve '../a': a scene is one module, with no files beside it",
                "put the code into the scene, or import it by an absolute URL", 7},
           Case{"export {a} from '/a.js'",
                "cannot resolve '/a.js': a scene is one module, with no files beside it",
                "put the code into the scene, or import it by an absolute URL", 16},
           Case{"import('zod'); import 'nope'",
                "cannot resolve 'zod': a browser needs a global for it, and none is given",
                "pass --global zod=Zod with the name of the global that holds it", 7},
           Case{"export * from 'react'",
                "cannot export everything from 'react': the names in globalThis.React are known to "
                "the "
                "browser only",
                "export the names one by one", 14},
       }) {
    CAPTURE(test.code);
    const auto result = rewrite_imports(test.code, scan_module(test.code), globals());
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == CompileErrorKind::unresolved_import);
    CHECK(result.error().message == test.message);
    CHECK(result.error().hint == test.hint);
    CHECK(result.error().where.begin == test.offset);
  }
}

TEST_CASE("--global's value") {
  CHECK(parse_global_mapping("lucide-react=LucideReact").value() ==
        std::pair<std::string, std::string>("lucide-react", "LucideReact"));
  CHECK(parse_global_mapping("https://x/?a=b=A.$b_1").value() ==
        std::pair<std::string, std::string>("https://x/?a=b", "A.$b_1"));
  for (const std::string text : {"", "a", "=A", "a=", "a=A.", "a=.A", "a=A-B", "a=1A", "a=A..B",
                                 "a=A B", "a=A;alert(1)", "a=\xC3\xA9"}) {
    CAPTURE(text);
    const auto result = parse_global_mapping(text);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == bazc::ErrorKind::usage);
  }
}

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/diagnostics/compile_error.hpp"
#include "core/module/compile_scene.hpp"
#include "core/module/module_scan.hpp"

namespace bazc {

/// An error or a warning about code that was scanned; compile_scene turns `where` into a position
/// in the scene's source.
struct ModuleError {
  CompileErrorKind kind = CompileErrorKind::invalid_module;
  std::string message;
  std::string hint = {};
  Span where = {};
};

struct ModuleWarning {
  CompileWarningKind kind = CompileWarningKind::no_component;
  std::string message;
  Span where = {};
};

/// Step 5 of design.md's "compile_scene", on the facts of the transformed code: neither
/// rewrite_imports nor wrap adds a name that is declared, an export that is there or a use of eval.
/// `policy`: eval, Function as a callee, dynamic imports of anything but a string literal.
/// `invalid_module`: what makes a browser refuse the module and what engines report no error for:
/// redeclarations (ECMA-262, 16.2.1.1; 14.2.1), duplicate or undeclared exports, a top-level
/// return, decorators. Of several, the first in the code. Valid modules are never refused as
/// invalid. `line_offset` is added to the lines that messages name.
[[nodiscard]] Result<void, ModuleError> check_module(std::string_view code, const ModuleScan& scan,
                                                     EvalPolicy eval,
                                                     std::uint32_t line_offset = 0);

}  // namespace bazc

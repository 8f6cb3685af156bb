#pragma once

#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "core/module/module_check.hpp"
#include "core/module/module_scan.hpp"

namespace bazc {

/// Step 4 of design.md's "compile_scene": `code`, after rewrite_imports, to a module whose default
/// export is the scene's component. `scan` is of the code before rewrite_imports. Where the scene
/// assigns `__REMOTION_COMPONENT` and has no default export, the result is the reference service's,
/// byte for byte, save that its const gets another name where the scene declares `Component`, and
/// that a hashbang line goes: it would be a syntax error anywhere but at the start.
/// Error: no_component.
[[nodiscard]] Result<std::string, ModuleError> wrap_module(std::string code,
                                                           const ModuleScan& scan);

/// Where the default export is a value that no React can render: a number, an object, …
[[nodiscard]] std::optional<ModuleWarning> default_export_warning(const ModuleScan& scan);

}  // namespace bazc

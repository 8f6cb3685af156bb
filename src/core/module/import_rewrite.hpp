#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.hpp"
#include "core/module/compile_scene.hpp"
#include "core/module/module_check.hpp"
#include "core/module/module_scan.hpp"

namespace bazc {

/// Step 3 of design.md's "compile_scene", ImportMode::globals: every import of a mapped specifier
/// becomes consts of globals. The consts stand at the module's start (behind a hashbang line), all
/// on one line, so that they work above their import, as imports do, and line numbers stay; of each
/// statement only its newlines are left, and a `;`, since the statement before it may have none.
/// Default and namespace imports are the global itself, named imports are its properties;
/// re-exports go through a fresh name; `import('x')` of a mapped specifier becomes a promise of an
/// object with the global's properties and `default`.
/// A specifier maps as a whole, never by a prefix. URLs of any scheme, and `//host/…`, stay.
/// Nothing where no import needs rewriting: the code stays as it is.
/// Errors: unresolved_import for a bare specifier without a global, for a relative one, and for
/// `export * from` a mapped one, whose names cannot be known; the first in the code.
[[nodiscard]] Result<std::optional<std::string>, ModuleError> rewrite_imports(
    std::string_view code, const ModuleScan& scan, const GlobalMap& globals);

/// "lucide-react=LucideReact" or "x=A.B" to a pair for a GlobalMap. `usage` where there is no `=`,
/// no specifier, or a path segment that is no ASCII identifier.
[[nodiscard]] Result<std::pair<std::string, std::string>> parse_global_mapping(
    std::string_view text);

}  // namespace bazc

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/module/module_scan.hpp"

namespace bazc {

/// How likely a value is to be a component, judged by its tokens alone.
enum class ComponentLikelihood : std::uint8_t {
  never,     ///< a literal, an object, an array, an element, `new X`, arithmetic, an async function
  unlikely,  ///< a library's member, an imported name, a hook's or an array method's result
  possible,  ///< the result of a call, a tagged template, a conditional, an alias of such a value
  certain,   ///< a function or class, or React's memo, forwardRef or lazy of something
};

/// The local name of the module's component where it has no default export (design.md,
/// "compile_scene", step 4): the last declaration whose name starts with A to Z (its exported name
/// counts too) and whose value is at least `possible`; an exported one wins over the others. A name
/// in capitals only (FPS, SCENE_DATA) must be `certain`: such a name is nearly always data.
[[nodiscard]] std::optional<std::string_view> choose_component(const ModuleScan& scan);

/// What `export default EXPRESSION` exports; `possible` where there is no such export.
[[nodiscard]] ComponentLikelihood default_export_likelihood(const ModuleScan& scan);

/// The last function declaration whose name starts with a lower-case letter.
[[nodiscard]] std::optional<std::string_view> find_lower_case_function(const ModuleScan& scan);

}  // namespace bazc

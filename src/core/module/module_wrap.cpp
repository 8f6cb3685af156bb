#include "core/module/module_wrap.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/module/component_choice.hpp"

namespace bazc {
namespace {

// "Component" as in the reference service, unless the scene declares it: two would be an error.
std::string wrapper_name(const ModuleScan& scan) {
  std::string name = "Component";
  for (int i = 1; scan.find_declaration(name) != nullptr; ++i) {
    name = i == 1 ? "BazcComponent" : fmt::format("BazcComponent{}", i);
  }
  return name;
}

std::string wrap_global(std::string_view code, std::string_view name) {
  return fmt::format(
      "\n      {0}\n"
      "      \n"
      "      // ESM export wrapper\n"
      "      const {1} = (typeof window !== 'undefined' && window.__REMOTION_COMPONENT) ?\n"
      "        window.__REMOTION_COMPONENT :\n"
      "        undefined;\n"
      "      \n"
      "      export default {1};\n"
      "    ",
      code, name);
}

ModuleError no_component(const ModuleScan& scan) {
  ModuleError error{.kind = CompileErrorKind::no_component,
                    .message =
                        "the scene has no component: no default export, no assignment of "
                        "window.__REMOTION_COMPONENT, no function or class with an "
                        "upper-case name",
                    .hint = "write export default in front of the component"};
  if (scan.assigns_commonjs_exports) {
    error.hint = "write export default instead of assigning module.exports";
  } else if (const auto name = find_lower_case_function(scan)) {
    error.hint = fmt::format(
        "is it '{}'? write export default in front of it, or give it an "
        "upper-case name",
        *name);
  }
  return error;
}

}  // namespace

Result<std::string, ModuleError> wrap_module(std::string code, const ModuleScan& scan) {
  if (scan.has_default_export()) {
    return code;
  }
  if (scan.assigns_remotion_component) {
    const std::string_view body = std::string_view(code).substr(scan.hashbang_size);
    return wrap_global(body, wrapper_name(scan));
  }
  if (const auto name = choose_component(scan)) {
    code += fmt::format("\nexport default {};\n", *name);
    return code;
  }
  return fail(no_component(scan));
}

std::optional<ModuleWarning> default_export_warning(const ModuleScan& scan) {
  if (default_export_likelihood(scan) != ComponentLikelihood::never) {
    return std::nullopt;
  }
  return ModuleWarning{CompileWarningKind::no_component, "the default export is no component",
                       scan.default_value_span};
}

}  // namespace bazc

#include "core/module/module_scan.hpp"

#include <algorithm>
#include <utility>

#include "core/module/module_scanner.hpp"

namespace bazc {

bool ModuleScan::has_default_export() const {
  return std::any_of(exports.begin(), exports.end(),
                     [](const Export& entry) { return entry.exported == "default"; });
}

const Declaration* ModuleScan::find_declaration(std::string_view name) const {
  const auto found =
      std::find_if(declarations.begin(), declarations.end(),
                   [&](const Declaration& declaration) { return declaration.name == name; });
  return found == declarations.end() ? nullptr : &*found;
}

ModuleScan scan_module(std::string_view code) {
  return scanning::ModuleScanner(code).run();
}

std::optional<Redeclaration> find_redeclaration(const std::vector<Declaration>& declarations) {
  std::vector<scanning::ScopedName> names;
  names.reserve(declarations.size());
  for (const Declaration& declaration : declarations) {
    names.push_back({declaration.name, declaration.span, declaration.kind == DeclarationKind::var});
  }
  return scanning::find_redeclaration(names, 0);
}

}  // namespace bazc

// module_scan_dump: reads file names from standard input, one a line, and prints the facts of each
// as one line of JSON. `module_scan_dump --time FILE` prints the scanner's speed instead.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/module/import_rewrite.hpp"
#include "core/module/module_check.hpp"
#include "core/module/module_scan.hpp"
#include "core/module/module_wrap.hpp"

namespace {

using nlohmann::json;

const char* kind_name(bazc::DeclarationKind kind) {
  switch (kind) {
    case bazc::DeclarationKind::import:
      return "import";
    case bazc::DeclarationKind::var:
      return "var";
    case bazc::DeclarationKind::let:
      return "let";
    case bazc::DeclarationKind::constant:
      return "const";
    case bazc::DeclarationKind::using_resource:
      return "using";
    case bazc::DeclarationKind::class_declaration:
      return "class";
    case bazc::DeclarationKind::function:
      return "function";
    case bazc::DeclarationKind::async_function:
      return "async function";
    case bazc::DeclarationKind::generator:
      return "function*";
    case bazc::DeclarationKind::async_generator:
      return "async function*";
  }
  return "";
}

// What rewrite_imports and wrap make of the code where every specifier has a global; null where
// they refuse it.
json artifact_of(std::string_view code, const bazc::ModuleScan& scan) {
  bazc::GlobalMap globals;
  for (const bazc::ModuleRequest& request : scan.requests) {
    globals.emplace(request.specifier, "Some.Global");
  }
  for (const bazc::DynamicImport& import : scan.dynamic_imports) {
    globals.emplace(import.specifier.value_or(""), "Some.Global");
  }
  auto rewritten = bazc::rewrite_imports(code, scan, globals);
  if (!rewritten) {
    return nullptr;
  }
  auto wrapped = bazc::wrap_module(rewritten->value_or(std::string(code)), scan);
  return wrapped ? json(*wrapped) : json(nullptr);
}

json facts_of(std::string_view code) {
  const bazc::ModuleScan scan = bazc::scan_module(code);
  json facts;
  facts["declarations"] = json::array();
  for (const bazc::Declaration& declaration : scan.declarations) {
    facts["declarations"].push_back(
        {declaration.name, kind_name(declaration.kind), declaration.span.begin});
  }
  facts["requests"] = json::array();
  for (const bazc::ModuleRequest& request : scan.requests) {
    json names = json::array();
    for (const bazc::ImportedName& name : request.names) {
      names.push_back({name.imported, name.local});
    }
    facts["requests"].push_back(
        {request.specifier, request.statement.begin, request.statement.end, names});
  }
  facts["dynamic"] = json::array();
  for (const bazc::DynamicImport& import : scan.dynamic_imports) {
    facts["dynamic"].push_back({import.call.begin, import.call.end,
                                import.specifier ? json(*import.specifier) : json(nullptr)});
  }
  facts["exports"] = json::array();
  for (const bazc::Export& entry : scan.exports) {
    facts["exports"].push_back({entry.exported, entry.local});
  }
  facts["has_default"] = scan.has_default_export();
  facts["assigns"] = scan.assigns_remotion_component;
  facts["return"] = scan.top_level_return.has_value();
  facts["artifact"] = artifact_of(code, scan);
  const auto violation = bazc::check_module(code, scan, bazc::EvalPolicy::allow);
  facts["invalid"] = violation ? json(nullptr) : json(violation.error().message);
  return facts;
}

void print_speed(const std::string& path) {
  const std::string code = bazc::read_file(path).value();
  std::size_t declarations = 0;
  double best = 1e9;
  for (int i = 0; i < 20; ++i) {
    const auto start = std::chrono::steady_clock::now();
    declarations += bazc::scan_module(code).declarations.size();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count());
  }
  std::cout << path << ": " << static_cast<double>(code.size()) / best / 1e6 << " MB/s ("
            << declarations / 20 << " declarations)\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--time") {
    print_speed(argv[2]);
    return 0;
  }
  for (std::string path; std::getline(std::cin, path);) {
    std::cout << facts_of(bazc::read_file(path).value())
                     .dump(-1, ' ', false, json::error_handler_t::replace)
              << '\n';
  }
}

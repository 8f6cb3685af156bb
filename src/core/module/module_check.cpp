#include "core/module/module_check.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace bazc {
namespace {

// Keeps the error that stands first in the code.
class FirstError {
 public:
  void add(CompileErrorKind kind, Span where, std::string message, std::string hint = {}) {
    if (!error_ || where.begin < error_->where.begin) {
      error_ = ModuleError{kind, std::move(message), std::move(hint), where};
    }
  }
  [[nodiscard]] bool precedes(Span where) const {
    return error_ && error_->where.begin <= where.begin;
  }
  [[nodiscard]] std::optional<ModuleError> take() { return std::move(error_); }

 private:
  std::optional<ModuleError> error_;
};

// Line numbers in the scene's source.
class Lines {
 public:
  Lines(std::string_view code, std::uint32_t offset) : code_(code), offset_(offset) {}

  [[nodiscard]] std::size_t at(Span where) const {
    const std::string_view before = code_.substr(0, where.begin);
    return offset_ + 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }

 private:
  std::string_view code_;
  std::uint32_t offset_;
};

void check_policy(const ModuleScan& scan, FirstError& errors) {
  constexpr std::string_view hint = "pass --allow-eval to permit it";
  for (const Span& use : scan.evals) {
    errors.add(CompileErrorKind::policy, use, "eval is not allowed in a scene", std::string(hint));
  }
  const std::string function_message = "creating functions from text with Function is not allowed";
  if (scan.find_declaration("Function") == nullptr) {
    for (const Span& use : scan.functions) {
      errors.add(CompileErrorKind::policy, use, function_message, std::string(hint));
    }
  }
  for (const Span& use : scan.global_functions) {
    errors.add(CompileErrorKind::policy, use, function_message, std::string(hint));
  }
  for (const DynamicImport& import : scan.dynamic_imports) {
    if (!import.specifier) {
      errors.add(CompileErrorKind::policy, import.call,
                 "dynamic import of anything but a string literal is not allowed",
                 std::string(hint));
    }
  }
}

void add_redeclaration(const Lines& lines, const Redeclaration& found, FirstError& errors) {
  errors.add(
      CompileErrorKind::invalid_module, found.again,
      fmt::format("'{}' is declared twice, first in line {}", found.name, lines.at(found.first)));
}

void check_exports(const Lines& lines, const ModuleScan& scan, FirstError& errors) {
  std::unordered_map<std::string_view, Span> seen;
  for (const Export& entry : scan.exports) {
    const auto [first, is_new] = seen.emplace(entry.exported, entry.span);
    // Counting lines takes time, and only the first error is kept.
    if (!is_new && !errors.precedes(entry.span)) {
      const std::size_t line = lines.at(first->second);
      errors.add(
          CompileErrorKind::invalid_module, entry.span,
          entry.exported == "default"
              ? fmt::format("the module has two default exports, the first in line {}", line)
              : fmt::format("'{}' is exported twice, first in line {}", entry.exported, line));
    }
  }
  std::unordered_set<std::string_view> declared;
  for (const Declaration& declaration : scan.declarations) {
    declared.insert(declaration.name);
  }
  for (const Export& entry : scan.exports) {
    if (entry.kind == ExportKind::local && !declared.contains(entry.local)) {
      errors.add(CompileErrorKind::invalid_module, entry.local_span,
                 fmt::format("'{}' is exported and not declared", entry.local));
    }
  }
}

}  // namespace

Result<void, ModuleError> check_module(std::string_view code, const ModuleScan& scan,
                                       EvalPolicy eval, std::uint32_t line_offset) {
  const Lines lines(code, line_offset);
  FirstError errors;
  if (eval == EvalPolicy::forbid) {
    check_policy(scan, errors);
  }
  if (const auto found = find_redeclaration(scan.declarations)) {
    add_redeclaration(lines, *found, errors);
  }
  if (scan.nested_redeclaration) {
    add_redeclaration(lines, *scan.nested_redeclaration, errors);
  }
  check_exports(lines, scan, errors);
  if (scan.top_level_return) {
    errors.add(CompileErrorKind::invalid_module, *scan.top_level_return,
               "return outside of a function");
  }
  if (scan.decorator) {
    errors.add(CompileErrorKind::invalid_module, *scan.decorator,
               "decorators are kept by the compiler, and no browser runs them");
  }
  if (auto error = errors.take()) {
    return fail(*std::move(error));
  }
  return {};
}

}  // namespace bazc

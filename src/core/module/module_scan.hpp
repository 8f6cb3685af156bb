#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/module/module_tokens.hpp"

namespace bazc {

/// One name of an import or export clause. "default" and "*" stand for themselves.
struct ImportedName {
  std::string_view imported;       ///< the name in the other module, escapes decoded
  std::string_view imported_text;  ///< the same as it stands in the code, quotes included
  std::string_view local;          ///< the local binding, or the exported name of a re-export
  std::string_view local_text;     ///< the same as it stands in the code, quotes included
};

enum class RequestKind : std::uint8_t {
  import,    ///< import d, {a as b} from 'x'; import * as n from 'x'; import 'x'
  reexport,  ///< export {a as b} from 'x'; export * as n from 'x'
  reexport_all,
};

/// A statement that names another module.
struct ModuleRequest {
  RequestKind kind = RequestKind::import;
  std::string_view specifier;  ///< escapes decoded
  Span specifier_span;         ///< quotes included
  Span statement;              ///< from `import` or `export` to the `;`, if there is one
  std::vector<ImportedName> names;
};

struct DynamicImport {
  Span call;  ///< from `import` to `)`; as far as `import` where the call has no end
  Span argument;
  std::optional<std::string_view> specifier;  ///< where the argument is a string literal
};

enum class DeclarationKind : std::uint8_t {
  import,
  var,
  let,
  constant,
  using_resource,
  class_declaration,
  function,
  async_function,
  generator,
  async_generator,
};

enum class Bracket : std::uint8_t { none, group, call, other };

/// One token of a top-level value: only those outside of brackets, save groups (parentheses that
/// only group). Of every other bracket the opening and the closing token are there, no content.
struct ValueToken {
  TokenKind kind = TokenKind::end;
  Word word = Word::other;
  Bracket bracket = Bracket::none;  ///< of an opening parenthesis
  std::string_view text;
};

/// A range of ModuleScan::value_tokens; empty: there is no value.
struct ValueRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool empty() const { return begin >= end; }
};

/// A name of the module's scope, in the code's order. `var` counts wherever it stands outside of
/// functions.
struct Declaration {
  std::string_view name;  ///< escapes decoded
  DeclarationKind kind = DeclarationKind::var;
  Span span;
  bool destructured = false;
  ValueRange value = {};
};

/// `name = value` as a statement of its own at the top level.
struct TopLevelAssignment {
  std::string_view name;
  ValueRange value;
};

enum class ExportKind : std::uint8_t {
  declaration,         ///< export const a = …, export default function f() {}
  local,               ///< export {a as b}
  reexport,            ///< export {a as b} from 'x', export * as b from 'x'
  default_expression,  ///< export default …, also of a function or class without a name
};

struct Export {
  std::string_view exported;  ///< escapes decoded
  std::string_view local;     ///< empty where there is no local name
  Span span;                  ///< of the exported name
  Span local_span;
  ExportKind kind = ExportKind::declaration;
};

struct Redeclaration {
  std::string_view name;
  Span first;
  Span again;
};

/// What bazc must know of a module. Views and spans point into the code that was scanned, or into
/// `decoded`. Of things that are reported once, the first in the code is kept.
struct ModuleScan {
  std::vector<ModuleRequest> requests;
  std::vector<DynamicImport> dynamic_imports;
  std::vector<Declaration> declarations;
  std::vector<TopLevelAssignment> assignments;
  std::vector<Export> exports;  ///< `export * from` names none
  std::vector<ValueToken> value_tokens;
  ValueRange default_value;  ///< of `export default EXPRESSION`
  Span default_value_span;
  std::vector<Span> evals;             ///< uses of eval as a value or a callee
  std::vector<Span> functions;         ///< calls of Function, by that very name
  std::vector<Span> global_functions;  ///< calls of window.Function and the like
  std::optional<Span> require_call;
  std::optional<Span> top_level_return;
  std::optional<Span> decorator;
  std::optional<Redeclaration> nested_redeclaration;  ///< of let, const, class in one inner block
  std::size_t hashbang_size = 0;
  bool assigns_remotion_component = false;
  bool assigns_commonjs_exports = false;
  std::deque<std::string> decoded;

  [[nodiscard]] bool has_default_export() const;
  /// The first declaration of `name`, or null.
  [[nodiscard]] const Declaration* find_declaration(std::string_view name) const;
};

/// Scans ES2024 module code in linear time and without recursion. Any bytes are allowed; the facts
/// of code that no engine accepts are a best effort. `code` must outlive the result.
[[nodiscard]] ModuleScan scan_module(std::string_view code);

/// The first redeclaration among a module's top-level names (ECMA-262, 16.2.1.1): any two
/// declarations of one name, save `var` twice.
[[nodiscard]] std::optional<Redeclaration> find_redeclaration(
    const std::vector<Declaration>& declarations);

}  // namespace bazc

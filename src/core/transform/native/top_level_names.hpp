#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/transform/native/name_table.hpp"
#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Calls `action` with the token of each name that the source imports or exports, those that are
/// not empty.
template <typename Action>
void for_each_module_name(const ParsedSource& parsed, Action action) {
  const auto visit = [&](TokenIndex name) {
    const Token& token = parsed.tokens[name];
    if (token.end > token.start) {  // not so of no_token
      action(token);
    }
  };
  for (const Import& import : parsed.imports) {
    visit(import.default_name);
    visit(import.namespace_name);
  }
  for (const Specifier& specifier : parsed.import_specifiers) {
    visit(specifier.local);
  }
  for (const Export& declaration : parsed.exports) {
    visit(declaration.default_name);
  }
  for (const Specifier& specifier : parsed.export_specifiers) {
    visit(std::min(specifier.outer, specifier.local));
  }
}

/// What a source does with the names that it imports or exports: whether an import is of use as a
/// value, whether an export is of a type alone.
class TopLevelNames {
 public:
  void find(const ParsedSource& parsed);

  /// An imported name: some use of it as a value is not hidden by another declaration.
  [[nodiscard]] bool is_used(TokenIndex name) const { return has(name, used); }
  /// The name is that of a declaration which goes because nothing uses it: an import's.
  [[nodiscard]] bool is_lost(TokenIndex name) const {
    return has(name, value_declared) && !has(name, used);
  }
  /// An exported name: it is a type's, and no value's.
  [[nodiscard]] bool is_type(TokenIndex name) const {
    return has(name, type_declared) && !has(name, value_declared);
  }

 private:
  enum Fact : std::uint8_t { used = 1, value_declared = 2, type_declared = 4 };
  void note_uses();
  void note_use(const Token& token, std::uint32_t name);
  void note_declaration(TokenIndex name);
  void note(std::uint32_t name, Fact fact);
  [[nodiscard]] bool has(TokenIndex name, Fact fact) const;
  /// Of any token, strings included.
  [[nodiscard]] std::uint32_t number_of(TokenIndex token) const {
    const Token& at = parsed_->tokens[token];
    return at.end > at.start ? names_.find_text(at) : NameTable::none;
  }

  const ParsedSource* parsed_ = nullptr;
  NameTable names_;
  std::vector<std::uint8_t> facts_;  // of each name
};

}  // namespace bazc::native

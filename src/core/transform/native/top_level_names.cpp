#include "core/transform/native/top_level_names.hpp"

namespace bazc::native {

void TopLevelNames::find(const ParsedSource& parsed) {
  parsed_ = &parsed;
  const std::size_t most = 2 * parsed.imports.size() + parsed.import_specifiers.size() +
                           parsed.exports.size() + parsed.export_specifiers.size();
  names_.begin(parsed.text, most);
  if (most == 0) {
    return;
  }
  for_each_module_name(parsed, [&](const Token& name) { names_.add(name); });
  facts_.assign(names_.size(), 0);
  if (names_.size() > 0) {
    note_uses();
  }
}

void TopLevelNames::note_uses() {
  for (const TokenIndex index : parsed_->uses) {
    const Token& token = parsed_->tokens[index];
    if (token.role < Role::access) {
      continue;
    }
    if (const std::uint32_t name = names_.find(token); name != NameTable::none) {
      note_use(token, name);
    }
  }
  if (!parsed_->jsx_elements.empty()) {
    note(names_.find("React"), used);
  }
  for (const Import& import : parsed_->imports) {
    // To Sucrase import type declares values, too.
    if (import.kind != ImportKind::word) {
      note_declaration(import.default_name);
    }
    note_declaration(import.namespace_name);
    for (std::uint32_t at = 0; at < import.specifier_count; ++at) {
      const Specifier& specifier = parsed_->import_specifiers[import.first_specifier + at];
      if (specifier.is_type) {
        note(number_of(specifier.local), type_declared);
      } else {
        note_declaration(specifier.local);
      }
    }
  }
}

void TopLevelNames::note_use(const Token& token, std::uint32_t name) {
  const bool is_type = (token.marks & mark::type) != 0;
  switch (token.role) {
    case Role::access:
    case Role::shorthand_access:
    case Role::export_access:
      // Sucrase counts tags in what is erased.
      if ((!is_type || token.kind == TokenKind::jsx_name) && (token.marks & mark::shadowed) == 0) {
        note(name, used);
      }
      break;
    case Role::top_level_declaration:
    case Role::shorthand_top_level_declaration:
      note(name, is_type ? type_declared : value_declared);
      break;
    case Role::import_declaration:
    case Role::none:
    case Role::modifier:
    case Role::subscript:
    case Role::object_key:
    case Role::function_declaration:
    case Role::block_declaration:
    case Role::shorthand_function_declaration:
    case Role::shorthand_block_declaration:
      break;
  }
}

void TopLevelNames::note_declaration(TokenIndex name) {
  if (name != no_token) {
    const bool is_type = (parsed_->tokens[name].marks & mark::type) != 0;  // in a namespace
    note(number_of(name), is_type ? type_declared : value_declared);
  }
}

void TopLevelNames::note(std::uint32_t name, Fact fact) {
  if (name != NameTable::none) {
    facts_[name] |= fact;
  }
}

bool TopLevelNames::has(TokenIndex name, Fact fact) const {
  const std::uint32_t number = number_of(name);
  return number != NameTable::none && (facts_[number] & fact) != 0;
}

}  // namespace bazc::native

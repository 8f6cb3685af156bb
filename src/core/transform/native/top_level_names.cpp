#include "core/transform/native/top_level_names.hpp"

#include <algorithm>

namespace bazc::native {
namespace {

std::uint64_t character_bit(char character) {
  return std::uint64_t{1} << (static_cast<unsigned char>(character) & 63U);
}

std::size_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char character : text) {
    hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001b3ULL;
  }
  return static_cast<std::size_t>(hash ^ (hash >> 32));
}

}  // namespace

void TopLevelNames::find(std::string_view source, const ParsedSource& parsed) {
  source_ = source;
  parsed_ = &parsed;
  first_characters_ = 0;
  count_ = 0;
  const std::size_t most = 2 * parsed.imports.size() + parsed.import_specifiers.size() +
                           parsed.exports.size() + parsed.export_specifiers.size();
  if (most == 0) {
    entries_.clear();
    return;
  }
  std::size_t capacity = 16;
  while (capacity < 2 * most + 2) {
    capacity *= 2;
  }
  entries_.assign(capacity, Entry{});
  for (const Import& import : parsed.imports) {
    add(import.default_name);
    add(import.namespace_name);
  }
  for (const Specifier& specifier : parsed.import_specifiers) {
    add(specifier.local);
  }
  for (const Export& declaration : parsed.exports) {
    add(declaration.default_name);
  }
  for (const Specifier& specifier : parsed.export_specifiers) {
    add(std::min(specifier.outer, specifier.local));
  }
  if (count_ > 0) {
    note_uses();
  }
}

void TopLevelNames::add(TokenIndex name) {
  if (name == no_token || parsed_->tokens[name].end == parsed_->tokens[name].start) {
    return;
  }
  const Token& token = parsed_->tokens[name];
  Entry& entry = entries_[slot_of(text(token))];
  if (entry.size == 0) {
    entry.start = token.start;
    entry.size = token.end - token.start;
    first_characters_ |= character_bit(source_[token.start]);
    ++count_;
  }
}

std::size_t TopLevelNames::slot_of(std::string_view name) const {
  const std::size_t mask = entries_.size() - 1;
  std::size_t slot = hash_of(name) & mask;
  while (entries_[slot].size != 0 &&
         source_.substr(entries_[slot].start, entries_[slot].size) != name) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

void TopLevelNames::note_uses() {
  for (const Token& token : parsed_->tokens) {
    if (token.role != Role::none &&
        (first_characters_ & character_bit(source_[token.start])) != 0) {
      note_use(token);
    }
  }
  if (!parsed_->jsx_elements.empty()) {
    note("React", used);
  }
  for (const Import& import : parsed_->imports) {
    // To Sucrase import type declares values, too.
    note_declaration(import.default_name);
    note_declaration(import.namespace_name);
    for (std::uint32_t at = 0; at < import.specifier_count; ++at) {
      const Specifier& specifier = parsed_->import_specifiers[import.first_specifier + at];
      if (specifier.is_type) {
        note(text(parsed_->tokens[specifier.local]), type_declared);
      } else {
        note_declaration(specifier.local);
      }
    }
  }
}

void TopLevelNames::note_use(const Token& token) {
  const bool is_type = (token.marks & mark::type) != 0;
  switch (token.role) {
    case Role::access:
    case Role::shorthand_access:
    case Role::export_access:
      // Sucrase counts tags in what is erased.
      if ((!is_type || token.kind == TokenKind::jsx_name) && (token.marks & mark::shadowed) == 0) {
        note(text(token), used);
      }
      break;
    case Role::top_level_declaration:
    case Role::shorthand_top_level_declaration:
      note(text(token), is_type ? type_declared : value_declared);
      break;
    case Role::import_declaration:
    case Role::none:
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
    note(text(parsed_->tokens[name]), value_declared);
  }
}

void TopLevelNames::note(std::string_view name, Fact fact) {
  const std::size_t slot = slot_of(name);
  if (entries_[slot].size != 0) {
    entries_[slot].facts |= fact;
  }
}

bool TopLevelNames::has(TokenIndex name, Fact fact) const {
  return (entries_[slot_of(text(parsed_->tokens[name]))].facts & fact) != 0;
}

}  // namespace bazc::native

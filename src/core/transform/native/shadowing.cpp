#include "core/transform/native/shadowing.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bazc::native {
namespace {

/// The tokens of a scope that declares the name.
struct Shadow {
  std::uint32_t name = 0;
  TokenIndex first = no_token;
  TokenIndex last = no_token;
};

class Shadowing {
 public:
  explicit Shadowing(ParsedSource& parsed) : parsed_(parsed) {}

  void run() {
    for (const Import& import : parsed_.imports) {
      // Sucrase overlooks a in import type a.
      if (!import.is_type) {
        add_import(import.default_name);
      }
      add_import(import.namespace_name);
    }
    for (const Specifier& specifier : parsed_.import_specifiers) {
      add_import(specifier.local);
    }
    if (names_.empty()) {
      return;
    }
    find_shadows();
    if (!shadows_.empty()) {
      mark_occurrences();
    }
  }

 private:
  [[nodiscard]] std::string_view text_of(const Token& token) const {
    return std::string_view(parsed_.text).substr(token.start, token.end - token.start);
  }
  /// A bit for each first byte and length: most names are none of the imports'.
  [[nodiscard]] static std::uint64_t bit_of(char first, std::uint32_t size) {
    return std::uint64_t{1} << ((static_cast<unsigned char>(first) + size * 11) % 64);
  }
  void add_import(TokenIndex token) {
    if (parsed_.tokens[token].role != Role::import_declaration) {
      return;
    }
    const std::string_view name = text_of(parsed_.tokens[token]);
    names_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    bits_ |= bit_of(name.front(), static_cast<std::uint32_t>(name.size()));
  }

  /// Whether a token is one of the imported names; `name` says which.
  [[nodiscard]] bool is_imported(const Token& token, std::uint32_t& name) const {
    if ((bits_ & bit_of(parsed_.text[token.start], token.end - token.start)) == 0) {
      return false;
    }
    const auto found = names_.find(text_of(token));
    if (found == names_.end()) {
      return false;
    }
    name = found->second;
    return true;
  }

  void find_shadows() {
    TokenIndex index = 0;
    std::uint32_t name = 0;
    for (const Token& token : parsed_.tokens) {
      const bool is_variable = token.role == Role::function_declaration ||
                               token.role == Role::shorthand_function_declaration;
      const bool is_lexical =
          token.role == Role::block_declaration || token.role == Role::shorthand_block_declaration;
      if ((is_variable || is_lexical) && (token.marks & mark::type) == 0 &&
          is_imported(token, name)) {
        enter_scopes(index);
        auto scope = open_.rbegin();
        while (is_variable && !scope->is_function) {
          ++scope;
        }
        shadows_.push_back({name, scope->first, scope->last});
      }
      ++index;
    }
  }

  void enter_scopes(TokenIndex token) {
    while (next_scope_ < parsed_.scopes.size() && parsed_.scopes[next_scope_].first <= token) {
      leave_scopes(parsed_.scopes[next_scope_].first);
      open_.push_back(parsed_.scopes[next_scope_]);
      ++next_scope_;
    }
    leave_scopes(token);
  }

  void leave_scopes(TokenIndex token) {
    while (!open_.empty() && open_.back().last < token) {
      open_.pop_back();
    }
  }

  void mark_occurrences() {
    std::sort(shadows_.begin(), shadows_.end(), [](const Shadow& a, const Shadow& b) {
      return a.name != b.name ? a.name < b.name : a.first < b.first;
    });
    // The place in shadows_ of each name, and how far its scopes reached so far.
    struct Cursor {
      std::size_t next = 0;
      TokenIndex covered_to = no_token;
    };
    std::vector<Cursor> cursors(names_.size());
    for (std::size_t i = shadows_.size(); i > 0; --i) {
      cursors[shadows_[i - 1].name].next = i - 1;
    }
    TokenIndex index = 0;
    std::uint32_t name = 0;
    for (Token& token : parsed_.tokens) {
      // Sucrase does not look at the names of tags.
      if (is_name(token.kind) && is_imported(token, name)) {
        Cursor& cursor = cursors[name];
        while (cursor.next < shadows_.size() && shadows_[cursor.next].name == name &&
               shadows_[cursor.next].first <= index) {
          cursor.covered_to = std::max(cursor.covered_to, shadows_[cursor.next].last);
          ++cursor.next;
        }
        if (index <= cursor.covered_to) {
          token.marks |= mark::shadowed;
        }
      }
      ++index;
    }
  }

  ParsedSource& parsed_;
  std::unordered_map<std::string_view, std::uint32_t> names_;
  std::uint64_t bits_ = 0;
  std::vector<Scope> open_;  // at the token that is looked at
  std::size_t next_scope_ = 0;
  std::vector<Shadow> shadows_;
};

}  // namespace

void mark_shadowed_imports(ParsedSource& parsed) {
  if (!parsed.imports.empty()) {
    Shadowing(parsed).run();
  }
}

}  // namespace bazc::native

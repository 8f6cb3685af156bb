#include "core/transform/native/shadowing.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/transform/native/name_table.hpp"

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
    names_.begin(parsed_.text, 2 * parsed_.imports.size() + parsed_.import_specifiers.size());
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
    if (names_.size() == 0) {
      return;
    }
    find_shadows();
    if (!shadows_.empty()) {
      mark_occurrences();
    }
  }

 private:
  void add_import(TokenIndex token) {
    if (parsed_.tokens[token].role == Role::import_declaration) {
      names_.add(parsed_.tokens[token]);
    }
  }

  void find_shadows() {
    TokenIndex index = 0;
    for (const Token& token : parsed_.tokens) {
      const bool is_variable = token.role == Role::function_declaration ||
                               token.role == Role::shorthand_function_declaration;
      const bool is_lexical =
          token.role == Role::block_declaration || token.role == Role::shorthand_block_declaration;
      const std::uint32_t name = (is_variable || is_lexical) && (token.marks & mark::type) == 0
                                     ? names_.find(token)
                                     : NameTable::none;
      if (name != NameTable::none) {
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
    for (Token& token : parsed_.tokens) {
      // Sucrase does not look at the names of tags.
      const std::uint32_t name = is_name(token.kind) ? names_.find(token) : NameTable::none;
      if (name != NameTable::none) {
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
  NameTable names_;
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

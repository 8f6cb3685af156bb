#include "core/transform/native/shadowing.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/transform/native/name_table.hpp"
#include "core/transform/native/token_search.hpp"

namespace bazc::native {
namespace {

constexpr unsigned bit_of(Role role) {
  return 1U << static_cast<unsigned>(role);
}
constexpr unsigned variable_roles =
    bit_of(Role::function_declaration) | bit_of(Role::shorthand_function_declaration);
constexpr unsigned lexical_roles =
    bit_of(Role::block_declaration) | bit_of(Role::shorthand_block_declaration);

/// The tokens of a scope that declares the name.
struct Shadow {
  std::uint32_t name = 0;
  TokenIndex first = no_token;
  TokenIndex last = no_token;
};

struct OpenScope {
  TokenIndex first = no_token;
  TokenIndex last = no_token;
  std::size_t function = 0;  // the innermost open one that is a function, perhaps this
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
    const auto is_wanted = [this](const Token& token) {
      const auto role = static_cast<unsigned>(token.role);
      return (variable_roles | lexical_roles) >> role & names_.may_have(token) &
             static_cast<unsigned>((token.marks & mark::type) == 0);
    };
    for_each_wanted(parsed_.tokens, is_wanted, [this](TokenIndex index) {
      const Token& token = parsed_.tokens[index];
      const std::uint32_t name = names_.find_text(token);
      if (name == NameTable::none) {
        return;
      }
      enter_scopes(index);
      const bool is_variable = (variable_roles >> static_cast<unsigned>(token.role) & 1U) != 0;
      const OpenScope& scope = is_variable ? open_[open_.back().function] : open_.back();
      shadows_.push_back({name, scope.first, scope.last});
    });
  }

  void enter_scopes(TokenIndex token) {
    while (next_scope_ < parsed_.scopes.size() && parsed_.scopes[next_scope_].first <= token) {
      leave_scopes(parsed_.scopes[next_scope_].first);
      const Scope& scope = parsed_.scopes[next_scope_];
      const std::size_t function = scope.is_function ? open_.size() : open_.back().function;
      open_.push_back({scope.first, scope.last, function});
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
    // Sucrase does not look at the names of tags.
    const auto is_wanted = [this](const Token& token) {
      return static_cast<unsigned>(is_name(token.kind)) & names_.may_have(token);
    };
    for_each_wanted(parsed_.tokens, is_wanted, [&](TokenIndex index) {
      const std::uint32_t name = names_.find_text(parsed_.tokens[index]);
      if (name == NameTable::none) {
        return;
      }
      Cursor& cursor = cursors[name];
      while (cursor.next < shadows_.size() && shadows_[cursor.next].name == name &&
             shadows_[cursor.next].first <= index) {
        cursor.covered_to = std::max(cursor.covered_to, shadows_[cursor.next].last);
        ++cursor.next;
      }
      if (index <= cursor.covered_to) {
        parsed_.tokens[index].marks |= mark::shadowed;
      }
    });
  }

  ParsedSource& parsed_;
  NameTable names_;
  std::vector<OpenScope> open_;  // at the token that is looked at
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

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

/// What Sucrase takes for a declaration in the whole of a function, though it is one in a block: a
/// function's, or a variable's in a static block.
struct TooWide {
  Shadow shadow;
  TokenIndex first = no_token;  // of the block
  TokenIndex last = no_token;
};

/// More of them are not looked at.
constexpr std::size_t most_too_wide = 16;

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
    for (const TooWide& each : too_wide_) {
      doubt_uses(each);
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
        const bool is_function = is_function_name(index);
        TokenIndex real_first = is_function ? scope->first : no_token;
        TokenIndex real_last = scope->last;
        while (is_variable && !scope->is_function) {
          if (parsed_.tokens[scope->first - 1].kind == TokenKind::static_ && !is_function) {
            real_first = scope->first;
            real_last = scope->last;
          }
          ++scope;
        }
        shadows_.push_back({name, scope->first, scope->last});
        if (real_first > scope->first && too_wide_.size() < most_too_wide) {
          too_wide_.push_back({shadows_.back(), real_first, real_last});
        }
      }
      ++index;
    }
  }

  [[nodiscard]] bool is_function_name(TokenIndex index) const {
    const TokenKind before = parsed_.tokens[index - 1].kind;
    return before == TokenKind::function_ ||
           (before == TokenKind::star && parsed_.tokens[index - 2].kind == TokenKind::function_);
  }

  /// Of the import, beside the block, where no other declaration hides it. The shadows are sorted.
  void doubt_uses(const TooWide& hiding) {
    auto shadow = std::find_if(shadows_.begin(), shadows_.end(),
                               [&](const Shadow& each) { return each.name == hiding.shadow.name; });
    TokenIndex covered_to = no_token;
    for (TokenIndex index = hiding.shadow.first; index <= hiding.shadow.last; ++index) {
      for (;
           shadow != shadows_.end() && shadow->name == hiding.shadow.name && shadow->first <= index;
           ++shadow) {
        const bool is_itself =
            shadow->first == hiding.shadow.first && shadow->last == hiding.shadow.last;
        covered_to = std::max(covered_to, is_itself ? hiding.last : shadow->last);
      }
      const Token& token = parsed_.tokens[index];
      const bool is_use = token.role == Role::access || token.role == Role::shorthand_access;
      const bool is_hidden =
          index <= covered_to && (index >= hiding.first || covered_to > hiding.last);
      if (is_use && !is_hidden && names_.find(token) == hiding.shadow.name) {
        parsed_.doubts.push_back({"import_hidden", index});
        return;
      }
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
  std::vector<TooWide> too_wide_;
};

}  // namespace

void mark_shadowed_imports(ParsedSource& parsed) {
  if (!parsed.imports.empty()) {
    Shadowing(parsed).run();
  }
}

}  // namespace bazc::native

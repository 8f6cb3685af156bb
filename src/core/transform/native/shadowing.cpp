#include "core/transform/native/shadowing.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "core/transform/native/name_table.hpp"
#include "core/transform/native/token_search.hpp"
#include "core/transform/native/top_level_names.hpp"
#include "core/transform/native/word_key.hpp"

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
  std::size_t static_block =
      0;  // the outermost static block within that; it itself if there is none
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
      if (import.kind == ImportKind::word) {
        // Nor does it see that nothing is declared.
        if (parsed_.tokens[import.default_name + 1].kind != TokenKind::assign) {
          names_.add(parsed_.tokens[import.default_name]);
        }
      } else if (!import.is_type) {
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
    const auto is_wanted = [this](const Token& token) {
      const auto role = static_cast<unsigned>(token.role);
      return ((variable_roles | lexical_roles) >> role & 1U) != 0 &&
             (token.marks & mark::type) == 0 && names_.may_have(token);
    };
    for (const TokenIndex index : parsed_.uses) {
      const Token& token = parsed_.tokens[index];
      const std::uint32_t name = is_wanted(token) ? names_.find_text(token) : NameTable::none;
      if (name == NameTable::none) {
        continue;
      }
      enter_scopes(index);
      const OpenScope& block = open_.back();
      const bool is_variable = (variable_roles >> static_cast<unsigned>(token.role) & 1U) != 0;
      const OpenScope& scope = is_variable ? open_[block.function] : block;
      shadows_.push_back({name, scope.first, scope.last});
      const bool is_function = is_function_name(index);
      const OpenScope& real = is_variable && !is_function ? open_[block.static_block]
                              : is_function               ? block
                                                          : scope;
      if (real.first > scope.first && too_wide_.size() < most_too_wide) {
        too_wide_.push_back({shadows_.back(), real.first, real.last});
      }
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
      const Scope& scope = parsed_.scopes[next_scope_];
      OpenScope opened = {scope.first, scope.last, open_.size(), open_.size()};
      if (!scope.is_function) {
        const OpenScope& outer = open_.back();
        const bool is_in_block = outer.static_block != outer.function;
        const bool is_block = parsed_.tokens[scope.first - 1].kind == TokenKind::static_;
        opened.function = outer.function;
        opened.static_block = is_in_block || !is_block ? outer.static_block : open_.size();
      }
      open_.push_back(opened);
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
    for (const TokenIndex index : parsed_.uses) {
      const Token& token = parsed_.tokens[index];
      // Sucrase does not look at the names of tags.
      const std::uint32_t name = is_name(token.kind) ? names_.find(token) : NameTable::none;
      if (name == NameTable::none) {
        continue;
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
    }
  }

  ParsedSource& parsed_;
  NameTable names_;
  std::vector<OpenScope> open_;  // at the token that is looked at
  std::size_t next_scope_ = 0;
  std::vector<Shadow> shadows_;
  std::vector<TooWide> too_wide_;
};

}  // namespace

void find_uses(ParsedSource& parsed) {
  // Names are told apart by their hashes alone, as in NameTable::may_have().
  std::array<bool, 256> has_hash = {};
  bool has_any = false;
  for_each_module_name(parsed, [&](const Token& name) {
    const std::size_t size = name.end - name.start;
    has_hash[WordKey::of(parsed.text.data() + name.start, size).hash(size)] = true;
    has_any = true;
  });
  if (!has_any) {
    return;
  }
  const auto is_wanted = [&](const Token& token) {
    return static_cast<unsigned>(has_hash[token.hash]) &
           (static_cast<unsigned>(token.role >= Role::access) |
            static_cast<unsigned>(is_name(token.kind)));
  };
  for_each_wanted(parsed.tokens, is_wanted,
                  [&](TokenIndex index) { parsed.uses.push_back(index); });
}

void mark_shadowed_imports(ParsedSource& parsed) {
  if (!parsed.imports.empty()) {
    Shadowing(parsed).run();
  }
}

}  // namespace bazc::native

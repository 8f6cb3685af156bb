#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/transform/native/token.hpp"
#include "core/transform/native/word_key.hpp"

namespace bazc::native {

/// The words of token_kinds.def in a table without collisions.
class Keywords {
 public:
  constexpr Keywords() {
#define TOKEN(name)
#define PUNCTUATOR(name, text)
#define JSX_PUNCTUATOR(name, text)
#define ASSIGNMENT(name, text)
#define KEYWORD(name, text) add(text, TokenKind::name);
#define CONTEXTUAL(name, text) add(text, TokenKind::name);
#include "core/transform/native/token_kinds.def"
#undef TOKEN
#undef PUNCTUATOR
#undef JSX_PUNCTUATOR
#undef ASSIGNMENT
#undef KEYWORD
#undef CONTEXTUAL
  }

  /// The kind of an identifier of `size` bytes, of which `hash` is key.hash(size).
  [[nodiscard]] TokenKind find(const WordKey& key, std::size_t size, std::uint8_t hash) const {
    const Slot& slot = slots_[hash];
    const bool is_same =
        ((slot.key.head ^ key.head) | (slot.key.tail ^ key.tail) | (slot.size ^ size)) == 0;
    return is_same ? slot.kind : TokenKind::name;
  }
  [[nodiscard]] constexpr bool is_perfect() const {
    return is_perfect_;
  }

 private:
  struct Slot {
    WordKey key = {};
    std::size_t size = 0;
    TokenKind kind = TokenKind::name;
  };

  constexpr void add(std::string_view word, TokenKind kind) {
    const WordKey key = WordKey::of(word);
    Slot& slot = slots_[key.hash(word.size())];
    is_perfect_ = is_perfect_ && slot.size == 0 && word.size() <= 16;
    slot = {key, word.size(), kind};
  }

  std::array<Slot, 256> slots_{};
  bool is_perfect_ = true;
};

inline constexpr Keywords keywords;
static_assert(keywords.is_perfect());

}  // namespace bazc::native

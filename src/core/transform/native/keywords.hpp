#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// The words of token_kinds.def in a table without collisions.
class Keywords {
 public:
  static constexpr std::size_t shortest = 2;
  static constexpr std::size_t longest = 11;

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

  /// The kind of an identifier of `size` bytes.
  [[nodiscard]] TokenKind find(const char* word, std::size_t size) const {
    if (size < shortest || size > longest) {
      return TokenKind::name;
    }
    const Slot& slot = slots_[hash(word, size)];
    return slot.size == size && std::memcmp(slot.text.data(), word, size) == 0 ? slot.kind
                                                                               : TokenKind::name;
  }
  [[nodiscard]] constexpr bool is_perfect() const {
    return is_perfect_;
  }

 private:
  struct Slot {
    std::array<char, longest> text{};
    std::uint8_t size = 0;
    TokenKind kind = TokenKind::name;
  };

  // The factors were searched for: no two words share a slot.
  [[nodiscard]] static constexpr std::size_t hash(const char* word, std::size_t size) {
    const auto byte = [word](std::size_t index) {
      return static_cast<std::size_t>(static_cast<unsigned char>(word[index]));
    };
    return (byte(0) * 12 + byte(1) * 53 + byte(size - 1) * 32 + size * 22) % 256;
  }
  constexpr void add(std::string_view word, TokenKind kind) {
    Slot& slot = slots_[hash(word.data(), word.size())];
    is_perfect_ = is_perfect_ && slot.size == 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
      slot.text[i] = word[i];
    }
    slot.size = static_cast<std::uint8_t>(word.size());
    slot.kind = kind;
  }

  std::array<Slot, 256> slots_{};
  bool is_perfect_ = true;
};

inline constexpr Keywords keywords;
static_assert(keywords.is_perfect());

}  // namespace bazc::native

#pragma once

#include <array>
#include <cstdint>
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
    if (size < shortest || size > longest || word[0] < 'a' || word[0] > 'y') {
      return TokenKind::name;
    }
    const Slot& slot = slots_[hash(word, size)];
    const bool is_same =
        slot.size == size && slot.head == head_of(word, size) && slot.tail == tail_of(word, size);
    return is_same ? slot.kind : TokenKind::name;
  }
  [[nodiscard]] constexpr bool is_perfect() const {
    return is_perfect_;
  }

 private:
  /// A word's first and last bytes, which overlap or meet.
  struct Slot {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::size_t size = 0;
    TokenKind kind = TokenKind::name;
  };

  // The factors were searched for: no two words share a slot.
  [[nodiscard]] static constexpr std::size_t hash(const char* word, std::size_t size) {
    const auto byte = [word](std::size_t index) {
      return static_cast<std::size_t>(static_cast<unsigned char>(word[index]));
    };
    return (byte(0) * 12 + byte(1) * 53 + byte(size - 1) * 32 + size * 22) % 256;
  }
  /// How many bytes head and tail have.
  [[nodiscard]] static constexpr std::size_t part_of(std::size_t size) {
    return size >= 8 ? 8 : size >= 4 ? 4 : 2;
  }
  template <std::size_t Size>
  [[nodiscard]] static constexpr std::uint64_t load(const char* bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < Size; ++i) {
      value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    return value;
  }
  [[nodiscard]] static constexpr std::uint64_t load_part(const char* bytes, std::size_t size) {
    return size == 8 ? load<8>(bytes) : size == 4 ? load<4>(bytes) : load<2>(bytes);
  }
  [[nodiscard]] static constexpr std::uint64_t head_of(const char* word, std::size_t size) {
    return load_part(word, part_of(size));
  }
  [[nodiscard]] static constexpr std::uint64_t tail_of(const char* word, std::size_t size) {
    return load_part(word + size - part_of(size), part_of(size));
  }
  constexpr void add(std::string_view word, TokenKind kind) {
    Slot& slot = slots_[hash(word.data(), word.size())];
    is_perfect_ = is_perfect_ && slot.size == 0;
    slot = {head_of(word.data(), word.size()), tail_of(word.data(), word.size()), word.size(),
            kind};
  }

  std::array<Slot, 256> slots_{};
  bool is_perfect_ = true;
};

inline constexpr Keywords keywords;
static_assert(keywords.is_perfect());

}  // namespace bazc::native

#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/transform/native/byte_block.hpp"

namespace bazc::native {

/// A word's first and last eight bytes, with zeros behind a shorter one: together with the size,
/// all of a word of up to sixteen bytes.
struct WordKey {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;

  /// `text_padding` bytes may be read behind the word, which may be empty (before an escape).
  [[nodiscard]] static WordKey of(const char* word, std::size_t size) {
    const std::uint64_t used = size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
    return {load_word(word) & used, load_word(word + (size >= 8 ? size - 8 : 0)) & used};
  }
  /// Of any text.
  [[nodiscard]] static constexpr WordKey of(std::string_view word) {
    const auto load = [](std::string_view bytes) {
      std::uint64_t value = 0;
      for (std::size_t i = 0; i < bytes.size(); ++i) {
        value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
      }
      return value;
    };
    const std::size_t part = std::min<std::size_t>(word.size(), 8);
    return {load(word.substr(0, part)), load(word.substr(word.size() - part))};
  }

  [[nodiscard]] constexpr std::uint64_t long_hash(std::size_t size) const {
    return (head ^ std::rotl(tail + size, 31)) * 0x1a82'59a9'e251'a201;
  }
  /// The factor was searched for: no two words of token_kinds.def have the same.
  [[nodiscard]] constexpr std::uint8_t hash(std::size_t size) const {
    return static_cast<std::uint8_t>(long_hash(size) >> 56);
  }
  [[nodiscard]] bool operator==(const WordKey&) const = default;
};

}  // namespace bazc::native

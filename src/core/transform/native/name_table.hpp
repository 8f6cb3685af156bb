#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Names of a source, numbered in the order in which they are added. To look for one that is not
/// there costs two comparisons, nearly always.
class NameTable {
 public:
  static constexpr std::uint32_t none = 0xffff'ffff;

  /// Forgets all. Up to `most` names will be added.
  void begin(std::string_view source, std::size_t most);
  /// The number of a token's text, which is a name or a string, and not empty.
  std::uint32_t add(const Token& token);
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

  /// The number of a token's text, or `none`. The token is a name, of a tag perhaps.
  [[nodiscard]] std::uint32_t find(const Token& token) const {
    return may_have(token.hash) ? find(text_of(token)) : none;
  }
  [[nodiscard]] std::uint32_t find(std::string_view name) const;

 private:
  [[nodiscard]] bool may_have(std::uint8_t hash) const {
    return (hashes_[hash / 64U] >> (hash % 64U) & 1U) != 0;
  }
  [[nodiscard]] std::string_view text_of(const Token& token) const {
    return source_.substr(token.start, token.end - token.start);
  }
  [[nodiscard]] std::size_t slot_of(std::string_view name) const;

  std::string_view source_;
  std::vector<std::string_view> names_;
  std::vector<std::uint32_t> slots_;          // open addressing, a power of two; `none` is free
  std::array<std::uint64_t, 4> hashes_ = {};  // a bit for each Token::hash that a name has
};

}  // namespace bazc::native

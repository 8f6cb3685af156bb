#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/transform/native/token.hpp"
#include "core/transform/native/word_key.hpp"

namespace bazc::native {

/// Names of a source, numbered in the order in which they are added. To look for one that is not
/// there costs two comparisons, nearly always.
class NameTable {
 public:
  static constexpr std::uint32_t none = 0xffff'ffff;

  /// Forgets all. Up to `most` names will be added. Behind `source` are `text_padding` bytes.
  void begin(std::string_view source, std::size_t most);
  /// The number of a token's text, which is not empty.
  std::uint32_t add(const Token& token);
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

  /// The number of a name, of a tag perhaps, or `none`.
  [[nodiscard]] std::uint32_t find(const Token& token) const {
    return may_have(token) ? find_text(token) : none;
  }
  /// False for most of those of which find() says `none`.
  [[nodiscard]] bool may_have(const Token& token) const { return has_hash_[token.hash]; }
  /// The same of any token that is not empty.
  [[nodiscard]] std::uint32_t find_text(const Token& token) const {
    return find(text_of(token), key_of(token));
  }
  [[nodiscard]] std::uint32_t find(std::string_view name) const {
    return find(name, WordKey::of(name));
  }

 private:
  struct Name {
    WordKey key;
    std::string_view text;
  };

  [[nodiscard]] std::string_view text_of(const Token& token) const {
    return source_.substr(token.start, token.end - token.start);
  }
  [[nodiscard]] WordKey key_of(const Token& token) const {
    return WordKey::of(source_.data() + token.start, token.end - token.start);
  }
  [[nodiscard]] std::uint32_t find(std::string_view text, const WordKey& key) const {
    return names_.empty() ? none : slots_[slot_of(text, key)];
  }
  [[nodiscard]] std::size_t slot_of(std::string_view text, const WordKey& key) const;

  std::string_view source_;
  std::vector<Name> names_;
  std::vector<std::uint32_t> slots_;     // open addressing, a power of two; `none` is free
  std::array<bool, 256> has_hash_ = {};  // for each Token::hash, whether a name has it
};

}  // namespace bazc::native

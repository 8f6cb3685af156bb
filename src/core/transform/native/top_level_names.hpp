#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// What a source does with the names that it imports or exports: whether an import is of use as a
/// value, whether an export is of a type alone.
class TopLevelNames {
 public:
  void find(std::string_view source, const ParsedSource& parsed);

  /// An imported name: some use of it as a value is not hidden by another declaration.
  [[nodiscard]] bool is_used(TokenIndex name) const { return has(name, used); }
  /// The name is that of a declaration which goes because nothing uses it: an import's.
  [[nodiscard]] bool is_lost(TokenIndex name) const {
    return !entries_.empty() && has(name, value_declared) && !has(name, used);
  }
  /// An exported name: it is a type's, and no value's.
  [[nodiscard]] bool is_type(TokenIndex name) const {
    return has(name, type_declared) && !has(name, value_declared);
  }

 private:
  enum Fact : std::uint8_t { used = 1, value_declared = 2, type_declared = 4 };
  struct Entry {
    std::uint32_t start = 0;  // of the text in the source
    std::uint32_t size = 0;   // 0: free
    std::uint32_t facts = 0;
  };
  void add(TokenIndex name);
  void note_uses();
  void note_use(const Token& token);
  void note_declaration(TokenIndex name);
  void note(std::string_view name, Fact fact);
  [[nodiscard]] bool has(TokenIndex name, Fact fact) const;
  [[nodiscard]] std::size_t slot_of(std::string_view name) const;
  [[nodiscard]] std::string_view text(const Token& token) const {
    return source_.substr(token.start, token.end - token.start);
  }

  std::string_view source_;
  const ParsedSource* parsed_ = nullptr;
  std::vector<Entry> entries_;          // hashed, open addressing, a power of two
  std::uint64_t first_characters_ = 0;  // a bit for each first character of an entry, modulo 64
  std::size_t count_ = 0;
};

}  // namespace bazc::native

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// What generated names begin with. A free name is the base, or the base and a number from 2 on.
enum class NameBase : std::uint8_t {
  parameter,           ///< _: of the arrow functions of an optional chain
  error,               ///< e: of a catch clause
  class_variable,      ///< _class
  arguments,           ///< args
  initializer,         ///< __init
  static_initializer,  ///< __initStatic
  nullish_coalesce,    ///< _nullishCoalesce; from here on, the helper functions
  async_nullish_coalesce,
  optional_chain,
  async_optional_chain,
  optional_chain_delete,
  async_optional_chain_delete,
};
inline constexpr std::size_t name_base_count = 12;
/// The bases of which names are claimed again and again.
inline constexpr std::size_t counted_base_count = 6;

[[nodiscard]] std::string_view base_text(NameBase base);

/// Hands out names that no name token of the source spells. A name is known by its number: 1 is the
/// base alone.
class FreeNames {
 public:
  /// Behind `source` stands a character, which does not count.
  void begin(std::string_view source, const Table<Token>& tokens);

  /// The next free number of a base.
  [[nodiscard]] std::uint64_t claim(NameBase base);
  /// Claims `count` names that nobody will see.
  void skip(NameBase base, std::uint64_t count);
  /// The number that the latest claim gave; 0 before the first.
  [[nodiscard]] std::uint64_t latest(NameBase base) const {
    return counters_[static_cast<std::size_t>(base)].latest;
  }

 private:
  struct Counter {
    std::uint64_t latest = 0;
    std::vector<std::uint64_t> taken = {};  // sorted
    std::size_t next_taken = 0;
  };
  void find_taken();
  void note_taken(std::string_view name);

  std::string_view source_;
  const Table<Token>* tokens_ = nullptr;
  bool is_searched_ = false;
  std::array<Counter, name_base_count> counters_;
};

}  // namespace bazc::native

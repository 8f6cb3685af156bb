#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bazc {

/// A content hash as the number that it is; nothing for a text that is none.
[[nodiscard]] std::optional<std::uint64_t> number_of_hash(std::string_view hash);

/// Which artifacts are looked at, by their hashes alone: whoever computes it, for a row, a file or
/// an object, gets the same answer. A hash is a part of a SHA-256, so its number is even over any
/// count of parts.
struct HashSelection {
  std::uint64_t part = 1;   ///< 1 to `parts`: the hashes whose number mod `parts` is `part` - 1,
  std::uint64_t parts = 1;  ///< so that each hash is in exactly one part
  double share = 1;         ///< of that part, a random one, from 0 to 1
  std::uint64_t seed = 0;   ///< of that randomness

  [[nodiscard]] bool takes(std::uint64_t number) const;
};

}  // namespace bazc

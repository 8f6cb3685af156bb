#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Calls `action` with the index of each token that is `wanted`, in order. Few should be: which
/// are, no processor can guess, so that they are picked out without a branch. `wanted` has none
/// either.
template <typename Wanted, typename Action>
void for_each_wanted(const Table<Token>& tokens, Wanted wanted, Action action) {
  std::array<TokenIndex, 64> found;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled first
  const auto end = static_cast<TokenIndex>(tokens.size());
  for (TokenIndex first = 0; first < end; first += found.size()) {
    const TokenIndex behind = std::min(end, first + static_cast<TokenIndex>(found.size()));
    std::size_t count = 0;
    for (TokenIndex index = first; index < behind; ++index) {
      found[count] = index;
      count += wanted(tokens[index]) ? 1U : 0U;
    }
    for (std::size_t i = 0; i < count; ++i) {
      action(found[i]);
    }
  }
}

}  // namespace bazc::native

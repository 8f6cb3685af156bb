#include "core/verification/hash_selection.hpp"

#include <charconv>
#include <system_error>

#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

// A number whose bits each depend on all bits of `number`: the finaliser of SplitMix64.
std::uint64_t scattered(std::uint64_t number) {
  number = (number ^ (number >> 30U)) * 0xbf58476d1ce4e5b9U;
  number = (number ^ (number >> 27U)) * 0x94d049bb133111ebU;
  return number ^ (number >> 31U);
}

// In [0, 1), by the 53 bits that a double holds.
double fraction(std::uint64_t number) {
  constexpr double below_one = 1.0 / (std::uint64_t{1} << 53U);
  return static_cast<double>(number >> 11U) * below_one;
}

}  // namespace

std::optional<std::uint64_t> number_of_hash(std::string_view hash) {
  std::uint64_t number = 0;
  if (!is_content_hash(hash) ||
      std::from_chars(hash.data(), hash.data() + hash.size(), number, 16).ec != std::errc()) {
    return std::nullopt;
  }
  return number;
}

bool HashSelection::takes(std::uint64_t number) const {
  return number % parts == part - 1 && fraction(scattered(number ^ scattered(seed))) < share;
}

}  // namespace bazc

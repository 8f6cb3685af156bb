#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/option_set.hpp"

namespace bazc::cli {

/// true, yes, on, 1; false, no, off, 0.
[[nodiscard]] Parsed<bool> parse_boolean(std::string_view text);

/// A decimal number of digits only, in [minimum, maximum].
[[nodiscard]] Parsed<std::uint64_t> parse_count(std::string_view text, std::uint64_t minimum,
                                                std::uint64_t maximum);

/// Bytes: digits alone, or with B, KiB, MiB, GiB (powers of 1024), KB, MB, GB (powers of 1000);
/// letter case does not matter. In [minimum, maximum].
[[nodiscard]] Parsed<std::uint64_t> parse_size(std::string_view text, std::uint64_t minimum,
                                               std::uint64_t maximum);

/// A number, which may have a decimal fraction, and a unit: ms, s, m, h. More than zero, at most
/// a day.
[[nodiscard]] Parsed<std::chrono::milliseconds> parse_duration(std::string_view text);

/// "5%" or "0.5%", as a fraction of 1; from 0% to 100%.
[[nodiscard]] Parsed<double> parse_percentage(std::string_view text);

/// A number, which may have a decimal fraction: from 0.001 to 1,000,000.
[[nodiscard]] Parsed<double> parse_rate(std::string_view text);

/// "K/N", with N from 1 to 1,000,000 and K from 0 to N - 1, as job systems count.
struct ShardNumber {
  std::uint32_t index = 0;
  std::uint32_t count = 1;
};
[[nodiscard]] Parsed<ShardNumber> parse_shard(std::string_view text);

/// A web origin as browsers send it and as CORS rules compare it, byte for byte: SCHEME://HOST, or
/// SCHEME://HOST:PORT where the port is not the scheme's own; lower case, nothing after it.
[[nodiscard]] Parsed<std::string> parse_origin(std::string_view text);

/// The same, or "*" for all.
[[nodiscard]] Parsed<std::string> parse_allowed_origin(std::string_view text);

/// A parser for OptionSet::value: a whole number in [minimum, maximum] as a T that holds them.
template <class T>
[[nodiscard]] auto count_between(T minimum, T maximum) {
  return [=](std::string_view text) -> Parsed<T> {
    auto parsed = parse_count(text, minimum, maximum);
    if (!parsed) {
      return fail(std::move(parsed).error());
    }
    return static_cast<T>(*parsed);
  };
}

/// The same for sizes.
[[nodiscard]] inline auto size_between(std::size_t minimum, std::size_t maximum) {
  return [=](std::string_view text) -> Parsed<std::size_t> {
    return parse_size(text, minimum, maximum);
  };
}

/// The same for one name of a few.
template <class T>
[[nodiscard]] auto one_of(std::vector<std::pair<std::string, T>> choices) {
  return [choices = std::move(choices)](std::string_view text) -> Parsed<T> {
    std::string allowed = "expected ";
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (choices[i].first == text) {
        return choices[i].second;
      }
      allowed += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i].first;
    }
    return fail(std::move(allowed));
  };
}

}  // namespace bazc::cli

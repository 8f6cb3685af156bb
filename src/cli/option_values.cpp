#include "cli/option_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "cli/terminal/quantities.hpp"
#include "core/base/ascii.hpp"

namespace bazc::cli {
namespace {

using namespace std::chrono_literals;

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

/// Digits only: no sign, no white space. Nothing on overflow.
std::optional<std::uint64_t> whole_number(std::string_view text) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

/// Digits, with at most one point between them.
std::optional<double> decimal_number(std::string_view text) {
  const bool shape = !text.empty() && is_digit(text.front()) && is_digit(text.back()) &&
                     std::count(text.begin(), text.end(), '.') <= 1 &&
                     std::all_of(text.begin(), text.end(),
                                 [](char each) { return is_digit(each) || each == '.'; });
  double number = 0;
  if (!shape || std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{}) {
    return std::nullopt;
  }
  return number;
}

/// The number and the unit that follows it.
std::pair<std::string_view, std::string_view> split_unit(std::string_view text) {
  const auto unit = std::find_if_not(text.begin(), text.end(),
                                     [](char each) { return is_digit(each) || each == '.'; });
  const auto size = static_cast<std::size_t>(unit - text.begin());
  return {text.substr(0, size), text.substr(size)};
}

bool is_lower_case_letter(char character) {
  return character >= 'a' && character <= 'z';
}

// RFC 3986, section 3.1.
bool is_scheme(std::string_view text) {
  return !text.empty() && is_lower_case_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char each) {
           return is_lower_case_letter(each) || is_digit(each) || each == '+' || each == '-' ||
                  each == '.';
         });
}

/// A name or an address, as a browser writes it, and a port where it is not the default one.
bool is_origin_host(std::string_view text, std::string_view scheme) {
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
  const std::size_t colon = text.find(':', bracket);
  const std::string_view host = text.substr(0, colon);
  const bool is_address = text.starts_with('[');
  const bool host_is_right =
      is_address
          ? host.size() > 2 && host.back() == ']' &&
                host.find_first_not_of("0123456789abcdef:", 1) == host.size() - 1
          : !host.empty() && std::all_of(host.begin(), host.end(), [](char each) {
              return is_lower_case_letter(each) || is_digit(each) || each == '-' || each == '.';
            });
  if (!host_is_right || colon == std::string_view::npos) {
    return host_is_right;
  }
  constexpr std::uint64_t highest_port = 65'535;
  const std::string_view port = text.substr(colon + 1);
  const auto number = whole_number(port);
  return number && *number > 0 && *number <= highest_port && port.front() != '0' &&
         !(scheme == "https" && port == "443") && !(scheme == "http" && port == "80");
}

}  // namespace

Parsed<bool> parse_boolean(std::string_view text) {
  const std::string lower = ascii_lowered(text);
  if (lower == "true" || lower == "yes" || lower == "on" || lower == "1") {
    return true;
  }
  if (lower == "false" || lower == "no" || lower == "off" || lower == "0") {
    return false;
  }
  return fail(std::string("expected true or false"));
}

Parsed<std::uint64_t> parse_count(std::string_view text, std::uint64_t minimum,
                                  std::uint64_t maximum) {
  const auto number = whole_number(text);
  if (!number || *number < minimum || *number > maximum) {
    return fail(maximum == std::numeric_limits<std::uint64_t>::max()
                    ? fmt::format("expected a whole number from {}", minimum)
                    : fmt::format("expected a whole number from {} to {}", minimum, maximum));
  }
  return *number;
}

Parsed<std::uint64_t> parse_size(std::string_view text, std::uint64_t minimum,
                                 std::uint64_t maximum) {
  struct Unit {
    std::string_view name;
    std::uint64_t bytes;
  };
  static constexpr std::array units = {
      Unit{"", 1},
      Unit{"b", 1},
      Unit{"kib", std::uint64_t{1} << 10},
      Unit{"mib", std::uint64_t{1} << 20},
      Unit{"gib", std::uint64_t{1} << 30},
      Unit{"kb", 1'000},
      Unit{"mb", 1'000'000},
      Unit{"gb", 1'000'000'000},
  };
  const auto [digits, unit_text] = split_unit(text);
  const std::string unit_name = ascii_lowered(unit_text);
  const auto unit = std::find_if(units.begin(), units.end(),
                                 [&](const Unit& each) { return each.name == unit_name; });
  const auto number = whole_number(digits);
  if (!number || unit == units.end()) {
    return fail(std::string("expected a size such as 65536, 64KiB or 1MiB"));
  }
  if (*number > maximum / unit->bytes || *number * unit->bytes < minimum) {
    return fail(
        fmt::format("expected a size from {} to {}", format_bytes(minimum), format_bytes(maximum)));
  }
  return *number * unit->bytes;
}

Parsed<std::chrono::milliseconds> parse_duration(std::string_view text) {
  struct Unit {
    std::string_view name;
    std::chrono::milliseconds length;
  };
  static constexpr std::array units = {Unit{"ms", 1ms}, Unit{"s", 1s}, Unit{"m", 1min},
                                       Unit{"h", 1h}};
  const auto parts = split_unit(text);
  const auto unit = std::find_if(units.begin(), units.end(),
                                 [&](const Unit& each) { return each.name == parts.second; });
  const auto number = decimal_number(parts.first);
  if (!number || unit == units.end()) {
    return fail(std::string("expected a duration such as 500ms, 5s or 20m"));
  }
  const double milliseconds = *number * static_cast<double>(unit->length.count());
  constexpr std::chrono::milliseconds longest = 24h;
  if (milliseconds < 1 || milliseconds > static_cast<double>(longest.count())) {
    return fail(std::string("expected a duration from 1ms to 24h"));
  }
  return std::chrono::milliseconds(std::llround(milliseconds));
}

Parsed<double> parse_percentage(std::string_view text) {
  const bool marked = !text.empty() && text.back() == '%';
  const auto number = decimal_number(text.substr(0, text.size() - (marked ? 1 : 0)));
  if (!marked || !number || *number > 100) {
    return fail(std::string("expected a percentage from 0% to 100%, such as 5% or 0.5%"));
  }
  return *number / 100;
}

Parsed<double> parse_rate(std::string_view text) {
  constexpr double least = 0.001;
  constexpr double most = 1e6;
  const auto number = decimal_number(text);
  if (!number || *number < least || *number > most) {
    return fail(std::string("expected a number from 0.001 to 1000000, such as 50 or 0.5"));
  }
  return *number;
}

Parsed<ShardNumber> parse_shard(std::string_view text) {
  constexpr std::uint64_t most_shards = 1'000'000;
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto count = parse_count(text.substr(slash + 1), 1, most_shards);
    const auto index = parse_count(text.substr(0, slash), 0, count.value_or(1) - 1);
    if (count && index) {
      return ShardNumber{static_cast<std::uint32_t>(*index), static_cast<std::uint32_t>(*count)};
    }
  }
  return fail(std::string("expected K/N, such as 0/8, with K from 0 to N - 1"));
}

Parsed<std::string> parse_origin(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon != std::string_view::npos && is_scheme(text.substr(0, colon)) &&
      is_origin_host(text.substr(colon + 3), text.substr(0, colon))) {
    return std::string(text);
  }
  return fail(
      std::string("expected an origin such as https://app.example.com (lower case, no "
                  "path, no default port)"));
}

Parsed<std::string> parse_allowed_origin(std::string_view text) {
  if (text == "*") {
    return std::string(text);
  }
  auto origin = parse_origin(text);
  return origin ? origin : fail(fmt::format("{}, or *", origin.error()));
}

}  // namespace bazc::cli

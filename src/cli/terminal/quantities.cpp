#include "cli/terminal/quantities.hpp"

#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace bazc::cli {
namespace {

/// One decimal, which is left out where it is zero.
std::string one_decimal(double number) {
  std::string text = fmt::format("{:.1f}", number);
  if (text.ends_with(".0")) {
    text.resize(text.size() - 2);
  }
  return text;
}

}  // namespace

std::string format_bytes(std::uint64_t bytes) {
  static constexpr std::array<std::string_view, 6> units = {"KiB", "MiB", "GiB",
                                                            "TiB", "PiB", "EiB"};
  if (bytes < 1024) {
    return fmt::format("{} B", bytes);
  }
  double number = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  // 1023.95 would be printed as 1024.
  while (number >= 1023.95 && unit + 1 < units.size()) {
    number /= 1024;
    ++unit;
  }
  return fmt::format("{} {}", one_decimal(number), units[unit]);
}

std::string format_duration(std::chrono::milliseconds duration) {
  const auto count = duration.count();
  if (count < 1000) {
    return fmt::format("{} ms", count);
  }
  if (count < 59'950) {
    return fmt::format("{} s", one_decimal(static_cast<double>(count) / 1000));
  }
  const auto seconds = (count + 500) / 1000;
  if (seconds < 3600) {
    return fmt::format("{} min {:02} s", seconds / 60, seconds % 60);
  }
  return fmt::format("{} h {:02} min", seconds / 3600, seconds / 60 % 60);
}

std::string format_count(std::uint64_t count) {
  const std::string digits = std::to_string(count);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) {
      text.push_back(',');
    }
    text.push_back(digits[i]);
  }
  return text;
}

std::string format_count(std::uint64_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", format_count(count), count == 1 ? singular : plural);
}

}  // namespace bazc::cli

#pragma once

#include <string>
#include <string_view>

namespace bazc {

/// ASCII alone, whatever the locale; every other byte is no letter and stays as it is.

[[nodiscard]] constexpr bool is_ascii_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

[[nodiscard]] constexpr char ascii_lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] std::string ascii_lowered(std::string_view text);

/// Without spaces, tabs, CR and LF at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace bazc

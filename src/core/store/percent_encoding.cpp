#include "core/store/percent_encoding.hpp"

#include <charconv>

#include <fmt/format.h>

#include "core/base/ascii.hpp"

namespace bazc {
namespace {

bool is_unreserved(char c) {
  return is_ascii_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string percent_encoded(std::string_view text, Slashes slashes) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || (c == '/' && slashes == Slashes::keep)) {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text.front() != '%') {
      out.push_back(text.front());
      text.remove_prefix(1);
      continue;
    }
    const std::string_view digits = text.substr(1, 2);
    unsigned char byte = 0;
    const char* const end = digits.data() + digits.size();
    if (digits.size() != 2 || std::from_chars(digits.data(), end, byte, 16).ptr != end) {
      return std::nullopt;
    }
    out.push_back(static_cast<char>(byte));
    text.remove_prefix(3);
  }
  return out;
}

}  // namespace bazc

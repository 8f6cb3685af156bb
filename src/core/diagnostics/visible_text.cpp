#include "core/diagnostics/visible_text.hpp"

#include <fmt/format.h>

#include "core/base/utf8.hpp"

namespace bazc {
namespace {

constexpr std::string_view tab = "    ";

bool is_named_only(char32_t value) {
  return (value >= 0x80 && value < 0xA0) || value == 0x061C || value == 0x200E || value == 0x200F ||
         (value >= 0x2028 && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

VisibleCharacter ascii_art(std::string text, std::size_t bytes) {
  const auto width = static_cast<int>(text.size());
  return {std::move(text), width, bytes};
}

}  // namespace

VisibleCharacter visible_character(std::string_view text, std::size_t offset) {
  const auto point = utf8::decode(text, offset);
  if (!point) {
    return {"\xEF\xBF\xBD", 1, 1};
  }
  if (point->value == '\t') {
    return ascii_art(std::string(tab), 1);
  }
  if (point->value < 0x20 || point->value == 0x7F) {
    return ascii_art({'^', static_cast<char>(point->value ^ 0x40)}, 1);
  }
  if (is_named_only(point->value)) {
    return ascii_art(fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(point->value)),
                     point->size);
  }
  return {std::string(text.substr(offset, point->size)), utf8::cell_width(point->value),
          point->size};
}

std::string visible_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const VisibleCharacter each = visible_character(text, offset);
    out += each.text;
    offset += each.bytes;
  }
  return out;
}

std::size_t visible_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const VisibleCharacter each = visible_character(text, offset);
    width += static_cast<std::size_t>(each.width);
    offset += each.bytes;
  }
  return width;
}

}  // namespace bazc

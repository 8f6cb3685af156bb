#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>

namespace bazc::utf8 {
namespace {

constexpr char32_t replacement_character = 0xFFFD;
constexpr char32_t first_astral = 0x10000;

constexpr bool is_high_surrogate(char32_t value) {
  return value >= 0xD800 && value <= 0xDBFF;
}
constexpr bool is_low_surrogate(char32_t value) {
  return value >= 0xDC00 && value <= 0xDFFF;
}

constexpr std::uint8_t byte_at(std::string_view text, std::size_t offset) {
  return static_cast<std::uint8_t>(text[offset]);
}

// The length of the ASCII run at `offset`, eight bytes at a time: sources are nearly all ASCII.
std::size_t ascii_run(std::string_view text, std::size_t offset) {
  const std::size_t start = offset;
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  while (offset + sizeof(std::uint64_t) <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + offset, sizeof word);
    if ((word & high_bits) != 0) {
      break;
    }
    offset += sizeof word;
  }
  while (offset < text.size() && byte_at(text, offset) < 0x80) {
    ++offset;
  }
  return offset - start;
}

std::size_t utf16_units(const std::optional<CodePoint>& point) {
  return point && point->value >= first_astral ? 2U : 1U;
}

void append_three(std::string& out, char32_t value) {
  out.push_back(static_cast<char>(0xE0 | (value >> 12)));
  out.push_back(static_cast<char>(0x80 | ((value >> 6) & 0x3F)));
  out.push_back(static_cast<char>(0x80 | (value & 0x3F)));
}

// A three-byte form, surrogates allowed: what decode() refuses and CESU-8 contains.
std::optional<char32_t> three_byte_form(std::string_view text, std::size_t offset) {
  if (offset + 3 > text.size() || (byte_at(text, offset) & 0xF0) != 0xE0 ||
      (byte_at(text, offset + 1) & 0xC0) != 0x80 || (byte_at(text, offset + 2) & 0xC0) != 0x80) {
    return std::nullopt;
  }
  return static_cast<char32_t>((byte_at(text, offset) & 0x0F) << 12 |
                               (byte_at(text, offset + 1) & 0x3F) << 6 |
                               (byte_at(text, offset + 2) & 0x3F));
}

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool contains(const std::array<Range, N>& ranges, char32_t value) {
  const auto* after =
      std::upper_bound(ranges.begin(), ranges.end(), value,
                       [](char32_t wanted, const Range& range) { return wanted < range.first; });
  return after != ranges.begin() && value <= std::prev(after)->last;
}

constexpr std::array zero_width = {
    Range{0x0300, 0x036F},   Range{0x0483, 0x0489},  Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F},   Range{0x0900, 0x0902},  Range{0x093C, 0x093C}, Range{0x0941, 0x0948},
    Range{0x0E31, 0x0E31},   Range{0x0E34, 0x0E3A},  Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},
    Range{0x200B, 0x200F},   Range{0x2028, 0x202E},  Range{0x2060, 0x2064}, Range{0x20D0, 0x20FF},
    Range{0xFE00, 0xFE0F},   Range{0xFE20, 0xFE2F},  Range{0xFEFF, 0xFEFF}, Range{0x1F3FB, 0x1F3FF},
    Range{0xE0001, 0xE007F}, Range{0xE0100, 0xE01EF}};

constexpr std::array double_width = {
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2329, 0x232A},
    Range{0x23E9, 0x23EC},   Range{0x23F0, 0x23F0},   Range{0x23F3, 0x23F3},
    Range{0x25FD, 0x25FE},   Range{0x2614, 0x2615},   Range{0x2648, 0x2653},
    Range{0x267F, 0x267F},   Range{0x2693, 0x2693},   Range{0x26A1, 0x26A1},
    Range{0x26AA, 0x26AB},   Range{0x26BD, 0x26BE},   Range{0x26C4, 0x26C5},
    Range{0x26CE, 0x26CE},   Range{0x26D4, 0x26D4},   Range{0x26EA, 0x26EA},
    Range{0x26F2, 0x26F3},   Range{0x26F5, 0x26F5},   Range{0x26FA, 0x26FA},
    Range{0x26FD, 0x26FD},   Range{0x2705, 0x2705},   Range{0x270A, 0x270B},
    Range{0x2728, 0x2728},   Range{0x274C, 0x274C},   Range{0x274E, 0x274E},
    Range{0x2753, 0x2755},   Range{0x2757, 0x2757},   Range{0x2795, 0x2797},
    Range{0x27B0, 0x27B0},   Range{0x27BF, 0x27BF},   Range{0x2B1B, 0x2B1C},
    Range{0x2B50, 0x2B50},   Range{0x2B55, 0x2B55},   Range{0x2E80, 0x303E},
    Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},
    Range{0xA000, 0xA4CF},   Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},
    Range{0xFFE0, 0xFFE6},   Range{0x16FE0, 0x18CFF}, Range{0x1B000, 0x1B2FF},
    Range{0x1F004, 0x1F004}, Range{0x1F0CF, 0x1F0CF}, Range{0x1F18E, 0x1F18E},
    Range{0x1F191, 0x1F19A}, Range{0x1F1E6, 0x1F320}, Range{0x1F32D, 0x1F335},
    Range{0x1F337, 0x1F37C}, Range{0x1F37E, 0x1F393}, Range{0x1F3A0, 0x1F3CA},
    Range{0x1F3CF, 0x1F3D3}, Range{0x1F3E0, 0x1F3F0}, Range{0x1F3F4, 0x1F3F4},
    Range{0x1F3F8, 0x1F43E}, Range{0x1F440, 0x1F440}, Range{0x1F442, 0x1F4FC},
    Range{0x1F4FF, 0x1F53D}, Range{0x1F54B, 0x1F567}, Range{0x1F57A, 0x1F57A},
    Range{0x1F595, 0x1F596}, Range{0x1F5A4, 0x1F5A4}, Range{0x1F5FB, 0x1F64F},
    Range{0x1F680, 0x1F6C5}, Range{0x1F6CC, 0x1F6CC}, Range{0x1F6D0, 0x1F6D2},
    Range{0x1F6D5, 0x1F6D7}, Range{0x1F6DC, 0x1F6DF}, Range{0x1F6EB, 0x1F6EC},
    Range{0x1F6F4, 0x1F6FC}, Range{0x1F7E0, 0x1F7EB}, Range{0x1F7F0, 0x1F7F0},
    Range{0x1F90C, 0x1F93A}, Range{0x1F93C, 0x1F945}, Range{0x1F947, 0x1F9FF},
    Range{0x1FA70, 0x1FAFF}, Range{0x20000, 0x3FFFD}};

}  // namespace

std::optional<CodePoint> decode(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) {
    return std::nullopt;
  }
  const std::uint8_t lead = byte_at(text, offset);
  if (lead < 0x80) {
    return CodePoint{lead, 1};
  }
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + size > text.size()) {
    return std::nullopt;
  }
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const std::uint8_t next = byte_at(text, offset + i);
    if ((next & 0xC0) != 0x80) {
      return std::nullopt;
    }
    value = (value << 6) | (next & 0x3FU);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < first_astral);
  if (overlong || is_high_surrogate(value) || is_low_surrogate(value) || value > 0x10FFFF) {
    return std::nullopt;
  }
  return CodePoint{value, size};
}

std::optional<std::size_t> find_invalid(std::string_view text) {
  std::size_t offset = ascii_run(text, 0);
  while (offset < text.size()) {
    const auto point = decode(text, offset);
    if (!point) {
      return offset;
    }
    offset += point->size;
    offset += ascii_run(text, offset);
  }
  return std::nullopt;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    const auto point = decode(text, offset);
    units += utf16_units(point);
    offset += point ? point->size : 1;
  }
  return units;
}

std::size_t offset_of_utf16(std::string_view text, std::size_t units) {
  std::size_t offset = 0;
  std::size_t reached = 0;
  while (offset < text.size() && reached < units) {
    const auto point = decode(text, offset);
    reached += utf16_units(point);
    offset += point ? point->size : 1;
  }
  return offset;
}

void append(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (code_point >> 6)));
    out.push_back(static_cast<char>(0x80 | (code_point & 0x3F)));
  } else if (code_point < first_astral) {
    append_three(out, code_point);
  } else {
    out.push_back(static_cast<char>(0xF0 | (code_point >> 18)));
    out.push_back(static_cast<char>(0x80 | ((code_point >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((code_point >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (code_point & 0x3F)));
  }
}

std::string to_cesu8(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t run = ascii_run(text, offset);
    out.append(text, offset, run);
    offset += run;
    const auto point = decode(text, offset);
    if (!point) {
      if (offset < text.size()) {
        append(out, replacement_character);
        ++offset;
      }
      continue;
    }
    if (point->value >= first_astral) {
      const char32_t above = point->value - first_astral;
      append_three(out, 0xD800 + (above >> 10));
      append_three(out, 0xDC00 + (above & 0x3FF));
    } else {
      out.append(text, offset, point->size);
    }
    offset += point->size;
  }
  return out;
}

std::string from_cesu8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t run = ascii_run(text, offset);
    out.append(text, offset, run);
    offset += run;
    if (offset == text.size()) {
      break;
    }
    const auto first = three_byte_form(text, offset);
    if (first && is_high_surrogate(*first)) {
      const auto second = three_byte_form(text, offset + 3);
      if (second && is_low_surrogate(*second)) {
        append(out, first_astral + ((*first - 0xD800) << 10) + (*second - 0xDC00));
        offset += 6;
        continue;
      }
    }
    if (first && (is_high_surrogate(*first) || is_low_surrogate(*first))) {
      append(out, replacement_character);
      offset += 3;
      continue;
    }
    const auto point = decode(text, offset);
    append(out, point ? point->value : replacement_character);
    offset += point ? point->size : 1;
  }
  return out;
}

int cell_width(char32_t code_point) {
  if (code_point < 0x300) {
    return 1;
  }
  if (contains(zero_width, code_point)) {
    return 0;
  }
  return contains(double_width, code_point) ? 2 : 1;
}

}  // namespace bazc::utf8

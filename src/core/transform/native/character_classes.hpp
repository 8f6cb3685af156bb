#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace bazc::native {

/// What a byte may be. Bytes of characters beyond ASCII are parts of a name unless
/// wide_space_length() says otherwise: Sucrase takes any of them for a letter.
namespace byte_class {
inline constexpr std::uint8_t name_part = 1;  ///< in any case: the next one has to be looked at
inline constexpr std::uint8_t digit = 2;
inline constexpr std::uint8_t space = 4;       ///< ASCII white space that ends no line
inline constexpr std::uint8_t line_end = 8;    ///< \n and \r
inline constexpr std::uint8_t wide_lead = 16;  ///< may begin white space beyond ASCII
inline constexpr std::uint8_t escape = 64;     ///< the backslash, a part of names
inline constexpr std::uint8_t jsx_part = 32;   ///< of a name in a tag
}  // namespace byte_class

[[nodiscard]] constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 0; c < 256; ++c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    // The first bytes of U+00A0, U+1680, U+2000 and its neighbours, U+3000 and U+FEFF.
    const bool is_wide_lead = c == 0xC2 || c == 0xE1 || c == 0xE2 || c == 0xE3 || c == 0xEF;
    if (is_letter || is_digit || c == '$' || c == '_' || (c >= 0x80 && !is_wide_lead)) {
      classes[c] |= byte_class::name_part | byte_class::jsx_part;
    }
    if (c == '-') {
      classes[c] |= byte_class::jsx_part;
    }
    if (c == '\\') {
      classes[c] |= byte_class::escape;
    }
    if (is_digit) {
      classes[c] |= byte_class::digit;
    }
    if (c == ' ' || c == '\t' || c == '\v' || c == '\f') {
      classes[c] |= byte_class::space;
    }
    if (c == '\n' || c == '\r') {
      classes[c] |= byte_class::line_end;
    }
    if (is_wide_lead) {
      classes[c] |= byte_class::wide_lead;
    }
  }
  return classes;
}

inline constexpr std::array<std::uint8_t, 256> byte_classes = make_byte_classes();

[[nodiscard]] constexpr bool has_class(char c, unsigned int wanted) {
  return (byte_classes[static_cast<unsigned char>(c)] & wanted) != 0;
}

/// Whether a name may have the byte in it, after a look at this one byte.
[[nodiscard]] constexpr bool is_word_character(char c) {
  return has_class(c, byte_class::name_part);
}

/// The length in bytes of the white space or line terminator beyond ASCII that begins at `at`
/// (ECMAScript, sections 12.2 and 12.3); 0 where there is none. The text ends with a NUL.
[[nodiscard]] constexpr std::size_t wide_space_length(const char* at) {
  const auto byte = [at](std::size_t index) { return static_cast<unsigned char>(at[index]); };
  switch (byte(0)) {
    case 0xC2:  // U+00A0
      return byte(1) == 0xA0 ? 2 : 0;
    case 0xE1:  // U+1680
      return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0;
    case 0xE2:  // U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F
      if (byte(1) == 0x80) {
        const bool is_space = (byte(2) >= 0x80 && byte(2) <= 0x8A) || byte(2) == 0xA8 ||
                              byte(2) == 0xA9 || byte(2) == 0xAF;
        return is_space ? 3 : 0;
      }
      return byte(1) == 0x81 && byte(2) == 0x9F ? 3 : 0;
    case 0xE3:  // U+3000
      return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
    case 0xEF:  // U+FEFF
      return byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0;
    default:
      return 0;
  }
}

}  // namespace bazc::native

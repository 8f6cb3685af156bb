#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bazc::utf8 {

/// One code point and the bytes that it takes.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;
};

/// The code point at `text[offset]`, or nothing where the bytes there are not well-formed UTF-8
/// (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF) or where
/// `offset` is at the end.
[[nodiscard]] std::optional<CodePoint> decode(std::string_view text, std::size_t offset);

/// The offset of the first byte that is not well-formed, or nothing where all of it is.
[[nodiscard]] std::optional<std::size_t> find_invalid(std::string_view text);

/// The number of UTF-16 units of well-formed `text`; an ill-formed byte counts as one.
[[nodiscard]] std::size_t utf16_length(std::string_view text);

/// The byte offset in `text` that `units` UTF-16 units reach, at most the end.
[[nodiscard]] std::size_t offset_of_utf16(std::string_view text, std::size_t units);

void append(std::string& out, char32_t code_point);

/// Well-formed UTF-8 to CESU-8, the encoding of Duktape's strings: each code point above U+FFFF
/// becomes two surrogates of three bytes each (Unicode Technical Report 26).
[[nodiscard]] std::string to_cesu8(std::string_view text);

/// CESU-8 to UTF-8: surrogate pairs become one code point. A lone surrogate has no UTF-8 form and
/// becomes U+FFFD, as in a TextEncoder (WHATWG Encoding, UTF-8 encoder over scalar values).
[[nodiscard]] std::string from_cesu8(std::string_view text);

/// How many terminal cells the code point takes: 0 for combining marks, 2 for wide and emoji
/// characters, otherwise 1 (Unicode Standard Annex 11, approximated by ranges).
[[nodiscard]] int cell_width(char32_t code_point);

}  // namespace bazc::utf8

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bazc {

/// One character of a foreign text as a terminal may show it.
struct VisibleCharacter {
  std::string text;       ///< well-formed UTF-8 without control characters
  int width = 0;          ///< cells
  std::size_t bytes = 0;  ///< that it took in the foreign text
};

/// The character at `text[offset]`, which must be inside. Control characters become "^[" and the
/// like, C1 controls, line separators and characters that turn the direction of writing (Unicode
/// Standard Annex 9) become "<U+202E>", a tab becomes four spaces, an ill-formed byte U+FFFD.
/// So no text of a scene, a file name or a database can send a terminal an escape sequence, or
/// show itself in another order than it has.
[[nodiscard]] VisibleCharacter visible_character(std::string_view text, std::size_t offset);

/// All of `text` so.
[[nodiscard]] std::string visible_text(std::string_view text);

/// How many cells visible_text(text) takes.
[[nodiscard]] std::size_t visible_width(std::string_view text);

}  // namespace bazc

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bazc::native {

/// Appends the JSON string that a text between tags means, or nothing where it means none, and
/// then the white space that keeps the lines' numbers. Returns false where Sucrase throws: a
/// numeric entity above U+10FFFF.
/// `before` is appended before a string.
[[nodiscard]] bool append_jsx_text(std::string_view text, std::string_view before, std::string& to);

/// The same for an attribute's value, given without its quotes: always a string.
[[nodiscard]] bool append_jsx_attribute(std::string_view text, std::string& to);

/// The bytes of a JavaScript white space character (\s) at the text's start, or 0.
[[nodiscard]] std::size_t white_space_size(std::string_view text);

}  // namespace bazc::native

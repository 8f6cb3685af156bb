#include "core/transform/native/jsx_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/transform/native/jsx_entities.hpp"

namespace bazc::native {
namespace {

constexpr char32_t last_code_point = 0x10FFFF;
// A name between & and ;, both not counted.
constexpr std::size_t longest_entity = 9;

bool is_line_space(char character) {
  return character == ' ' || character == '\t' || character == '\r';
}

// Appends a JSON string piece by piece, as JSON.stringify writes it.
class JsonString {
 public:
  explicit JsonString(std::string& to) : to_(to) { to_ += '"'; }

  // Bytes of UTF-8.
  void byte(char character) {
    flush_surrogate();
    switch (character) {
      case '"':
        to_ += "\\\"";
        break;
      case '\\':
        to_ += "\\\\";
        break;
      case '\b':
        to_ += "\\b";
        break;
      case '\f':
        to_ += "\\f";
        break;
      case '\n':
        to_ += "\\n";
        break;
      case '\r':
        to_ += "\\r";
        break;
      case '\t':
        to_ += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(character) < 0x20) {
          escape(static_cast<unsigned char>(character));
        } else {
          to_ += character;
        }
    }
  }

  // A code point; two surrogates that follow each other are one character.
  void code_point(char32_t code) {
    if (code >= 0xD800 && code <= 0xDBFF) {
      flush_surrogate();
      high_surrogate_ = code;
    } else if (code >= 0xDC00 && code <= 0xDFFF) {
      if (high_surrogate_ == 0) {
        escape(code);
        return;
      }
      const char32_t joined = 0x10000 + ((high_surrogate_ - 0xD800) << 10) + (code - 0xDC00);
      high_surrogate_ = 0;
      utf8(joined);
    } else if (code < 0x80) {
      byte(static_cast<char>(code));
    } else {
      flush_surrogate();
      utf8(code);
    }
  }

  void close() {
    flush_surrogate();
    to_ += '"';
  }

 private:
  void flush_surrogate() {
    if (high_surrogate_ != 0) {
      escape(high_surrogate_);
      high_surrogate_ = 0;
    }
  }

  void escape(char32_t code) {
    static constexpr std::string_view digits = "0123456789abcdef";
    to_ += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
      to_ += digits[(code >> shift) & 0xF];
    }
  }

  void utf8(char32_t code) {
    if (code < 0x800) {
      to_ += static_cast<char>(0xC0 | (code >> 6));
    } else {
      if (code < 0x10000) {
        to_ += static_cast<char>(0xE0 | (code >> 12));
      } else {
        to_ += static_cast<char>(0xF0 | (code >> 18));
        to_ += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
      }
      to_ += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    }
    to_ += static_cast<char>(0x80 | (code & 0x3F));
  }

  std::string& to_;
  char32_t high_surrogate_ = 0;
};

int digit_value(char digit) {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  if (digit >= 'a' && digit <= 'f') {
    return digit - 'a' + 10;
  }
  if (digit >= 'A' && digit <= 'F') {
    return digit - 'A' + 10;
  }
  return 16;
}

/// &#65; or &#x41;
struct NumericEntity {
  std::size_t size = 0;      // in bytes, 0 where it is none
  std::uint32_t number = 0;  // what is too large for a character is last_code_point + 1
};

// `text` starts with &#.
NumericEntity numeric_entity(std::string_view text) {
  const bool is_hexadecimal = text.substr(2).starts_with('x');
  const int base = is_hexadecimal ? 16 : 10;
  const std::size_t first = is_hexadecimal ? 3 : 2;
  std::size_t at = first;
  std::uint32_t number = 0;
  for (; at < text.size() && digit_value(text[at]) < base; ++at) {
    number = std::min<std::uint32_t>(number * static_cast<std::uint32_t>(base) +
                                         static_cast<std::uint32_t>(digit_value(text[at])),
                                     last_code_point + 1);
  }
  const bool is_entity = at > first && at < text.size() && text[at] == ';';
  return is_entity ? NumericEntity{at + 1, number} : NumericEntity{};
}

// `text` starts with &. Returns the bytes that were used, 0 if the entity is out of range.
std::size_t append_entity(std::string_view text, JsonString& string) {
  if (text.starts_with("&#")) {
    if (const NumericEntity entity = numeric_entity(text); entity.size > 0) {
      if (entity.number > last_code_point) {
        return 0;
      }
      string.code_point(entity.number);
      return entity.size;
    }
  } else if (const std::size_t semicolon = text.substr(0, longest_entity + 2).find(';');
             semicolon != std::string_view::npos) {
    if (const auto character = entity_character(text.substr(1, semicolon - 1))) {
      string.code_point(*character);
      return semicolon + 1;
    }
  }
  string.byte('&');
  return 1;
}

// Appends text in which nothing but entities and JSON's escapes is special.
bool append_decoded(std::string_view text, JsonString& string) {
  for (std::size_t index = 0; index < text.size();) {
    if (text[index] != '&') {
      string.byte(text[index]);
      ++index;
      continue;
    }
    const std::size_t used = append_entity(text.substr(index), string);
    if (used == 0) {
      return false;
    }
    index += used;
  }
  return true;
}

// The text's newlines, and its spaces behind the last of them.
void append_white_space(std::string_view text, std::string& to) {
  std::size_t newlines = 0;
  std::size_t spaces = 0;
  for (const char character : text) {
    if (character == '\n') {
      ++newlines;
      spaces = 0;
    } else if (character == ' ') {
      ++spaces;
    }
  }
  to.append(newlines, '\n');
  to.append(spaces, ' ');
}

}  // namespace

std::size_t white_space_size(std::string_view text) {
  const auto at = [text](std::size_t index) {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
  };
  const unsigned first = at(0);
  if (first == ' ' || (first >= '\t' && first <= '\r')) {
    return 1;
  }
  if (first == 0xC2 && at(1) == 0xA0) {
    return 2;
  }
  if (first < 0xE1) {
    return 0;
  }
  const unsigned code = ((first & 0xFU) << 12) | ((at(1) & 0x3FU) << 6) | (at(2) & 0x3FU);
  const bool is_space = first < 0xF0 && (code == 0x1680 || (code >= 0x2000 && code <= 0x200A) ||
                                         code == 0x2028 || code == 0x2029 || code == 0x202F ||
                                         code == 0x205F || code == 0x3000 || code == 0xFEFF);
  return is_space ? 3 : 0;
}

bool append_jsx_text(std::string_view text, std::string_view before, std::string& to) {
  std::optional<JsonString> string;
  for (std::size_t begin = 0; begin <= text.size();) {
    const bool is_first = begin == 0;
    std::size_t end = text.find('\n', begin);
    const bool is_last = end == std::string_view::npos;
    end = is_last ? text.size() : end;
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    while (!is_first && !line.empty() && is_line_space(line.front())) {
      line.remove_prefix(1);
    }
    while (!is_last && !line.empty() && is_line_space(line.back())) {
      line.remove_suffix(1);
    }
    if (line.empty()) {
      continue;
    }
    if (string.has_value()) {
      string->byte(' ');
    } else {
      to += before;
      string.emplace(to);
    }
    if (!append_decoded(line, *string)) {
      return false;
    }
  }
  if (string.has_value()) {
    string->close();
  }
  append_white_space(text, to);
  return true;
}

bool append_jsx_attribute(std::string_view text, std::string& to) {
  JsonString string(to);
  for (std::size_t begin = 0; begin < text.size();) {
    // A newline and the white space behind it are one space; a newline alone stays.
    std::size_t end = begin;
    std::size_t behind = begin;
    bool is_space = false;
    while (!is_space && end < text.size()) {
      end = text.find('\n', end);
      if (end == std::string_view::npos) {
        end = text.size();
        behind = end;
        break;
      }
      behind = end + 1;
      while (const std::size_t size = white_space_size(text.substr(behind))) {
        behind += size;
      }
      is_space = behind > end + 1;
      end = is_space ? end : behind;
    }
    if (!append_decoded(text.substr(begin, end - begin), string)) {
      return false;
    }
    if (is_space) {
      string.byte(' ');
    }
    begin = is_space ? behind : end;
  }
  string.close();
  append_white_space(text, to);
  return true;
}

}  // namespace bazc::native

#include "core/module/module_tokens.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/base/utf8.hpp"

namespace bazc {
namespace {

constexpr std::uint8_t name_start = 1;
constexpr std::uint8_t name_part = 2;
constexpr std::uint8_t digit = 4;
constexpr std::uint8_t blank = 8;       // white space other than a line terminator
constexpr std::uint8_t line_end = 16;   // ASCII line terminators
constexpr std::uint8_t not_ascii = 32;  // white space or part of a name: see wide_blank()

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) {
    classes[c] = name_start | name_part;
    classes[c - 'a' + 'A'] = name_start | name_part;
  }
  for (std::size_t c = '0'; c <= '9'; ++c) {
    classes[c] = name_part | digit;
  }
  for (const char character : {'_', '$'}) {
    const auto c = static_cast<unsigned char>(character);
    classes[c] = name_start | name_part;
  }
  for (const char character : {' ', '\t', '\v', '\f'}) {
    const auto c = static_cast<unsigned char>(character);
    classes[c] = blank;
  }
  for (const char character : {'\n', '\r'}) {
    const auto c = static_cast<unsigned char>(character);
    classes[c] = line_end;
  }
  for (std::size_t c = 0x80; c < 0x100; ++c) {
    classes[c] = not_ascii;
  }
  return classes;
}

constexpr std::array<std::uint8_t, 256> classes = make_classes();

constexpr bool has(unsigned char c, unsigned int wanted) {
  return (classes[c] & wanted) != 0;
}

constexpr std::array word_texts = {
    std::string_view(),
#define WORD(enumerator, text) std::string_view(text),
#include "core/module/module_words.def"
#undef WORD
};

constexpr std::size_t word_slots = 256;
constexpr std::size_t longest_word = 20;

constexpr std::size_t word_hash(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[i]));
  };
  return (text.size() * 31 + byte(0) * 7 + byte(1) * 3 + byte(text.size() - 1)) % word_slots;
}

constexpr std::array<std::uint8_t, word_slots> make_word_table() {
  std::array<std::uint8_t, word_slots> table{};
  for (std::size_t i = 1; i < word_texts.size(); ++i) {
    std::size_t slot = word_hash(word_texts[i]);
    while (table[slot] != 0) {
      slot = (slot + 1) % word_slots;
    }
    table[slot] = static_cast<std::uint8_t>(i);
  }
  return table;
}

constexpr std::array<std::uint8_t, word_slots> word_table = make_word_table();

bool is_reserved(Word word) {
  return word >= Word::await_ && word <= Word::yield_;
}

// A white-space character above U+007F (ECMA-262, 12.2 and 12.3).
struct WideBlank {
  std::size_t size = 0;  // 0: none
  bool ends_line = false;
};

WideBlank wide_blank(std::string_view text, std::size_t offset) {
  const auto at = [&](std::size_t i) {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
  };
  switch (at(0)) {
    case 0xC2:  // U+00A0
      return {at(1) == 0xA0 ? 2U : 0U};
    case 0xE1:  // U+1680
      return {at(1) == 0x9A && at(2) == 0x80 ? 3U : 0U};
    case 0xE2:
      if (at(1) == 0x80 && (at(2) == 0xA8 || at(2) == 0xA9)) {  // U+2028, U+2029
        return {3, true};
      }
      if (at(1) == 0x80 && ((at(2) >= 0x80 && at(2) <= 0x8A) || at(2) == 0xAF)) {
        return {3};  // U+2000 to U+200A, U+202F
      }
      return {at(1) == 0x81 && at(2) == 0x9F ? 3U : 0U};  // U+205F
    case 0xE3:                                            // U+3000
      return {at(1) == 0x80 && at(2) == 0x80 ? 3U : 0U};
    case 0xEF:  // U+FEFF
      return {at(1) == 0xBB && at(2) == 0xBF ? 3U : 0U};
    default:
      return {};
  }
}

std::optional<unsigned int> hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return static_cast<unsigned int>(c - '0');
  }
  const char lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f') {
    return static_cast<unsigned int>(lower - 'a') + 10;
  }
  return std::nullopt;
}

// Hex digits of an escape: `count` of them, or those up to a `}` where count is 0.
std::optional<utf8::CodePoint> hex_digits(std::string_view text, std::size_t count) {
  utf8::CodePoint point;
  while (point.size < text.size() && (count == 0 || point.size < count)) {
    const auto value = hex_value(text[point.size]);
    if (!value || point.value > 0x10FFFF) {
      break;
    }
    point.value = point.value * 16 + *value;
    ++point.size;
  }
  const bool complete = count == 0
                            ? point.size > 0 && point.size < text.size() && text[point.size] == '}'
                            : point.size == count;
  return complete && point.value <= 0x10FFFF ? std::optional(point) : std::nullopt;
}

// The code point of `text`, which starts behind the backslash of a \x or \u escape.
std::optional<utf8::CodePoint> code_point_escape(std::string_view text) {
  std::size_t prefix = 1;
  std::optional<utf8::CodePoint> point;
  if (text.starts_with('x')) {
    point = hex_digits(text.substr(1), 2);
  } else if (text.starts_with("u{")) {
    prefix = 2;
    point = hex_digits(text.substr(2), 0);
    if (point) {
      ++point->size;
    }
  } else if (text.starts_with('u')) {
    point = hex_digits(text.substr(1), 4);
  }
  if (point) {
    point->size += prefix;
  }
  return point;
}

bool is_surrogate(char32_t value, char32_t first) {
  return value >= first && value < first + 0x400;
}

}  // namespace

Word find_word(std::string_view text) {
  if (text.size() < 2 || text.size() > longest_word) {
    return Word::other;
  }
  std::size_t slot = word_hash(text);
  while (word_table[slot] != 0) {
    if (word_texts[word_table[slot]] == text) {
      return static_cast<Word>(word_table[slot]);
    }
    slot = (slot + 1) % word_slots;
  }
  return Word::other;
}

TokenReader::TokenReader(std::string_view code) : code_(code) {
  if (code_.starts_with("#!")) {
    skip_line_comment();
    hashbang_size_ = position_;
  }
}

Token TokenReader::peek(SlashMeaning slash) const {
  TokenReader ahead(*this);
  return ahead.next(slash);
}

// Whether the gap holds a line terminator.
bool TokenReader::skip_gap() {
  bool newline = false;
  while (position_ < code_.size()) {
    const unsigned char c = at(position_);
    if (has(c, blank)) {
      ++position_;
    } else if (has(c, line_end)) {
      newline = true;
      ++position_;
    } else if (c == '/' && at(position_ + 1) == '/') {
      skip_line_comment();
    } else if (c == '/' && at(position_ + 1) == '*') {
      newline = skip_block_comment() || newline;
    } else if (has(c, not_ascii)) {
      const WideBlank wide = wide_blank(code_, position_);
      if (wide.size == 0) {
        break;
      }
      newline = newline || wide.ends_line;
      position_ += wide.size;
    } else {
      break;
    }
  }
  return newline;
}

// Up to the line terminator, which is left for the gap.
void TokenReader::skip_line_comment() {
  while (position_ < code_.size() && !has(at(position_), line_end) &&
         !(at(position_) == 0xE2 && wide_blank(code_, position_).ends_line)) {
    ++position_;
  }
}

bool TokenReader::skip_block_comment() {
  const std::size_t begin = position_ + 2;
  const std::size_t found = code_.find("*/", begin);
  const std::size_t end = found == std::string_view::npos ? code_.size() : found;
  position_ = found == std::string_view::npos ? code_.size() : found + 2;
  for (std::size_t i = begin; i < end; ++i) {
    if (has(at(i), line_end) || (at(i) == 0xE2 && wide_blank(code_, i).ends_line)) {
      return true;
    }
  }
  return false;
}

Token TokenReader::next(SlashMeaning slash) {
  Token token;
  token.newline_before = skip_gap();
  token.begin = position_;
  if (position_ < code_.size()) {
    const unsigned char c = at(position_);
    if (has(c, name_start | not_ascii) || c == '\\') {
      token.kind = TokenKind::identifier;
      read_name(token);
    } else if (has(c, digit) || (c == '.' && has(at(position_ + 1), digit))) {
      token.kind = TokenKind::number;
      read_number();
    } else if (c == '"' || c == '\'') {
      token.kind = read_string(c);
    } else if (c == '`') {
      token.kind = read_template(TokenKind::template_whole, TokenKind::template_head);
    } else if (c == '/' && slash == SlashMeaning::regex) {
      token.kind = read_regex();
    } else if (c == '#' &&
               (has(at(position_ + 1), name_start | not_ascii) || at(position_ + 1) == '\\')) {
      token.kind = TokenKind::private_name;
      ++position_;
      read_name(token);
      token.word = Word::other;
    } else {
      token.kind = read_punctuator(c);
    }
  }
  token.end = position_;
  return token;
}

Token TokenReader::continue_template(const Token& close_brace) {
  Token token = close_brace;
  position_ = close_brace.begin;
  token.kind = read_template(TokenKind::template_tail, TokenKind::template_middle);
  token.end = position_;
  return token;
}

void TokenReader::read_name_tail() {
  while (position_ < code_.size()) {
    const unsigned char c = at(position_);
    if (has(c, name_part) || (has(c, not_ascii) && wide_blank(code_, position_).size == 0)) {
      ++position_;
    } else {
      break;
    }
  }
}

void TokenReader::read_name(Token& token) {
  const std::size_t begin = position_;
  read_name_tail();
  while (at(position_) == '\\') {
    token.escaped = true;
    ++position_;
    const auto escape = code_point_escape(code_.substr(position_));
    position_ += escape ? escape->size : 0;
    read_name_tail();
  }
  const std::string_view text = code_.substr(begin, position_ - begin);
  token.word = find_word(token.escaped ? std::string_view(decode_escapes(text)) : text);
  if (token.escaped && is_reserved(token.word)) {
    token.word = Word::other;
  }
}

void TokenReader::read_number() {
  const unsigned char prefix = at(position_ + 1) | 0x20;
  if (at(position_) == '0' && (prefix == 'x' || prefix == 'o' || prefix == 'b')) {
    position_ += 2;
    read_name_tail();
    return;
  }
  const auto skip_digits = [this] {
    while (has(at(position_), digit) || at(position_) == '_') {
      ++position_;
    }
  };
  skip_digits();
  if (at(position_) == '.') {
    ++position_;
    skip_digits();
  }
  if ((at(position_) | 0x20) == 'e') {
    const bool has_sign = at(position_ + 1) == '+' || at(position_ + 1) == '-';
    position_ += has_sign ? 2 : 1;
  }
  read_name_tail();
}

TokenKind TokenReader::read_string(unsigned char quote) {
  ++position_;
  while (position_ < code_.size()) {
    const unsigned char c = at(position_);
    if (has(c, line_end)) {
      return TokenKind::invalid;
    }
    ++position_;
    if (c == quote) {
      return TokenKind::string;
    }
    if (c == '\\') {
      const bool is_pair = at(position_) == '\r' && at(position_ + 1) == '\n';
      position_ = std::min(position_ + (is_pair ? 2 : 1), code_.size());
    }
  }
  return TokenKind::invalid;
}

TokenKind TokenReader::read_template(TokenKind whole, TokenKind open) {
  ++position_;
  while (position_ < code_.size()) {
    const unsigned char c = at(position_);
    ++position_;
    if (c == '`') {
      return whole;
    }
    if (c == '$' && at(position_) == '{') {
      ++position_;
      return open;
    }
    if (c == '\\') {
      position_ = std::min(position_ + 1, code_.size());
    }
  }
  return TokenKind::invalid;
}

// A regex without its end takes its whole line: trying again behind its `/` would be quadratic.
TokenKind TokenReader::read_regex() {
  ++position_;
  bool in_class = false;
  while (position_ < code_.size()) {
    const unsigned char c = at(position_);
    if (has(c, line_end) || (c == 0xE2 && wide_blank(code_, position_).ends_line)) {
      return TokenKind::invalid;
    }
    ++position_;
    if (c == '\\') {
      if (position_ < code_.size() && !has(at(position_), line_end)) {
        ++position_;
      }
    } else if (c == '[') {
      in_class = true;
    } else if (c == ']') {
      in_class = false;
    } else if (c == '/' && !in_class) {
      read_name_tail();
      return TokenKind::regex;
    }
  }
  return TokenKind::invalid;
}

TokenKind TokenReader::take(std::size_t size, TokenKind kind) {
  position_ += size;
  return kind;
}

TokenKind TokenReader::read_punctuator(unsigned char first) {
  const unsigned char second = at(position_ + 1);
  const unsigned char third = at(position_ + 2);
  switch (first) {
    case '{':
      return take(1, TokenKind::open_brace);
    case '}':
      return take(1, TokenKind::close_brace);
    case '(':
      return take(1, TokenKind::open_paren);
    case ')':
      return take(1, TokenKind::close_paren);
    case '[':
      return take(1, TokenKind::open_bracket);
    case ']':
      return take(1, TokenKind::close_bracket);
    case ';':
      return take(1, TokenKind::semicolon);
    case ',':
      return take(1, TokenKind::comma);
    case ':':
      return take(1, TokenKind::colon);
    case '@':
      return take(1, TokenKind::at);
    case '~':
      return take(1, TokenKind::bang);
    case '.':
      return second == '.' && third == '.' ? take(3, TokenKind::ellipsis) : take(1, TokenKind::dot);
    case '?':
      if (second == '?') {
        return third == '=' ? take(3, TokenKind::logical_assign) : take(2, TokenKind::logical);
      }
      // `a?.5:b` is a conditional.
      return second == '.' && !has(third, digit) ? take(2, TokenKind::question_dot)
                                                 : take(1, TokenKind::question);
    case '=':
      if (second == '>') {
        return take(2, TokenKind::arrow);
      }
      return second == '=' ? take(third == '=' ? 3 : 2, TokenKind::binary)
                           : take(1, TokenKind::assign);
    case '!':
      return second == '=' ? take(third == '=' ? 3 : 2, TokenKind::binary)
                           : take(1, TokenKind::bang);
    case '+':
    case '-':
      if (second == first) {
        return take(2, TokenKind::increment);
      }
      return second == '=' ? take(2, TokenKind::compound_assign) : take(1, TokenKind::plus_minus);
    case '*':
      if (second == '*') {
        return third == '=' ? take(3, TokenKind::compound_assign) : take(2, TokenKind::binary);
      }
      return second == '=' ? take(2, TokenKind::compound_assign) : take(1, TokenKind::star);
    case '&':
    case '|':
      if (second == first) {
        return third == '=' ? take(3, TokenKind::logical_assign) : take(2, TokenKind::logical);
      }
      [[fallthrough]];
    case '/':
    case '%':
    case '^':
      return second == '=' ? take(2, TokenKind::compound_assign) : take(1, TokenKind::binary);
    case '<':
    case '>': {
      std::size_t size = 1;
      while (size < (first == '>' ? 3U : 2U) && at(position_ + size) == first) {
        ++size;
      }
      if (at(position_ + size) == '=') {
        return take(size + 1, size == 1 ? TokenKind::binary : TokenKind::compound_assign);
      }
      return take(size, TokenKind::binary);
    }
    default:
      return take(1, TokenKind::invalid);
  }
}

bool is_identifier_byte(unsigned char byte) {
  return has(byte, name_part | not_ascii);
}

bool is_blank(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t size = has(static_cast<unsigned char>(text[offset]), blank | line_end)
                                 ? 1
                                 : wide_blank(text, offset).size;
    if (size == 0) {
      return false;
    }
    offset += size;
  }
  return true;
}

std::string decode_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t i = 0;
  while (i < text.size()) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out.push_back(text[i++]);
      continue;
    }
    const std::string_view rest = text.substr(i + 1);
    if (auto point = code_point_escape(rest)) {
      i += 1 + point->size;
      if (is_surrogate(point->value, 0xD800) && text.substr(i).starts_with('\\')) {
        const auto low = code_point_escape(text.substr(i + 1));
        if (low && is_surrogate(low->value, 0xDC00)) {
          point->value = 0x10000 + ((point->value - 0xD800) << 10) + (low->value - 0xDC00);
          i += 1 + low->size;
        }
      }
      const bool is_lone = is_surrogate(point->value, 0xD800) || is_surrogate(point->value, 0xDC00);
      utf8::append(out, is_lone ? char32_t{0xFFFD} : point->value);
      continue;
    }
    i += 2;
    constexpr std::string_view letters = "nrtbvf0";
    constexpr std::string_view values("\n\r\t\b\v\f\0", 7);
    const std::size_t index = letters.find(rest[0]);
    const WideBlank wide = wide_blank(rest, 0);
    if (index != std::string_view::npos) {
      out.push_back(values[index]);
    } else if (rest[0] == '\r' || rest[0] == '\n' || wide.ends_line) {
      i += rest.starts_with("\r\n") ? 1 : wide.ends_line ? wide.size - 1 : 0;
    } else if (rest[0] == 'x' || rest[0] == 'u') {
      out.append(text, i - 2, 2);
    } else {
      out.push_back(rest[0]);
    }
  }
  return out;
}

}  // namespace bazc

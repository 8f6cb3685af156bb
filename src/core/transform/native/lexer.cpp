#include "core/transform/native/lexer.hpp"

#include <array>
#include <cstring>

#include "core/transform/native/character_classes.hpp"
#include "core/transform/native/keywords.hpp"

namespace bazc::native {
namespace {

// U+2028 and U+2029.
bool is_wide_line_end(const char* at) {
  return *at == '\xE2' && at[1] == '\x80' && (at[2] == '\xA8' || at[2] == '\xA9');
}

const char* find(const char* at, const char* end, char wanted) {
  const void* const found = std::memchr(at, wanted, static_cast<std::size_t>(end - at));
  return found == nullptr ? end : static_cast<const char*>(found);
}

bool holds_line_end(const char* at, const char* end) {
  if (find(at, end, '\n') != end || find(at, end, '\r') != end) {
    return true;
  }
  for (at = find(at, end, '\xE2'); at != end; at = find(at + 1, end, '\xE2')) {
    if (is_wide_line_end(at)) {
      return true;
    }
  }
  return false;
}

// Behind the backslash and what it escapes: Sucrase takes any UTF-16 unit, and a brace behind it.
const char* skip_escape(const char* at) {
  ++at;
  if (*at == 0) {
    return at;
  }
  const bool is_one_unit = static_cast<unsigned char>(*at) < 0xF0;
  do {
    ++at;
  } while ((static_cast<unsigned char>(*at) & 0xC0) == 0x80);
  if (*at != '{' || !is_one_unit) {
    return at;
  }
  while (*at != 0 && *at != '}') {
    ++at;
  }
  return *at == 0 ? at : at + 1;
}

// Behind the characters of a name, but for escapes.
const char* skip_name_parts(const char* at) {
  for (;;) {
    while (has_class(*at, byte_class::name_part)) {
      ++at;
    }
    if (!has_class(*at, byte_class::wide_lead) || wide_space_length(at) != 0) {
      return at;
    }
    ++at;
  }
}

/// How a token is read, by its first byte.
enum class Lead : std::uint8_t { other, word, number, punctuator };

struct Leads {
  std::array<Lead, 256> lead{};
  std::array<TokenKind, 256> kind{};  // of the punctuators of one character that begin no other
};

constexpr Leads make_leads() {
  Leads leads;
  for (std::size_t c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    if (has_class(byte, byte_class::digit)) {
      leads.lead[c] = Lead::number;
    } else if (has_class(byte,
                         byte_class::name_part | byte_class::wide_lead | byte_class::escape)) {
      leads.lead[c] = Lead::word;
    }
  }
  const auto add = [&leads](unsigned char byte, TokenKind kind) {
    leads.lead[byte] = Lead::punctuator;
    leads.kind[byte] = kind;
  };
  add('(', TokenKind::parenthesis_open);
  add(')', TokenKind::parenthesis_close);
  add('[', TokenKind::bracket_open);
  add(']', TokenKind::bracket_close);
  add('{', TokenKind::brace_open);
  add('}', TokenKind::brace_close);
  add(';', TokenKind::semicolon);
  add(',', TokenKind::comma);
  add('#', TokenKind::hash);
  add('~', TokenKind::tilde);
  return leads;
}

constexpr Leads leads = make_leads();

/// A kind and the length of its text.
struct Choice {
  TokenKind kind;
  std::uint32_t length;
};

// At `>`.
Choice choose_greater(const char* text) {
  using enum TokenKind;
  if (text[1] != '>') {
    return text[1] == '=' ? Choice{greater_equal, 2} : Choice{greater, 1};
  }
  if (text[2] != '>') {
    return text[2] == '=' ? Choice{shift_right_assign, 3} : Choice{shift_right, 2};
  }
  return text[3] == '=' ? Choice{shift_right_unsigned_assign, 4} : Choice{shift_right_unsigned, 3};
}

}  // namespace

const char* const unexpected_character_message = "Unexpected character '";

const char* Lexer::skip_space(std::uint32_t from, Lexeme& token) const {
  const char* at = text_ + from;
  std::uint8_t marks = 0;
  for (;;) {
    while (*at == ' ') {
      ++at;
    }
    if (has_class(*at, byte_class::space)) {
      ++at;
    } else if (has_class(*at, byte_class::line_end)) {
      marks = mark::after_newline;
      ++at;
    } else if (*at == '/' && at[1] == '/') {
      at += 2;
      while (*at != 0 && !has_class(*at, byte_class::line_end)) {
        if (is_wide_line_end(at)) {
          break;
        }
        ++at;
      }
    } else if (*at == '/' && at[1] == '*') {
      const char* const end = text_ + size_;
      const char* star = at + 2;
      do {
        star = find(star, end, '*');
        if (star == end) {
          token.start = static_cast<std::uint32_t>(at - text_);
          token.end = size_;
          return "Unterminated comment";
        }
        ++star;
      } while (*star != '/');
      if (holds_line_end(at, star)) {
        marks = mark::after_newline;
      }
      at = star + 1;
    } else if (has_class(*at, byte_class::wide_lead)) {
      const std::size_t length = wide_space_length(at);
      if (length == 0) {
        break;
      }
      if (is_wide_line_end(at)) {
        marks = mark::after_newline;
      }
      at += length;
    } else {
      break;
    }
  }
  token.start = static_cast<std::uint32_t>(at - text_);
  token.marks = marks;
  return nullptr;
}

void Lexer::read_word(Lexeme& token) const {
  const char* const first = text_ + token.start;
  const char* at = skip_name_parts(first);
  token.kind = keywords.find(first, static_cast<std::size_t>(at - first));
  if (token.kind == TokenKind::name) {
    // To Sucrase @@ is a part of a name.
    while (*at == '\\' || (*at == '@' && at[1] == '@')) {
      at = skip_name_parts(*at == '@' ? at + 2 : skip_escape(at));
    }
  }
  token.end = static_cast<std::uint32_t>(at - text_);
  if (token.end == size_) {
    // Sucrase does not know a reserved word that is the source's last characters.
    token.kind = TokenKind::name;
  }
}

void Lexer::read_number(Lexeme& token) const {
  const char* at = text_ + token.start;
  bool has_separators = false;
  const auto skip_digits = [&] {
    while (has_class(*at, byte_class::digit) || *at == '_') {
      has_separators = has_separators || *at == '_';
      ++at;
    }
  };
  const char prefix = static_cast<char>(at[1] | 0x20);
  token.kind = TokenKind::number;
  if (*at == '0' && (prefix == 'x' || prefix == 'o' || prefix == 'b')) {
    at += 2;
    while (has_class(*at, byte_class::digit) || *at == '_' ||
           ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'f')) {
      has_separators = has_separators || *at == '_';
      ++at;
    }
  } else {
    skip_digits();
    if (*at == '.') {
      ++at;
      skip_digits();
    }
    if (*at == 'e' || *at == 'E') {
      ++at;
      if (*at == '+' || *at == '-') {
        ++at;
      }
      skip_digits();
    }
  }
  if (*at == 'n') {
    ++at;
    token.kind = TokenKind::bigint;
  } else if (has_separators) {
    token.marks |= mark::separators;
  }
  token.end = static_cast<std::uint32_t>(at - text_);
}

const char* Lexer::read_string(Lexeme& token, TokenKind kind) const {
  const char* at = text_ + token.start;
  const char quote = *at;
  ++at;
  for (;;) {
    while (!has_class(*at, byte_class::string_stop)) {
      ++at;
    }
    if (*at == quote) {
      break;
    }
    if (*at == '\\' && kind == TokenKind::string) {
      ++at;
    }
    if (*at == 0) {
      token.end = size_;
      return "Unterminated string constant";
    }
    ++at;
  }
  token.kind = kind;
  token.end = static_cast<std::uint32_t>(at + 1 - text_);
  return nullptr;
}

const char* Lexer::read_template(Lexeme& token, TokenKind whole, TokenKind open) const {
  const char* at = text_ + token.end;
  while (*at != '`') {
    if (*at == '$' && at[1] == '{') {
      token.kind = open;
      token.end = static_cast<std::uint32_t>(at + 2 - text_);
      return nullptr;
    }
    if (*at == '\\') {
      ++at;
    }
    if (*at == 0) {
      token.start = token.end;
      token.end = size_;
      return "Unterminated template";
    }
    ++at;
  }
  token.kind = whole;
  token.end = static_cast<std::uint32_t>(at + 1 - text_);
  return nullptr;
}

const char* Lexer::reread_backquote(Lexeme& token) const {
  return read_template(token, TokenKind::template_whole, TokenKind::template_head);
}

const char* Lexer::reread_template(Lexeme& token) const {
  return read_template(token, TokenKind::template_tail, TokenKind::template_middle);
}

const char* Lexer::reread_regexp(Lexeme& token) const {
  const char* at = text_ + token.start + 1;
  bool in_class = false;
  while (*at != '/' || in_class) {
    if (*at == '[') {
      in_class = true;
    } else if (*at == ']') {
      in_class = false;
    } else if (*at == '\\') {
      ++at;
    }
    if (*at == 0) {
      ++token.start;
      token.end = size_;
      return "Unterminated regular expression";
    }
    ++at;
  }
  ++at;
  Lexeme flags;
  flags.start = static_cast<std::uint32_t>(at - text_);
  read_word(flags);
  token.kind = TokenKind::regexp;
  token.end = flags.end;
  return nullptr;
}

void Lexer::reread_greater(Lexeme& token) const {
  const Choice choice = choose_greater(text_ + token.start);
  token.kind = choice.kind;
  token.end = token.start + choice.length;
}

const char* Lexer::unexpected_character(Lexeme& token) const {
  token.end = token.start + 1;
  return unexpected_character_message;
}

const char* Lexer::read_punctuator(Lexeme& token) const {
  using enum TokenKind;
  const char* const here = text_ + token.start;
  const auto choose = [&]() -> Choice {
    switch (*here) {
      case '.':
        return here[1] == '.' && here[2] == '.' ? Choice{ellipsis, 3} : Choice{dot, 1};
      case '?':
        if (here[1] == '?') {
          return here[2] == '=' ? Choice{nullish_assign, 3} : Choice{nullish, 2};
        }
        return here[1] == '.' && !has_class(here[2], byte_class::digit) ? Choice{question_dot, 2}
                                                                        : Choice{question, 1};
      case '=':
        if (here[1] == '=') {
          return here[2] == '=' ? Choice{strictly_equal, 3} : Choice{equal_equal, 2};
        }
        return here[1] == '>' ? Choice{arrow, 2} : Choice{assign, 1};
      case '!':
        if (here[1] == '=') {
          return here[2] == '=' ? Choice{strictly_not_equal, 3} : Choice{not_equal, 2};
        }
        return {not_, 1};
      case '+':
        if (here[1] == '+') {
          return {increment, 2};
        }
        return here[1] == '=' ? Choice{plus_assign, 2} : Choice{plus, 1};
      case '-':
        if (here[1] == '-') {
          return {decrement, 2};
        }
        return here[1] == '=' ? Choice{minus_assign, 2} : Choice{minus, 1};
      case '*':
        if (here[1] == '*') {
          return here[2] == '=' ? Choice{power_assign, 3} : Choice{power, 2};
        }
        return here[1] == '=' && here[2] != '>' ? Choice{star_assign, 2} : Choice{star, 1};
      case '/':
        return here[1] == '=' ? Choice{slash_assign, 2} : Choice{slash, 1};
      case '%':
        return here[1] == '=' && here[2] != '>' ? Choice{percent_assign, 2} : Choice{percent, 1};
      case '^':
        return here[1] == '=' ? Choice{caret_assign, 2} : Choice{caret, 1};
      case '<':
        if (here[1] == '<') {
          return here[2] == '=' ? Choice{shift_left_assign, 3} : Choice{shift_left, 2};
        }
        return here[1] == '=' ? Choice{less_equal, 2} : Choice{less, 1};
      case '>':
        return choose_greater(here);
      case ':':
        return here[1] == ':' ? Choice{double_colon, 2} : Choice{colon, 1};
      case '&':
        if (here[1] == '&') {
          return here[2] == '=' ? Choice{logical_and_assign, 3} : Choice{logical_and, 2};
        }
        return here[1] == '=' ? Choice{ampersand_assign, 2} : Choice{ampersand, 1};
      case '|':
        if (here[1] == '|') {
          return here[2] == '=' ? Choice{logical_or_assign, 3} : Choice{logical_or, 2};
        }
        if (here[1] == '>') {
          return {pipeline, 2};
        }
        return here[1] == '=' ? Choice{pipe_assign, 2} : Choice{pipe, 1};
      default:
        return {end, 0};
    }
  };
  const Choice choice = choose();
  if (choice.length == 0) {
    return unexpected_character(token);
  }
  token.kind = choice.kind;
  token.end = token.start + choice.length;
  return nullptr;
}

const char* Lexer::read(std::uint32_t from, Lexeme& token) const {
  const char* at = text_ + from;
  // Most tokens come behind nothing or one space.
  if (*at == ' ') {
    ++at;
  }
  token.start = static_cast<std::uint32_t>(at - text_);
  token.marks = 0;
  if (has_class(*at, byte_class::space | byte_class::line_end | byte_class::wide_lead) ||
      *at == '/') {
    if (const char* const fault = skip_space(token.start, token)) {
      return fault;
    }
    at = text_ + token.start;
  }
  const auto byte = static_cast<unsigned char>(*at);
  switch (leads.lead[byte]) {
    case Lead::word:
      read_word(token);
      return nullptr;
    case Lead::punctuator:
      token.kind = leads.kind[byte];
      token.end = token.start + 1;
      return nullptr;
    case Lead::number:
      read_number(token);
      return nullptr;
    case Lead::other:
      break;
  }
  switch (*at) {
    case 0:
      token.kind = TokenKind::end;
      token.end = token.start;
      return nullptr;
    case '\'':
    case '"':
      return read_string(token, TokenKind::string);
    case '`':
      token.kind = TokenKind::backquote;
      token.end = token.start + 1;
      return nullptr;
    case '@':
      token.kind = TokenKind::at;
      token.end = token.start + 1;
      if (at[1] == '@') {
        read_word(token);
      }
      return nullptr;
    case '.':
      if (has_class(at[1], byte_class::digit)) {
        read_number(token);
        return nullptr;
      }
      break;
    default:
      break;
  }
  return read_punctuator(token);
}

const char* Lexer::read_in_tag(std::uint32_t from, Lexeme& token) const {
  if (const char* const fault = skip_space(from, token)) {
    return fault;
  }
  const char* at = text_ + token.start;
  if (*at == 0) {
    token.kind = TokenKind::end;
    token.end = token.start;
    return "Unexpectedly reached the end of input.";
  }
  if (*at == '"' || *at == '\'') {
    return read_string(token, TokenKind::jsx_string);
  }
  const bool is_name_start = has_class(*at, byte_class::jsx_part | byte_class::wide_lead) &&
                             !has_class(*at, byte_class::digit) && *at != '-';
  if (is_name_start) {
    for (;;) {
      while (has_class(*at, byte_class::jsx_part)) {
        ++at;
      }
      if (!has_class(*at, byte_class::wide_lead) || wide_space_length(at) != 0) {
        break;
      }
      ++at;
    }
    token.kind = TokenKind::jsx_name;
    token.end = static_cast<std::uint32_t>(at - text_);
    return nullptr;
  }
  const auto kind = [at] {
    switch (*at) {
      case '<':
        return TokenKind::less;
      case '>':
        return TokenKind::greater;
      case '/':
        return TokenKind::jsx_slash;
      case '.':
        return TokenKind::jsx_dot;
      case ':':
        return TokenKind::jsx_colon;
      case '=':
        return TokenKind::jsx_equal;
      case '{':
        return TokenKind::brace_open;
      default:
        return TokenKind::end;
    }
  }();
  if (kind == TokenKind::end) {
    return unexpected_character(token);
  }
  token.kind = kind;
  token.end = token.start + 1;
  return nullptr;
}

const char* Lexer::read_jsx_child(std::uint32_t from, Lexeme& token) const {
  const char* at = text_ + from;
  token.start = from;
  token.marks = 0;
  if (*at == '<' || *at == '{') {
    token.kind = *at == '<' ? TokenKind::less : TokenKind::brace_open;
    token.end = from + 1;
    return nullptr;
  }
  while (*at != '<' && *at != '{') {
    if (*at == 0) {
      token.end = size_;
      return "Unterminated JSX contents";
    }
    ++at;
  }
  token.kind = TokenKind::jsx_text;
  token.end = static_cast<std::uint32_t>(at - text_);
  return nullptr;
}

}  // namespace bazc::native

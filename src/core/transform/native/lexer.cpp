#include "core/transform/native/lexer.hpp"

#include <cstring>

#include "core/transform/native/character_classes.hpp"
#include "core/transform/native/keywords.hpp"

namespace bazc::native {
namespace {

// U+2028 and U+2029.
bool is_wide_line_end(const char* at) {
  return *at == '\xE2' && at[1] == '\x80' && (at[2] == '\xA8' || at[2] == '\xA9');
}

/// A kind and the length of its text.
struct Choice {
  TokenKind kind;
  std::uint32_t length;
};

}  // namespace

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
      const char* const open = at;
      at += 2;
      while (*at != 0 && !(*at == '*' && at[1] == '/')) {
        if (has_class(*at, byte_class::line_end) || is_wide_line_end(at)) {
          marks = mark::after_newline;
        }
        ++at;
      }
      if (*at == 0) {
        token.start = static_cast<std::uint32_t>(open - text_);
        token.end = size_;
        return "Unterminated comment";
      }
      at += 2;
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
  const char* at = first;
  for (;;) {
    while (has_class(*at, byte_class::name_part) && !has_class(*at, byte_class::wide_lead)) {
      if (*at == '\\' && at[1] == 'u' && at[2] == '{') {
        at += 3;
        while (*at != 0 && *at != '}') {
          ++at;
        }
        if (*at == 0) {
          break;
        }
      }
      ++at;
    }
    if (!has_class(*at, byte_class::wide_lead) || wide_space_length(at) != 0) {
      break;
    }
    ++at;
  }
  token.end = static_cast<std::uint32_t>(at - text_);
  // Sucrase does not know a reserved word that is the source's last characters.
  token.kind = token.end == size_ ? TokenKind::name
                                  : keywords.find(first, static_cast<std::size_t>(at - first));
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
  while (*at != quote) {
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
      ++token.start;
      token.end = size_;
      return "Unterminated template";
    }
    ++at;
  }
  token.kind = whole;
  token.end = static_cast<std::uint32_t>(at + 1 - text_);
  return nullptr;
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
  const char* const at = text_ + token.start;
  Choice choice = {TokenKind::greater, 1};
  if (at[1] == '=') {
    choice = {TokenKind::greater_equal, 2};
  } else if (at[1] == '>') {
    if (at[2] == '=') {
      choice = {TokenKind::shift_right_assign, 3};
    } else if (at[2] != '>') {
      choice = {TokenKind::shift_right, 2};
    } else if (at[3] == '=') {
      choice = {TokenKind::shift_right_unsigned_assign, 4};
    } else {
      choice = {TokenKind::shift_right_unsigned, 3};
    }
  }
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
      case '(':
        return {parenthesis_open, 1};
      case ')':
        return {parenthesis_close, 1};
      case '[':
        return {bracket_open, 1};
      case ']':
        return {bracket_close, 1};
      case '{':
        return {brace_open, 1};
      case '}':
        return {brace_close, 1};
      case ';':
        return {semicolon, 1};
      case ',':
        return {comma, 1};
      case ':':
        return {colon, 1};
      case '@':
        return {TokenKind::at, 1};
      case '#':
        return {hash, 1};
      case '~':
        return {tilde, 1};
      case '>':
        return {greater, 1};
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
        return here[1] == '=' ? Choice{star_assign, 2} : Choice{star, 1};
      case '/':
        return here[1] == '=' ? Choice{slash_assign, 2} : Choice{slash, 1};
      case '%':
        return here[1] == '=' ? Choice{percent_assign, 2} : Choice{percent, 1};
      case '^':
        return here[1] == '=' ? Choice{caret_assign, 2} : Choice{caret, 1};
      case '<':
        if (here[1] == '<') {
          return here[2] == '=' ? Choice{shift_left_assign, 3} : Choice{shift_left, 2};
        }
        return here[1] == '=' ? Choice{less_equal, 2} : Choice{less, 1};
      case '&':
        if (here[1] == '&') {
          return here[2] == '=' ? Choice{logical_and_assign, 3} : Choice{logical_and, 2};
        }
        return here[1] == '=' ? Choice{ampersand_assign, 2} : Choice{ampersand, 1};
      case '|':
        if (here[1] == '|') {
          return here[2] == '=' ? Choice{logical_or_assign, 3} : Choice{logical_or, 2};
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
  if (const char* const fault = skip_space(from, token)) {
    return fault;
  }
  const char* const at = text_ + token.start;
  if (has_class(*at, byte_class::digit)) {
    read_number(token);
    return nullptr;
  }
  if (has_class(*at, byte_class::name_part)) {
    read_word(token);
    return nullptr;
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
      token.end = token.start + 1;
      return read_template(token, TokenKind::template_whole, TokenKind::template_head);
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
  if (has_class(*at, byte_class::jsx_part) && !has_class(*at, byte_class::digit) && *at != '-') {
    for (;;) {
      while (has_class(*at, byte_class::jsx_part) && !has_class(*at, byte_class::wide_lead)) {
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

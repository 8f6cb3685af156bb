#include "core/transform/native/lexer.hpp"

#include <array>

#include "core/transform/native/byte_block.hpp"
#include "core/transform/native/character_classes.hpp"
#include "core/transform/native/keywords.hpp"
#include "core/transform/native/word_key.hpp"

namespace bazc::native {
namespace {

// U+2028 and U+2029.
bool is_wide_line_end(const char* at) {
  return *at == '\xE2' && at[1] == '\x80' && (at[2] == '\xA8' || at[2] == '\xA9');
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

// Behind the rest of a name, where its ASCII letters and digits end.
[[gnu::noinline]] const char* behind_wide_word(const char* at) {
  while (has_class(*at, byte_class::name_part) ||
         (has_class(*at, byte_class::wide_lead) && wide_space_length(at) == 0)) {
    at = skip_name_parts(at + 1);
  }
  return at;
}

// Behind the characters of a name, but for escapes.
[[gnu::always_inline]] inline const char* behind_word(const char* at) {
  at = skip_name_parts(at);
  return has_class(*at, byte_class::name_part | byte_class::wide_lead) ? behind_wide_word(at) : at;
}

// Behind the rest of one: escapes, and @@, which Sucrase takes for a part of names.
const char* behind_name_tail(const char* at) {
  while (*at == '\\' || (*at == '@' && at[1] == '@')) {
    at = behind_word(*at == '@' ? at + 2 : skip_escape(at));
  }
  return at;
}

// At the line's end.
const char* behind_line_comment(const char* at) {
  at = find_any<'\n', '\r', '\xE2', '\0'>(at);
  while (*at == '\xE2' && !is_wide_line_end(at)) {
    at = find_any<'\n', '\r', '\xE2', '\0'>(at + 1);
  }
  return at;
}

/// What is behind `/*`.
struct Comment {
  const char* end = nullptr;  // null where it has none
  bool holds_line_end = false;
};

Comment read_comment(const char* at) {
  bool holds_line_end = false;
  for (;;) {
    const ByteBlock block(at);
    const auto ends = block.equal_to('*') & ByteBlock(at + 1).equal_to('/');
    const auto stops = ends | block.equal_to('\0');
    const auto line_ends = block.equal_to('\n') | block.equal_to('\r');
    holds_line_end = holds_line_end || line_ends.before(stops).any();
    if (const auto wide = block.equal_to('\xE2').before(stops); wide.any()) {
      holds_line_end = holds_line_end || is_wide_line_end(at + wide.first());
      if (!stops.any() || wide.first() + 1 < stops.first()) {
        // There may be another one.
        at += wide.first() + 1;
        continue;
      }
    }
    if (stops.any()) {
      at += stops.first();
      return *at == 0 ? Comment{} : Comment{at + 2, holds_line_end};
    }
    at += ByteBlock::size;
  }
}

/// How a token is read, or what is before it, by the first byte.
enum class Lead : std::uint8_t {
  space,
  wide,   // white space or a word
  slash,  // a comment or a punctuator
  last_of_space = slash,
  word,
  number,
  string,
  backtick,
  at,
  dot,
  lone,  // a punctuator that begins no longer one
  punctuator,
  end,
  other,
};

struct Leads {
  std::array<Lead, 256> lead{};
  std::array<TokenKind, 256> kind{};  // of the lone punctuators
};

constexpr Leads make_leads() {
  Leads leads;
  leads.lead.fill(Lead::other);
  const auto set = [&leads](char byte, Lead lead) {
    leads.lead[static_cast<unsigned char>(byte)] = lead;
  };
  for (std::size_t c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    if (has_class(byte, byte_class::digit)) {
      set(byte, Lead::number);
    } else if (has_class(byte, byte_class::name_part | byte_class::escape)) {
      set(byte, Lead::word);
    } else if (has_class(byte, byte_class::wide_lead)) {
      set(byte, Lead::wide);
    } else if (has_class(byte, byte_class::space | byte_class::line_end)) {
      set(byte, Lead::space);
    } else {
      set(byte, Lead::other);
    }
  }
  set('/', Lead::slash);
  set('\'', Lead::string);
  set('"', Lead::string);
  set('`', Lead::backtick);
  set('@', Lead::at);
  set('.', Lead::dot);
  set('\0', Lead::end);
  for (const char byte : {'?', '=', '!', '+', '-', '*', '%', '^', '<', '>', ':', '&', '|'}) {
    set(byte, Lead::punctuator);
  }
  const auto add = [&leads](unsigned char byte, TokenKind kind) {
    leads.lead[byte] = Lead::lone;
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

constexpr const char* unterminated_comment = "Unterminated comment";

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

const char* Lexer::skip_space(const char* at, Lexeme& token) const {
  std::uint8_t marks = 0;
  for (;;) {
    switch (leads.lead[static_cast<unsigned char>(*at)]) {
      case Lead::space:
        if (has_class(*at, byte_class::line_end)) {
          marks = mark::after_newline;
        }
        at = skip_spaces(at + 1);
        continue;
      case Lead::slash:
        if (at[1] == '/') {
          at = behind_line_comment(at + 2);
          continue;
        }
        if (at[1] == '*') {
          const Comment comment = read_comment(at + 2);
          if (comment.end == nullptr) {
            token.start = static_cast<std::uint32_t>(at - text_);
            token.end = size_;
            return nullptr;
          }
          if (comment.holds_line_end) {
            marks = mark::after_newline;
          }
          at = comment.end;
          continue;
        }
        break;
      case Lead::wide:
        if (const std::size_t length = wide_space_length(at); length != 0) {
          if (is_wide_line_end(at)) {
            marks = mark::after_newline;
          }
          at += length;
          continue;
        }
        break;
      default:
        break;
    }
    break;
  }
  token.marks = marks;
  return at;
}

void Lexer::read_word(const char* first, Lexeme& token) const {
  const char* end = behind_word(first);
  auto size = static_cast<std::size_t>(end - first);
  WordKey key = WordKey::of(first, size);
  token.hash = key.hash(size);
  token.kind = keywords.find(key, size, token.hash);
  if (token.kind == TokenKind::name && (*end == '\\' || *end == '@')) {
    end = behind_name_tail(end);
    size = static_cast<std::size_t>(end - first);
    key = WordKey::of(first, size);
    token.hash = key.hash(size);
  }
  token.end = static_cast<std::uint32_t>(end - text_);
  if (token.end == size_) {
    // Sucrase does not know a reserved word that is the source's last characters.
    token.kind = TokenKind::name;
  }
}

void Lexer::read_number(Lexeme& token) const {
  const char* at = text_ + token.start;
  bool has_separators = false;
  bool is_decimal = false;
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
    is_decimal = *at == 'm';  // a proposal
  }
  if (*at == 'n' || is_decimal) {
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
    at = find_any<'\'', '"', '\\', '\0'>(at);
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
  for (;;) {
    at = find_any<'`', '$', '\\', '\0'>(at);
    if (*at == '`') {
      break;
    }
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
  const char* at = text_ + token.end - (token.kind == TokenKind::slash ? 0 : 1);
  const auto body = static_cast<std::uint32_t>(at - text_);
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
      token.start = body;
      token.end = size_;
      return "Unterminated regular expression";
    }
    ++at;
  }
  token.kind = TokenKind::regexp;
  token.end = static_cast<std::uint32_t>(behind_name_tail(behind_word(at + 1)) - text_);
  return nullptr;
}

std::uint32_t Lexer::line_end(std::uint32_t from) const {
  return static_cast<std::uint32_t>(behind_line_comment(text_ + from) - text_);
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

inline const char* Lexer::read_token(const char* at, unsigned char byte, Lexeme& token) const {
  token.start = static_cast<std::uint32_t>(at - text_);
  switch (leads.lead[byte]) {
    case Lead::word:
    case Lead::wide:
      read_word(at, token);
      return nullptr;
    case Lead::lone:
      token.kind = leads.kind[byte];
      token.end = token.start + 1;
      return nullptr;
    case Lead::number:
      read_number(token);
      return nullptr;
    case Lead::string:
      return read_string(token, TokenKind::string);
    case Lead::backtick:
      token.kind = TokenKind::backquote;
      token.end = token.start + 1;
      return nullptr;
    case Lead::at:
      token.kind = TokenKind::at;
      token.end = token.start + 1;
      if (at[1] == '@') {
        read_word(at, token);
      }
      return nullptr;
    case Lead::dot:
      if (has_class(at[1], byte_class::digit)) {
        read_number(token);
        return nullptr;
      }
      return read_punctuator(token);
    case Lead::slash:
    case Lead::punctuator:
      return read_punctuator(token);
    case Lead::end:
      token.kind = TokenKind::end;
      token.end = token.start;
      return nullptr;
    case Lead::space:
    case Lead::other:
      break;
  }
  return unexpected_character(token);
}

const char* Lexer::read(std::uint32_t from, Lexeme& token) const {
  const char* at = text_ + from;
  auto byte = static_cast<unsigned char>(*at);
  // Most tokens come behind nothing or one space.
  if (byte == ' ') {
    ++at;
    byte = static_cast<unsigned char>(*at);
  }
  token.marks = 0;
  return leads.lead[byte] <= Lead::last_of_space ? read_behind_space(at, token)
                                                 : read_token(at, byte, token);
}

const char* Lexer::read_behind_space(const char* at, Lexeme& token) const {
  at = skip_space(at, token);
  if (at == nullptr) {
    return unterminated_comment;
  }
  return read_token(at, static_cast<unsigned char>(*at), token);
}

const char* Lexer::read_in_tag(std::uint32_t from, Lexeme& token) const {
  const char* at = text_ + from;
  token.marks = 0;
  if (leads.lead[static_cast<unsigned char>(*at)] <= Lead::last_of_space) {
    at = skip_space(at, token);
    if (at == nullptr) {
      return unterminated_comment;
    }
  }
  token.start = static_cast<std::uint32_t>(at - text_);
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
    const char* const first = at;
    at = skip_name_parts(at);
    while (has_class(*at, byte_class::jsx_part | byte_class::wide_lead)) {
      if (has_class(*at, byte_class::wide_lead) && wide_space_length(at) != 0) {
        break;
      }
      at = skip_name_parts(at + 1);
    }
    const auto size = static_cast<std::size_t>(at - first);
    token.hash = WordKey::of(first, size).hash(size);
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
  at = find_any<'<', '{', '\0'>(at);
  if (*at == 0) {
    token.end = size_;
    return "Unterminated JSX contents";
  }
  token.kind = TokenKind::jsx_text;
  token.end = static_cast<std::uint32_t>(at - text_);
  return nullptr;
}

}  // namespace bazc::native

#pragma once

// Internal to the parser: reads one token at a time. What a character means where the grammar says
// (a regular expression, JSX, `>` of types) the parser asks for by the function that it calls.

#include <cstdint>
#include <string_view>

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// The token that the parser looks at, before it goes into the array.
struct Lexeme {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::end;
  std::uint8_t marks = 0;  ///< mark::after_newline, mark::separators
  std::uint8_t hash = 0;   ///< of a word, see WordKey
};

/// Every function sets `token` to what begins at or behind `from`, and returns null, or what is
/// wrong, in Sucrase's words; `token` is then the fault's place.
class Lexer {
 public:
  /// Behind `source` `text_padding` NULs must follow; it holds none.
  void start(std::string_view source) {
    text_ = source.data();
    size_ = static_cast<std::uint32_t>(source.size());
  }
  [[nodiscard]] const char* text() const { return text_; }
  [[nodiscard]] std::uint32_t size() const { return size_; }

  /// Where the line ends in which `from` is.
  [[nodiscard]] std::uint32_t line_end(std::uint32_t from) const;
  /// A token outside of JSX. `/` and `/=` are operators, a backquote stands alone.
  const char* read(std::uint32_t from, Lexeme& token) const;
  /// Inside of a tag: names with -, strings without escapes, punctuation.
  const char* read_in_tag(std::uint32_t from, Lexeme& token) const;
  /// Between tags: jsx_text, or `<` or `{` as they are.
  const char* read_jsx_child(std::uint32_t from, Lexeme& token) const;
  /// `token` is `/` or an operator like `/=`, whose last character the expression begins with.
  const char* reread_regexp(Lexeme& token) const;
  /// `token` is a backquote, with which a template begins.
  const char* reread_backquote(Lexeme& token) const;
  /// `token` is `}`, which closes a substitution; Sucrase takes any token there.
  const char* reread_template(Lexeme& token) const;
  /// `token` is the first character of an operator that begins with `>`.
  void reread_greater(Lexeme& token) const;

 private:
  /// Behind white space and comments, of which it sets the marks; null, and the place, where a
  /// comment has no end.
  const char* skip_space(const char* at, Lexeme& token) const;
  [[gnu::noinline]] const char* read_behind_space(const char* at, Lexeme& token) const;
  /// Of which `byte` is the first.
  const char* read_token(const char* at, unsigned char byte, Lexeme& token) const;
  const char* read_punctuator(Lexeme& token) const;
  const char* read_string(Lexeme& token, TokenKind kind) const;
  const char* read_template(Lexeme& token, TokenKind whole, TokenKind open) const;
  void read_number(Lexeme& token) const;
  void read_word(const char* first, Lexeme& token) const;
  const char* unexpected_character(Lexeme& token) const;

  const char* text_ = nullptr;
  std::uint32_t size_ = 0;
};

/// The message of a character that begins no token; the parser adds the character.
extern const char* const unexpected_character_message;

}  // namespace bazc::native

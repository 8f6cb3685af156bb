#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bazc {

/// A range of bytes of the code that was read.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] std::string_view in(std::string_view code) const {
    return code.substr(begin, end - begin);
  }
  friend bool operator==(const Span&, const Span&) = default;
};

enum class TokenKind : std::uint8_t {
  end,
  identifier,  ///< or a reserved word: see Token::word
  private_name,
  number,
  string,
  template_whole,   ///< `…`
  template_head,    ///< `…${
  template_middle,  ///< }…${
  template_tail,    ///< }…`
  regex,
  open_brace,
  close_brace,
  open_paren,
  close_paren,
  open_bracket,
  close_bracket,
  semicolon,
  comma,
  colon,
  question,
  question_dot,
  dot,
  ellipsis,
  arrow,
  assign,           ///< =
  logical_assign,   ///< ||= &&= ??=
  compound_assign,  ///< += and the like
  increment,        ///< ++ --
  plus_minus,
  star,
  logical,  ///< || && ??
  bang,     ///< ! ~
  binary,   ///< every other binary operator
  at,
  invalid,  ///< a character that starts no token, or a literal without its end
};

/// The names of module_words.def; `other` is any other name.
enum class Word : std::uint8_t {
  other,
#define WORD(enumerator, text) enumerator,
#include "core/module/module_words.def"
#undef WORD
};

[[nodiscard]] Word find_word(std::string_view text);

struct Token {
  TokenKind kind = TokenKind::end;
  Word word = Word::other;      ///< of an identifier; an escaped one is never a reserved word
  bool newline_before = false;  ///< a line terminator stands between the token before and this one
  bool escaped = false;         ///< the text contains a backslash
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] Span span() const { return {begin, end}; }
};

/// Only the reader's caller knows the grammar's state (ECMA-262, clause 12: the goal symbols).
enum class SlashMeaning : bool { division, regex };

/// Reads the tokens of ES2024 module code. Any bytes are allowed: each call moves on, `end` comes
/// at last, and no byte is read more than a fixed number of times. Beyond the standard, and like
/// Sucrase, every character above U+007F that is not white space is an identifier character.
/// Does not allocate. `code` must outlive the reader.
class TokenReader {
 public:
  explicit TokenReader(std::string_view code);

  [[nodiscard]] Token next(SlashMeaning slash);

  /// To be called right after next() gave the `}` that ends a template's substitution.
  [[nodiscard]] Token continue_template(const Token& close_brace);

  /// The token that next() would give.
  [[nodiscard]] Token peek(SlashMeaning slash) const;

  /// The length of the `#!` line at the start, without its line terminator; 0: there is none.
  [[nodiscard]] std::size_t hashbang_size() const { return hashbang_size_; }

 private:
  [[nodiscard]] unsigned char at(std::size_t offset) const {
    return offset < code_.size() ? static_cast<unsigned char>(code_[offset]) : 0;
  }
  [[nodiscard]] bool skip_gap();
  void skip_line_comment();
  [[nodiscard]] bool skip_block_comment();
  void read_name(Token& token);
  void read_name_tail();
  void read_number();
  [[nodiscard]] TokenKind read_string(unsigned char quote);
  [[nodiscard]] TokenKind read_template(TokenKind whole, TokenKind open);
  [[nodiscard]] TokenKind read_regex();
  [[nodiscard]] TokenKind read_punctuator(unsigned char first);
  [[nodiscard]] TokenKind take(std::size_t size, TokenKind kind);

  std::string_view code_;
  std::size_t position_ = 0;
  std::size_t hashbang_size_ = 0;
};

/// Whether the byte can be part of an identifier; every byte above 0x7F can.
[[nodiscard]] bool is_identifier_byte(unsigned char byte);

/// Whether `text` is nothing but JavaScript's white space and line terminators, BOM included.
[[nodiscard]] bool is_blank(std::string_view text);

/// The value of an identifier's or of a string literal's inner text with its escapes decoded
/// (ECMA-262, 12.9.4); a lone surrogate becomes U+FFFD, a malformed escape stays as it is.
[[nodiscard]] std::string decode_escapes(std::string_view text);

}  // namespace bazc

// Types. All of it is erased; what matters is where a type ends.

#include <utility>

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {

void Parser::parse_type() {
  const Recursion recursion(*this);
  const bool may_be_conditional = std::exchange(may_be_conditional_, true);
  parse_type_without_conditional();
  if (at(TokenKind::extends_) && !after_newline()) {
    advance();
    may_be_conditional_ = false;
    parse_type_without_conditional();
    may_be_conditional_ = true;
    expect(TokenKind::question);
    parse_type();
    expect(TokenKind::colon);
    parse_type();
  }
  may_be_conditional_ = may_be_conditional;
}

void Parser::parse_type_without_conditional() {
  if (at(TokenKind::less) || (at(TokenKind::parenthesis_open) && at_function_type())) {
    parse_function_type();
    return;
  }
  if (at(TokenKind::new_)) {
    advance();
    parse_function_type();
    return;
  }
  if (at(TokenKind::abstract_) && peek_kind() == TokenKind::new_) {
    advance();
    advance();
    parse_function_type();
    return;
  }
  parse_union_type();
}

void Parser::parse_function_type() {
  parse_type_parameters_if_any();
  open_scope(index(), true);
  parse_parameters(no_record);
  close_scope();
  parse_return_type(TokenKind::arrow);
}

// Whether `(` begins parameters, not a type in parentheses.
bool Parser::at_function_type() {
  Lexeme next;
  const auto read = [&] {
    if (lexer_.read(next.end, next) != nullptr) {
      next.kind = TokenKind::end;
    }
  };
  next.end = current_.end;
  read();
  if (next.kind == TokenKind::parenthesis_close || next.kind == TokenKind::ellipsis) {
    return true;
  }
  if (is_name(next.kind) || next.kind == TokenKind::this_) {
    read();
  } else if (next.kind == TokenKind::brace_open || next.kind == TokenKind::bracket_open) {
    next.end = behind_brackets(next);
    if (next.end == no_offset) {
      return false;
    }
    read();
  } else {
    return false;
  }
  switch (next.kind) {
    case TokenKind::colon:
    case TokenKind::comma:
    case TokenKind::question:
    case TokenKind::assign:
      return true;
    case TokenKind::parenthesis_close:
      read();
      return next.kind == TokenKind::arrow;
    default:
      return false;
  }
}

// Behind a { or [ and what closes it, of whichever kind; no_offset where nothing does. What is
// within it is remembered, as the same may be asked of it.
std::uint32_t Parser::behind_brackets(Lexeme at) {
  const std::uint32_t start = at.start;
  std::vector<std::uint32_t> open;
  do {
    switch (at.kind) {
      case TokenKind::brace_open:
      case TokenKind::bracket_open:
        if (const std::uint32_t* const end = bracket_ends_.find(at.start)) {
          at.end = *end;
        } else {
          open.push_back(at.start);
        }
        break;
      case TokenKind::brace_close:
      case TokenKind::bracket_close:
        bracket_ends_.insert(open.back(), at.end);
        open.pop_back();
        break;
      case TokenKind::end:
        return no_offset;
      default:
        break;
    }
    if (!open.empty() && lexer_.read(at.end, at) != nullptr) {
      at.kind = TokenKind::end;
    }
  } while (!open.empty());
  read_again_ += at.end - start;
  return at.end;
}

void Parser::parse_union_type() {
  eat(TokenKind::pipe);
  parse_intersection_type();
  while (!failed_ && eat(TokenKind::pipe)) {
    parse_intersection_type();
  }
}

void Parser::parse_intersection_type() {
  eat(TokenKind::ampersand);
  parse_type_operator();
  while (!failed_ && eat(TokenKind::ampersand)) {
    parse_type_operator();
  }
}

void Parser::parse_type_operator() {
  if (at(TokenKind::keyof_) || at(TokenKind::unique_) || at(TokenKind::readonly_)) {
    const Recursion recursion(*this);
    advance();
    parse_type_operator();
    return;
  }
  if (at(TokenKind::infer_)) {
    advance();
    take_word();
    parse_constraint();
    return;
  }
  parse_postfix_type();
}

// Behind infer A: extends B, unless that begins a conditional type.
void Parser::parse_constraint() {
  const std::uint32_t offset = current_.start;
  if (!at(TokenKind::extends_) || (may_be_conditional_ && findings().conditions.contains(offset))) {
    return;
  }
  const Recursion recursion(*this);
  const Snapshot before = snapshot();
  const bool may_be_conditional = std::exchange(may_be_conditional_, false);
  advance();
  parse_type_without_conditional();
  may_be_conditional_ = may_be_conditional;
  if (may_be_conditional && at(TokenKind::question)) {
    restore(before);
    findings().conditions.insert(offset);
  }
}

void Parser::parse_postfix_type() {
  parse_primary_type();
  while (!failed_ && at(TokenKind::bracket_open) && !after_newline()) {
    advance();
    if (!eat(TokenKind::bracket_close)) {
      parse_type();
      expect(TokenKind::bracket_close);
    }
  }
}

void Parser::parse_primary_type() {
  switch (current_.kind) {
    case TokenKind::this_:
    case TokenKind::null_:
    case TokenKind::void_:
    case TokenKind::true_:
    case TokenKind::false_:
    case TokenKind::string:
    case TokenKind::number:
    case TokenKind::bigint:
      advance();
      return;
    case TokenKind::minus:
      advance();
      if (at(TokenKind::end)) {
        unexpected();
      }
      advance();
      return;
    case TokenKind::typeof_:
      advance();
      if (at(TokenKind::import_)) {
        parse_import_type();
      } else {
        take_word();
        while (!failed_ && eat(TokenKind::dot)) {
          take_word();
        }
      }
      if (at(TokenKind::less) && !after_newline()) {
        parse_type_arguments();
      }
      return;
    case TokenKind::import_:
      parse_import_type();
      return;
    case TokenKind::brace_open:
      if (at_mapped_type()) {
        parse_mapped_type();
      } else {
        parse_type_members();
      }
      return;
    case TokenKind::bracket_open:
      parse_tuple_type();
      return;
    case TokenKind::parenthesis_open: {
      const Nesting nesting(*this);
      advance();
      parse_type();
      expect(TokenKind::parenthesis_close);
      return;
    }
    case TokenKind::backquote:
      parse_template(TemplateOf::types);
      return;
    default:
      parse_type_reference();
  }
}

void Parser::parse_type_reference() {
  if (is_keyword(current_.kind)) {
    // Sucrase takes any.
    advance();
    return;
  }
  if (!at_name()) {
    unexpected();
    return;
  }
  advance();
  while (!failed_ && eat(TokenKind::dot)) {
    take_word();
  }
  if ((at(TokenKind::less) || at(TokenKind::shift_left)) && !after_newline()) {
    parse_type_arguments();
  }
}

void Parser::parse_import_type() {
  advance();
  expect(TokenKind::parenthesis_open);
  expect(TokenKind::string);
  expect(TokenKind::parenthesis_close);
  while (!failed_ && at(TokenKind::dot)) {
    advance();
    advance();
  }
  if (at(TokenKind::less)) {
    parse_type_arguments();
  }
}

void Parser::parse_tuple_type() {
  const Nesting nesting(*this);
  advance();
  while (!failed_ && !at(TokenKind::bracket_close)) {
    eat(TokenKind::ellipsis);
    // The name in a: b, a?: b is read as a type.
    parse_type();
    eat(TokenKind::question);
    if (eat(TokenKind::colon)) {
      parse_type();
    }
    eat(TokenKind::comma);
  }
  expect(TokenKind::bracket_close);
}

void Parser::parse_type_annotation() {
  const TypeRegion types(*this);
  expect(TokenKind::colon);
  parse_type();
}

// Behind `:` or `=>`: also a is b, asserts a, asserts a is b.
void Parser::parse_return_type(TokenKind opening) {
  const TypeRegion types(*this);
  expect(opening);
  const auto is_subject = [](TokenKind kind) { return is_name(kind) || kind == TokenKind::this_; };
  if (at(TokenKind::asserts_)) {
    const Lexeme next = peek();
    if (is_subject(next.kind) && next.kind != TokenKind::is_) {
      advance();
      advance();
      if (eat(TokenKind::is_)) {
        parse_type();
      }
      return;
    }
  }
  if (is_subject(current_.kind)) {
    const Lexeme next = peek();
    const bool may_end_line = at(TokenKind::asserts_);
    if (next.kind == TokenKind::is_ && (may_end_line || (next.marks & mark::after_newline) == 0)) {
      advance();
      advance();
    }
  }
  parse_type();
}

// Sucrase takes any token for a parameter's name, and does not ask for commas.
void Parser::parse_type_parameters() {
  const Nesting nesting(*this);
  const TypeRegion types(*this);
  expect(TokenKind::less);
  while (!failed_ && !at(TokenKind::greater)) {
    while (at(TokenKind::const_) || at(TokenKind::in_) || at(TokenKind::out_)) {
      const TokenKind next = peek_kind();
      if (!at(TokenKind::const_) && !is_name(next) && next != TokenKind::in_) {
        break;
      }
      advance();
    }
    if (at(TokenKind::end)) {
      fail("Unexpectedly reached the end of input.");
    }
    if (at(TokenKind::string)) {
      advance_as(TokenKind::name);
    } else {
      advance();
    }
    if (at(TokenKind::extends_)) {
      advance();
      parse_type();
    }
    if (eat(TokenKind::assign)) {
      parse_type();
    }
    eat(TokenKind::comma);
  }
  expect(TokenKind::greater);
}

void Parser::parse_type_arguments() {
  const Nesting nesting(*this);
  const std::uint32_t start = current_.start;
  {
    const TypeRegion types(*this);
    split_operator();
    expect(TokenKind::less);
    while (!failed_ && !at(TokenKind::greater)) {
      parse_type();
      eat(TokenKind::comma);
    }
  }
  if (at(TokenKind::greater)) {
    advance_as_type();
  } else {
    fail_expected(TokenKind::greater);
  }
  if (failed_) {
    findings().not_type_arguments.insert(start);
  }
}

bool Parser::at_mapped_type() const {
  Lexeme next = current_;
  const auto read = [&] {
    if (lexer_.read(next.end, next) != nullptr) {
      next.kind = TokenKind::end;
    }
  };
  read();
  if (next.kind == TokenKind::plus || next.kind == TokenKind::minus) {
    read();
    return next.kind == TokenKind::readonly_;
  }
  if (next.kind == TokenKind::readonly_) {
    read();
  }
  if (next.kind != TokenKind::bracket_open) {
    return false;
  }
  read();
  if (!is_name(next.kind)) {
    return false;
  }
  read();
  return next.kind == TokenKind::in_;
}

// {[a in b as c]?: d}
void Parser::parse_mapped_type() {
  const Nesting nesting(*this);
  expect(TokenKind::brace_open);
  if (at(TokenKind::plus) || at(TokenKind::minus)) {
    advance();
  }
  eat(TokenKind::readonly_);
  expect(TokenKind::bracket_open);
  advance();
  expect(TokenKind::in_);
  parse_type();
  if (eat(TokenKind::as_)) {
    parse_type();
  }
  expect(TokenKind::bracket_close);
  if (at(TokenKind::plus) || at(TokenKind::minus)) {
    advance();
    expect(TokenKind::question);
  } else {
    eat(TokenKind::question);
  }
  if (eat(TokenKind::colon)) {
    parse_type();
  }
  end_statement();
  expect(TokenKind::brace_close);
}

void Parser::parse_type_members() {
  const Nesting nesting(*this);
  expect(TokenKind::brace_open);
  while (!failed_ && !eat(TokenKind::brace_close)) {
    parse_type_member();
    if (!eat(TokenKind::comma)) {
      end_statement();
    }
  }
}

void Parser::parse_type_member() {
  const auto is_modifier = [this] {
    const Lexeme next = peek();
    return begins_member(next.kind) && (next.marks & mark::after_newline) == 0;
  };
  bool is_readonly = false;
  bool is_signature = at(TokenKind::parenthesis_open) || at(TokenKind::less);
  if (at(TokenKind::new_)) {
    const TokenKind next = peek_kind();
    if (next == TokenKind::parenthesis_open || next == TokenKind::less) {
      advance();
      is_signature = true;
    }
  }
  if (!is_signature) {
    if (at(TokenKind::readonly_) && is_modifier()) {
      is_readonly = true;
      advance();
    }
    if ((at(TokenKind::get_) || at(TokenKind::set_)) && is_modifier()) {
      advance();
    }
    parse_type_property_name();
    eat(TokenKind::question);
    is_signature = !is_readonly && (at(TokenKind::parenthesis_open) || at(TokenKind::less));
  }
  if (!is_signature) {
    if (at(TokenKind::colon)) {
      parse_type_annotation();
    }
    return;
  }
  parse_type_parameters_if_any();
  open_scope(index(), true);
  parse_parameters(no_record);
  close_scope();
  if (at(TokenKind::colon)) {
    parse_return_type(TokenKind::colon);
  }
}

void Parser::parse_type_property_name() {
  if (at(TokenKind::end)) {
    fail("Unexpectedly reached the end of input.");
    return;
  }
  if (!at(TokenKind::bracket_open)) {
    eat(TokenKind::hash);
    if (at(TokenKind::await_)) {
      current_.kind = TokenKind::name;  // a key, unlike the names of types
    }
    advance();
    return;
  }
  advance();
  if (at_name() && peek_kind() == TokenKind::colon) {
    advance();
    parse_type_annotation();
  } else {
    parse_assignment();
  }
  expect(TokenKind::bracket_close);
}

}  // namespace bazc::native

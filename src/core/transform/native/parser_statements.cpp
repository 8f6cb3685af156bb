// Statements that are JavaScript's.

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {

void Parser::parse_program() {
  while (!failed_ && !at(TokenKind::end)) {
    parse_statement(true);
  }
}

void Parser::parse_block() {
  const Nesting nesting(*this);
  expect(TokenKind::brace_open);
  parse_block_items();
}

// The body of a function is a scope beside its parameters: a var in it does not hide what their
// default values see.
void Parser::parse_function_block() {
  open_scope(index(), true);
  parse_block();
  close_scope();
}

void Parser::parse_block_items() {
  while (!failed_ && !eat(TokenKind::brace_close)) {
    parse_statement(true);
  }
}

void Parser::parse_scoped_block() {
  open_scope(index(), false);
  parse_block();
  close_scope();
}

void Parser::parse_statement(bool is_declaration_allowed) {
  const Recursion recursion(*this);
  switch (current_.kind) {
    case TokenKind::brace_open:
      parse_scoped_block();
      return;
    case TokenKind::semicolon:
      advance();
      return;
    case TokenKind::at: {
      const TokenIndex first = index();
      parse_decorators();
      if (at(TokenKind::class_) && is_declaration_allowed) {
        parse_class(first, ClassOf::statement);
      } else {
        parse_statement(is_declaration_allowed);
      }
      return;
    }
    default:
      if (is_name(current_.kind)) {
        parse_name_statement();
      } else if (is_keyword(current_.kind)) {
        parse_keyword_statement(is_declaration_allowed);
      } else {
        parse_expression_statement();
      }
  }
}

void Parser::parse_expression_statement() {
  ++values_;
  doubt_line_start();
  parse_expression();
  end_expression_statement();
}

void Parser::parse_keyword_statement(bool is_declaration_allowed) {
  const TokenIndex first = index();
  values_ += at(TokenKind::import_) || at(TokenKind::export_) ? 0U : 1U;
  switch (current_.kind) {
    case TokenKind::break_:
    case TokenKind::continue_:
      advance();
      if (!can_end_statement()) {
        take_word();
      }
      end_statement();
      return;
    case TokenKind::debugger_:
      advance();
      end_statement();
      return;
    case TokenKind::do_:
      advance();
      parse_statement(false);
      expect(TokenKind::while_);
      expect(TokenKind::parenthesis_open);
      parse_expression();
      expect(TokenKind::parenthesis_close);
      eat(TokenKind::semicolon);
      return;
    case TokenKind::while_:
      advance();
      expect(TokenKind::parenthesis_open);
      parse_expression();
      expect(TokenKind::parenthesis_close);
      parse_statement(false);
      return;
    case TokenKind::for_:
      parse_for();
      return;
    case TokenKind::if_:
      parse_if();
      return;
    case TokenKind::function_:
      if (peek_kind() == TokenKind::dot && type_mark_ == 0) {
        break;
      }
      if (!is_declaration_allowed) {
        unexpected();
      }
      parse_function_statement(first, false);
      return;
    case TokenKind::class_:
      if (!is_declaration_allowed) {
        unexpected();
      }
      parse_class(first, ClassOf::statement);
      return;
    case TokenKind::return_:
      advance();
      if (!can_end_statement()) {
        parse_expression();
        end_expression_statement();
      } else {
        end_statement();
      }
      return;
    case TokenKind::throw_:
      advance();
      parse_expression();
      end_expression_statement();
      return;
    case TokenKind::switch_:
      parse_switch();
      return;
    case TokenKind::try_:
      parse_try();
      return;
    case TokenKind::const_:
      if (peek_kind() == TokenKind::enum_) {
        parse_enum(first);
        return;
      }
      [[fallthrough]];
    case TokenKind::let_:
      if (!is_declaration_allowed) {
        unexpected();
      }
      parse_variable_statement(Binding::lexical);
      return;
    case TokenKind::var_:
      parse_variable_statement(Binding::variable);
      return;
    case TokenKind::import_: {
      const TokenKind next = peek_kind();
      if (next == TokenKind::parenthesis_open || next == TokenKind::dot) {
        break;
      }
      parse_import();
      return;
    }
    case TokenKind::export_:
      parse_export();
      return;
    default:
      break;
  }
  parse_expression_statement();
}

void Parser::parse_name_statement() {
  const TokenIndex first = index();
  if (at(TokenKind::async_)) {
    const Lexeme next = peek();
    if (next.kind == TokenKind::function_ && (next.marks & mark::after_newline) == 0) {
      advance();
      parse_function_statement(first, false);
      return;
    }
  } else if (at(TokenKind::using_) || at(TokenKind::await_)) {
    if (at_using()) {
      eat(TokenKind::await_);
      parse_variable_statement(Binding::lexical);
      return;
    }
  } else if (parse_typescript_declaration(first, false)) {
    return;
  }
  ++values_;
  const TokenKind word = current_.kind;
  const bool may_be_label = at_name();
  parse_expression();
  if (failed_) {
    return;
  }
  if (may_be_label && index() == first + 1 && at(TokenKind::colon)) {
    // Sucrase counts the label as a use of the name.
    advance();
    parse_statement(true);
    return;
  }
  if (index() == first + 1 && at(TokenKind::semicolon) && begins_typescript_declaration(word)) {
    // Behind type; and the like Sucrase wants another end.
    advance();
  }
  end_expression_statement();
}

// using x = …, await using x = …; using and await are names otherwise.
bool Parser::at_using() {
  const Snapshot before = snapshot();
  if (at(TokenKind::await_)) {
    advance();
    if (!at(TokenKind::using_) || after_newline()) {
      restore(before);
      return false;
    }
  }
  advance();
  const bool is_using = at_name() && !after_newline();
  restore(before);
  return is_using;
}

void Parser::parse_variable_statement(Binding binding) {
  ++values_;
  if (parse_variables(binding, In::operation)) {
    end_expression_statement();
  } else {
    end_statement();
  }
}

bool Parser::parse_variables(Binding binding, In in) {
  bool has_value = false;
  advance();
  do {
    parse_binding_target(binding);
    if (at(TokenKind::not_) && !after_newline()) {
      const TypeRegion types(*this);
      advance();
    }
    if (at(TokenKind::colon)) {
      parse_type_annotation();
    }
    has_value = eat(TokenKind::assign);
    if (has_value) {
      parse_bound_value(in);
    }
  } while (!failed_ && eat(TokenKind::comma));
  return has_value;
}

void Parser::parse_if() {
  advance();
  expect(TokenKind::parenthesis_open);
  parse_expression();
  expect(TokenKind::parenthesis_close);
  parse_statement(false);
  if (eat(TokenKind::else_)) {
    parse_statement(false);
  }
}

void Parser::parse_for() {
  const TokenIndex first = index();
  open_scope(first, false);
  advance();
  const bool is_await = eat(TokenKind::await_);
  expect(TokenKind::parenthesis_open);
  bool is_using = at(TokenKind::await_) && at_using();
  if (at(TokenKind::using_)) {
    is_using = peek_kind() != TokenKind::of_;
  }
  if (at(TokenKind::semicolon)) {
    if (is_await) {
      unexpected();
    }
    parse_for_rest();
  } else if (at(TokenKind::var_) || at(TokenKind::let_) || at(TokenKind::const_) || is_using) {
    if (is_using) {
      eat(TokenKind::await_);
    }
    // Sucrase takes var for a declaration of the loop, too.
    parse_variables(Binding::lexical, In::excluded);
    if (is_await && at(TokenKind::in_)) {
      unexpected();
    }
    parse_for_rest();
  } else {
    parse_expression(In::excluded);
    if (is_await && !at(TokenKind::of_)) {
      unexpected();
    }
    parse_for_rest();
  }
  close_scope();
}

void Parser::parse_for_rest() {
  if (at(TokenKind::in_) || at(TokenKind::of_)) {
    advance();
    parse_expression();
  } else {
    expect(TokenKind::semicolon);
    if (!at(TokenKind::semicolon)) {
      parse_expression();
    }
    expect(TokenKind::semicolon);
    if (!at(TokenKind::parenthesis_close)) {
      parse_expression();
    }
  }
  expect(TokenKind::parenthesis_close);
  parse_statement(false);
}

void Parser::parse_switch() {
  const Nesting nesting(*this);
  advance();
  expect(TokenKind::parenthesis_open);
  parse_expression();
  expect(TokenKind::parenthesis_close);
  open_scope(index(), false);
  expect(TokenKind::brace_open);
  while (!failed_ && !at(TokenKind::brace_close)) {
    if (at(TokenKind::case_) || at(TokenKind::default_)) {
      const bool has_value = at(TokenKind::case_);
      advance();
      if (has_value) {
        parse_expression();
      }
      expect(TokenKind::colon);
    } else {
      parse_statement(true);
    }
  }
  expect(TokenKind::brace_close);
  close_scope();
}

void Parser::parse_try() {
  advance();
  parse_scoped_block();
  if (at(TokenKind::catch_)) {
    const TokenIndex first = index();
    advance();
    if (at(TokenKind::parenthesis_open)) {
      open_scope(index(), false);
      advance();
      parse_binding_target(Binding::lexical);
      if (at(TokenKind::colon)) {
        parse_type_annotation();
      }
      expect(TokenKind::parenthesis_close);
      parse_scoped_block();
      close_scope();
    } else {
      add_note(first, NoteKind::catch_without_binding, no_record);
      parse_scoped_block();
    }
  }
  if (eat(TokenKind::finally_)) {
    parse_scoped_block();
  }
}

}  // namespace bazc::native

// Functions, their parameters, and patterns.

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {

// `first` is `async` or `function`; the current token is `function`.
void Parser::parse_function_statement(TokenIndex first, bool is_name_optional) {
  advance();
  eat(TokenKind::star);
  if (at_name()) {
    advance_as(TokenKind::name, declaration(Binding::variable));
  } else if (!is_name_optional) {
    unexpected();
  }
  if (!parse_function_rest()) {
    // An overload or a declaration.
    mark_types(first);
  }
}

void Parser::parse_function_expression(TokenIndex first) {
  const TokenIndex scope_first = index();
  advance();
  if (first == scope_first && eat(TokenKind::dot)) {
    // function.sent, a proposal, which Sucrase takes for the head of a function.
    parse_member_name();
  }
  eat(TokenKind::star);
  open_scope(scope_first, true);
  if (at_name()) {
    advance_as(TokenKind::name, Role::function_declaration);
  }
  if (!parse_function_rest()) {
    mark_types(first);
  }
  close_scope();
}

/// From the type parameters to the end of the body. False where there is no body, but a `;` or a
/// line's end, which is read.
bool Parser::parse_function_rest() {
  open_scope(index(), true);
  parse_type_parameters_if_any();
  parse_parameters(no_record);
  if (at(TokenKind::colon)) {
    parse_return_type(TokenKind::colon);
  }
  bool has_body = true;
  if (at(TokenKind::brace_open) || !can_end_statement()) {
    parse_function_block();
  } else {
    has_body = false;
    eat(TokenKind::semicolon);
  }
  close_scope();
  return has_body;
}

// `constructed` is the class whose constructor this is, whose parameters may be properties; behind
// the rest of an arrow function (is_arrow) no comma may stand.
void Parser::parse_parameters(RecordIndex constructed, bool is_arrow) {
  const Nesting nesting(*this);
  expect(TokenKind::parenthesis_open);
  parse_leading_this(TokenKind::parenthesis_close);
  while (!failed_ && !at(TokenKind::parenthesis_close)) {
    const bool is_rest = at(TokenKind::ellipsis);
    parse_parameter(constructed);
    if (is_rest && is_arrow && previous().kind == TokenKind::comma) {
      fail_expected(TokenKind::parenthesis_close);
    }
    if (!at(TokenKind::parenthesis_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::parenthesis_close);
}

// `this` goes with the comma behind it where a list begins, in Sucrase also that of an array
// pattern.
void Parser::parse_leading_this(TokenKind close) {
  if (!at(TokenKind::this_)) {
    return;
  }
  parse_binding_element(Binding::variable);
  if (at(TokenKind::comma)) {
    advance_as_type();
  } else if (!at(close)) {
    fail_expected(TokenKind::comma);
  }
}

void Parser::parse_parameter(RecordIndex constructed) {
  if (eat(TokenKind::ellipsis)) {
    parse_binding_rest(Binding::variable);
    if (!at(TokenKind::parenthesis_close)) {
      fail_expected(TokenKind::parenthesis_close);
    }
    return;
  }
  bool is_property = false;
  if (constructed != no_record) {
    while (is_member_modifier(current_.kind) && !at(TokenKind::declare_) &&
           !at(TokenKind::abstract_) && !at(TokenKind::static_)) {
      const Lexeme next = peek();
      const bool is_target = is_name(next.kind) || next.kind == TokenKind::bracket_open ||
                             next.kind == TokenKind::brace_open || next.kind == TokenKind::this_ ||
                             next.kind == TokenKind::yield_;
      if (!is_target || (next.marks & mark::after_newline) != 0) {
        break;
      }
      is_property = true;
      advance_modifier();
    }
  }
  const TokenIndex name = index();
  parse_binding_element(Binding::variable);
  if (is_property && constructed != copied_class) {
    add_note(name, NoteKind::parameter_property, constructed);
  }
}

void Parser::parse_binding_target(Binding binding) {
  if (at_name() || at(TokenKind::yield_)) {
    advance_as(TokenKind::name, declaration(binding));
  } else if (at(TokenKind::brace_open)) {
    parse_object_pattern(binding);
  } else if (at(TokenKind::bracket_open)) {
    parse_array_pattern(binding);
  } else if (at(TokenKind::this_)) {
    const TypeRegion types(*this);
    advance();
  } else {
    unexpected();
  }
}

/// Behind the `=` of what is bound.
void Parser::parse_bound_value(In in) {
  const TokenIndex assign = last_index();
  parse_assignment(in);
  note_stray_span(assign);
}

/// That ends with the last token.
void Parser::note_stray_span(TokenIndex first) {
  if (optional_methods_ > 0 && !failed_) {
    parsed_.stray_spans.push_back({first, last_index()});
  }
}

// A target with its type and default value. Sucrase takes a value before the type, too.
void Parser::parse_binding_element(Binding binding) {
  parse_binding_target(binding);
  if (eat(TokenKind::assign)) {
    parse_bound_value();
  }
  parse_item_type();
  if (eat(TokenKind::assign)) {
    parse_bound_value();
  }
}

/// Behind `...`.
void Parser::parse_binding_rest(Binding binding) {
  parse_binding_target(binding);
  parse_item_type();
  eat(TokenKind::comma);
}

void Parser::parse_object_pattern(Binding binding) {
  const Recursion recursion(*this);
  const Nesting nesting(*this);
  expect(TokenKind::brace_open);
  while (!failed_ && !at(TokenKind::brace_close)) {
    if (eat(TokenKind::ellipsis)) {
      // To Sucrase an expression, and a name that stands alone is declared.
      const TokenIndex rest = index();
      parse_assignment();
      if (!failed_ && index() == rest + 1 && is_name(previous().kind)) {
        previous().role = declaration(binding);
      }
    } else {
      const TokenIndex name = index();
      parse_property_name(Role::object_key);
      parse_type_parameters_if_any();
      const bool is_name_alone = last_index() == name && is_name(previous().kind);
      if (eat(TokenKind::colon)) {
        parse_binding_target(binding);
      } else if (!failed_ && is_name_alone) {
        Role& role = parsed_.tokens[name].role;
        switch (declaration(binding)) {
          case Role::top_level_declaration:
            role = Role::shorthand_top_level_declaration;
            break;
          case Role::function_declaration:
            role = Role::shorthand_function_declaration;
            break;
          default:
            role = Role::shorthand_block_declaration;
            break;
        }
      }
      if (eat(TokenKind::assign)) {
        parse_bound_value();
      }
    }
    if (!at(TokenKind::brace_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::brace_close);
}

void Parser::parse_array_pattern(Binding binding) {
  const Recursion recursion(*this);
  const Nesting nesting(*this);
  expect(TokenKind::bracket_open);
  parse_leading_this(TokenKind::bracket_close);
  while (!failed_ && !at(TokenKind::bracket_close)) {
    if (eat(TokenKind::comma)) {
      continue;
    }
    if (eat(TokenKind::ellipsis)) {
      parse_binding_rest(binding);
      break;
    }
    parse_binding_element(binding);
    if (!at(TokenKind::bracket_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::bracket_close);
}

/// Behind `=>`; the function's scope is open.
void Parser::parse_arrow_body() {
  if (at(TokenKind::brace_open)) {
    parse_function_block();
  } else {
    parse_assignment();
  }
}

/// From the parameters to `=>`; the function's scope is open.
bool Parser::parse_arrow_head() {
  parse_parameters(no_record, true);
  if (at(TokenKind::colon)) {
    parse_return_type(TokenKind::colon);
  }
  if (!at(TokenKind::arrow) || after_newline()) {
    fail_expected(TokenKind::arrow);
  }
  advance();
  return !failed_;
}

/// From the type parameters of a method. Returns its body's `{`, or no_token where there is none;
/// what ends it then is read.
TokenIndex Parser::parse_method(RecordIndex constructed) {
  TokenIndex body = no_token;
  parse_type_parameters_if_any();
  open_scope(index(), true);
  parse_parameters(constructed);
  if (at(TokenKind::colon)) {
    parse_return_type(TokenKind::colon);
  }
  if (at(TokenKind::brace_open) || !can_end_statement()) {
    body = index();
    parse_function_block();
  } else {
    eat(TokenKind::semicolon);
  }
  close_scope();
  return body;
}

}  // namespace bazc::native

// What stands between operators.

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {

Parser::Operand Parser::parse_operand() {
  const TokenIndex first = index();
  switch (current_.kind) {
    case TokenKind::super_:
    case TokenKind::this_:
    case TokenKind::null_:
    case TokenKind::true_:
    case TokenKind::false_:
    case TokenKind::number:
    case TokenKind::bigint:
    case TokenKind::string:
      advance();
      return Operand::plain;
    case TokenKind::backquote:
      parse_template(TemplateOf::expressions);
      return Operand::plain;
    case TokenKind::slash:
      parse_regexp();
      return Operand::plain;
    case TokenKind::parenthesis_open:
      return parse_parenthesised();
    case TokenKind::bracket_open:
      parse_array();
      return Operand::plain;
    case TokenKind::brace_open:
      parse_object();
      return Operand::plain;
    case TokenKind::function_:
      parse_function_expression(first);
      return Operand::plain;
    case TokenKind::class_:
      parse_class(first, ClassOf::expression);
      return Operand::plain;
    case TokenKind::at:
      parse_decorators();
      parse_class(first, ClassOf::expression);
      return Operand::plain;
    case TokenKind::new_:
      parse_new();
      return Operand::plain;
    case TokenKind::import_:
      parse_import_expression();
      return Operand::plain;
    case TokenKind::less:
      parse_jsx_element(JsxPlace::expression);
      return Operand::plain;
    case TokenKind::do_:  // a proposal
      advance();
      parse_block();
      return Operand::plain;
    case TokenKind::double_colon:
      advance();
      return parse_subscripted(index(), false, true);
    case TokenKind::percent:
      // %name, which Sucrase lets through.
      advance();
      take_word();
      return Operand::plain;
    case TokenKind::hash: {
      // #a in b; Sucrase lets it stand alone, too.
      advance();
      if (at_name() || is_keyword(current_.kind)) {
        take_word();
      }
      return Operand::plain;
    }
    default:
      if (at_name()) {
        return parse_name_operand();
      }
      if (is_assignment(current_.kind) && !at(TokenKind::assign)) {
        // /=/, and so Sucrase reads any such operator.
        parse_regexp();
        return Operand::plain;
      }
      unexpected();
      return Operand::plain;
  }
}

Parser::Operand Parser::parse_name_operand() {
  const std::uint32_t offset = current_.start;
  if (at(TokenKind::await_)) {
    const Recursion recursion(*this);
    current_.marks |= mark::await_operator;
    open_scopes_.back().last_await_operator = index();
    advance();
    parse_unary();
    return Operand::plain;
  }
  if (at(TokenKind::async_)) {
    return parse_async();
  }
  advance_as(current_.kind, Role::access);
  if (at(TokenKind::arrow) && !after_newline() && potential_arrow_ == offset) {
    parse_name_arrow();
    return Operand::arrow;
  }
  return Operand::plain;
}

// Behind the name of a => b.
void Parser::parse_name_arrow() {
  open_scope(last_index(), true);
  previous().role = declaration(Binding::variable);
  advance();
  parse_arrow_body();
  close_scope();
}

// async x => y, async function, async => x; async (x) => y is read where subscripts are.
Parser::Operand Parser::parse_async() {
  const TokenIndex first = index();
  const std::uint32_t offset = current_.start;
  const Lexeme next = peek();
  const bool same_line = (next.marks & mark::after_newline) == 0;
  if (next.kind == TokenKind::function_ && same_line) {
    advance();
    parse_function_expression(first);
    return Operand::plain;
  }
  if (is_name(next.kind) && same_line && potential_arrow_ == offset) {
    advance();
    open_scope(index(), true);
    advance_as(TokenKind::name, declaration(Binding::variable));
    expect(TokenKind::arrow);
    parse_arrow_body();
    close_scope();
    return Operand::arrow;
  }
  // A use of that name to Sucrase, also before the parameters of an arrow function.
  advance_as(TokenKind::name, Role::access);
  if (at(TokenKind::arrow) && !after_newline() && potential_arrow_ == offset) {
    parse_name_arrow();
    return Operand::arrow;
  }
  return Operand::plain;
}

bool Parser::is_behind_async() const {
  constexpr std::string_view async = "async";
  const Token& before = parsed_.tokens.back();
  return before.end - before.start == async.size() && !after_newline() &&
         std::string_view(lexer_.text() + before.start, async.size()) == async;
}

// async (x) => y, async<T>(x) => y, to Sucrase also behind a dot: a call, unless => or a return
// type follows, with or without a line's end before it. Returns whether another subscript may
// follow; nothing where the call is still to be read.
std::optional<bool> Parser::parse_async_arrow() {
  const Snapshot before = snapshot();
  const std::uint32_t list = current_.start;
  if (at(TokenKind::parenthesis_open) && !findings().arrows.contains(list)) {
    if (findings().not_arrows.contains(list)) {
      return {};
    }
    ++doubts_;
    parse_call_arguments();
    --doubts_;
    const bool is_arrow = at(TokenKind::arrow) || at(TokenKind::colon);
    if (failed_) {
      return false;
    }
    (is_arrow ? findings().arrows : findings().not_arrows).insert(list);
    is_misread_ = doubts_ >= most_doubts;
    if (is_misread_) {
      if (is_arrow && at(TokenKind::colon)) {
        parse_type_annotation();
      }
      if (is_arrow) {
        parse_misread_arrow();
      }
      return !is_arrow && !failed_;
    }
    restore(before);
    if (!is_arrow) {
      return {};
    }
  }
  // With type parameters, only the braces of the body are a scope to Sucrase.
  const bool is_generic = at(TokenKind::less);
  if (!is_generic) {
    open_scope(index(), true);
  }
  // Sucrase takes two lists of them.
  parse_type_parameters_if_any();
  parse_type_parameters_if_any();
  parse_parameters(no_record);
  if (at(TokenKind::colon)) {
    // Sucrase knows predicates only behind type parameters.
    if (is_generic) {
      parse_return_type(TokenKind::colon);
    } else {
      parse_type_annotation();
    }
  }
  if (is_generic && !at(TokenKind::arrow)) {
    restore(before);
    return {};
  }
  expect(TokenKind::arrow);
  parse_arrow_body();
  if (!is_generic) {
    close_scope();
  }
  // Behind that of async <T>(…) => … accesses and calls may follow.
  return is_generic && !failed_;
}

// (a, b), or the parameters of an arrow function: read as the former, then again as the latter if
// => or a return type follows.
Parser::Operand Parser::parse_parenthesised() {
  const bool may_be_arrow =
      potential_arrow_ == current_.start && !findings().not_arrows.contains(current_.start);
  if (!may_be_arrow) {
    parse_parenthesised_items();
    return Operand::plain;
  }
  const Snapshot before = snapshot();
  const std::uint32_t offset = current_.start;
  if (!findings().arrows.contains(offset)) {
    ++doubts_;
    parse_parenthesised_items();
    --doubts_;
    const bool is_arrow = is_behind_parameters();
    const bool is_settled = doubts_ < most_doubts;
    if (!is_arrow) {
      if (is_misread_ && is_settled && !failed_) {
        is_misread_ = false;
        restore(before);
        parse_parenthesised_items();
      }
      return Operand::plain;
    }
    is_misread_ = !is_settled;
    if (is_misread_) {
      findings().arrows.insert(offset);
      return parse_misread_arrow();
    }
  }
  restore(before);
  const TokenIndex first = index();
  open_scope(first, true);
  if (!parse_arrow_head()) {
    restore(before);
    findings().not_arrows.insert(offset);
    parse_parenthesised_items();
    return Operand::plain;
  }
  findings().arrows.insert(offset);
  parse_arrow_body();
  close_scope();
  if (failed_) {
    // Sucrase goes back here, too: in a template or an enum `=>` may stand for something else.
    restore(before);
    if (!failed_) {
      findings().not_arrows.insert(offset);
      parse_parenthesised_items();
    }
    return Operand::plain;
  }
  return Operand::arrow;
}

// Whether => follows, perhaps behind a return type, which is read then.
bool Parser::is_behind_parameters() {
  if (failed_ || !at(TokenKind::colon)) {
    return at(TokenKind::arrow) && !after_newline();
  }
  const Snapshot before = snapshot();
  parse_return_type(TokenKind::colon);
  const bool is_arrow = !failed_ && at(TokenKind::arrow) && !after_newline();
  if (!is_arrow) {
    restore(before);
  }
  return is_arrow;
}

// At the => of a function whose parameters were read as something else, within parentheses that
// will be read again anyway: were they read again for each of these, the time would grow with the
// square of the depth.
Parser::Operand Parser::parse_misread_arrow() {
  open_scope(index(), true);
  expect(TokenKind::arrow);
  parse_arrow_body();
  close_scope();
  return Operand::arrow;
}

void Parser::parse_parenthesised_items() {
  const Nesting nesting(*this);
  expect(TokenKind::parenthesis_open);
  while (!failed_ && !at(TokenKind::parenthesis_close)) {
    if (eat(TokenKind::ellipsis)) {
      parse_binding_target(Binding::variable);
      parse_item_type();
      break;
    }
    parse_assignment(In::operation, true);
    if (!at(TokenKind::parenthesis_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::parenthesis_close);
}

void Parser::parse_array() {
  const Nesting nesting(*this);
  expect(TokenKind::bracket_open);
  while (!failed_ && !at(TokenKind::bracket_close)) {
    if (eat(TokenKind::comma)) {
      continue;
    }
    parse_list_item();
    if (!at(TokenKind::bracket_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::bracket_close);
}

void Parser::parse_object() {
  const Nesting nesting(*this);
  expect(TokenKind::brace_open);
  while (!failed_ && !at(TokenKind::brace_close)) {
    parse_object_member();
    if (!at(TokenKind::brace_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::brace_close);
}

void Parser::parse_object_member() {
  if (eat(TokenKind::ellipsis)) {
    parse_assignment();
    return;
  }
  const bool is_generator = eat(TokenKind::star);
  if (at(TokenKind::async_)) {
    if (is_generator) {
      unexpected();
    }
    const TokenKind next = peek_kind();
    const bool is_own_name = next == TokenKind::comma || next == TokenKind::colon ||
                             next == TokenKind::parenthesis_open ||
                             next == TokenKind::brace_close || next == TokenKind::assign;
    if (!is_own_name) {
      advance();
      eat(TokenKind::star);
    }
  }
  TokenIndex key = index();
  parse_property_name(Role::object_key);
  TokenIndex key_last = last_index();
  parse_type_parameters_if_any();
  const bool is_accessor = at_name() || is_keyword(current_.kind) || at(TokenKind::string) ||
                           at(TokenKind::number) || at(TokenKind::bracket_open);
  if (is_accessor) {
    // get a() {}; Sucrase takes any name for get.
    parsed_.tokens[key_last].role = Role::none;
    key = index();
    parse_property_name(Role::object_key);
    key_last = last_index();
  }
  const TokenIndex method = is_accessor ? key : key_last + 1;
  if (is_accessor || at(TokenKind::parenthesis_open)) {
    if (parse_method(no_record) == no_token) {
      mark_types(method);
    }
    return;
  }
  if (eat(TokenKind::colon)) {
    parse_assignment();
    return;
  }
  if (!failed_ && last_index() == key && is_name(parsed_.tokens[key].kind)) {
    parsed_.tokens[key].role = Role::shorthand_access;
  }
  if (eat(TokenKind::assign)) {
    parse_assignment();
  } else if (!at(TokenKind::comma) && !at(TokenKind::brace_close)) {
    fail_expected(TokenKind::comma);
  }
}

// A key of an object, a class or a pattern. Sucrase takes any other token for a name.
void Parser::parse_property_name(Role role) {
  switch (current_.kind) {
    case TokenKind::bracket_open: {
      const TokenIndex first = index();
      advance();
      parse_assignment();
      expect(TokenKind::bracket_close);
      note_stray_span(first);
      return;
    }
    case TokenKind::string:
    case TokenKind::number:
    case TokenKind::bigint:
      advance();
      return;
    case TokenKind::hash:
      advance();
      if (at(TokenKind::end)) {
        fail("Unexpectedly reached the end of input.");
      }
      current_.marks &= static_cast<std::uint8_t>(~mark::separators);
      advance_as(TokenKind::name);
      return;
    case TokenKind::end:
      fail("Unexpectedly reached the end of input.");
      return;
    default:
      advance_as(TokenKind::name, role);
  }
}

// Behind a dot.
void Parser::parse_member_name() {
  if (at(TokenKind::end)) {
    fail("Unexpectedly reached the end of input.");
    return;
  }
  eat(TokenKind::hash);
  take_word();
}

void Parser::parse_new() {
  const Recursion recursion(*this);
  advance();
  if (eat(TokenKind::dot)) {
    take_word();
    return;
  }
  parse_subscripted(index(), false, true);
  eat(TokenKind::question_dot);
  if (at(TokenKind::parenthesis_open)) {
    parsed_.has_new_super = parsed_.has_new_super || previous().kind == TokenKind::super_;
    parse_call_arguments();
  }
}

void Parser::parse_template(TemplateOf what) {
  const Nesting nesting(*this);
  if (failed_) {
    return;
  }
  if (const char* const fault = lexer_.reread_backquote(current_)) {
    fail(fault);
    return;
  }
  const bool is_whole = at(TokenKind::template_whole);
  advance();
  if (is_whole) {
    return;
  }
  while (!failed_) {
    if (what == TemplateOf::expressions) {
      parse_expression();
    } else {
      parse_type();
    }
    if (failed_) {
      return;
    }
    read_template_rest();
    if (failed_) {
      return;
    }
    const bool is_tail = at(TokenKind::template_tail);
    advance();
    if (is_tail) {
      return;
    }
  }
}

void Parser::parse_regexp() {
  if (failed_) {
    return;
  }
  if (const char* const fault = lexer_.reread_regexp(current_)) {
    fail(fault);
  }
  advance();
}

void Parser::parse_import_expression() {
  advance();
  if (eat(TokenKind::dot)) {
    take_word();
  } else if (!at(TokenKind::parenthesis_open)) {
    note_import_word();
  }
}

// The last token is an `import` that begins nothing. Sucrase takes it, and then for a declaration,
// whatever follows.
void Parser::note_import_word() {
  Import record;
  record.first = last_index();
  record.last = record.first;
  record.source = record.first;
  record.kind = ImportKind::word;
  record.default_name = at_name() ? index() : no_token;
  add_note(record.first, NoteKind::import_start, parsed_.imports.size());
  parsed_.imports.push_back(record);
}

}  // namespace bazc::native

// Operators, calls and member accesses.

#include <algorithm>
#include <array>

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {
namespace {

constexpr int relational = 8;

constexpr int find_precedence(TokenKind kind) {
  switch (kind) {
    case TokenKind::pipeline:
      return 1;
    case TokenKind::nullish:
    case TokenKind::logical_or:
      return 2;
    case TokenKind::logical_and:
      return 3;
    case TokenKind::pipe:
      return 4;
    case TokenKind::caret:
      return 5;
    case TokenKind::ampersand:
      return 6;
    case TokenKind::equal_equal:
    case TokenKind::not_equal:
    case TokenKind::strictly_equal:
    case TokenKind::strictly_not_equal:
      return 7;
    case TokenKind::less:
    case TokenKind::greater:
    case TokenKind::less_equal:
    case TokenKind::greater_equal:
    case TokenKind::in_:
    case TokenKind::instanceof_:
    case TokenKind::as_:
    case TokenKind::satisfies_:
      return relational;
    case TokenKind::shift_left:
    case TokenKind::shift_right:
    case TokenKind::shift_right_unsigned:
      return 9;
    case TokenKind::plus:
    case TokenKind::minus:
      return 10;
    case TokenKind::star:
    case TokenKind::slash:
    case TokenKind::percent:
      return 11;
    case TokenKind::power:
      return 12;
    default:
      return 0;
  }
}

/// What is no binary operator has 0.
constexpr std::array<std::uint8_t, 256> make_precedences() {
  std::array<std::uint8_t, 256> precedences{};
  for (std::size_t kind = 0; kind < precedences.size(); ++kind) {
    precedences[kind] = static_cast<std::uint8_t>(find_precedence(static_cast<TokenKind>(kind)));
  }
  return precedences;
}
constexpr std::array<std::uint8_t, 256> precedences = make_precedences();

/// Behind an operand: nothing goes on with it.
bool ends_expression(TokenKind kind) {
  switch (kind) {
    case TokenKind::parenthesis_close:
    case TokenKind::bracket_close:
    case TokenKind::brace_close:
    case TokenKind::semicolon:
    case TokenKind::comma:
      return true;
    default:
      return false;
  }
}

/// Whether `<…>` before such a token, on its line, was a comparison.
bool begins_operand(TokenKind kind) {
  switch (kind) {
    case TokenKind::number:
    case TokenKind::bigint:
    case TokenKind::string:
    case TokenKind::bracket_open:
    case TokenKind::brace_open:
    case TokenKind::hash:
    case TokenKind::not_:
    case TokenKind::tilde:
    case TokenKind::increment:
    case TokenKind::decrement:
    case TokenKind::plus:
    case TokenKind::minus:
    case TokenKind::percent:  // to Sucrase
    case TokenKind::class_:
    case TokenKind::delete_:
    case TokenKind::false_:
    case TokenKind::function_:
    case TokenKind::import_:
    case TokenKind::new_:
    case TokenKind::null_:
    case TokenKind::super_:
    case TokenKind::this_:
    case TokenKind::throw_:
    case TokenKind::true_:
    case TokenKind::typeof_:
    case TokenKind::void_:
    case TokenKind::yield_:
      return true;
    default:
      return is_name(kind);
  }
}

}  // namespace

void Parser::parse_expression(In in) {
  parse_assignment(in);
  while (!failed_ && eat(TokenKind::comma)) {
    parse_assignment(in);
  }
}

Parser::Operand Parser::parse_assignment(In in, bool is_item) {
  const Recursion recursion(*this);
  if (at(TokenKind::yield_)) {
    parse_yield();
    return Operand::plain;
  }
  const TokenIndex first = index();
  if (at(TokenKind::less)) {
    return parse_markup(in, is_item);
  }
  bool is_operand_parsed = false;
  if (at(TokenKind::name) || at(TokenKind::string) || at(TokenKind::number)) {
    // Most expressions are such an operand alone.
    if (at(TokenKind::name)) {
      advance_as(TokenKind::name, Role::access);
      if (at(TokenKind::arrow) && !after_newline()) {
        parse_name_arrow();
        return finish_assignment(in, is_item) ? Operand::plain : Operand::arrow;
      }
    } else {
      advance();
    }
    if (ends_expression(current_.kind)) {
      return Operand::plain;
    }
    is_operand_parsed = true;
  }
  potential_arrow_ = is_operand_parsed ? no_offset : current_.start;
  const Operand operand = parse_conditional(in, is_operand_parsed, first);
  return finish_assignment(in, is_item) ? Operand::plain : operand;
}

bool Parser::finish_assignment(In in, bool is_item) {
  if (is_item) {
    parse_item_type();
  }
  if (!is_assignment(current_.kind)) {
    return false;
  }
  advance();
  parse_assignment(in);
  return true;
}

void Parser::parse_yield() {
  open_scopes_.back().last_yield = index();
  advance();
  if (!at(TokenKind::semicolon) && !can_end_statement()) {
    eat(TokenKind::star);
    parse_assignment();
  }
}

Parser::Operand Parser::parse_conditional(In in, bool is_operand_parsed, TokenIndex first) {
  if (parse_binary(0, in, is_operand_parsed, first) == Operand::arrow) {
    return Operand::arrow;
  }
  if (!at(TokenKind::question)) {
    return Operand::plain;
  }
  // (a?: b) => c, f(a?)
  const TokenKind next = peek_kind();
  if (next == TokenKind::colon || next == TokenKind::comma ||
      next == TokenKind::parenthesis_close) {
    return Operand::plain;
  }
  advance();
  parse_assignment();
  expect(TokenKind::colon);
  parse_assignment(in);
  return Operand::plain;
}

Parser::Operand Parser::parse_binary(int minimum, In in, bool is_operand_parsed, TokenIndex first) {
  const Operand operand = is_operand_parsed ? parse_postfix(first, true) : parse_unary();
  if (operand == Operand::arrow) {
    return operand;
  }
  for (;;) {
    const TokenKind kind = current_.kind;
    const int precedence = precedences[static_cast<std::size_t>(kind)];
    if (precedence <= minimum || (kind == TokenKind::in_ && in == In::excluded)) {
      return Operand::plain;
    }
    if (kind == TokenKind::as_ || kind == TokenKind::satisfies_) {
      if (after_newline()) {
        return Operand::plain;
      }
      {
        const TypeRegion types(*this);
        advance();
        parse_type();
      }
      if (at(TokenKind::greater) && type_mark_ == 0) {
        lexer_.reread_greater(current_);
      }
      continue;
    }
    const TokenIndex operation = index();
    advance();
    if (kind == TokenKind::power) {
      const Recursion recursion(*this);
      parse_binary(precedence - 1, in, false, index());
    } else {
      parse_binary(precedence, in, false, index());
    }
    if (failed_) {
      return Operand::plain;
    }
    if (kind == TokenKind::nullish) {
      const std::size_t record = parsed_.nullish.size();
      parsed_.nullish.push_back(
          {first, operation, last_index(), has_await_behind(first), open_scopes_.back().depth});
      doubt_helper(first, operation, has_await_behind(first));
      add_note(first, NoteKind::nullish_start, record);
      add_note(operation, NoteKind::nullish_operator, record);
      add_note(last_index(), NoteKind::nullish_end, record);
    }
  }
}

Parser::Operand Parser::parse_unary() {
  switch (current_.kind) {
    case TokenKind::not_:
    case TokenKind::tilde:
    case TokenKind::plus:
    case TokenKind::minus:
    case TokenKind::increment:
    case TokenKind::decrement:
    case TokenKind::typeof_:
    case TokenKind::void_:
    case TokenKind::throw_:  // a proposal
    case TokenKind::delete_: {
      const Recursion recursion(*this);
      const TokenIndex operation = index();
      advance();
      parse_unary();
      if (parsed_.tokens[operation].kind == TokenKind::delete_) {
        doubt_delete(operation);
      }
      return Operand::plain;
    }
    case TokenKind::module_: {
      // module {}, a proposal
      const Lexeme next = peek();
      if (next.kind != TokenKind::brace_open || (next.marks & mark::after_newline) != 0) {
        break;
      }
      advance();
      parse_block();
      return Operand::plain;
    }
    default:
      break;
  }
  return parse_postfix(index(), false);
}

Parser::Operand Parser::parse_postfix(TokenIndex first, bool is_operand_parsed) {
  if (parse_subscripted(first, is_operand_parsed, false) == Operand::arrow) {
    return Operand::arrow;
  }
  while ((at(TokenKind::increment) || at(TokenKind::decrement)) && !after_newline()) {
    advance();
  }
  return Operand::plain;
}

// An operand and the accesses and calls behind it. The callee of `new` (is_new) takes no call.
Parser::Operand Parser::parse_subscripted(TokenIndex first, bool is_operand_parsed, bool is_new) {
  if (!is_operand_parsed) {
    if (const Operand operand = parse_operand(); operand != Operand::plain) {
      return operand;
    }
  }
  const std::size_t before = subscripts_.size();
  bool is_chain = false;
  while (parse_subscript(is_new, is_chain)) {
  }
  if (is_chain && !failed_) {
    finish_chain(first, before, is_new);
  }
  if (subscripts_.size() > before && !failed_) {
    if (parsed_.tokens[first].kind == TokenKind::parenthesis_open) {
      doubt_callee(first, subscripts_[before], is_chain);
    }
  }
  subscripts_.resize(std::min(before, subscripts_.size()));
  return Operand::plain;
}

void Parser::finish_chain(TokenIndex first, std::size_t subscripts, bool is_new) {
  const std::size_t record = parsed_.chains.size();
  Chain chain;
  chain.first = first;
  chain.last = is_new ? no_token : last_index();
  chain.is_async = has_await_behind(first);
  chain.is_deleted = parsed_.tokens[first - 1].kind == TokenKind::delete_;
  chain.depth = open_scopes_.back().depth;
  parsed_.chains.push_back(chain);
  add_note(first, NoteKind::chain_start, record);
  for (std::size_t i = subscripts; i < subscripts_.size(); ++i) {
    add_note(subscripts_[i], NoteKind::subscript, record);
  }
  if (chain.last != no_token) {
    add_note(chain.last, NoteKind::chain_end, record);
  }
  // new a?.() has no subscript.
  const bool has_subscript = subscripts_.size() > subscripts;
  doubt_helper(first, has_subscript ? subscripts_[subscripts] : last_index(), chain.is_async);
}

bool Parser::parse_subscript(bool is_new, bool& is_chain) {
  switch (current_.kind) {
    case TokenKind::dot:
      advance_subscript();
      parse_member_name();
      return !failed_;
    case TokenKind::question_dot: {
      is_chain = true;
      if (is_new && peek_kind() == TokenKind::parenthesis_open) {
        return false;
      }
      return parse_optional_subscript(!is_new);
    }
    case TokenKind::bracket_open:
      subscripts_.push_back(index());
      parse_index();
      mark_subscript();
      return !failed_;
    case TokenKind::parenthesis_open:
      if (is_new) {
        return false;
      }
      if (is_behind_async()) {
        if (const std::optional<bool> goes_on = parse_async_arrow()) {
          return *goes_on;
        }
      }
      subscripts_.push_back(index());
      parse_call_arguments();
      mark_subscript();
      return !failed_;
    case TokenKind::not_: {
      if (after_newline()) {
        return false;
      }
      advance_as_type();
      return !failed_;
    }
    case TokenKind::double_colon:
      if (is_new) {
        return false;
      }
      advance();
      parse_subscripted(index(), false, true);
      return !failed_;
    case TokenKind::backquote:
      parse_template(TemplateOf::expressions);
      return !failed_;
    case TokenKind::less:
      if (!is_new && is_behind_async()) {
        if (const std::optional<bool> goes_on = parse_async_arrow()) {
          return *goes_on;
        }
      }
      [[fallthrough]];
    case TokenKind::shift_left:
      return parse_expression_type_arguments(is_new);
    case TokenKind::do_:
      // async do {}, a proposal; Sucrase takes any name for async.
      if (previous().role != Role::access || after_newline()) {
        return false;
      }
      advance();
      parse_block();
      return !failed_;
    default:
      return false;
  }
}

void Parser::advance_subscript() {
  subscripts_.push_back(index());
  advance();
  mark_subscript();
}

// The latest, unless it was too much.
void Parser::mark_subscript() {
  if (subscripts_.back() < index()) {
    parsed_.tokens[subscripts_.back()].role = Role::subscript;
  }
}

// At `?.`. Returns whether another subscript may follow.
bool Parser::parse_optional_subscript(bool may_be_generic) {
  advance_subscript();
  if (may_be_generic && at(TokenKind::less)) {
    parse_type_arguments();
    if (!at(TokenKind::parenthesis_open)) {
      fail_expected(TokenKind::parenthesis_open);
    }
    parse_call_arguments();
    // In the next subscript Sucrase does not look for what only TypeScript has.
    if (at(TokenKind::question_dot)) {
      return parse_optional_subscript(false);
    }
    return !failed_ && !at(TokenKind::not_) && !at(TokenKind::less) && !at(TokenKind::shift_left);
  }
  switch (current_.kind) {
    case TokenKind::bracket_open:
      parse_index();
      break;
    case TokenKind::parenthesis_open:
      parse_call_arguments();
      break;
    default:
      parse_member_name();
  }
  return !failed_;
}

// f<T>(x), f<T>`x`, f<T>: or a comparison.
bool Parser::parse_expression_type_arguments(bool is_new) {
  if (findings().not_type_arguments.contains(current_.start)) {
    return false;
  }
  const Snapshot before = snapshot();
  parse_type_arguments();
  bool is_list = !failed_;
  if (is_list && type_mark_ == 0) {
    const char behind = lexer_.text()[previous().end];
    is_list = behind != '>' && behind != '=';
  }
  is_list = is_list && !at(TokenKind::greater);
  if (is_list && !at(TokenKind::parenthesis_open) && begins_operand(current_.kind) &&
      !after_newline()) {
    is_list = false;
  }
  if (is_list && at(TokenKind::parenthesis_open) && !is_new) {
    // Where the call fails, too, Sucrase reads a comparison.
    subscripts_.push_back(index());
    parse_call_arguments();
    mark_subscript();
    is_list = !failed_;
  }
  if (!is_list) {
    restore(before);
    findings().not_type_arguments.insert(before.current.start);
  }
  return is_list && !failed_;
}

void Parser::parse_index() {
  const Nesting nesting(*this);
  expect(TokenKind::bracket_open);
  parse_expression();
  expect(TokenKind::bracket_close);
}

// Of a call or an array. f(?) is a proposal.
void Parser::parse_list_item() {
  if (eat(TokenKind::question)) {
    return;
  }
  if (eat(TokenKind::ellipsis)) {
    parse_assignment();
    parse_item_type();
  } else {
    parse_assignment(In::operation, true);
  }
}

void Parser::parse_call_arguments() {
  const Nesting nesting(*this);
  expect(TokenKind::parenthesis_open);
  while (!failed_ && !at(TokenKind::parenthesis_close)) {
    parse_list_item();
    if (!at(TokenKind::parenthesis_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::parenthesis_close);
}

// What makes an expression look like a parameter: Sucrase erases it in calls too.
void Parser::parse_item_type() {
  if (at(TokenKind::question)) {
    const TypeRegion types(*this);
    advance();
  }
  if (at(TokenKind::colon)) {
    parse_type_annotation();
  }
}

}  // namespace bazc::native

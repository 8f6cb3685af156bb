// Declarations that only TypeScript has.

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {

/// The current token is a name. False where it begins no declaration of TypeScript; then nothing is
/// read. `is_exported`: behind `export` the declaration may go on on the next line.
bool Parser::parse_typescript_declaration(TokenIndex first, bool is_exported) {
  switch (current_.kind) {
    case TokenKind::abstract_:
    case TokenKind::declare_:
    case TokenKind::enum_:
    case TokenKind::global_:
    case TokenKind::interface_:
    case TokenKind::module_:
    case TokenKind::namespace_:
    case TokenKind::type_:
      break;
    default:
      return false;
  }
  const Lexeme next = peek();
  const bool goes_on = is_exported || (next.marks & mark::after_newline) == 0;
  if (!is_exported && goes_on &&
      (next.kind == TokenKind::as_ || next.kind == TokenKind::satisfies_)) {
    return false;  // an operator
  }
  const bool is_named = is_name(next.kind) && goes_on;
  switch (current_.kind) {
    case TokenKind::abstract_: {
      if (next.kind != TokenKind::class_ || !goes_on) {
        return false;
      }
      {
        const TypeRegion types(*this);
        advance();
      }
      parse_class(first, ClassOf::statement);
      return true;
    }
    case TokenKind::declare_:
      return goes_on && parse_declare(is_exported);
    case TokenKind::enum_:
      if (!is_named) {
        if (is_name(next.kind)) {
          doubt("enum_on_lines", index());
        }
        return false;
      }
      parse_enum(first);
      return true;
    case TokenKind::global_:
      if (next.kind != TokenKind::brace_open || is_exported) {
        return false;
      }
      advance();
      parse_block();
      return true;
    case TokenKind::interface_: {
      if (!is_named) {
        return false;
      }
      const TypeRegion types(*this);
      advance();
      parse_interface();
      return true;
    }
    case TokenKind::type_: {
      if (!is_named) {
        return false;
      }
      const TypeRegion types(*this);
      advance();
      parse_type_alias();
      return true;
    }
    default: {
      const bool is_string = at(TokenKind::module_) && next.kind == TokenKind::string && goes_on;
      if (!is_named && !is_string) {
        return false;
      }
      const TypeRegion types(*this);
      advance();
      parse_namespace();
      return true;
    }
  }
}

// declare type and the like where no declaration follows: the words are erased, and behind export a
// statement.
void Parser::parse_declared_word(bool is_exported) {
  const bool is_global = peek_kind() == TokenKind::global_;
  {
    const TypeRegion types(*this);
    advance();
    if (is_exported && is_global) {
      parse_statement(true);
      return;
    }
    advance();
    if (is_exported) {
      parse_statement(true);
      return;
    }
    if (is_global) {
      end_statement();
      return;
    }
  }
  end_statement();
}

// declare class, declare const, …: all of it is a type. Behind `export`, any statement is.
bool Parser::parse_declare(bool is_exported) {
  switch (peek_kind()) {
    case TokenKind::function_:
    case TokenKind::class_:
    case TokenKind::const_:
    case TokenKind::let_:
    case TokenKind::var_:
      break;
    case TokenKind::abstract_:
    case TokenKind::enum_:
    case TokenKind::interface_:
    case TokenKind::module_:
    case TokenKind::namespace_:
    case TokenKind::type_:
    case TokenKind::global_: {
      const Snapshot before = snapshot();
      const bool was_declared = in_declared_;
      const std::size_t values = values_;
      in_declared_ = true;
      const TypeRegion types(*this);
      advance();
      const bool is_declaration = parse_typescript_declaration(index(), true) ||
                                  parse_typescript_declaration(index(), false);
      in_declared_ = was_declared;
      values_ = values;
      if (is_declaration) {
        return true;
      }
      restore(before);
      parse_declared_word(is_exported);
      return true;
    }
    default:
      if (!is_exported) {
        return false;
      }
      break;
  }
  const TypeRegion types(*this);
  advance();
  const bool was_declared = in_declared_;
  const std::size_t values = values_;
  in_declared_ = true;
  parse_statement(true);
  in_declared_ = was_declared;
  values_ = values;
  return true;
}

// The types behind implements or extends, with or without commas.
void Parser::parse_heritage() {
  advance();
  while (!failed_ && !at(TokenKind::brace_open)) {
    take_word();
    while (!failed_ && eat(TokenKind::dot)) {
      take_word();
    }
    if (at(TokenKind::less)) {
      parse_type_arguments();
    }
    eat(TokenKind::comma);
  }
}

// Behind `interface`.
void Parser::parse_interface() {
  if (!at_name()) {
    unexpected();
  }
  advance_as(TokenKind::name, declaration(Binding::lexical));
  parse_type_parameters_if_any();
  if (at(TokenKind::extends_)) {
    parse_heritage();
  }
  parse_type_members();
}

// Behind `type`.
void Parser::parse_type_alias() {
  if (!at_name()) {
    unexpected();
  }
  advance_as(TokenKind::name, declaration(Binding::lexical));
  parse_type_parameters_if_any();
  expect(TokenKind::assign);
  parse_type();
  end_statement();
}

// The current token is `enum`, or `const` before it.
void Parser::parse_enum(TokenIndex first) {
  ++values_;
  const std::size_t place = parsed_.enums.size();
  parsed_.enums.push_back({});
  Enum record;
  record.first = first;
  if (at(TokenKind::const_)) {
    const TypeRegion types(*this);
    advance();
  }
  advance();
  record.name = index();
  take_word(declaration(Binding::variable));
  record.body = index();
  expect(TokenKind::brace_open);
  RecordIndex last_member = no_record;
  while (!failed_ && !at(TokenKind::brace_close)) {
    if (at(TokenKind::end)) {
      fail("Unexpectedly reached the end of input.");
      return;
    }
    const auto member_place = static_cast<RecordIndex>(parsed_.enum_members.size());
    parsed_.enum_members.push_back({});
    EnumMember member;
    member.name = index();
    if (at(TokenKind::string)) {
      advance();
    } else {
      advance_as(TokenKind::name, Role::object_key);
    }
    if (at(TokenKind::assign)) {
      member.assign = index();
      advance();
      parse_bound_value();
      member.value_last = last_index();
    }
    eat(TokenKind::comma);
    if (failed_) {
      return;
    }
    parsed_.enum_members[member_place] = member;
    if (last_member == no_record) {
      record.first_member = member_place;
    } else {
      parsed_.enum_members[last_member].next = member_place;
    }
    last_member = member_place;
  }
  record.last = index();
  expect(TokenKind::brace_close);
  if (!failed_) {
    parsed_.enums[place] = record;
    add_note(first, NoteKind::enum_start, place);
  }
}

// Behind `namespace` or `module`.
void Parser::parse_namespace() {
  const TokenIndex keyword = last_index();
  const std::size_t values = values_;
  const bool was_declared = in_declared_;
  in_declared_ = true;
  if (eat(TokenKind::string)) {
    if (!at(TokenKind::brace_open)) {
      end_statement();
      in_declared_ = was_declared;
      return;
    }
  } else {
    advance_as(TokenKind::name, declaration(Binding::lexical));
    while (!failed_ && eat(TokenKind::dot)) {
      advance_as(TokenKind::name, declaration(Binding::lexical));
    }
  }
  // Not a scope to Sucrase: what it declares belongs to what the namespace stands in.
  parse_block();
  in_declared_ = was_declared;
  if (!was_declared && values_ > values) {
    doubt("namespace_values", keyword);
  }
}

}  // namespace bazc::native

// Decorators and classes.

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {

void Parser::parse_decorators() {
  while (!failed_ && eat(TokenKind::at)) {
    if (at(TokenKind::parenthesis_open)) {
      const Nesting nesting(*this);
      advance();
      parse_expression();
      expect(TokenKind::parenthesis_close);
      continue;
    }
    // Sucrase does not count the name as a use.
    take_word();
    while (!failed_ && eat(TokenKind::dot)) {
      take_word();
    }
    if (at(TokenKind::less)) {
      parse_type_arguments();
    }
    if (at(TokenKind::parenthesis_open)) {
      parse_call_arguments();
    }
  }
}

// The current token is `class`; behind the decorators of an expression Sucrase takes any token for
// it, and copies what follows but for its types.
void Parser::parse_class(TokenIndex first, ClassOf what) {
  ++values_;
  const bool is_expression = what == ClassOf::expression;
  const bool is_copied = !at(TokenKind::class_);
  const auto owner = is_copied ? copied_class : static_cast<RecordIndex>(parsed_.classes.size());
  Class record;
  record.first = first;
  record.keyword = index();
  record.is_expression = is_expression;
  if (is_copied) {
    advance_odd_token();
  } else {
    parsed_.classes.push_back({});
    advance();
  }
  // Where a name may be missing, `implements` is none.
  const bool is_implements = what != ClassOf::statement && at(TokenKind::implements_);
  if (at_name() && !is_implements) {
    record.name = index();
    advance_as(TokenKind::name,
               is_expression ? Role::block_declaration : declaration(Binding::lexical));
  }
  open_scope(record.name != no_token && is_expression ? record.name : index(), false,
             !is_expression);
  parse_type_parameters_if_any();
  if (at(TokenKind::extends_)) {
    record.extends = index();
    advance();
    parse_subscripted(index(), false, false);
    if (at(TokenKind::less)) {
      parse_type_arguments();
    }
  }
  if (at(TokenKind::implements_)) {
    const TypeRegion types(*this);
    parse_heritage();
  }
  record.body = index();
  const Nesting nesting(*this);
  expect(TokenKind::brace_open);
  RecordIndex last_member = no_record;
  TokenIndex decorator = no_token;
  while (!failed_ && !at(TokenKind::brace_close)) {
    if (eat(TokenKind::semicolon)) {
      continue;
    }
    if (at(TokenKind::at)) {
      decorator = decorator != no_token ? decorator : index();
      parse_decorators();
      continue;
    }
    const RecordIndex before = last_member;
    parse_class_member(owner, decorator, last_member);
    decorator = no_token;
    if (before == no_record && last_member != no_record) {
      record.first_member = last_member;
    }
  }
  record.last = index();
  expect(TokenKind::brace_close);
  close_scope();
  if (failed_ || is_copied) {
    return;
  }
  parsed_.classes[owner] = record;
  const Token& before = parsed_.tokens[record.keyword - 1];
  const bool is_abstract = before.kind == TokenKind::abstract_ && (before.marks & mark::type) != 0;
  add_note(record.keyword - (is_abstract ? 1 : 0), NoteKind::class_start, owner);
  add_note(record.last, NoteKind::class_end, owner);
}

// Whether a modifier before it is one.
bool Parser::begins_member(TokenKind kind) {
  switch (kind) {
    case TokenKind::bracket_open:
    case TokenKind::brace_open:
    case TokenKind::star:
    case TokenKind::ellipsis:
    case TokenKind::hash:
    case TokenKind::string:
    case TokenKind::number:
    case TokenKind::bigint:
      return true;
    default:
      return is_name(kind) || is_keyword(kind);
  }
}

void Parser::parse_member_modifiers(ClassMember& member) {
  // Those of access come before most others.
  bool is_late = false;
  while (!failed_ && is_member_modifier(current_.kind)) {
    const Lexeme next = peek();
    const bool is_static = at(TokenKind::static_);
    // It comes first, and more freely.
    const bool is_first_static = is_static && !is_late;
    const bool is_name_of_member =
        next.kind == TokenKind::parenthesis_open || next.kind == TokenKind::assign ||
        next.kind == TokenKind::semicolon || next.kind == TokenKind::brace_close ||
        next.kind == TokenKind::colon || (next.kind == TokenKind::question && !is_first_static) ||
        next.kind == TokenKind::not_ || next.kind == TokenKind::less ||
        next.kind == TokenKind::end ||
        (!is_first_static &&
         ((next.marks & mark::after_newline) != 0 || !begins_member(next.kind)));
    if (is_name_of_member) {
      member.is_overlooked = is_first_static;
      return;
    }
    const bool is_access =
        at(TokenKind::public_) || at(TokenKind::private_) || at(TokenKind::protected_);
    if (is_static) {
      // Behind a late modifier Sucrase takes the brace for the member's name.
      if (next.kind == TokenKind::brace_open && is_first_static) {
        member.kind = MemberKind::static_block;
        return;
      }
      member.is_static = true;
      is_late = true;
      advance();
      continue;
    }
    const bool is_own_line = (next.marks & mark::after_newline) != 0;
    if (is_own_line || (is_access && is_late)) {
      return;
    }
    is_late = is_late || at(TokenKind::abstract_) || at(TokenKind::readonly_);
    if (at(TokenKind::declare_)) {
      // Sucrase erases it only with its member.
      advance();
    } else {
      advance_modifier();
    }
  }
}

void Parser::advance_modifier() {
  current_.marks |= mark::special;
  advance();
  previous().role = Role::modifier;
}

void Parser::parse_class_member(RecordIndex owner, TokenIndex decorator, RecordIndex& last_member) {
  const Recursion recursion(*this);
  ClassMember member;
  member.decorator = decorator;
  member.first = index();
  const auto place = static_cast<RecordIndex>(parsed_.members.size());
  parsed_.members.push_back({});
  parse_member_modifiers(member);
  if (member.kind == MemberKind::static_block) {
    member.is_static = true;
    advance();
    member.body = index();
    parse_scoped_block();
  } else {
    parse_member_tail(owner, member);
  }
  if (failed_) {
    return;
  }
  member.last = last_index();
  if (member.kind == MemberKind::erased) {
    mark_types(member.first);
  }
  parsed_.members[place] = member;
  if (last_member != no_record) {
    parsed_.members[last_member].next = place;
  }
  last_member = place;
}

// Whether another name than that of the member may follow on the line.
bool Parser::begins_name_behind(const Lexeme& question) const {
  Lexeme next;
  if (lexer_.read(question.end, next) != nullptr || (next.marks & mark::after_newline) != 0) {
    return false;
  }
  switch (next.kind) {
    case TokenKind::assign:
    case TokenKind::brace_close:
    case TokenKind::colon:
    case TokenKind::end:
    case TokenKind::less:
    case TokenKind::parenthesis_open:
    case TokenKind::semicolon:
      return false;
    default:
      return true;
  }
}

// [key: type]: type is an index signature; [key] is a computed name.
void Parser::parse_member_tail(RecordIndex owner, ClassMember& member) {
  bool is_method = false;
  bool may_be_optional = true;
  if (at(TokenKind::get_) || at(TokenKind::set_) || at(TokenKind::async_)) {
    const Lexeme next = peek();
    const bool is_async = at(TokenKind::async_);
    if (next.kind == TokenKind::question && begins_name_behind(next)) {
      decline();  // get?a() {}: to Sucrase a getter, in its output stage a field and a method
    }
    const bool is_own_name =
        next.kind == TokenKind::parenthesis_open || next.kind == TokenKind::assign ||
        next.kind == TokenKind::semicolon || next.kind == TokenKind::brace_close ||
        next.kind == TokenKind::colon || next.kind == TokenKind::question ||
        next.kind == TokenKind::not_ || next.kind == TokenKind::less ||
        next.kind == TokenKind::end ||
        ((is_async || next.kind == TokenKind::star) && (next.marks & mark::after_newline) != 0);
    if (!is_own_name) {
      is_method = true;
      may_be_optional = is_async;
      advance();
      if (is_async) {
        eat(TokenKind::star);
      }
    }
  } else if (at(TokenKind::accessor_)) {
    const Lexeme next = peek();
    const bool is_own_name = next.kind == TokenKind::parenthesis_open ||
                             next.kind == TokenKind::assign || next.kind == TokenKind::semicolon ||
                             next.kind == TokenKind::brace_close || next.kind == TokenKind::colon ||
                             next.kind == TokenKind::question || next.kind == TokenKind::not_ ||
                             next.kind == TokenKind::less || next.kind == TokenKind::end ||
                             (next.marks & mark::after_newline) != 0;
    if (!is_own_name) {
      member.accessor = index();
      advance();
    }
  } else if (eat(TokenKind::star)) {
    is_method = true;
    may_be_optional = false;
  }
  member.name = index();
  if (at(TokenKind::bracket_open) && !is_method && member.accessor == no_token) {
    // An index signature?
    const Snapshot before = snapshot();
    advance();
    const bool is_signature = at_name() && peek_kind() == TokenKind::colon;
    restore(before);
    if (is_signature) {
      const TypeRegion types(*this);
      advance();
      advance();
      parse_type_annotation();
      expect(TokenKind::bracket_close);
      if (at(TokenKind::colon)) {
        parse_type_annotation();
      }
      end_statement();
      member.kind = MemberKind::erased;
      member.is_overlooked = true;
      return;
    }
  }
  const bool is_constructor_name = at(TokenKind::constructor_);
  // In Sucrase private and static ones may declare properties, too.
  const bool may_declare =
      !is_method &&
      (is_constructor_name || (at(TokenKind::hash) && peek_kind() == TokenKind::constructor_));
  const bool is_constructor = is_constructor_name && !is_method && !member.is_static;
  member.is_private = at(TokenKind::hash);
  member.is_computed = at(TokenKind::bracket_open);
  parse_property_name(Role::none);
  member.name_last = last_index();
  if (member.accessor != no_token) {
    if (at(TokenKind::not_)) {
      advance_as_type();
    }
    parse_field_value(member);
    return;
  }
  bool is_optional = false;
  if ((at(TokenKind::question) && may_be_optional) || (at(TokenKind::not_) && !is_method)) {
    is_optional = at(TokenKind::question);
    const TypeRegion types(*this);
    advance();
  }
  const bool has_parameters = at(TokenKind::parenthesis_open) || at(TokenKind::less);
  if (is_method || has_parameters) {
    if (parsed_.tokens[last_index()].kind == TokenKind::not_) {
      fail_expected(TokenKind::semicolon);
    }
    member.kind = is_constructor ? MemberKind::constructor : MemberKind::method;
    if (!has_parameters) {
      fail_expected(TokenKind::parenthesis_open);
    }
    // Sucrase takes two lists of type parameters.
    parse_type_parameters_if_any();
    optional_methods_ += is_optional ? 1U : 0U;
    member.body = parse_method(may_declare ? owner : no_record);
    optional_methods_ -= is_optional ? 1U : 0U;
    if (member.body == no_token) {
      member.kind = MemberKind::erased;
    } else if (is_optional && !failed_) {
      // Sucrase takes it for a field without value, and deletes it whole.
      member.kind = MemberKind::field;
    }
    return;
  }
  parse_field_value(member);
}

void Parser::parse_field_value(ClassMember& member) {
  member.kind = MemberKind::field;
  if (at(TokenKind::colon)) {
    parse_type_annotation();
  }
  if (at(TokenKind::assign)) {
    member.assign = index();
    advance();
    parse_bound_value();
    member.value_last = last_index();
  }
  if (failed_) {
    return;
  }
  if (member.assign == no_token && !can_end_statement() && parsed_.tokens[last_index()].end != 0 &&
      member.name_last == last_index()) {
    unexpected();
  }
  end_statement();
}

}  // namespace bazc::native

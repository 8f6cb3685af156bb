// JSX.

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {

// `<` where an expression begins: one that begins with an element, or else an arrow function with
// type parameters.
Parser::Operand Parser::parse_markup(In in, bool is_item) {
  const Snapshot before = snapshot();
  const TokenIndex first = index();
  const std::uint32_t offset = current_.start;
  if (!findings().not_jsx.contains(offset) && !findings().not_markup.contains(offset)) {
    parse_jsx_element(JsxPlace::expression);
    if (!failed_) {
      potential_arrow_ = no_offset;
      const Operand operand = parse_conditional(in, true, first);
      const bool is_assigned = finish_assignment(in, is_item);
      if (!failed_) {
        return is_assigned ? Operand::plain : operand;
      }
      findings().not_markup.insert(offset);
    }
    restore(before);
  }
  parse_type_parameters();
  open_scope(first, true);
  // Another `<` begins an element.
  if (at(TokenKind::less) || parse_assignment(in, is_item) != Operand::arrow) {
    unexpected();
  }
  close_scope();
  return Operand::arrow;
}

// The current token is `<`, read outside of a tag.
void Parser::parse_jsx_element(JsxPlace place) {
  const Recursion recursion(*this);
  const Nesting nesting(*this);
  const std::uint32_t offset = current_.start;
  if (findings().not_jsx.contains(offset)) {
    unexpected();
    return;
  }
  const std::size_t record = parsed_.jsx_elements.size();
  parsed_.jsx_elements.push_back({});
  JsxElement element;
  element.open = index();
  element.place = place;
  advance_in_tag(TokenKind::jsx_open);
  if (!at(TokenKind::greater)) {
    parse_jsx_name(element);
    parse_jsx_attributes(element);
  }
  element.open_end = index();
  TokenKind end = TokenKind::end;
  if (at(TokenKind::jsx_slash)) {
    advance_in_tag(TokenKind::jsx_slash);
    element.open_end = index();
    end = TokenKind::jsx_self_close_end;
  } else if (!at(TokenKind::greater) || current_.end > last_closing_tag()) {
    unexpected();
  } else {
    advance_to_jsx_child(TokenKind::jsx_open_end);
    parse_jsx_children();
    // The children ended at </.
    element.close = index();
    advance_in_tag(TokenKind::jsx_close);
    advance_in_tag(TokenKind::jsx_slash);
    if (!at(TokenKind::greater)) {
      // A use of the name as well.
      JsxElement closing;
      parse_jsx_name(closing);
    }
    end = TokenKind::jsx_close_end;
  }
  // Sucrase takes any token for the tag's end.
  if (at(TokenKind::end)) {
    unexpected();
  }
  if (failed_) {
    findings().not_jsx.insert(offset);
    return;
  }
  element.last = index();
  finish_jsx_tag(end, place);
  parsed_.jsx_elements[record] = element;
  add_note(element.open, NoteKind::jsx_element, record);
  add_note(element.last, NoteKind::jsx_element_end, record);
}

// Where the source's last `<` stands that could begin a closing tag. Of elements that begin behind
// it nothing need be read: arrow functions with type parameters within each other, which begin like
// them, would otherwise be read to the source's end for each of them.
std::uint32_t Parser::last_closing_tag() {
  if (last_closing_tag_ == no_offset) {
    const std::string_view text = parsed_.text;
    last_closing_tag_ = 0;
    for (std::size_t slash = text.rfind('/'); slash != 0 && slash != text.npos;
         slash = text.rfind('/', slash - 1)) {
      std::size_t before = slash - 1;
      // White space, perhaps; that beyond ASCII is not looked at.
      while (before > 0 && (static_cast<signed char>(text[before]) <= ' ')) {
        --before;
      }
      if (text[before] == '<') {
        last_closing_tag_ = static_cast<std::uint32_t>(before);
        break;
      }
    }
  }
  return last_closing_tag_;
}

// The `>` that ends an element: what comes next depends on what is around the element.
void Parser::finish_jsx_tag(TokenKind kind, JsxPlace place) {
  switch (place) {
    case JsxPlace::expression:
      advance_as(kind);
      return;
    case JsxPlace::attribute:
      advance_in_tag(kind);
      return;
    case JsxPlace::child:
      advance_to_jsx_child(kind);
      return;
  }
}

// Sucrase takes any token of a tag for a name.
void Parser::parse_jsx_namespaced_name() {
  advance_in_tag(current_.kind);
  if (at(TokenKind::jsx_colon)) {
    // What follows Sucrase reads as outside of tags, and leaves it at what it is.
    advance_as(TokenKind::jsx_colon);
    switch (current_.kind) {
      case TokenKind::end:
        unexpected();
        return;
      case TokenKind::brace_open:
      case TokenKind::class_:
      case TokenKind::import_:
      case TokenKind::nullish:
      case TokenKind::number:
        advance_in_tag(current_.kind);
        note_odd_token();
        return;
      default:
        advance_in_tag(TokenKind::jsx_local_name);
    }
  }
}

void Parser::parse_jsx_name(JsxElement& element) {
  element.name = index();
  const char initial = lexer_.text()[current_.start];
  const bool is_lower = initial >= 'a' && initial <= 'z';
  parse_jsx_namespaced_name();
  const bool is_namespaced = index() != element.name + 1;
  bool is_member = false;
  while (!failed_ && at(TokenKind::jsx_dot)) {
    is_member = true;
    advance_in_tag(TokenKind::jsx_dot);
    advance_in_tag(current_.kind);
  }
  if (failed_) {
    return;
  }
  element.name_last = last_index();
  if (!is_namespaced && (!is_lower || is_member)) {
    parsed_.tokens[element.name].role = Role::access;
  }
}

void Parser::parse_jsx_attributes(JsxElement& element) {
  if (at(TokenKind::less)) {
    // Type arguments. Sucrase knows that only behind their first token, and reads what follows
    // them as of a tag again.
    const Lexeme first = peek();
    const char initial = lexer_.text()[first.start];
    if ((initial == '<' || initial == '>') && first.end > first.start + 1) {
      unexpected();
    }
    parse_type_arguments();
    if (!failed_) {
      if (const char* const fault = lexer_.read_in_tag(previous().end, current_)) {
        fail(fault);
      }
    }
  }
  while (!failed_ && !at(TokenKind::jsx_slash) && !at(TokenKind::greater)) {
    if (at(TokenKind::brace_open)) {
      advance_as(TokenKind::jsx_spread_open);
      expect(TokenKind::ellipsis);
      parse_assignment();
      advance_in_tag(TokenKind::jsx_brace_close);
      continue;
    }
    const TokenIndex name = index();
    parse_jsx_namespaced_name();
    if (!failed_ && (index() != name + 1 || previous().kind != TokenKind::jsx_name)) {
      element.last_odd_attribute = name;
    }
    if (at(TokenKind::jsx_equal)) {
      advance_in_tag(TokenKind::jsx_equal);
      parse_jsx_attribute_value();
    }
  }
}

void Parser::parse_jsx_attribute_value() {
  if (at(TokenKind::jsx_string)) {
    advance_in_tag(TokenKind::jsx_string);
  } else if (at(TokenKind::less)) {
    parse_jsx_element(JsxPlace::attribute);
  } else if (at(TokenKind::brace_open)) {
    advance_as(TokenKind::jsx_value_open);
    parse_expression();
    advance_in_tag(TokenKind::jsx_brace_close);
  } else {
    unexpected();
  }
}

/// Up to the `<` of a closing tag.
void Parser::parse_jsx_children() {
  while (!failed_) {
    if (at(TokenKind::jsx_text)) {
      advance_to_jsx_child(TokenKind::jsx_text);
    } else if (at(TokenKind::brace_open)) {
      advance_as(TokenKind::jsx_child_open);
      if (!at(TokenKind::brace_close)) {
        eat(TokenKind::ellipsis);
        parse_expression();
      }
      advance_to_jsx_child(TokenKind::jsx_brace_close);
    } else {
      // `<` of a child or of the closing tag.
      Lexeme next;
      if (const char* const fault = lexer_.read_in_tag(current_.end, next)) {
        current_ = next;
        fail(fault);
        return;
      }
      if (next.kind == TokenKind::jsx_slash) {
        return;
      }
      parse_jsx_element(JsxPlace::child);
    }
  }
}

}  // namespace bazc::native

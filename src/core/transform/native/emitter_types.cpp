// Types are erased, neighbours as one range: the gap before it stays, of the gaps in it the
// newlines.

#include "core/transform/native/emitter.hpp"

namespace bazc::native {
namespace {

bool is_word(TokenKind kind) {
  return is_name(kind) || is_keyword(kind);
}

}  // namespace

// A token of a type. Of the constructs that its notes name, only those live that reach beyond the
// types: an abstract class, a const enum, a chain whose last operand has a type behind it.
TokenIndex Emitter::emit_type(TokenIndex index) {
  for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
    const Note& note = parsed_->notes[at];
    if (note.kind == NoteKind::enum_start && !is_type(parsed_->enums[note.record].name)) {
      return emit_enum_head(note.record, index);
    }
    if (note.kind == NoteKind::class_start && !is_type(parsed_->classes[note.record].keyword)) {
      open_class(note.record);
      remove(index);
      return index + 1;
    }
  }
  if (kind(index) == TokenKind::namespace_ || kind(index) == TokenKind::module_) {
    note_lost_namespace(index);
  }
  if (type_run_end_ == index) {
    remove_trimmed(index);
    type_run_end_ = index + 1;
  } else if ((token(index).marks & mark::separators) != 0) {
    // Sucrase looks at the number first: 1_0(): void;
    emit_number(index);
  } else if (kind(index) == TokenKind::not_ &&
             (kind(index + 1) != TokenKind::colon || !is_type(index + 1))) {
    // a! is erased alone; a!: T is one range.
    if (token(index - 1).end == token(index + 1).start - 1 && is_word(kind(index - 1)) &&
        is_word(kind(index + 1)) && !is_type(index + 1)) {
      miscompiles("glued_words", index);
    }
    remove(index);
  } else if (kind(index) == TokenKind::less && is_async_call(index)) {
    return emit_async_type_arguments(index);
  } else if (kind(index) == TokenKind::colon && kind(index - 1) == TokenKind::parenthesis_close) {
    return emit_return_type(index);
  } else if (kind(index) == TokenKind::export_ && kind(index + 1) == TokenKind::type_ &&
             is_name(kind(index + 2))) {
    // What follows `export type T` is a range of its own.
    remove_range(index, index + 2);
    return index + 3;
  } else {
    remove(index);
    type_run_end_ = index + 1;
  }
  return index + 1;
}

// Sucrase erases a namespace with what it declares.
void Emitter::note_lost_namespace(TokenIndex index) {
  const bool is_declared =
      kind(index - 1) == TokenKind::declare_ ||
      (kind(index - 1) == TokenKind::export_ && kind(index - 2) == TokenKind::declare_);
  if (index < namespace_end_ || is_declared || !is_name(kind(index + 1))) {
    return;
  }
  TokenIndex open = index + 1;
  while (is_name(kind(open)) || kind(open) == TokenKind::dot) {
    ++open;
  }
  if (kind(open) != TokenKind::brace_open) {
    return;
  }
  namespace_end_ = matching_bracket(open);
  for (TokenIndex at = open; at < namespace_end_; ++at) {
    switch (kind(at)) {
      case TokenKind::class_:
      case TokenKind::const_:
      case TokenKind::enum_:
      case TokenKind::function_:
      case TokenKind::let_:
      case TokenKind::var_:
        miscompiles("namespace_values", index);
        return;
      default:
        break;
    }
  }
}

TokenIndex Emitter::behind_types(TokenIndex index) const {
  while (is_type(index)) {
    ++index;
  }
  return index;
}

// async <T>(a) => b, and whatever else is called `async`: Sucrase looks at the tokens alone.
bool Emitter::is_async_call(TokenIndex less) const {
  return is_name(kind(less - 1)) && text(less - 1) == "async" &&
         kind(behind_types(less)) == TokenKind::parenthesis_open;
}

// The parenthesis moves to `async`, so that no line ends between them.
TokenIndex Emitter::emit_async_type_arguments(TokenIndex less) {
  const TokenIndex parenthesis = behind_types(less);
  append_behind(less - 1, " (");
  remove_range(less, parenthesis);
  return parenthesis + 1;
}

// The parenthesis before the return type of an arrow function moves to the arrow, so that no line
// ends between them.
TokenIndex Emitter::emit_return_type(TokenIndex colon) {
  const TokenIndex behind = behind_types(colon);
  if (kind(behind) != TokenKind::arrow) {
    remove_range(colon, behind - 1);
    type_run_end_ = behind;
    return behind;
  }
  remove(colon - 1);
  for (TokenIndex index = colon; index < behind; ++index) {
    remove_trimmed(index);
  }
  replace_trimmed(behind, ") =>");
  return behind + 1;
}

}  // namespace bazc::native

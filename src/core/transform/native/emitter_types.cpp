// Types are erased, neighbours as one range: the gap before it stays, of the gaps in it the
// newlines.

#include "core/transform/native/character_classes.hpp"
#include "core/transform/native/emitter.hpp"

namespace bazc::native {
namespace {

bool ends_at_newline(TokenKind kind) {
  return kind == TokenKind::return_ || kind == TokenKind::throw_ || kind == TokenKind::yield_;
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
  if (type_run_end_ == index) {
    remove_trimmed(index);
    type_run_end_ = index + 1;
  } else if ((token(index).marks & mark::separators) != 0) {
    // Sucrase looks at the number first: 1_0(): void;
    emit_number(index);
  } else if (token(index).role == Role::non_null) {
    // let a!: T is one range.
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
    if (ends_at_newline(kind(index - 1))) {
      note_split_statement(index, behind_types(index) - 1);
    }
    remove(index);
    type_run_end_ = index + 1;
  }
  const char behind = parsed_->text[token(index).end];
  if (is_word_character(behind) || behind == '.') {
    note_glued_type(index, behind);
  }
  return index + 1;
}

// What was erased ends before `behind`: a word, maybe directly behind another one, or a dot, maybe
// behind a number.
void Emitter::note_glued_type(TokenIndex index, char behind) {
  if (is_type(index + 1)) {
    return;
  }
  const bool is_behind_integer =
      kind(index - 1) == TokenKind::number &&
      text(index - 1).find_first_not_of("0123456789_") == std::string_view::npos;
  if (behind == '.' ? is_behind_integer : is_behind_word()) {
    miscompiles("glued_words", index);
  }
}

// A line's end in what is erased behind return and the like.
void Emitter::note_split_statement(TokenIndex first, TokenIndex last) {
  if (!ends_at_newline(kind(first - 1))) {
    return;
  }
  for (TokenIndex index = first + 1; index <= last + 1; ++index) {
    if ((token(index).marks & mark::after_newline) != 0 &&
        (token(first).marks & mark::after_newline) == 0) {
      const bool is_throw = kind(first - 1) == TokenKind::throw_;
      miscompiles(is_throw ? "split_throw" : "split_statement", first - 1);
      return;
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

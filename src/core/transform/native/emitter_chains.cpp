// Optional chains, `??` and catch without binding.

#include "core/transform/native/emitter.hpp"

namespace bazc::native {

void Emitter::write_chain_start(const Chain& chain, RecordIndex record) {
  NameBase helper = NameBase::optional_chain;
  if (chain.is_deleted) {
    helper =
        chain.is_async ? NameBase::async_optional_chain_delete : NameBase::optional_chain_delete;
    deleted_chains_.push_back({record, last_subscript(chain, record)});
  } else if (chain.is_async) {
    helper = NameBase::async_optional_chain;
  }
  if (chain.is_async) {
    output_.append("await ");
  }
  helpers_.append_name(helper, names_, output_.buffer());
  output_.append("([");
}

void Emitter::write_nullish_start(const Nullish& nullish) {
  if (nullish.is_async) {
    output_.append("await ");
  }
  helpers_.append_name(
      nullish.is_async ? NameBase::async_nullish_coalesce : NameBase::nullish_coalesce, names_,
      output_.buffer());
  output_.append('(');
}

// `delete` before a chain moves into its last function.
bool Emitter::is_deleting(TokenIndex index) const {
  for (std::uint32_t at = token(index + 1).note; at != no_note; at = parsed_->notes[at].next) {
    const Note& note = parsed_->notes[at];
    if (note.kind == NoteKind::chain_start && parsed_->chains[note.record].is_deleted) {
      return true;
    }
  }
  return false;
}

TokenIndex Emitter::last_subscript(const Chain& chain, RecordIndex record) const {
  for (TokenIndex index = chain.last; index > chain.first; --index) {
    for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
      const Note& note = parsed_->notes[at];
      if (note.kind == NoteKind::subscript && note.record == record && !is_template(kind(index))) {
        return index;
      }
    }
  }
  return no_token;
}

void Emitter::emit_subscript(TokenIndex index, RecordIndex record) {
  const Chain& chain = parsed_->chains[record];
  const TokenKind subscript = kind(index);
  const bool is_super = kind(chain.first) == TokenKind::super_;
  // A template stays with what it is a subscript of, and so does the first subscript of super.
  if (is_template(subscript) || (is_super && index == chain.first + 1)) {
    emit_unnoted(index);
    return;
  }
  TokenIndex behind = index + 1;
  while (is_type(behind)) {
    ++behind;
  }
  std::string_view operation = "access";
  std::string_view operator_text = ".";
  if (subscript == TokenKind::question_dot) {
    const bool is_call = kind(behind) == TokenKind::parenthesis_open;
    operation = is_call ? "optionalCall" : "optionalAccess";
    operator_text = is_call || kind(behind) == TokenKind::bracket_open ? "" : ".";
  } else if (subscript == TokenKind::bracket_open) {
    operator_text = "[";
  } else if (subscript == TokenKind::parenthesis_open) {
    operation = "call";
    operator_text = "(";
  }
  const bool is_call = operation == "call" || operation == "optionalCall";
  if (is_super && is_call && is_second_of_super(chain, index)) {
    append_behind(index - 1, ".bind(this)");
  }
  const std::uint64_t parameter = names_.claim(NameBase::parameter);
  replace_trimmed(index, ", '");
  output_.append(operation);
  output_.append("', ");
  output_.append(chain.is_async ? "async " : "");
  append_name(NameBase::parameter, parameter);
  output_.append(" => ");
  if (!deleted_chains_.empty() && deleted_chains_.back().record == record &&
      deleted_chains_.back().last_subscript == index) {
    output_.append("delete ");
    deleted_chains_.pop_back();
  }
  append_name(NameBase::parameter, parameter);
  output_.append(operator_text);
}

// super.a?.() and super[a]?.(): whether only the first subscript stands before this one.
bool Emitter::is_second_of_super(const Chain& chain, TokenIndex index) const {
  TokenIndex first_end = chain.first + 2;
  if (kind(chain.first + 1) == TokenKind::bracket_open) {
    first_end = matching_bracket(chain.first + 1);
  }
  do {
    ++first_end;
  } while (is_type(first_end));
  return first_end == index;
}

TokenIndex Emitter::matching_bracket(TokenIndex open) const {
  const TokenKind opening = kind(open);
  const auto closing = static_cast<TokenKind>(static_cast<std::uint8_t>(opening) + 1);
  std::size_t depth = 0;
  for (TokenIndex index = open; kind(index) != TokenKind::end; ++index) {
    depth += kind(index) == opening ? 1U : 0U;
    if (kind(index) == closing && --depth == 0) {
      return index;
    }
  }
  return open;
}

void Emitter::emit_catch(TokenIndex index) {
  const std::uint64_t number = names_.claim(NameBase::error);
  append_behind(index, " (");
  append_name(NameBase::error, number);
  output_.append(')');
}

}  // namespace bazc::native

// Optional chains, `??` and catch without binding.

#include "core/transform/native/emitter.hpp"

namespace bazc::native {
namespace {

constexpr TokenIndex longest_look_back = 10'000;

}  // namespace

void Emitter::write_chain_start(const Chain& chain, RecordIndex record) {
  if (chain.last == no_token) {
    miscompiles("new_chain", chain.first);
  }
  if (is_type(chain.first) && top().kind == FrameKind::class_body) {
    miscompiles("erased_helper", chain.first);
  }
  note_glued_call(chain.first, is_async(chain.first));
  NameBase helper = NameBase::optional_chain;
  if (chain.is_deleted) {
    helper = is_async(chain.first) ? NameBase::async_optional_chain_delete
                                   : NameBase::optional_chain_delete;
    if (!push_deletion(chain, record)) {
      miscompiles("lost_delete", chain.first - 1);
    }
  } else if (is_async(chain.first)) {
    helper = NameBase::async_optional_chain;
  }
  if (is_async(chain.first)) {
    output_.append("await ");
  }
  helpers_.append_name(helper, names_, output_.buffer());
  output_.append("([");
}

void Emitter::write_nullish_start(const Nullish& nullish) {
  note_glued_call(nullish.first, is_async(nullish.first));
  if (is_type(nullish.first)) {
    miscompiles("erased_helper", nullish.first);
  }
  if (is_async(nullish.first)) {
    output_.append("await ");
  }
  helpers_.append_name(
      is_async(nullish.first) ? NameBase::async_nullish_coalesce : NameBase::nullish_coalesce,
      names_, output_.buffer());
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

// The function that deletes: the last one, unless a subscript stands behind it in its arguments
// that belongs to no other chain; Sucrase deletes nothing then.
TokenIndex Emitter::last_subscript(const Chain& chain, RecordIndex record) const {
  std::size_t depth = 0;
  for (TokenIndex index = chain.last; index > chain.first; --index) {
    bool is_own = false;
    for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
      const Note& note = parsed_->notes[at];
      is_own = is_own || (note.kind == NoteKind::subscript && note.record == record);
      depth += note.kind == NoteKind::chain_end && note.record != record ? 1U : 0U;
    }
    if (is_own && has_function(*parsed_, chain, index)) {
      return index;
    }
    if (depth == 0 && is_subscript(index)) {
      return no_token;
    }
    for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
      depth -= parsed_->notes[at].kind == NoteKind::chain_start && depth > 0 ? 1U : 0U;
    }
  }
  return no_token;
}

// Notes which function of the chain deletes; false where none does.
bool Emitter::push_deletion(const Chain& chain, RecordIndex record) {
  if (has_unclosed_) {
    return push_deletions(chain, record);
  }
  const TokenIndex last = last_subscript(chain, record);
  if (last != no_token) {
    deleted_chains_.push_back({record, last});
  }
  return last != no_token;
}

// The same where a chain may not close: from each subscript Sucrase looks for the next one or the
// chain's end, and fails where it finds neither. Several may find the end.
bool Emitter::push_deletions(const Chain& chain, RecordIndex record) {
  bool has_last = false;
  for (TokenIndex own = chain.last; own > chain.first; --own) {
    if (!chain_notes(own, record).is_own || !has_function(*parsed_, chain, own)) {
      continue;
    }
    std::int64_t depth = 0;
    bool is_next_found = false;
    for (TokenIndex index = own + 1; !is_next_found && depth >= 0; ++index) {
      if (kind(index) == TokenKind::end || index - own > longest_look_back) {
        reject(own);
        return true;
      }
      const ChainNotes notes = chain_notes(index, record);
      depth += notes.starts;
      is_next_found = depth == 0 && is_subscript(index);
      depth -= notes.ends;
    }
    if (!is_next_found) {
      deleted_chains_.push_back({record, own});
      has_last = true;
    }
  }
  return has_last;
}

Emitter::ChainNotes Emitter::chain_notes(TokenIndex index, RecordIndex record) const {
  ChainNotes notes;
  for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
    const Note& note = parsed_->notes[at];
    notes.starts += note.kind == NoteKind::chain_start ? 1 : 0;
    notes.ends += note.kind == NoteKind::chain_end ? 1 : 0;
    notes.is_own = notes.is_own || (note.kind == NoteKind::subscript && note.record == record);
  }
  return notes;
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
  if (is_call && is_behind_super_member(index)) {
    append_behind(index - 1, ".bind(this)");
  }
  const std::uint64_t parameter = names_.claim(NameBase::parameter);
  replace_trimmed(index, ", '");
  output_.append(operation);
  output_.append("', ");
  output_.append(is_async(chain.first) ? "async " : "");
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

// super.a?.(): Sucrase looks back for the last subscript that is not within another chain, and
// whether `super` stands before it.
bool Emitter::is_behind_super_member(TokenIndex index) {
  if (!has_super_) {
    return false;
  }
  std::size_t depth = 0;
  for (TokenIndex at = index - 1; at > 1; --at) {
    for (std::uint32_t note = token(at).note; note != no_note; note = parsed_->notes[note].next) {
      depth += parsed_->notes[note].kind == NoteKind::chain_end ? 1U : 0U;
    }
    if (depth == 0 && is_subscript(at)) {
      return kind(at - 1) == TokenKind::super_;
    }
    for (std::uint32_t note = token(at).note; note != no_note; note = parsed_->notes[note].next) {
      if (parsed_->notes[note].kind == NoteKind::chain_start) {
        if (depth == 0) {
          return false;
        }
        --depth;
      }
    }
    if (index - at > longest_look_back) {
      decline(index);
      return false;
    }
  }
  return false;
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

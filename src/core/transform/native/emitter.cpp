#include "core/transform/native/emitter.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "core/transform/native/async_starts.hpp"
#include "core/transform/native/character_classes.hpp"
#include "core/transform/native/miscompilation_finder.hpp"

namespace bazc::native {
Result<Transformed, Refusal> Emitter::run(std::string_view source, ParsedSource& parsed) {
  source_ = source;
  parsed_ = &parsed;
  mark_async_starts(parsed);
  has_unclosed_ = std::any_of(parsed.chains.begin(), parsed.chains.end(),
                              [](const Chain& chain) { return chain.last == no_token; });
  output_.begin(source);
  names_.begin(parsed.text, parsed.tokens);
  helpers_.begin();
  top_level_.find(parsed);
  frames_.clear();
  jsx_braces_.clear();
  deleted_chains_.clear();
  has_super_calls_ = false;
  has_cut_tags_ = false;
  miscompilations_.clear();
  plans_.find(parsed);
  field_numbers_.assign(plans_.actions().size(), 0);
  has_super_ = !parsed.chains.empty() &&
               std::any_of(parsed.tokens.begin(), parsed.tokens.end(),
                           [](const Token& token) { return token.kind == TokenKind::super_; });
  type_run_end_ = no_token;
  declined_at_ = plans_.declined_at();
  rejected_at_ = plans_.rejected_at();
  if (!costs_.find(parsed, plans_)) {
    return fail(Refusal{Refusal::Reason::declined, "classes are nested too deep in field values"});
  }
  push(FrameKind::module, no_record);
  emit_all();
  if (rejected_at_ != no_token) {
    return fail(Refusal{Refusal::Reason::syntax, rejection_, parsed.tokens[rejected_at_].start});
  }
  note_doubts();
  MiscompilationFinder(parsed, plans_, miscompilations_).run();
  sort_miscompilations();
  if (declined_at_ != no_token) {
    return fail(Refusal{Refusal::Reason::declined, "left to Sucrase",
                        parsed.tokens[declined_at_].start, std::move(miscompilations_)});
  }

  prefix_.clear();
  helpers_.append_functions(prefix_);
  const std::uint64_t last_variable = names_.latest(NameBase::class_variable);
  names_.begin(parsed.text, parsed.tokens);
  while (names_.latest(NameBase::class_variable) < last_variable) {
    prefix_ += " var ";
    append_free_name(NameBase::class_variable, names_.claim(NameBase::class_variable), prefix_);
    prefix_ += ';';
  }
  return assemble();
}

Transformed Emitter::assemble() {
  Transformed result;
  result.code = output_.take();
  std::size_t hashbang_size = 0;
  if (result.code.starts_with("#!")) {
    hashbang_size = result.code.find('\n');
    if (hashbang_size == std::string::npos) {
      hashbang_size = result.code.size();
      result.code += '\n';
    }
    ++hashbang_size;
  }
  result.code.insert(hashbang_size, prefix_);
  result.miscompilations = std::move(miscompilations_);
  return result;
}

void Emitter::emit_all() {
  const Table<Token>& tokens = parsed_->tokens;
  const auto end = static_cast<TokenIndex>(tokens.size() - 1);
  constexpr std::uint8_t not_copied = mark::type | mark::separators | mark::special;
  TokenIndex index = 1;
  while (index < end) {
    const TokenIndex stop = event_at_ >= index ? event_at_ : end;
    while (index < stop && (tokens[index].marks & not_copied) == 0) {
      ++index;
    }
    if (index == event_at_) {
      const TokenIndex next = event_before(index);
      if (next != index) {
        index = next;
        continue;
      }
    } else if (index == end) {
      break;
    }
    index = emit(index);
    if (declined_at_ != no_token || rejected_at_ != no_token) {
      return;
    }
    if (index - 1 == event_at_) {
      event_behind(index - 1);
    }
  }
  output_.copy_to(static_cast<std::uint32_t>(source_.size()));
}

TokenIndex Emitter::emit(TokenIndex index) {
  if (is_type(index)) {
    return emit_type(index);
  }
  if (token(index).note != no_note) {
    return emit_noted(index);
  }
  if (is_jsx(kind(index))) {
    return emit_jsx(index);
  }
  if (token(index).role == Role::modifier) {
    remove(index);
    return index + 1;
  }
  emit_unnoted(index);
  return index + 1;
}

// The first note that says what becomes of the token itself decides; the others are written before
// and behind it by replace() and its like.
TokenIndex Emitter::emit_noted(TokenIndex index) {
  bool closes_class = false;
  bool is_done = false;
  TokenIndex next = index + 1;
  for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
    const Note& note = parsed_->notes[at];
    switch (note.kind) {
      case NoteKind::class_start:
        open_class(note.record);
        if (event_at_ == index) {
          static_cast<void>(event_before(index));
        }
        break;
      case NoteKind::class_end:
        closes_class = top().kind == FrameKind::class_body && top().record == note.record;
        break;
      case NoteKind::enum_start:
        return emit_enum_head(note.record, index);
      case NoteKind::import_start:
        return emit_import(parsed_->imports[note.record]);
      case NoteKind::export_start:
        return emit_export(parsed_->exports[note.record], index);
      case NoteKind::jsx_element:
        return emit_jsx_open(index, note.record);
      case NoteKind::jsx_element_end:
        return emit_jsx(index);
      case NoteKind::nullish_operator:
        replace_trimmed(
            index, is_async(parsed_->nullish[note.record].first) ? ", async () => (" : ", () => (");
        is_done = true;
        break;
      case NoteKind::subscript:
        emit_subscript(index, note.record);
        is_done = true;
        break;
      case NoteKind::catch_without_binding:
        emit_catch(index);
        is_done = true;
        break;
      case NoteKind::chain_start:
      case NoteKind::chain_end:
      case NoteKind::nullish_start:
      case NoteKind::nullish_end:
      case NoteKind::parameter_property:
        break;
    }
  }
  if (!is_done) {
    if (is_jsx(kind(index))) {
      next = emit_jsx(index);
    } else {
      emit_unnoted(index);
    }
  }
  if (closes_class) {
    close_class(index);
  }
  return next;
}

void Emitter::emit_unnoted(TokenIndex index) {
  const Token& token = this->token(index);
  if ((token.marks & mark::separators) != 0) {
    emit_number(index);
  } else if (token.kind == TokenKind::delete_ && is_deleting(index)) {
    note_split_statement(index, index);
    remove(index);
  } else if (token.note != no_note) {
    write_prefixes(index);
    write_suffixes(index);
  }
  if ((token.kind == TokenKind::class_ && !is_class_keyword(index)) ||
      token.kind == TokenKind::nullish) {
    reject(index);  // `${a class`
  }
  // A token that closes a substitution instead of a brace, or a bracket without partner: Sucrase
  // counts them, but for what it goes through member by member.
  if (is_odd(index)) {
    const bool ends_all =
        token.kind == TokenKind::parenthesis_close || token.kind == TokenKind::brace_close;
    if (top().kind == FrameKind::jsx || (ends_all && top().kind == FrameKind::module)) {
      reject(index);
    }
  }
}

bool Emitter::is_class_keyword(TokenIndex index) {
  return top().kind == FrameKind::class_body && parsed_->classes[top().record].keyword == index;
}

void Emitter::emit_number(TokenIndex index) {
  const Token& token = this->token(index);
  output_.copy_to(token.start);
  write_prefixes(index);
  for (std::uint32_t at = token.start; at < token.end; ++at) {
    if (source_[at] != '_') {
      output_.append(source_[at]);
    }
  }
  output_.drop_to(token.end);
  write_suffixes(index);
}

void Emitter::replace(TokenIndex index, std::string_view text) {
  const Token& token = this->token(index);
  output_.copy_to(token.start);
  if (token.note == no_note) {
    output_.append(text);
    output_.drop_to(token.end);
    return;
  }
  write_prefixes(index);
  output_.append(text);
  output_.drop_to(token.end);
  write_suffixes(index);
}

void Emitter::replace_trimmed(TokenIndex index, std::string_view text) {
  output_.copy_to(token(index - 1).end);
  output_.drop_to_keeping_newlines(token(index).start);
  replace(index, text);
}

void Emitter::remove_range(TokenIndex first, TokenIndex last) {
  remove(first);
  for (TokenIndex index = first + 1; index <= last; ++index) {
    remove_trimmed(index);
  }
}

void Emitter::append_behind(TokenIndex index, std::string_view text) {
  output_.copy_to(token(index).end);
  output_.append(text);
}

// Sucrase writes what opens at a token in this order, whichever was recognised first.
void Emitter::write_prefixes(TokenIndex index) {
  if (token(index).note == no_note) {
    return;
  }
  output_.copy_to(token(index).start);
  for (const bool is_chain : {false, true}) {
    for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
      const Note& note = parsed_->notes[at];
      if (!is_chain && note.kind == NoteKind::nullish_start) {
        write_nullish_start(parsed_->nullish[note.record]);
      } else if (is_chain && note.kind == NoteKind::chain_start) {
        write_chain_start(parsed_->chains[note.record], note.record);
      }
    }
  }
}

void Emitter::write_suffixes(TokenIndex index) {
  if (token(index).note == no_note) {
    return;
  }
  for (const bool is_chain : {true, false}) {
    for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
      const NoteKind kind = parsed_->notes[at].kind;
      if (is_chain && kind == NoteKind::chain_end) {
        append_behind(index, "])");
      } else if (!is_chain && kind == NoteKind::nullish_end) {
        append_behind(index, "))");
      }
    }
  }
}

void Emitter::append_name(NameBase base, std::uint64_t number) {
  append_free_name(base, number, output_.buffer());
}

void Emitter::push(FrameKind kind, RecordIndex record) {
  Frame& frame = frames_.emplace_back();
  frame.kind = kind;
  frame.record = record;
  event_at_ = no_token;
}

void Emitter::pop(TokenIndex index) {
  const bool is_class = top().kind == FrameKind::class_body;
  frames_.pop_back();
  event_at_ = top().at;
  // The super call stands in what ends here, and Sucrase does not see it there.
  if (top().event == Event::constructor_insert && event_at_ <= index) {
    if (!is_class) {  // which MiscompilationFinder tells
      miscompiles("nested_super", event_at_);
    }
    schedule_class_action(index);
  }
}

void Emitter::schedule(Event event, TokenIndex at) {
  top().event = event;
  top().at = at;
  event_at_ = at;
}

// Returns the token to go on with: `index` itself if it is still to be written.
TokenIndex Emitter::event_before(TokenIndex index) {
  switch (top().event) {
    case Event::class_keyword:
      output_.copy_to(token(index - 1).end);
      output_.append(" (");
      append_name(NameBase::class_variable, top().variable);
      output_.append(" =");
      schedule(Event::class_body, parsed_->classes[top().record].body);
      return index;
    case Event::class_action:
      return emit_class_action();
    case Event::enum_member:
      return emit_enum_member(index);
    case Event::enum_comma:
      remove_trimmed(index);
      schedule_enum_member(index + 1);
      return index + 1;
    case Event::none:
    case Event::class_body:
    case Event::field_end:
    case Event::constructor_insert:
    case Event::enum_value_end:
    case Event::enum_end:
    case Event::jsx_name_end:
      break;
  }
  return index;
}

void Emitter::event_behind(TokenIndex index) {
  switch (top().event) {
    case Event::class_body:
      insert_constructor(index);
      schedule_class_action(index);
      break;
    case Event::field_end:
      append_behind(index, "}");
      schedule_class_action(index);
      break;
    case Event::constructor_insert:
      append_behind(index, ";");
      append_properties(parsed_->members[plan().constructor]);
      append_initializers();
      schedule_class_action(index);
      break;
    case Event::enum_value_end:
      finish_enum_member(index);
      break;
    case Event::enum_end:
      close_enum(index);
      break;
    case Event::jsx_name_end:
      finish_jsx_element_name(index);
      break;
    case Event::none:
    case Event::class_keyword:
    case Event::class_action:
    case Event::enum_member:
    case Event::enum_comma:
      break;
  }
}

// Whether something is to happen before `index` in any frame.
bool Emitter::passes_event(TokenIndex index) const {
  return std::any_of(frames_.begin(), frames_.end(),
                     [&](const Frame& frame) { return frame.at != no_token && frame.at < index; });
}

void Emitter::miscompiles(std::string_view construct, TokenIndex index) {
  miscompilations_.push_back({std::string(construct), token(index).start});
}

void Emitter::note_doubts() {
  for (const Doubt& doubt : parsed_->doubts) {
    if (doubt.construct == "import_hidden" && !top_level_.is_lost(doubt.at)) {
      continue;
    }
    const bool is_lost = is_type(doubt.at) && doubt.construct != "namespace_values";
    if (!is_lost && (doubt.before == no_token || behind_erased(doubt.before + 1) == doubt.at)) {
      miscompiles(doubt.construct, doubt.at);
    }
  }
}

void Emitter::sort_miscompilations() {
  const auto key = [](const Miscompilation& each) { return std::tie(each.offset, each.construct); };
  std::vector<Miscompilation>& all = miscompilations_;
  std::sort(all.begin(), all.end(),
            [&](const auto& one, const auto& other) { return key(one) < key(other); });
  all.erase(std::unique(all.begin(), all.end(),
                        [&](const auto& one, const auto& other) { return key(one) == key(other); }),
            all.end());
}

bool Emitter::is_behind_word() {
  const std::string& written = output_.buffer();
  if (written.empty() || !is_word_character(written.back())) {
    return false;
  }
  // White space beyond ASCII ends with such a byte, too.
  for (const std::size_t size : {2U, 3U}) {
    if (written.size() >= size &&
        wide_space_length(written.data() + written.size() - size) == size) {
      return false;
    }
  }
  return true;
}

// A call that is written before the token, maybe behind `await`.
void Emitter::note_glued_call(TokenIndex index, bool is_awaited) {
  if (!is_behind_word()) {
    return;
  }
  switch (kind(index - 1)) {
    case TokenKind::await_:
    case TokenKind::else_:
    case TokenKind::return_:
    case TokenKind::throw_:
    case TokenKind::typeof_:
    case TokenKind::void_:
    case TokenKind::yield_:
      // Without them it would be a statement, too.
      miscompiles(is_awaited ? "glued_words" : "glued_keyword", index);
      return;
    default:
      miscompiles("glued_words", index);
  }
}

void Emitter::decline(TokenIndex index) {
  if (declined_at_ == no_token) {
    declined_at_ = index;
  }
}

// What Sucrase's parser takes, and its output stage does not.
void Emitter::reject(TokenIndex index, const char* message) {
  if (rejected_at_ == no_token) {
    rejected_at_ = index;
    rejection_ = message;
  }
}

}  // namespace bazc::native

// Classes: fields become methods that the constructor calls, modifiers and overloads go.

#include <algorithm>

#include "core/transform/native/emitter.hpp"

namespace bazc::native {
void Emitter::open_class(RecordIndex record) {
  const Class& opened = parsed_->classes[record];
  push(FrameKind::class_body, record);
  top().facts = class_facts(*parsed_, opened);
  claim_names(record);
  if (top().variable != 0) {
    schedule(Event::class_keyword, opened.keyword);
  } else {
    schedule(Event::class_body, opened.body);
  }
}

// All at once, before anything of the class is written: what a class in `extends` claims comes
// after it.
void Emitter::claim_names(RecordIndex record) {
  const Class& opened = parsed_->classes[record];
  for (RecordIndex at = opened.first_member; at != no_record; at = parsed_->members[at].next) {
    const ClassMember& member = parsed_->members[at];
    if (!has_initializer(member)) {
      continue;
    }
    const Claims& claims = costs_.of_field(at);
    for (std::size_t base = 0; base < counted_base_count; ++base) {
      names_.skip(static_cast<NameBase>(base), claims[base]);
    }
    member_numbers_[at] = names_.claim(
        is_static_field(*parsed_, member) ? NameBase::static_initializer : NameBase::initializer);
  }
  if (top().facts.needs_variable) {
    top().variable = names_.claim(NameBase::class_variable);
  }
}

void Emitter::insert_constructor(TokenIndex body) {
  const ClassFacts& facts = top().facts;
  if (!facts.has_instance_fields || facts.constructor != no_record) {
    return;
  }
  if (facts.needs_arguments) {
    std::string arguments;
    append_free_name(NameBase::arguments, names_.claim(NameBase::arguments), arguments);
    append_behind(body, "constructor(...");
    output_.append(arguments);
    output_.append(") { super(...");
    output_.append(arguments);
    output_.append("); ");
  } else {
    append_behind(body, "constructor() { ");
  }
  append_initializers(nullptr);
  output_.append(" }");
}

// this.a = a; for each parameter property, then the fields.
void Emitter::append_initializers(const ClassMember* constructor) {
  if (constructor != nullptr) {
    for (TokenIndex index = constructor->name; index < constructor->body; ++index) {
      for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
        const Note& note = parsed_->notes[at];
        if (note.kind == NoteKind::parameter_property && note.record == top().record) {
          output_.append("this.");
          output_.append(text(index));
          output_.append(" = ");
          output_.append(text(index));
          output_.append(';');
        }
      }
    }
  }
  const Class& opened = parsed_->classes[top().record];
  for (RecordIndex at = opened.first_member; at != no_record; at = parsed_->members[at].next) {
    const ClassMember& member = parsed_->members[at];
    if (has_initializer(member) && !is_static_field(*parsed_, member)) {
      append_class_name();
      output_.append(".prototype.");
      append_name(NameBase::initializer, member_numbers_[at]);
      output_.append(".call(this);");
    }
  }
}

void Emitter::append_class_name() {
  if (top().variable != 0) {
    append_name(NameBase::class_variable, top().variable);
  } else {
    output_.append(text(parsed_->classes[top().record].name));
  }
}

void Emitter::close_class(TokenIndex index) {
  const Class& closed = parsed_->classes[top().record];
  output_.copy_to(token(index).end);
  const bool is_assigned = top().variable != 0;
  for (RecordIndex at = closed.first_member; at != no_record; at = parsed_->members[at].next) {
    const ClassMember& member = parsed_->members[at];
    if (has_initializer(member) && is_static_field(*parsed_, member)) {
      output_.append(is_assigned ? ", " : " ");
      append_class_name();
      output_.append('.');
      append_name(NameBase::static_initializer, member_numbers_[at]);
      output_.append(is_assigned ? "()" : "();");
    }
  }
  if (is_assigned) {
    output_.append(", ");
    append_class_name();
    output_.append(')');
  }
  pop(index);
}

// The next event is at the next member or semicolon from `from` on.
void Emitter::schedule_member(TokenIndex from) {
  Frame& frame = top();
  if (frame.member == no_record && !frame.has_begun) {
    frame.member = parsed_->classes[frame.record].first_member;
    frame.has_begun = true;
  }
  if (kind(from) == TokenKind::at && frame.member == no_record) {
    decline(from);  // a decorator of nothing
  }
  if (kind(from) == TokenKind::semicolon && !frame.keeps_semicolons) {
    schedule(Event::class_member, from);
  } else if (frame.member != no_record) {
    schedule(Event::class_member, parsed_->members[frame.member].first);
  } else {
    schedule(Event::none, no_token);
  }
}

void Emitter::finish_member() {
  Frame& frame = top();
  const ClassMember& member = parsed_->members[frame.member];
  frame.keeps_semicolons = member.kind == MemberKind::static_block || member.is_private ||
                           (member.kind == MemberKind::method && !is_constructor(*parsed_, member));
  frame.parameters_end = no_token;
  frame.member = member.next;
  // The semicolon of a field is an event of its own.
  TokenIndex from = member.last + 1;
  if (has_initializer(member)) {
    from = value_end(member) + 1;
    while (frame.member != no_record && parsed_->members[frame.member].first < from) {
      frame.member = parsed_->members[frame.member].next;
    }
  } else if (kind(member.last) == TokenKind::semicolon && !is_type(member.last)) {
    from = member.last;
  }
  schedule_member(from);
}

TokenIndex Emitter::emit_member(TokenIndex index) {
  if (kind(index) == TokenKind::semicolon) {
    remove(index);
    schedule_member(index + 1);
    return index + 1;
  }
  const ClassMember& member = parsed_->members[top().member];
  top().header = behind_decorators(index);
  if (top().header == index) {
    return emit_member_header();
  }
  const bool is_call = kind(top().header - 1) == TokenKind::parenthesis_close;
  miscompiles(is_call ? "member_decorator_call" : "member_decorator", index);
  if (member.kind == MemberKind::erased) {
    decline(index);
  }
  const TokenIndex next = top().keeps_semicolons ? index : remove_decorator_names(index);
  if (next == top().header) {
    return emit_member_header();
  }
  schedule(Event::class_header, top().header);
  return next;
}

TokenIndex Emitter::behind_decorators(TokenIndex index) const {
  while (kind(index) == TokenKind::at) {
    ++index;
    if (kind(index) == TokenKind::parenthesis_open) {
      index = matching_bracket(index) + 1;
      continue;
    }
    ++index;
    while (kind(index) == TokenKind::dot) {
      index += 2;
    }
    index = behind_decorator_types(index);
    if (kind(index) == TokenKind::parenthesis_open) {
      index = matching_bracket(index) + 1;
    }
  }
  return index;
}

// What Sucrase takes for fields, one token each: @, names and dots, up to a name with arguments.
TokenIndex Emitter::remove_decorator_names(TokenIndex index) {
  while (kind(index) == TokenKind::at && kind(index + 1) != TokenKind::parenthesis_open) {
    remove(index);
    ++index;
    while (true) {
      const TokenKind next = kind(index + 1);
      if (next == TokenKind::parenthesis_open || next == TokenKind::less) {
        return index;
      }
      remove(index);
      ++index;
      if (next != TokenKind::dot) {
        break;
      }
      remove(index);
      ++index;
    }
  }
  return index;
}

// Of @a<T>(…).
TokenIndex Emitter::behind_decorator_types(TokenIndex index) const {
  return kind(index) == TokenKind::less ? behind_types(index) : index;
}

// Behind the decorators.
TokenIndex Emitter::emit_member_header() {
  const ClassMember& member = parsed_->members[top().member];
  const TokenIndex header = top().header;
  switch (member.kind) {
    case MemberKind::field:
      // Sucrase throws at a field of this name.
      if (is_named_constructor(*parsed_, member)) {
        decline(header);
      }
      if (member.body != no_token) {
        return emit_optional_method(member);
      }
      if (member.is_private) {
        const TokenIndex next = emit_modifiers(member);
        finish_member();
        return next;
      }
      if (member.assign != no_token) {
        return emit_field(member);
      }
      if (top().keeps_semicolons && text(member.name) == "static") {
        decline(header);  // a modifier of what follows to Sucrase
      }
      return emit_field_without_value(member);
    case MemberKind::method:
    case MemberKind::constructor:
      return emit_method(member);
    case MemberKind::static_block:
      finish_member();
      return header;
    case MemberKind::erased:
      if (is_erased_field(member, header)) {
        return emit_field_without_value(member);
      }
      finish_member();
      return header;
  }
  return header;
}

// Modifiers of TypeScript go, each for itself. Decorators, static, async, get, set and * stay.
TokenIndex Emitter::emit_modifiers(const ClassMember& member) {
  bool was_static = false;
  for (TokenIndex index = top().header; index < member.name; ++index) {
    const bool is_accessor = kind(index) == TokenKind::accessor_;
    const bool is_static_accessor = kind(index) == TokenKind::static_ && has_initializer(member) &&
                                    member.is_static && !is_static_field(*parsed_, member);
    if (is_accessor && was_static) {
      remove_trimmed(index);
    } else if (is_accessor || is_static_accessor || is_type(index)) {
      remove(index);
      was_static = is_static_accessor;
    }
  }
  return member.name;
}

TokenIndex Emitter::emit_field(const ClassMember& member) {
  static_cast<void>(emit_modifiers(member));
  const TokenIndex name = member.name;
  const bool is_static = is_static_field(*parsed_, member);
  output_.copy_to(token(name).start);
  append_name(is_static ? NameBase::static_initializer : NameBase::initializer,
              member_numbers_[top().member]);
  output_.append("() {this");
  if (member.is_computed) {
    // The bracket and what follows are copied.
    schedule(Event::field_end, value_end(member));
    return name + 1;
  }
  const TokenKind name_kind = kind(name);
  const bool is_literal = name_kind == TokenKind::string || name_kind == TokenKind::number;
  output_.append(is_literal ? "[" : ".");
  output_.copy_to(token(name).end);
  schedule(Event::field_end, value_end(member));
  TokenIndex next = name + 1;
  if (is_literal) {
    for (; is_type(next); ++next) {
      static_cast<void>(emit_type(next));
    }
    output_.append("]");
  }
  return next;
}

// The value's last token. Of a type at its end, Sucrase takes what is erased behind it for a part.
TokenIndex Emitter::value_end(const ClassMember& member) const {
  TokenIndex end = member.value_last;
  for (RecordIndex at = member.next; at != no_record && is_type(end);
       at = parsed_->members[at].next) {
    const ClassMember& erased = parsed_->members[at];
    if (erased.kind != MemberKind::erased || erased.first != end + 1 ||
        is_erased_field(erased, erased.first)) {
      break;
    }
    end = erased.last;
  }
  return end;
}

// Goes as one range but for its semicolon, and the types behind it with it.
TokenIndex Emitter::emit_field_without_value(const ClassMember& member) {
  TokenIndex last = member.last;
  if (kind(last) == TokenKind::semicolon && last > top().header) {
    --last;
  }
  TokenIndex first = top().header;
  for (TokenIndex index = first; index < member.name; ++index) {
    // A field of its own to Sucrase.
    if (kind(index) == TokenKind::accessor_) {
      remove_range(first, index);
      first = index + 1;
    }
  }
  remove_range(first, last);
  return remove_erased_behind(last + 1);
}

// Finishes a member that was removed. Sucrase ends the range behind the last type, which may belong
// to members that are erased.
TokenIndex Emitter::remove_erased_behind(TokenIndex next) {
  finish_member();
  while (top().member != no_record) {
    const ClassMember& erased = parsed_->members[top().member];
    if (erased.kind != MemberKind::erased || erased.first != next ||
        is_erased_field(erased, next)) {
      break;
    }
    for (; next <= erased.last; ++next) {
      remove_trimmed(next);
    }
    finish_member();
  }
  schedule_member(next);
  return next;
}

// abstract a; and declare a; are ranges of their own. Of other members that are erased, every token
// is a type.
bool Emitter::is_erased_field(const ClassMember& member, TokenIndex index) const {
  bool is_declared = false;
  while (index < member.last && is_member_modifier(kind(index)) && !ends_member_name(index + 1)) {
    is_declared =
        is_declared || kind(index) == TokenKind::abstract_ || kind(index) == TokenKind::declare_;
    ++index;
  }
  const bool is_accessor = kind(index) == TokenKind::get_ || kind(index) == TokenKind::set_ ||
                           kind(index) == TokenKind::async_ || kind(index) == TokenKind::star;
  if (!is_declared || (is_accessor && !ends_member_name(index + 1))) {
    return false;
  }
  if (kind(index) == TokenKind::bracket_open) {
    index = matching_bracket(index);
  }
  ++index;
  if (index <= member.last &&
      (kind(index) == TokenKind::question || kind(index) == TokenKind::not_)) {
    ++index;
  }
  return index > member.last ||
         (kind(index) != TokenKind::parenthesis_open && kind(index) != TokenKind::less);
}

bool Emitter::ends_member_name(TokenIndex index) const {
  switch (kind(index)) {
    case TokenKind::semicolon:
    case TokenKind::colon:
    case TokenKind::question:
    case TokenKind::not_:
    case TokenKind::assign:
    case TokenKind::parenthesis_open:
    case TokenKind::less:
    case TokenKind::brace_close:
      return true;
    default:
      return false;
  }
}

TokenIndex Emitter::emit_method(const ClassMember& member) {
  const TokenIndex next = emit_modifiers(member);
  if (!is_constructor(*parsed_, member)) {
    finish_member();
    return next;
  }
  top().parameters_end = member.body;
  if (top().member != top().facts.constructor || !has_initializers(member)) {
    finish_constructor(member);
    return next;
  }
  const TokenIndex super_end = super_call_end(member);
  if (kind(member.name + 2) == TokenKind::this_) {
    decline(member.name);  // a modifier behind it goes as part of its type
  }
  schedule(Event::constructor_insert, super_end != no_token ? super_end : member.body);
  return next;
}

// m?() {…}: Sucrase takes each token for a field, and deletes it, with the types behind it. Where
// it would take one for something else, it decides.
TokenIndex Emitter::emit_optional_method(const ClassMember& member) {
  bool has_call = false;
  for (TokenIndex index = top().header; index <= member.last;) {
    const TokenKind next = kind(behind_types(index + 1));
    has_call = has_call || (index > member.name && next == TokenKind::parenthesis_open);
    if (!is_lost_alone(index) || (index > member.name && next == TokenKind::parenthesis_open) ||
        next == TokenKind::less || next == TokenKind::assign) {
      decline(index);
    }
    remove(index);
    for (++index; index <= member.last && is_type(index); ++index) {
      remove_trimmed(index);
    }
  }
  miscompiles(has_call ? "optional_method_call" : "optional_method", member.name);
  return remove_erased_behind(member.last + 1);
}

bool Emitter::is_lost_alone(TokenIndex index) const {
  switch (kind(index)) {
    case TokenKind::at:
    case TokenKind::bracket_open:
    case TokenKind::constructor_:
    case TokenKind::hash:
    case TokenKind::minus:
    case TokenKind::plus:
    case TokenKind::star:
    case TokenKind::assign:
      return false;
    default:
      return token(index).note == no_note && !is_type(index);
  }
}

// The parameters of a constructor are still to come when its header is done.
void Emitter::finish_constructor(const ClassMember& member) {
  finish_member();
  top().parameters_end = member.body;
}

bool Emitter::has_initializers(const ClassMember& constructor) const {
  if (frames_.back().facts.has_instance_fields) {
    return true;
  }
  for (TokenIndex index = constructor.name; index < constructor.body; ++index) {
    for (std::uint32_t at = token(index).note; at != no_note; at = parsed_->notes[at].next) {
      const Note& note = parsed_->notes[at];
      if (note.kind == NoteKind::parameter_property && note.record == frames_.back().record) {
        return true;
      }
    }
  }
  return false;
}

// The parenthesis that closes the first super(…) of the body, wherever it stands there.
TokenIndex Emitter::super_call_end(const ClassMember& member) {
  if (!has_super_calls_) {
    find_super_calls();
  }
  const auto is_before = [](const SuperCall& call, TokenIndex index) { return call.first < index; };
  const auto call =
      std::lower_bound(super_calls_.begin(), super_calls_.end(), member.body, is_before);
  return call != super_calls_.end() && call->first < member.last ? call->last : no_token;
}

// Of all constructors at once: they may stand within each other.
void Emitter::find_super_calls() {
  has_super_calls_ = true;
  super_calls_.clear();
  std::vector<std::size_t> open;  // of each open parenthesis its call, or none
  for (TokenIndex index = 1; kind(index) != TokenKind::end; ++index) {
    if (kind(index) == TokenKind::parenthesis_open) {
      const bool is_super = kind(index - 1) == TokenKind::super_;
      open.push_back(is_super ? super_calls_.size() : no_record);
      if (is_super) {
        super_calls_.push_back({index - 1, index});
      }
    } else if (kind(index) == TokenKind::parenthesis_close && !open.empty()) {
      if (open.back() != no_record) {
        super_calls_[open.back()].last = index;
      }
      open.pop_back();
    }
  }
}

bool Emitter::is_parameter_modifier(TokenIndex index) const {
  if (index >= frames_.back().parameters_end) {
    return false;
  }
  switch (kind(index)) {
    case TokenKind::override_:
    case TokenKind::private_:
    case TokenKind::protected_:
    case TokenKind::public_:
    case TokenKind::readonly_:
      return true;
    default:
      return false;
  }
}

}  // namespace bazc::native

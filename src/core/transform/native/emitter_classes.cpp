// Classes: fields become methods that the constructor calls, modifiers and overloads go.

#include <algorithm>

#include "core/transform/native/emitter.hpp"

namespace bazc::native {

void Emitter::open_class(RecordIndex record) {
  const Class& opened = parsed_->classes[record];
  push(FrameKind::class_body, record);
  top().action = plan().first_action;
  if (parsed_->has_new_super) {
    check_super_call();
  }
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
  const ClassPlan& plan = plans_.of(record);
  for (std::uint32_t i = plan.first_action; i < plan.end_action; ++i) {
    const ClassAction& action = plans_.actions()[i];
    if (action.kind != ClassActionKind::field) {
      continue;
    }
    const Claims& claims = costs_.of_field(i);
    for (std::size_t base = 0; base < counted_base_count; ++base) {
      names_.skip(static_cast<NameBase>(base), claims[base]);
    }
    field_numbers_[i] =
        names_.claim(action.is_static ? NameBase::static_initializer : NameBase::initializer);
  }
  if (plan.needs_variable) {
    top().variable = names_.claim(NameBase::class_variable);
  }
}

void Emitter::insert_constructor(TokenIndex body) {
  if (!plan().has_instance_fields || plan().constructor != no_record) {
    return;
  }
  if (plan().needs_arguments) {
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
  append_initializers();
  output_.append(" }");
}

void Emitter::append_initializers() {
  for (std::uint32_t i = plan().first_action; i < plan().end_action; ++i) {
    const ClassAction& action = plans_.actions()[i];
    if (action.kind == ClassActionKind::field && !action.is_static) {
      append_class_name();
      output_.append(".prototype.");
      append_name(NameBase::initializer, field_numbers_[i]);
      output_.append(".call(this);");
    }
  }
}

// this.a = a; for each parameter property.
void Emitter::append_properties(const ClassMember& constructor) {
  for (TokenIndex index = constructor.name; index < constructor.body; ++index) {
    if (is_property(index)) {
      if (!is_name(kind(index))) {
        reject(index);
      }
      output_.append("this.");
      output_.append(text(index));
      output_.append(" = ");
      output_.append(text(index));
      output_.append(';');
    }
  }
}

bool Emitter::is_property(TokenIndex parameter) const {
  for (std::uint32_t at = token(parameter).note; at != no_note; at = parsed_->notes[at].next) {
    const Note& note = parsed_->notes[at];
    if (note.kind == NoteKind::parameter_property && note.record == frames_.back().record) {
      return true;
    }
  }
  return false;
}

bool Emitter::has_properties(const ClassMember& constructor) const {
  for (TokenIndex index = constructor.name; index < constructor.body; ++index) {
    if (is_property(index)) {
      return true;
    }
  }
  return false;
}

void Emitter::append_class_name() {
  if (top().variable != 0) {
    append_name(NameBase::class_variable, top().variable);
  } else {
    output_.append(text(parsed_->classes[top().record].name));
  }
}

void Emitter::close_class(TokenIndex index) {
  output_.copy_to(token(index).end);
  const bool is_assigned = top().variable != 0;
  for (std::uint32_t i = plan().first_action; i < plan().end_action; ++i) {
    const ClassAction& action = plans_.actions()[i];
    if (action.kind == ClassActionKind::field && action.is_static) {
      output_.append(is_assigned ? ", " : " ");
      append_class_name();
      output_.append('.');
      append_name(NameBase::static_initializer, field_numbers_[i]);
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

// What comes next of the class, behind a token: an action of its plan, or its constructor.
void Emitter::schedule_class_action(TokenIndex behind) {
  Frame& frame = top();
  const auto actions = plans_.actions();
  while (true) {
    const bool is_last = frame.action == plan().end_action;
    const bool is_constructor_next =
        plan().constructor != no_record && !frame.is_constructor_done &&
        (is_last || actions[frame.action].first > parsed_->members[plan().constructor].name);
    if (is_constructor_next) {
      frame.is_constructor_done = true;
      if (schedule_initializers()) {
        return;
      }
      continue;
    }
    if (is_last) {
      schedule(Event::none, no_token);
      return;
    }
    const ClassAction& action = actions[frame.action];
    if (action.kind == ClassActionKind::decorator) {
      const bool is_call = kind(action.end - 1) == TokenKind::parenthesis_close;
      miscompiles(is_call ? "member_decorator_call" : "member_decorator", action.first);
    } else if (action.kind == ClassActionKind::optional_method) {
      miscompiles("optional_method", action.first);
    } else if (action.kind == ClassActionKind::optional_method_call) {
      miscompiles("optional_method_call", action.first);
    } else if (action.first > behind) {
      schedule(Event::class_action, action.first);
      return;
    } else if (action.end > behind + 1) {
      decline(behind);  // the string of an import as a value went with it, and not all does
    }
    ++frame.action;
  }
}

// In the constructor. False where nothing is to be written there.
bool Emitter::schedule_initializers() {
  const ClassMember& constructor = parsed_->members[plan().constructor];
  if (!plan().has_instance_fields && !has_properties(constructor)) {
    return false;
  }
  const SuperCall* const call = first_super_call(constructor);
  if (call != nullptr && is_type(call->last)) {
    miscompiles("nested_super", call->last);  // what is erased goes at once
    return false;
  }
  schedule(Event::constructor_insert, call != nullptr ? call->last : constructor.body);
  return true;
}

TokenIndex Emitter::emit_class_action() {
  const std::uint32_t place = top().action;
  const ClassAction& action = plans_.actions()[place];
  ++top().action;
  if (action.kind == ClassActionKind::field) {
    return emit_field(action, field_numbers_[place]);
  }
  remove_range(action.first, action.end - 1);
  schedule_class_action(action.end - 1);
  return action.end;
}

TokenIndex Emitter::emit_field(const ClassAction& action, std::uint64_t number) {
  const TokenIndex name = action.first;
  output_.copy_to(token(name).start);
  append_name(action.is_static ? NameBase::static_initializer : NameBase::initializer, number);
  output_.append("() {this");
  schedule(Event::field_end, action.end - 1);
  if (kind(name) == TokenKind::bracket_open) {
    // The bracket and what follows are copied.
    return name + 1;
  }
  const bool is_literal = kind(name) == TokenKind::string || kind(name) == TokenKind::number;
  output_.append(is_literal ? "[" : ".");
  output_.copy_to(token(name).end);
  TokenIndex next = name + 1;
  if (is_literal) {
    for (; is_type(next); ++next) {
      static_cast<void>(emit_type(next));
    }
    output_.append("]");
  }
  return next;
}

// Where the first one is new super(), Sucrase fails.
void Emitter::check_super_call() {
  if (plan().constructor == no_record) {
    return;
  }
  const SuperCall* const call = first_super_call(parsed_->members[plan().constructor]);
  if (call != nullptr && !is_subscript(call->first + 1)) {
    reject(call->first);
  }
}

// The first super(…) of the body, wherever it stands there, or null.
const Emitter::SuperCall* Emitter::first_super_call(const ClassMember& member) {
  if (!has_super_calls_) {
    find_super_calls();
  }
  const auto is_before = [](const SuperCall& call, TokenIndex index) { return call.first < index; };
  const auto call =
      std::lower_bound(super_calls_.begin(), super_calls_.end(), member.body, is_before);
  return call != super_calls_.end() && call->first < member.last ? &*call : nullptr;
}

// Of all constructors at once: they may stand within each other.
void Emitter::find_super_calls() {
  has_super_calls_ = true;
  super_calls_.clear();
  std::vector<std::size_t> open;  // of each open parenthesis its call, or none
  for (TokenIndex index = 1; kind(index) != TokenKind::end; ++index) {
    if (is_odd(index)) {
      continue;
    }
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

}  // namespace bazc::native

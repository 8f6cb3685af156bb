#include "core/transform/native/class_costs.hpp"

#include <algorithm>

namespace bazc::native {
namespace {

// Of one base in one source: the prefix declares each _class.
constexpr std::uint64_t most_claims = 100'000;

bool is_type(const ParsedSource& parsed, TokenIndex index) {
  return (parsed.tokens[index].marks & mark::type) != 0;
}

}  // namespace

bool has_function(const ParsedSource& parsed, const Chain& chain, TokenIndex index) {
  const bool is_first_of_super =
      parsed.tokens[chain.first].kind == TokenKind::super_ && index == chain.first + 1;
  return !is_template(parsed.tokens[index].kind) && !is_first_of_super;
}

bool ClassCosts::find(const ParsedSource& parsed, const ClassPlans& plans) {
  parsed_ = &parsed;
  plans_ = &plans;
  open_.clear();
  total_ = {};
  const auto actions = plans.actions();
  const auto is_field = [](const ClassAction& action) {
    return action.kind == ClassActionKind::field;
  };
  fields_.assign(actions.size(), Claims{});
  if (std::none_of(actions.begin(), actions.end(), is_field)) {
    return true;
  }
  starts_.assign(parsed.tokens.size(), no_record);
  for (std::uint32_t i = 0; i < actions.size(); ++i) {
    if (is_field(actions[i])) {
      starts_[actions[i].assign] = i;
    } else if (actions[i].kind == ClassActionKind::removal) {
      starts_[actions[i].first] = i;
    }
  }
  TokenIndex index = 1;
  while (index < parsed.tokens.size()) {
    const std::uint32_t start = starts_[index];
    if (start != no_record && is_field(actions[start])) {
      open_.push_back({start, {}});
    } else if (start != no_record) {
      // What goes claims nothing.
      index = actions[start].end;
      continue;
    } else if (!open_.empty()) {
      for (std::uint32_t at = parsed.tokens[index].note; at != no_note;
           at = parsed.notes[at].next) {
        count(parsed.notes[at], index);
      }
    }
    ++index;
    while (!open_.empty() && actions[open_.back().action].end <= index) {
      if (!close_field()) {
        return false;
      }
    }
  }
  return true;
}

void ClassCosts::count(const Note& note, TokenIndex index) {
  if (note.kind == NoteKind::class_start) {
    open_class(note.record);
  } else if (is_type(*parsed_, index)) {
    return;
  } else if (note.kind == NoteKind::catch_without_binding) {
    add(NameBase::error);
  } else if (note.kind == NoteKind::subscript &&
             has_function(*parsed_, parsed_->chains[note.record], index) && !is_async_call(index)) {
    add(NameBase::parameter);
  }
}

// a?.async<T>(b): the parenthesis is written with the types.
bool ClassCosts::is_async_call(TokenIndex parenthesis) const {
  TokenIndex less = parenthesis;
  while (is_type(*parsed_, less - 1)) {
    --less;
  }
  const Token& callee = parsed_->tokens[less - 1];
  return less < parenthesis && parsed_->tokens[less].kind == TokenKind::less &&
         is_name(callee.kind) &&
         parsed_->text.substr(callee.start, callee.end - callee.start) == "async";
}

void ClassCosts::open_class(RecordIndex record) {
  if (is_type(*parsed_, parsed_->classes[record].keyword)) {
    return;
  }
  const ClassPlan& plan = plans_->of(record);
  for (std::uint32_t i = plan.first_action; i < plan.end_action; ++i) {
    const ClassAction& action = plans_->actions()[i];
    if (action.kind == ClassActionKind::field) {
      add(action.is_static ? NameBase::static_initializer : NameBase::initializer);
    }
  }
  if (plan.needs_variable) {
    add(NameBase::class_variable);
  }
  if (plan.needs_arguments) {
    add(NameBase::arguments);
  }
}

bool ClassCosts::close_field() {
  const OpenField field = open_.back();
  open_.pop_back();
  fields_[field.action] = field.claims;
  Claims& outer = open_.empty() ? total_ : open_.back().claims;
  bool is_countable = true;
  for (std::size_t base = 0; base < counted_base_count; ++base) {
    outer[base] += 2 * field.claims[base];
    is_countable = is_countable && outer[base] < most_claims;
  }
  return is_countable;
}

}  // namespace bazc::native

#include "core/transform/native/class_plan.hpp"

#include <algorithm>
#include <string_view>

namespace bazc::native {

namespace {

bool is_declaration(Role role) {
  return role == Role::top_level_declaration || role == Role::function_declaration ||
         role == Role::block_declaration;
}

}  // namespace

void ClassPlans::find(const ParsedSource& parsed) {
  parsed_ = &parsed;
  actions_.clear();
  declined_at_ = no_token;
  rejected_at_ = no_token;
  plans_.assign(parsed.classes.size(), ClassPlan{});
  stray_spans_.assign(parsed.stray_spans.begin(), parsed.stray_spans.end());
  std::sort(stray_spans_.begin(), stray_spans_.end(),
            [](const StraySpan& a, const StraySpan& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    if (!is_erased(parsed.classes[i].keyword) && !plans_[i].is_lost) {
      plans_[i] = plan(parsed.classes[i]);
    }
  }
}

ClassPlan ClassPlans::plan(const Class& record) {
  ClassPlan plan;
  plan.first_action = static_cast<std::uint32_t>(actions_.size());
  class_ = &record;
  member_ = record.first_member;
  noted_ = no_record;
  TokenIndex index = record.body + 1;
  while (index < record.last) {
    index = plan_element(plan, index);
  }
  if (index > record.last) {
    static_cast<void>(decline(record.last));
  }
  plan.end_action = static_cast<std::uint32_t>(actions_.size());
  const bool has_fields = plan.has_instance_fields || plan.has_static_fields;
  plan.needs_variable = has_fields && (record.is_expression || record.name == no_token);
  plan.needs_arguments =
      plan.has_instance_fields && plan.constructor == no_record && record.extends != no_token;
  return plan;
}

// Whatever stands where a member may begin: Sucrase takes a token that it does not expect there, of
// a decorator or of a method that it does not know, for a field of that name.
TokenIndex ClassPlans::plan_element(ClassPlan& plan, TokenIndex index) {
  note_member(index);
  if (is_erased(index)) {
    return index + 1;
  }
  if (kind(index) == TokenKind::semicolon) {
    add(ClassActionKind::removal, index, index + 1);
    return index + 1;
  }
  const TokenIndex first = index;
  bool is_static = false;
  bool is_private = false;
  for (; is_modifier(index); ++index) {
    is_static = is_static || kind(index) == TokenKind::static_;
    is_private = is_private || kind(index) == TokenKind::hash;
  }
  if (is_private || (is_static && kind(index) == TokenKind::brace_open)) {
    return next_element(index);
  }
  if (is_constructor_name(index)) {
    if (kind(index + 1) != TokenKind::parenthesis_open) {
      rejected_at_ = index;  // a field, or a generic constructor
      return class_->last;
    }
    // In an optional method, that of another class.
    const bool is_stray = is_in_optional_method(index);
    const RecordIndex member = is_stray ? latest_member(index) : member_at(index);
    if (member == no_record || parsed_->members[member].name != index ||
        parsed_->members[member].body == no_token || (is_stray && has_properties(member))) {
      return decline(index);
    }
    plan.constructor = member;
    return parsed_->members[member].last + 1;
  }
  TokenIndex behind = behind_name(index);
  if (kind(behind) == TokenKind::parenthesis_open || kind(behind) == TokenKind::less) {
    note_left_over(index);
    return next_element(behind);
  }
  while (is_erased(behind)) {
    ++behind;
  }
  if (kind(behind) == TokenKind::assign) {
    return plan_field(plan, index, behind, is_static);
  }
  add(ClassActionKind::removal, first, behind);
  return behind;
}

TokenIndex ClassPlans::plan_field(ClassPlan& plan, TokenIndex name, TokenIndex assign,
                                  bool is_static) {
  const TokenIndex last = last_of_value(assign);
  if (last == no_token) {
    return decline(assign);
  }
  TokenIndex end = last + 1;
  // Types at its end are one range with what is erased behind it.
  if (is_erased(last) && kind(last) != TokenKind::not_) {
    while (is_erased(end)) {
      ++end;
    }
  }
  actions_.push_back({ClassActionKind::field, is_static, name, end, assign});
  (is_static ? plan.has_static_fields : plan.has_instance_fields) = true;
  return end;
}

// no_token where Sucrase does not know it: of what is assigned.
TokenIndex ClassPlans::last_of_value(TokenIndex assign) {
  const RecordIndex member = member_at(assign);
  if (member != no_record && parsed_->members[member].assign == assign) {
    return parsed_->members[member].value_last;
  }
  return last_of_stray_span(assign);
}

TokenIndex ClassPlans::last_of_stray_span(TokenIndex first) const {
  const auto span =
      std::lower_bound(stray_spans_.begin(), stray_spans_.end(), first,
                       [](const StraySpan& each, TokenIndex index) { return each.first < index; });
  return span != stray_spans_.end() && span->first == first ? span->last : no_token;
}

TokenIndex ClassPlans::behind_name(TokenIndex name) {
  const RecordIndex member = member_at(name);
  if (member != no_record && parsed_->members[member].name == name) {
    return parsed_->members[member].name_last + 1;
  }
  if (kind(name) == TokenKind::bracket_open) {
    const TokenIndex last = last_of_stray_span(name);
    return last != no_token ? last + 1 : decline(name);  // where Sucrase fails
  }
  // Sucrase takes a template apart, and fails at what is assigned.
  const bool is_template_end = is_template(kind(name)) ||
                               kind(name) == TokenKind::template_middle ||
                               kind(name) == TokenKind::template_tail;
  const bool is_method =
      kind(name + 1) == TokenKind::parenthesis_open || kind(name + 1) == TokenKind::less;
  if ((is_template_end && is_method) || kind(name + 1) == TokenKind::jsx_equal) {
    return decline(name);
  }
  if (kind(name) == TokenKind::class_) {
    note_lost_class(name);
  }
  return name + 1;
}

// Behind a method, a static block or a private field: up to the next name of a member, and back
// over its modifiers. What stands between is no member to Sucrase.
TokenIndex ClassPlans::next_element(TokenIndex index) {
  while (member_ != no_record && landing(parsed_->members[member_]) <= index) {
    member_ = parsed_->members[member_].next;
  }
  TokenIndex next = member_ != no_record ? landing(parsed_->members[member_]) : class_->last;
  while (is_modifier(next - 1)) {
    --next;
  }
  return next;
}

// The token by which Sucrase finds a member; no_token where it finds none.
TokenIndex ClassPlans::landing(const ClassMember& member) const {
  if (member.is_overlooked) {
    return no_token;
  }
  if (member.accessor != no_token) {
    return member.accessor;
  }
  if (member.kind == MemberKind::static_block) {
    return member.body - 1;
  }
  return member.is_private ? member.name_last : member.name;
}

RecordIndex ClassPlans::member_at(TokenIndex index) {
  while (member_ != no_record && parsed_->members[member_].last < index) {
    member_ = parsed_->members[member_].next;
  }
  const bool is_inside = member_ != no_record && parsed_->members[member_].first <= index;
  return is_inside ? member_ : no_record;
}

void ClassPlans::note_member(TokenIndex index) {
  const RecordIndex member = member_at(index);
  if (member == no_record || member == noted_) {
    return;
  }
  noted_ = member;
  const ClassMember& record = parsed_->members[member];
  if (record.decorator != no_token) {
    add(ClassActionKind::decorator, record.decorator, record.first);
  }
  if (record.kind == MemberKind::field && record.body != no_token) {
    add(ClassActionKind::optional_method, record.name, record.last);
  }
}

// What looks like a method in the body of an optional one stays.
void ClassPlans::note_left_over(TokenIndex index) {
  const RecordIndex member = member_at(index);
  if (member == no_record || index <= parsed_->members[member].name) {
    return;
  }
  for (std::size_t i = actions_.size(); i > 0; --i) {
    ClassAction& action = actions_[i - 1];
    if (action.kind == ClassActionKind::optional_method) {
      action.kind = ClassActionKind::optional_method_call;
      return;
    }
    if (action.kind != ClassActionKind::removal) {
      return;
    }
  }
}

TokenIndex ClassPlans::decline(TokenIndex index) {
  if (declined_at_ == no_token) {
    declined_at_ = index;
  }
  return class_->last;
}

// The one that begins last of those that begin up to `index`.
RecordIndex ClassPlans::latest_member(TokenIndex index) const {
  const auto behind = std::upper_bound(
      parsed_->members.begin(), parsed_->members.end(), index,
      [](TokenIndex place, const ClassMember& member) { return place < member.first; });
  return behind != parsed_->members.begin()
             ? static_cast<RecordIndex>(behind - parsed_->members.begin() - 1)
             : no_record;
}

// Whether its parameters declare properties.
bool ClassPlans::has_properties(RecordIndex member) const {
  const ClassMember& constructor = parsed_->members[member];
  for (TokenIndex index = constructor.name; index < constructor.body; ++index) {
    if (parsed_->tokens[index].role == Role::modifier) {
      return true;
    }
  }
  return false;
}

// Of the class that is read, where member_at() was asked for what stands before.
bool ClassPlans::is_in_optional_method(TokenIndex index) const {
  if (member_ == no_record) {
    return false;
  }
  const ClassMember& member = parsed_->members[member_];
  return member.kind == MemberKind::field && member.body != no_token && index > member.name_last &&
         index <= member.last;
}

// `abstract` of a class, `const` of an enum and a! are no types to Sucrase.
bool ClassPlans::is_erased(TokenIndex index) const {
  if ((parsed_->tokens[index].marks & mark::type) == 0) {
    return false;
  }
  if (kind(index) == TokenKind::not_ && is_in_optional_method(index)) {
    const Token& before = parsed_->tokens[index - 1];
    const bool is_behind_type = (before.marks & mark::type) != 0 && before.kind != TokenKind::not_;
    return is_behind_type || is_declaration(before.role);
  }
  for (std::uint32_t at = parsed_->tokens[index].note; at != no_note;
       at = parsed_->notes[at].next) {
    const Note& note = parsed_->notes[at];
    const bool is_class = note.kind == NoteKind::class_start;
    if (is_class || note.kind == NoteKind::enum_start) {
      const TokenIndex keyword =
          is_class ? parsed_->classes[note.record].keyword : parsed_->enums[note.record].name;
      return (parsed_->tokens[keyword].marks & mark::type) != 0;
    }
  }
  return true;
}

bool ClassPlans::is_modifier(TokenIndex index) const {
  const Token& token = parsed_->tokens[index];
  switch (token.kind) {
    case TokenKind::async_:
      // In an optional method, that of a class's method alone.
      if (is_in_optional_method(index)) {
        const RecordIndex member = latest_member(index);
        return member != no_record && index < parsed_->members[member].name;
      }
      [[fallthrough]];
    case TokenKind::get_:
    case TokenKind::hash:
    case TokenKind::minus:
    case TokenKind::plus:
    case TokenKind::set_:
    case TokenKind::star:
      return token.role == Role::none;
    default:
      return is_member_modifier(token.kind) && token.role < Role::access;
  }
}

bool ClassPlans::is_constructor_name(TokenIndex index) const {
  const Token& token = parsed_->tokens[index];
  return is_name(token.kind) &&
         std::string_view(parsed_->text).substr(token.start, token.end - token.start) ==
             "constructor";
}

void ClassPlans::note_lost_class(TokenIndex keyword) {
  const bool is_abstract = kind(keyword - 1) == TokenKind::abstract_;
  for (std::uint32_t at = parsed_->tokens[keyword - (is_abstract ? 1 : 0)].note; at != no_note;
       at = parsed_->notes[at].next) {
    if (parsed_->notes[at].kind == NoteKind::class_start) {
      plans_[parsed_->notes[at].record].is_lost = true;
    }
  }
}

}  // namespace bazc::native

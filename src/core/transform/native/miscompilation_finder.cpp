#include "core/transform/native/miscompilation_finder.hpp"

#include <algorithm>
#include <utility>

namespace bazc::native {
namespace {

bool is_declaration_in_function(Role role) {
  return role == Role::function_declaration || role == Role::block_declaration ||
         role == Role::shorthand_function_declaration || role == Role::shorthand_block_declaration;
}

bool is_use(Role role) {
  return role == Role::access || role == Role::shorthand_access;
}

}  // namespace

void MiscompilationFinder::run() {
  for (const Class& record : parsed_.classes) {
    if (!is_type(record.keyword)) {
      check_class(record);
    }
  }
  if (!shared_.empty()) {
    check_class_expressions();
  }
  for (const Enum& record : parsed_.enums) {
    if (!is_type(record.name)) {
      check_enum(record);
    }
  }
  if (parsed_.enums.size() > 1) {
    check_merged_enums();
  }
}

TokenIndex MiscompilationFinder::behind_types(TokenIndex index) const {
  while (is_type(index)) {
    ++index;
  }
  return index;
}

TokenIndex MiscompilationFinder::closing(TokenIndex open) const {
  const TokenKind opening = kind(open);
  const auto close = static_cast<TokenKind>(static_cast<std::uint8_t>(opening) + 1);
  std::size_t depth = 0;
  for (TokenIndex index = open; kind(index) != TokenKind::end; ++index) {
    depth += kind(index) == opening ? 1U : 0U;
    if (kind(index) == close && --depth == 0) {
      return index;
    }
  }
  return open;
}

// That begins at the token.
const Class* MiscompilationFinder::class_at(TokenIndex index) const {
  for (std::uint32_t at = token(index).note; at != no_note; at = parsed_.notes[at].next) {
    if (parsed_.notes[at].kind == NoteKind::class_start) {
      return &parsed_.classes[parsed_.notes[at].record];
    }
  }
  return nullptr;
}

// Of a class or element that begins at the token, what follows; otherwise the token. Sucrase writes
// them in calls of their own, in which it does not look for a super call.
TokenIndex MiscompilationFinder::behind_nested(TokenIndex index) const {
  for (std::uint32_t at = token(index).note; at != no_note; at = parsed_.notes[at].next) {
    const Note& note = parsed_.notes[at];
    if (note.kind == NoteKind::class_start) {
      return parsed_.classes[note.record].last + 1;
    }
    if (note.kind == NoteKind::jsx_element) {
      return parsed_.jsx_elements[note.record].last + 1;
    }
  }
  return index;
}

void MiscompilationFinder::check_class(const Class& record) {
  const ClassPlan& plan = plan_of(record);
  if (plan.needs_variable) {
    for (std::uint32_t at = token(record.first).note; at != no_note; at = parsed_.notes[at].next) {
      const NoteKind note = parsed_.notes[at].kind;
      if (note == NoteKind::chain_start || note == NoteKind::nullish_start) {
        add(note == NoteKind::chain_start ? "class_in_chain" : "class_in_nullish", record.first);
      }
    }
    if (plan.has_instance_fields) {
      shared_.push_back(&record);
    }
  }
  if (plan.needs_variable && !record.is_expression) {
    check_default_class(record);
  }
  bool has_private_value = false;
  bool has_static_value = false;
  for (RecordIndex at = record.first_member; at != no_record; at = parsed_.members[at].next) {
    const ClassMember& member = parsed_.members[at];
    switch (member.kind) {
      case MemberKind::static_block:
        if (has_static_value) {
          add("static_block_order", member.first);
        }
        break;
      case MemberKind::method:
      case MemberKind::constructor:
        check_method(member, at, plan);
        if (at == plan.constructor && member.kind == MemberKind::constructor) {
          check_constructor(record, member, plan);
        }
        break;
      case MemberKind::field:
        if (member.is_private && member.assign != no_token) {
          has_private_value = true;
          check_private_field(record, member);
        } else if (member.body != no_token) {
          check_optional_method(member);
        } else if (!member.is_private) {
          check_public_field(member);
          has_static_value =
              has_static_value || (has_initializer(member) && is_static_field(member));
        }
        break;
      case MemberKind::erased:
        break;
    }
  }
  if (has_private_value) {
    check_glued_members(record);
  }
}

// export default class {…} becomes an expression, without a `;` behind it.
void MiscompilationFinder::check_default_class(const Class& record) {
  TokenIndex behind = record.last + 1;
  bool is_line_end = is_after_newline(behind);
  while (is_type(behind)) {
    is_line_end = is_after_newline(++behind) || is_line_end;
  }
  const TokenKind next = kind(behind);
  if (next == TokenKind::parenthesis_open || next == TokenKind::bracket_open ||
      next == TokenKind::plus || next == TokenKind::minus || next == TokenKind::regexp ||
      is_template(next)) {
    add("glued_statements", behind);
  } else if (!is_line_end && next != TokenKind::semicolon && next != TokenKind::end) {
    add("glued_class", behind);
  }
}

void MiscompilationFinder::check_method(const ClassMember& member, RecordIndex place,
                                        const ClassPlan& plan) {
  if (!plan.has_instance_fields || member.is_computed) {
    return;
  }
  if (member.kind == MemberKind::method && member.is_static && place == plan.constructor) {
    add("static_constructor", member.name);
  }
  if (!member.is_static && kind(member.name) == TokenKind::string &&
      plan.constructor == no_record &&
      text(member.name).substr(1, text(member.name).size() - 2) == "constructor") {
    add("quoted_constructor", member.name);
  }
}

// Of helpers in a method that goes, the brackets stay.
void MiscompilationFinder::check_optional_method(const ClassMember& member) {
  for (TokenIndex index = member.name; index < member.last; ++index) {
    if (begins_helper(index)) {
      add("optional_method_call", member.name);
      return;
    }
  }
}

bool MiscompilationFinder::begins_helper(TokenIndex index) const {
  for (std::uint32_t at = token(index).note; at != no_note; at = parsed_.notes[at].next) {
    const NoteKind note = parsed_.notes[at].kind;
    if (note == NoteKind::chain_start || note == NoteKind::nullish_start) {
      return true;
    }
  }
  return false;
}

void MiscompilationFinder::check_public_field(const ClassMember& member) {
  if (member.is_computed) {
    check_key(member);
  }
  if (member.assign == no_token) {
    return;
  }
  if (kind(member.name) == TokenKind::bigint) {
    add("bigint_field", member.name);
  }
  if (!is_static_field(member)) {
    if (member.is_static) {
      add("static_accessor", member.name);
    }
    return;
  }
  std::string_view name = text(member.name);
  if (kind(member.name) == TokenKind::string) {
    name = name.substr(1, name.size() - 2);
  }
  if (name == "name" || name == "length" || name == "caller" || name == "arguments") {
    add("static_name", member.name);
  }
}

// Sucrase moves the key into a function that runs for each instance, or once for a static field; it
// deletes the key of a field without value.
void MiscompilationFinder::check_key(const ClassMember& member) {
  bool has_effect = false;
  bool has_context = false;
  bool has_helper = false;
  bool has_function = false;
  for (TokenIndex index = member.name + 1; index < member.name_last; ++index) {
    switch (kind(index)) {
      case TokenKind::arrow:
      case TokenKind::function_:
        has_function = true;
        break;
      case TokenKind::parenthesis_open:
        has_effect = has_effect || is_name(kind(index - 1)) ||
                     kind(index - 1) == TokenKind::parenthesis_close ||
                     kind(index - 1) == TokenKind::bracket_close;
        break;
      case TokenKind::new_:
      case TokenKind::increment:
      case TokenKind::decrement:
        has_effect = true;
        break;
      case TokenKind::this_:
      case TokenKind::super_:
        has_context = true;
        break;
      default:
        has_effect = has_effect || is_assignment(kind(index));
        has_context = has_context || text(index) == "arguments";
    }
    const bool is_await = (token(index).marks & mark::await_operator) != 0;
    if (member.assign != no_token && !has_function &&
        (is_await || kind(index) == TokenKind::yield_)) {
      add("await_in_field_key", index);
      return;
    }
    has_effect = has_effect || is_await;
    has_helper = has_helper || begins_helper(index);
  }
  const bool has_value = member.assign != no_token;
  // Of a function in it, nothing is known.
  if (!has_function &&
      (has_value ? has_context || (has_effect && !member.is_static) : has_effect)) {
    add("computed_field_key", member.name);
  }
  if (!has_value && has_helper) {
    add("erased_helper", member.name);
  }
}

// A private field keeps its place in the class, which comes before the constructor's first
// statement, where those without # are set.
void MiscompilationFinder::check_private_field(const Class& record, const ClassMember& member) {
  for (TokenIndex index = member.assign + 1; index < member.value_last; ++index) {
    if (kind(index) == TokenKind::arrow || kind(index) == TokenKind::function_) {
      return;  // later
    }
    const bool is_this = kind(index) == TokenKind::this_ ||
                         (member.is_static && record.name != no_token &&
                          token(index).role == Role::access && text(index) == text(record.name));
    if (!is_this || (kind(index + 1) != TokenKind::dot && !is_type(index + 1))) {
      continue;
    }
    find_set_names(record);
    const auto& names = member.is_static ? set_names_.of_class : set_names_.of_instances;
    const TokenIndex name = behind_types(index + 1) + 1;
    if (const auto found = names.find(text(name));
        found != names.end() && found->second < member.name) {
      add("private_field_order", name);
      return;
    }
  }
}

// The fields and parameter properties that have values: what a private field finds set is what
// stands before it.
void MiscompilationFinder::find_set_names(const Class& record) {
  if (set_names_.record == &record) {
    return;
  }
  set_names_ = {&record, {}, {}};
  if (const RecordIndex place = plan_of(record).constructor; place != no_record) {
    const ClassMember& constructor = parsed_.members[place];
    for (TokenIndex index = constructor.name; index < constructor.body; ++index) {
      for (std::uint32_t at = token(index).note; at != no_note; at = parsed_.notes[at].next) {
        if (parsed_.notes[at].kind == NoteKind::parameter_property) {
          set_names_.of_instances.emplace(text(index), record.first);  // before any field
        }
      }
    }
  }
  for (RecordIndex at = record.first_member; at != no_record; at = parsed_.members[at].next) {
    const ClassMember& member = parsed_.members[at];
    if (has_initializer(member) && !member.is_computed) {
      (member.is_static ? set_names_.of_class : set_names_.of_instances)
          .emplace(text(member.name), member.name);
    }
  }
}

// Behind a private field without `;` that has a value, what is erased and then a member that begins
// with an operator.
void MiscompilationFinder::check_glued_members(const Class& record) {
  bool is_open = false;
  bool is_behind_erased = false;
  for (RecordIndex at = record.first_member; at != no_record; at = parsed_.members[at].next) {
    const ClassMember& member = parsed_.members[at];
    const bool is_lost =
        member.kind == MemberKind::erased ||
        (member.kind == MemberKind::field && !member.is_private && member.assign == no_token);
    if (is_lost) {
      is_behind_erased = true;
      continue;
    }
    if (is_open && is_behind_erased && !has_initializer(member)) {
      const TokenKind first = kind(behind_types(member.first));
      if (first == TokenKind::bracket_open || first == TokenKind::star || first == TokenKind::in_ ||
          first == TokenKind::instanceof_) {
        add("glued_members", member.first);
      }
    }
    is_open =
        member.is_private && member.assign != no_token && kind(member.last) != TokenKind::semicolon;
    is_behind_erased = is_open && is_type(member.last);
  }
}

bool MiscompilationFinder::has_parameter_properties(const Class& record,
                                                    const ClassMember& constructor) const {
  for (TokenIndex index = constructor.name; index < constructor.body; ++index) {
    for (std::uint32_t at = token(index).note; at != no_note; at = parsed_.notes[at].next) {
      const Note& note = parsed_.notes[at];
      if (note.kind == NoteKind::parameter_property && &parsed_.classes[note.record] == &record) {
        return true;
      }
    }
  }
  return false;
}

// Sucrase sets the fields behind the first super(…) in the order of the text.
void MiscompilationFinder::check_constructor(const Class& record, const ClassMember& member,
                                             const ClassPlan& plan) {
  if (!plan.has_instance_fields && !has_parameter_properties(record, member)) {
    return;
  }
  if (plan.has_instance_fields && !plan.needs_variable) {
    check_class_name(record, member);
  }
  bool has_call = false;
  for (TokenIndex index = member.body + 1; index < member.last; ++index) {
    if (const TokenIndex behind = behind_nested(index); behind != index) {
      const TokenIndex nested = super_call_behind(index);
      if (!has_call && nested != no_token && nested < behind) {
        add("nested_super", nested);
        return;
      }
      index = behind - 1;
      continue;
    }
    if (!is_super_call(index)) {
      continue;
    }
    if (has_call) {
      add("second_super", index);
      return;
    }
    has_call = true;
    check_super_call(member, index);
  }
}

// The first from `index` on, or none. All are looked for once, as classes may stand within each
// other.
TokenIndex MiscompilationFinder::super_call_behind(TokenIndex index) {
  if (super_calls_.empty()) {
    for (TokenIndex at = 1; kind(at) != TokenKind::end; ++at) {
      if (is_super_call(at)) {
        super_calls_.push_back(at);
      }
    }
    super_calls_.push_back(no_token);
  }
  const auto last = super_calls_.end() - 1;
  return *std::lower_bound(super_calls_.begin(), last, index);
}

void MiscompilationFinder::check_super_call(const ClassMember& member, TokenIndex super) {
  const TokenIndex close = closing(super + 1);
  TokenIndex behind = close + 1;
  bool is_line_end = is_after_newline(behind);
  while (is_type(behind)) {
    is_line_end = is_after_newline(++behind) || is_line_end;
  }
  const TokenKind next = kind(behind);
  const bool is_end =
      next == TokenKind::semicolon || next == TokenKind::brace_close ||
      (is_line_end && (is_name(next) || is_keyword(next) || next == TokenKind::brace_open) &&
       next != TokenKind::in_ && next != TokenKind::instanceof_);
  const TokenIndex following = next == TokenKind::semicolon ? behind + 1 : behind;
  const TokenKind before = kind(super - 1);
  if (!is_end || kind(following) == TokenKind::else_ || before == TokenKind::do_) {
    add("super_in_expression", super);
    return;
  }
  if (before == TokenKind::return_) {
    add("super_returned", super);
    return;
  }
  // The statement's beginning, as far as its tokens show it.
  for (TokenIndex index = super; index > member.body; --index) {
    const TokenKind at = kind(index - 1);
    if (at == TokenKind::arrow) {
      add("super_in_arrow", super);
      return;
    }
    if (at == TokenKind::semicolon || at == TokenKind::brace_open || at == TokenKind::brace_close ||
        (index == super && is_after_newline(super) && !is_assignment(at))) {
      return;
    }
  }
}

// A parameter or a variable of the constructor that hides the class.
void MiscompilationFinder::check_class_name(const Class& record, const ClassMember& constructor) {
  const std::string_view name = text(record.name);
  std::size_t depth = 0;
  TokenIndex class_body = no_token;
  TokenIndex class_last = no_token;
  for (TokenIndex index = constructor.name; index < constructor.last; ++index) {
    if (const Class* const nested = class_at(index); nested != nullptr) {
      class_body = nested->body;
      class_last = nested->last;
    } else if (index == class_body) {
      index = class_last;
      continue;
    }
    switch (kind(index)) {
      case TokenKind::parenthesis_open:
      case TokenKind::bracket_open:
      case TokenKind::brace_open:
        ++depth;
        break;
      case TokenKind::parenthesis_close:
      case TokenKind::bracket_close:
      case TokenKind::brace_close:
        --depth;
        break;
      default:
        if (depth == 1 && is_declaration_in_function(token(index).role) && !is_type(index) &&
            text(index) == name && kind(index + 1) != TokenKind::arrow) {
          add("class_name_hidden", index);
          return;
        }
    }
  }
}

void MiscompilationFinder::check_class_expressions() {
  std::size_t next = 0;
  TokenIndex outer_last = no_token;
  // Outermost functions and loops, but for functions that are called where they stand.
  for (std::size_t at = 1; at < parsed_.scopes.size(); ++at) {
    const Scope& scope = parsed_.scopes[at];
    const bool is_called_here = kind(scope.last + 1) == TokenKind::parenthesis_close &&
                                kind(scope.last + 2) == TokenKind::parenthesis_open;
    const bool is_repeated =
        scope.is_function ? !is_called_here : kind(scope.first) == TokenKind::for_;
    if (!is_repeated || scope.first <= outer_last) {
      continue;
    }
    outer_last = scope.last;
    while (next < shared_.size() && shared_[next]->first < scope.first) {
      ++next;
    }
    std::vector<const Class*> classes;
    for (; next < shared_.size() && shared_[next]->first <= scope.last; ++next) {
      classes.push_back(shared_[next]);
    }
    if (classes.empty()) {
      continue;
    }
    const Names names = names_around(classes, scope.first, scope.last);
    for (const Class* record : classes) {
      if (depends_on(*record, names)) {
        add("class_expression_again", record->keyword);
      }
    }
  }
}

// The names that are declared there, but for those in the values of the classes' fields.
MiscompilationFinder::Names MiscompilationFinder::names_around(
    const std::vector<const Class*>& classes, TokenIndex first, TokenIndex last) const {
  std::vector<std::pair<TokenIndex, TokenIndex>> values;
  for (const Class* record : classes) {
    for (RecordIndex at = record->first_member; at != no_record; at = parsed_.members[at].next) {
      const ClassMember& member = parsed_.members[at];
      if (has_initializer(member)) {
        values.emplace_back(member.assign, member.value_last);
      }
    }
  }
  std::sort(values.begin(), values.end());
  Names names;
  auto value = values.begin();
  TokenIndex covered_to = no_token;
  for (TokenIndex index = first; index <= last; ++index) {
    for (; value != values.end() && value->first <= index; ++value) {
      covered_to = std::max(covered_to, value->second);
    }
    if (index > covered_to && is_declaration_in_function(token(index).role) && !is_type(index)) {
      names.insert(text(index));
    }
  }
  return names;
}

// Whether what the fields are set to may be another thing in another class of this expression.
bool MiscompilationFinder::depends_on(const Class& record, const Names& names) const {
  for (RecordIndex at = record.first_member; at != no_record; at = parsed_.members[at].next) {
    const ClassMember& member = parsed_.members[at];
    if (!has_initializer(member) || is_static_field(member)) {
      continue;
    }
    Names own;
    for (TokenIndex index = member.assign; index <= member.value_last; ++index) {
      if (is_declaration_in_function(token(index).role)) {
        own.insert(text(index));
      }
    }
    for (TokenIndex index = member.assign; index <= member.value_last; ++index) {
      const bool is_outer = is_use(token(index).role) && !is_type(index) &&
                            names.count(text(index)) != 0 && own.count(text(index)) == 0;
      if (is_outer || kind(index) == TokenKind::super_) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace bazc::native

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

bool has_initializer(const ClassMember& member) {
  return member.kind == MemberKind::field && member.assign != no_token && !member.is_private;
}

bool is_static_field(const ParsedSource& parsed, const ClassMember& member) {
  if (!member.is_static) {
    return false;
  }
  for (TokenIndex index = member.first; index < member.name; ++index) {
    if (parsed.tokens[index].kind == TokenKind::accessor_) {
      return false;
    }
  }
  return true;
}

bool is_named_constructor(const ParsedSource& parsed, const ClassMember& member) {
  static constexpr std::string_view name = "constructor";
  const Token& token = parsed.tokens[member.name];
  return is_name(token.kind) && token.end - token.start == name.size() &&
         parsed.text.substr(token.start, name.size()) == name;
}

bool is_constructor(const ParsedSource& parsed, const ClassMember& member) {
  return member.kind == MemberKind::constructor ||
         (member.kind == MemberKind::method && member.body != no_token &&
          is_named_constructor(parsed, member));
}

bool has_function(const ParsedSource& parsed, const Chain& chain, TokenIndex index) {
  const bool is_first_of_super =
      parsed.tokens[chain.first].kind == TokenKind::super_ && index == chain.first + 1;
  return !is_template(parsed.tokens[index].kind) && !is_first_of_super;
}

ClassFacts class_facts(const ParsedSource& parsed, const Class& record) {
  ClassFacts facts;
  for (RecordIndex at = record.first_member; at != no_record; at = parsed.members[at].next) {
    const ClassMember& member = parsed.members[at];
    if (is_constructor(parsed, member)) {
      facts.constructor = at;
    } else if (has_initializer(member)) {
      (is_static_field(parsed, member) ? facts.has_static_fields : facts.has_instance_fields) =
          true;
    }
  }
  const bool has_fields = facts.has_instance_fields || facts.has_static_fields;
  facts.needs_variable = has_fields && (record.is_expression || record.name == no_token);
  facts.needs_arguments =
      facts.has_instance_fields && facts.constructor == no_record && record.extends != no_token;
  return facts;
}

bool ClassCosts::find(const ParsedSource& parsed) {
  parsed_ = &parsed;
  open_.clear();
  total_ = {};
  fields_.assign(parsed.members.size(), Claims{});
  const bool has_values =
      std::any_of(parsed.members.begin(), parsed.members.end(), has_initializer);
  if (!has_values) {
    return true;
  }
  starts_.assign(parsed.tokens.size(), no_record);
  for (RecordIndex member = 0; member < parsed.members.size(); ++member) {
    if (has_initializer(parsed.members[member])) {
      starts_[parsed.members[member].assign] = member;
    }
  }
  for (TokenIndex index = 1; index < parsed.tokens.size(); ++index) {
    if (starts_[index] != no_record && !is_type(parsed, index)) {
      open_.push_back({starts_[index], {}});
      continue;
    }
    if (open_.empty()) {
      continue;
    }
    for (std::uint32_t at = parsed.tokens[index].note; at != no_note; at = parsed.notes[at].next) {
      count(parsed.notes[at], index);
    }
    while (!open_.empty() && parsed.members[open_.back().member].value_last == index) {
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
             has_function(*parsed_, parsed_->chains[note.record], index)) {
    add(NameBase::parameter);
  }
}

void ClassCosts::open_class(RecordIndex record) {
  const Class& opened = parsed_->classes[record];
  if (is_type(*parsed_, opened.keyword)) {
    return;
  }
  for (RecordIndex at = opened.first_member; at != no_record; at = parsed_->members[at].next) {
    const ClassMember& member = parsed_->members[at];
    if (has_initializer(member)) {
      add(is_static_field(*parsed_, member) ? NameBase::static_initializer : NameBase::initializer);
    }
  }
  const ClassFacts facts = class_facts(*parsed_, opened);
  if (facts.needs_variable) {
    add(NameBase::class_variable);
  }
  if (facts.needs_arguments) {
    add(NameBase::arguments);
  }
}

bool ClassCosts::close_field() {
  const OpenField field = open_.back();
  open_.pop_back();
  fields_[field.member] = field.claims;
  Claims& outer = open_.empty() ? total_ : open_.back().claims;
  bool is_countable = true;
  for (std::size_t base = 0; base < counted_base_count; ++base) {
    outer[base] += 2 * field.claims[base];
    is_countable = is_countable && outer[base] < most_claims;
  }
  return is_countable;
}

}  // namespace bazc::native

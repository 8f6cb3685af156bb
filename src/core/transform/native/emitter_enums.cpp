// Enums become functions that fill an object.

#include <algorithm>
#include <array>

#include "core/transform/native/emitter.hpp"
#include "core/transform/native/jsx_text.hpp"

namespace bazc::native {
namespace {

// ECMA-262, 12.7.2: the reserved words, in strict code too. Sorted.
constexpr std::array<std::string_view, 46> reserved_words = {
    "await",     "break",  "case",     "catch",  "class",      "const",   "continue",  "debugger",
    "default",   "delete", "do",       "else",   "enum",       "export",  "extends",   "false",
    "finally",   "for",    "function", "if",     "implements", "import",  "in",        "instanceof",
    "interface", "let",    "new",      "null",   "package",    "private", "protected", "public",
    "return",    "static", "super",    "switch", "this",       "throw",   "true",      "try",
    "typeof",    "var",    "void",     "while",  "with",       "yield"};

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

bool is_identifier_character(char character) {
  return is_digit(character) || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z') || character == '_' || character == '$' ||
         static_cast<unsigned char>(character) >= 0x80;
}

bool is_identifier(std::string_view text) {
  if (text.empty() || is_digit(text.front()) ||
      !std::all_of(text.begin(), text.end(), is_identifier_character)) {
    return false;
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (white_space_size(text.substr(at)) > 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

TokenIndex Emitter::emit_enum_head(RecordIndex record, TokenIndex first) {
  const Enum& opened = parsed_->enums[record];
  remove_range(first, opened.name);
  const std::string_view name = text(opened.name);
  output_.append(kind(first) == TokenKind::export_ ? "export var " : "var ");
  output_.append(name);
  output_.append("; (function (");
  output_.append(name);
  output_.append(")");
  push(FrameKind::enum_body, record);
  top().member = opened.first_member;
  if (top().member != no_record) {
    schedule(Event::enum_member, parsed_->enum_members[top().member].name);
  } else {
    schedule(Event::enum_end, opened.last);
  }
  return opened.name + 1;
}

// Behind a member, where `from` is: a comma, the next member or the end.
void Emitter::schedule_enum_member(TokenIndex from) {
  const Enum& opened = parsed_->enums[top().record];
  const bool is_behind_comma = top().event == Event::enum_comma;
  // Members that went with the value: the string of an import, or what is behind a closing tag.
  while (top().member != no_record && parsed_->enum_members[top().member].name < from) {
    const EnumMember& member = parsed_->enum_members[top().member];
    if (member.value_last >= from) {
      reject(from);
    }
    top().member = member.next;
  }
  if (kind(from) == TokenKind::comma && !is_behind_comma) {
    schedule(Event::enum_comma, from);
    return;
  }
  const TokenIndex expected =
      top().member != no_record ? parsed_->enum_members[top().member].name : opened.last;
  if (from != expected) {
    decline(from);  // a member that is no name, which Sucrase takes
  }
  if (top().member != no_record) {
    schedule(Event::enum_member, parsed_->enum_members[top().member].name);
  } else {
    schedule(Event::enum_end, opened.last);
  }
}

// A member without a value is written here; of one with a value what stands before the value.
TokenIndex Emitter::emit_enum_member(TokenIndex index) {
  const EnumMember& member = parsed_->enum_members[top().member];
  output_.copy_to(token(index).start);
  output_.drop_to(token(index).end);
  if (is_variable_name(index)) {
    if (enum_key(index) == text(parsed_->enums[top().record].name)) {
      miscompiles("enum_self", index);
    }
    output_.append("const ");
    output_.append(enum_key(index));
  } else if (has_string_value(member)) {
    append_enum_object();
    append_enum_key(index);
    output_.append("]");
  } else {
    append_enum_object();
    append_enum_object();
    append_enum_key(index);
    output_.append("]");
  }
  if (member.assign != no_token) {
    schedule(Event::enum_value_end, member.value_last);
    return index + 1;
  }
  output_.append(" = ");
  append_implicit_value();
  finish_enum_member(index);
  return index + 1;
}

void Emitter::finish_enum_member(TokenIndex last) {
  const EnumMember& member = parsed_->enum_members[top().member];
  output_.copy_to(token(last).end);
  const bool is_string = has_string_value(member);
  if (is_variable_name(member.name)) {
    output_.append("; ");
    append_enum_object();
    if (!is_string) {
      append_enum_object();
    }
    append_enum_key(member.name);
    output_.append("] = ");
    output_.append(enum_key(member.name));
  }
  if (!is_string) {
    output_.append("] = ");
    append_enum_key(member.name);
  }
  output_.append(";");
  top().previous = top().member;
  top().member = member.next;
  schedule_enum_member(last + 1);
}

void Emitter::append_enum_object() {
  output_.append(text(parsed_->enums[top().record].name));
  output_.append("[");
}

// As a string literal.
void Emitter::append_enum_key(TokenIndex name) {
  if (kind(name) == TokenKind::string) {
    output_.append(text(name));
  } else {
    output_.append("\"");
    output_.append(text(name));
    output_.append("\"");
  }
}

// The value of a member that has none in the source: one more than that of the member before it.
void Emitter::append_implicit_value() {
  if (top().previous == no_record) {
    output_.append("0");
    return;
  }
  const TokenIndex name = parsed_->enum_members[top().previous].name;
  if (is_variable_name(name)) {
    output_.append(enum_key(name));
  } else {
    append_enum_object();
    append_enum_key(name);
    output_.append("]");
  }
  output_.append(" + 1");
}

bool Emitter::has_string_value(const EnumMember& member) const {
  const TokenKind behind = kind(member.value_last + 1);
  return member.assign != no_token && member.value_last == member.assign + 1 &&
         kind(member.value_last) == TokenKind::string &&
         (behind == TokenKind::comma || behind == TokenKind::brace_close);
}

std::string_view Emitter::enum_key(TokenIndex name) const {
  const std::string_view key = text(name);
  return kind(name) == TokenKind::string ? key.substr(1, key.size() - 2) : key;
}

// Whether a variable of the member's name can be declared.
bool Emitter::is_variable_name(TokenIndex name) const {
  const std::string_view key = enum_key(name);
  return is_identifier(key) &&
         !std::binary_search(reserved_words.begin(), reserved_words.end(), key);
}

void Emitter::close_enum(TokenIndex index) {
  output_.copy_to(token(index).end);
  const std::string_view name = text(parsed_->enums[top().record].name);
  output_.append(")(");
  output_.append(name);
  output_.append(" || (");
  output_.append(name);
  output_.append(" = {}));");
  pop(index);
}

}  // namespace bazc::native

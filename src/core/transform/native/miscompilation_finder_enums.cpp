// Of the class MiscompilationFinder, what is about enums.

#include <algorithm>
#include <array>
#include <utility>

#include "core/transform/native/character_classes.hpp"
#include "core/transform/native/miscompilation_finder.hpp"

namespace bazc::native {
namespace {

bool is_use(Role role) {
  return role == Role::access || role == Role::shorthand_access;
}

/// The ranges, of those from U+00A0 on, that hold signs and pictures alone: a part of the
/// characters that are no letters, and the usual ones. Sorted.
constexpr std::array<std::pair<char32_t, char32_t>, 15> signs = {{{0xA1, 0xA9},
                                                                  {0xAB, 0xB4},
                                                                  {0xB6, 0xB6},
                                                                  {0xB8, 0xB9},
                                                                  {0xBB, 0xBF},
                                                                  {0xD7, 0xD7},
                                                                  {0xF7, 0xF7},
                                                                  {0x2010, 0x2027},
                                                                  {0x2030, 0x203E},
                                                                  {0x20A0, 0x20C0},
                                                                  {0x2190, 0x2BFF},
                                                                  {0x3001, 0x3003},
                                                                  {0x3008, 0x3020},
                                                                  {0xFE0F, 0xFE0F},
                                                                  {0x1F000, 0x1FAFF}}};

/// Of well-formed UTF-8; moves `at` behind the character.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) {
    return lead;
  }
  char32_t character = lead & (lead < 0xE0 ? 0x1FU : lead < 0xF0 ? 0x0FU : 0x07U);
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) {
    character = (character << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return character;
}

bool is_sign(char32_t character) {
  return std::any_of(signs.begin(), signs.end(), [=](const auto& range) {
    return character >= range.first && character <= range.second;
  });
}

/// Sucrase declares a variable of that name, and no engine lets it.
bool is_no_variable(std::string_view key) {
  bool has_sign = false;
  for (std::size_t at = 0; at < key.size();) {
    const char32_t character = next_character(key, at);
    if (character < 0x80 && !has_class(static_cast<char>(character), byte_class::name_part)) {
      return false;  // and Sucrase declares none
    }
    has_sign = has_sign || is_sign(character);
  }
  return has_sign || key == "arguments" || key == "eval";
}

}  // namespace

std::string_view MiscompilationFinder::key_of(const EnumMember& member) const {
  const std::string_view key = text(member.name);
  return kind(member.name) == TokenKind::string ? key.substr(1, key.size() - 2) : key;
}

void MiscompilationFinder::check_enum(const Enum& record) {
  Names strings;
  for (RecordIndex at = record.first_member; at != no_record; at = parsed_.enum_members[at].next) {
    const EnumMember& member = parsed_.enum_members[at];
    if (is_no_variable(key_of(member))) {
      add("enum_key", member.name);
    }
    if (member.assign != no_token && is_string(member, strings)) {
      strings.insert(key_of(member));
      const bool is_literal =
          member.value_last == member.assign + 1 && kind(member.value_last) == TokenKind::string;
      if (!is_literal) {
        add("enum_string_expression", member.name);
      }
    }
  }
}

// A string literal, a template, a member that is a string, and sums with one of them.
bool MiscompilationFinder::is_string(const EnumMember& member, const Names& strings) const {
  bool has_string = false;
  for (TokenIndex index = member.assign + 1; index <= member.value_last; ++index) {
    const TokenKind here = kind(index);
    const TokenKind next = kind(index + 1);
    if (here == TokenKind::template_head) {
      // What stands in it does not matter.
      while (index < member.value_last && kind(index) != TokenKind::template_tail) {
        ++index;
      }
      has_string = true;
    } else if (here == TokenKind::string || here == TokenKind::template_whole) {
      const bool is_operand = next != TokenKind::dot && next != TokenKind::bracket_open;
      if (!is_operand) {
        return false;
      }
      has_string = true;
    } else if (is_name(here) || here == TokenKind::dot) {
      has_string = has_string || strings.count(text(index)) != 0;
    } else if (here != TokenKind::plus && here != TokenKind::number &&
               here != TokenKind::parenthesis_open && here != TokenKind::parenthesis_close &&
               !is_type(index)) {
      return false;
    }
  }
  return has_string;
}

// Enums of one name are one: members of an earlier one are no variables in a later one.
void MiscompilationFinder::check_merged_enums() {
  std::unordered_map<std::string_view, Names> members_of;
  for (const Enum& record : parsed_.enums) {
    if (is_type(record.name)) {
      continue;
    }
    Names& earlier = members_of[text(record.name)];
    std::vector<std::string_view> own;
    for (RecordIndex at = record.first_member; at != no_record;
         at = parsed_.enum_members[at].next) {
      const EnumMember& member = parsed_.enum_members[at];
      own.push_back(key_of(member));
      for (TokenIndex index = member.assign; index != no_token && index <= member.value_last;
           ++index) {
        if (is_use(token(index).role) && earlier.count(text(index)) != 0 &&
            std::find(own.begin(), own.end(), text(index)) == own.end()) {
          add("enum_merged", index);
        }
      }
    }
    earlier.insert(own.begin(), own.end());
  }
}

}  // namespace bazc::native

#include "core/migration/error_groups.hpp"

#include <algorithm>

namespace bazc {
namespace {

constexpr std::size_t most_groups = 1000;
constexpr std::size_t longest_message = 500;  // bytes, in groups and examples

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The offset after the quoted name that starts at `begin`, or `begin`. An apostrophe in a word is
// no quote.
std::size_t end_of_quoted(std::string_view message, std::size_t begin) {
  const char quote = message[begin];
  if (quote != '"' && quote != '\'' && quote != '`') {
    return begin;
  }
  if (begin > 0 && is_word(message[begin - 1])) {
    return begin;
  }
  for (std::size_t end = message.find(quote, begin + 1); end != std::string_view::npos;
       end = message.find(quote, end + 1)) {
    if (end + 1 == message.size() || !is_word(message[end + 1])) {
      return end + 1;
    }
  }
  return begin;
}

std::size_t end_of_number(std::string_view message, std::size_t begin) {
  if (begin > 0 && is_word(message[begin - 1])) {
    return begin;
  }
  std::size_t end = begin;
  while (end < message.size() &&
         (is_digit(message[end]) || (end > begin && (message[end] == '.' || message[end] == ',') &&
                                     end + 1 < message.size() && is_digit(message[end + 1])))) {
    ++end;
  }
  return end < message.size() && is_word(message[end]) ? begin : end;
}

// A hash in hex: a word of its own, too long for one of a language.
std::size_t end_of_hash(std::string_view message, std::size_t begin) {
  constexpr std::size_t shortest = 16;
  if (begin > 0 && is_word(message[begin - 1])) {
    return begin;
  }
  const std::size_t found = message.find_first_not_of("0123456789abcdef", begin);
  const std::size_t end = found == std::string_view::npos ? message.size() : found;
  const bool is_whole = end == message.size() || !is_word(message[end]);
  return is_whole && end - begin >= shortest ? end : begin;
}

std::string shortened(std::string_view text) {
  if (text.size() <= longest_message) {
    return std::string(text);
  }
  std::size_t end = longest_message;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;  // not inside of a character
  }
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace

std::string normalised_message(std::string_view message) {
  std::string out;
  for (std::size_t i = 0; i < message.size();) {
    if (const std::size_t quoted = end_of_quoted(message, i); quoted != i) {
      out += "<name>";
      i = quoted;
    } else if (const std::size_t hash = end_of_hash(message, i); hash != i) {
      out += "<hash>";
      i = hash;
    } else if (const std::size_t number = end_of_number(message, i); number != i) {
      out += "<number>";
      i = number;
    } else {
      out.push_back(message[i++]);
    }
  }
  return out;
}

void ErrorGroups::add(std::string_view kind, std::string_view message, const SceneId& id) {
  std::pair key(std::string(kind), shortened(normalised_message(message)));
  auto group = groups_.find(key);
  if (group == groups_.end()) {
    if (groups_.size() >= most_groups) {
      key.second = "other messages";
    }
    group = groups_.try_emplace(key).first;
    if (group->second.count == 0) {
      group->second = {key.first, key.second, 0, to_string(id), shortened(message)};
    }
  }
  ++group->second.count;
}

std::vector<ErrorGroup> ErrorGroups::sorted() const {
  std::vector<ErrorGroup> groups;
  groups.reserve(groups_.size());
  for (const auto& [key, group] : groups_) {
    groups.push_back(group);
  }
  std::stable_sort(
      groups.begin(), groups.end(),
      [](const ErrorGroup& left, const ErrorGroup& right) { return left.count > right.count; });
  return groups;
}

}  // namespace bazc

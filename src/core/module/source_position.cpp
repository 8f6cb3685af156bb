#include "core/module/source_position.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/base/utf8.hpp"

namespace bazc {
namespace {

bool is_name_byte(std::string_view text, std::size_t offset) {
  return offset < text.size() && is_identifier_byte(static_cast<unsigned char>(text[offset]));
}

// Whether text[at, at + size) is not a part of a longer name.
bool is_whole(std::string_view text, std::size_t at, std::size_t size) {
  const bool joins_before = at > 0 && is_name_byte(text, at - 1) && is_name_byte(text, at);
  const bool joins_after = is_name_byte(text, at + size - 1) && is_name_byte(text, at + size);
  return !joins_before && !joins_after;
}

std::optional<std::size_t> find_nearest(std::string_view line, std::string_view token,
                                        std::size_t column) {
  std::optional<std::size_t> nearest;
  const auto distance = [&](std::size_t at) { return at > column ? at - column : column - at; };
  for (std::size_t at = line.find(token); at != std::string_view::npos;
       at = line.find(token, at + 1)) {
    if (is_whole(line, at, token.size()) && (!nearest || distance(at) < distance(*nearest))) {
      nearest = at;
    }
  }
  return nearest;
}

std::uint32_t column_at(std::string_view line, std::size_t offset) {
  return static_cast<std::uint32_t>(utf8::utf16_length(line.substr(0, offset)) + 1);
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
  const std::size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

}  // namespace

SourcePosition position_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto newlines = std::count(before.begin(), before.end(), '\n');
  return {static_cast<std::uint32_t>(newlines + 1),
          column_at(before.substr(line_begin(text, offset)), before.size())};
}

SourcePosition position_in_source(std::string_view code, Span token, std::string_view source) {
  const SourcePosition in_code = position_at(code, token.begin);
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < in_code.line; ++line) {
    const std::size_t newline = source.find('\n', begin);
    if (newline == std::string_view::npos) {
      return {};
    }
    begin = newline + 1;
  }
  const std::string_view line = source.substr(begin, source.find('\n', begin) - begin);
  // A token over several lines is searched by its first line.
  std::string_view text = token.in(code);
  text = text.substr(0, text.find_first_of("\r\n"));
  const std::size_t column = token.begin - line_begin(code, token.begin);
  std::optional<std::size_t> found;
  if (!text.empty()) {
    found = find_nearest(line, text, column);
  }
  if (!found) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    found = first == std::string_view::npos ? 0 : first;
  }
  return {in_code.line, column_at(line, *found)};
}

}  // namespace bazc

#include "core/module/source_check.hpp"

#include <optional>

#include <fmt/format.h>

#include "core/base/utf8.hpp"
#include "core/module/module_tokens.hpp"
#include "core/module/source_position.hpp"

namespace bazc {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t shortest_fence = 3;
constexpr std::size_t deepest_indentation = 3;  // of a fence (CommonMark 4.5)

// The line at `offset` without its "\n" or "\r\n"; `offset` moves to the next line.
std::string_view take_line(std::string_view text, std::size_t& offset) {
  const std::size_t found = text.find('\n', offset);
  const std::size_t end = found == std::string_view::npos ? text.size() : found;
  std::string_view line = text.substr(offset, end - offset);
  offset = found == std::string_view::npos ? text.size() : found + 1;
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

struct Fence {
  char mark = '`';
  std::size_t size = 0;
  std::string_view info;
};

std::optional<Fence> parse_fence(std::string_view line) {
  const std::size_t indentation = line.find_first_not_of(' ');
  if (indentation > deepest_indentation) {  // or there is nothing but spaces
    return std::nullopt;
  }
  line.remove_prefix(indentation);
  const char mark = line[0];
  if (mark != '`' && mark != '~') {
    return std::nullopt;
  }
  const std::size_t end = line.find_first_not_of(mark);
  const std::size_t size = end == std::string_view::npos ? line.size() : end;
  const std::string_view info = line.substr(size);
  if (size < shortest_fence || (mark == '`' && info.find('`') != std::string_view::npos)) {
    return std::nullopt;
  }
  return Fence{mark, size, info};
}

// The text between the fences of a source that is one code fence.
std::optional<CheckedSource> unwrap(std::string_view source) {
  std::size_t offset = source.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  std::uint32_t lines = 0;
  std::optional<Fence> opening;
  while (!opening) {
    if (offset == source.size()) {
      return std::nullopt;
    }
    const std::string_view line = take_line(source, offset);
    ++lines;
    opening = parse_fence(line);
    if (!opening && !is_blank(line)) {
      return std::nullopt;
    }
  }
  const std::size_t begin = offset;
  while (offset < source.size()) {
    const std::size_t line_begin = offset;
    const auto fence = parse_fence(take_line(source, offset));
    if (fence && fence->mark == opening->mark && fence->size >= opening->size &&
        is_blank(fence->info)) {
      if (!is_blank(source.substr(offset))) {
        return std::nullopt;
      }
      CheckedSource result;
      result.text = source.substr(begin, line_begin - begin);
      result.line_offset = lines;
      result.warnings.push_back(
          {CompileWarningKind::markdown_fence,
           "the source is wrapped in a Markdown code fence, which was left out",
           {lines, 1}});
      return result;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<CheckedSource, CompileError> check_source(std::string_view source, std::size_t max_size) {
  if (source.size() > max_size) {
    return fail(CompileError{.kind = CompileErrorKind::too_large,
                             .message = fmt::format("source is larger than {} bytes", max_size),
                             .position = {},
                             .hint = "raise the limit with --max-source-size"});
  }
  const auto invalid = utf8::find_invalid(source);
  const std::size_t nul = source.find('\0');
  if (nul != std::string_view::npos && (!invalid || nul < *invalid)) {
    return fail(CompileError{.kind = CompileErrorKind::invalid_utf8,
                             .message = "source contains a NUL character",
                             .position = position_at(source, nul)});
  }
  if (invalid) {
    return fail(
        CompileError{.kind = CompileErrorKind::invalid_utf8,
                     .message = fmt::format("source is not valid UTF-8: unexpected byte 0x{:02X}",
                                            static_cast<unsigned char>(source[*invalid])),
                     .position = position_at(source, *invalid),
                     .hint = "save the source as UTF-8"});
  }
  if (is_blank(source)) {
    return fail(CompileError{.kind = CompileErrorKind::empty, .message = "source is empty"});
  }
  if (auto unwrapped = unwrap(source)) {
    if (is_blank(unwrapped->text)) {
      return fail(CompileError{.kind = CompileErrorKind::empty,
                               .message = "source is an empty Markdown code fence"});
    }
    return *std::move(unwrapped);
  }
  CheckedSource result;
  result.text = source;
  return result;
}

std::string_view markdown_hint(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (parse_fence(take_line(text, offset))) {
      return "the source contains Markdown: keep only the code between the fences";
    }
  }
  return {};
}

}  // namespace bazc

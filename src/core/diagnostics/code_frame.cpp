#include "core/diagnostics/code_frame.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "core/base/utf8.hpp"
#include "core/diagnostics/visible_text.hpp"

namespace bazc {
namespace {

constexpr std::string_view ellipsis = "…";
constexpr std::size_t narrowest_excerpt = 20;  // cells; a narrower terminal wraps

/// The line with this 1-based number, without its line end; nothing where there is none.
std::optional<std::string_view> find_line(std::string_view source, std::uint32_t number) {
  if (number == 0) {
    return std::nullopt;
  }
  for (std::uint32_t line = 1; line < number; ++line) {
    const std::size_t end = source.find('\n');
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    source.remove_prefix(end + 1);
  }
  std::string_view line = source.substr(0, source.find('\n'));
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

/// Part of a line, and where in it the caret stands.
struct Excerpt {
  std::string text;
  std::size_t caret = 0;  ///< cells before it
};

/// The last characters of `text` that fit into `width` cells; all of them where they do.
std::string cut_front(std::string_view text, std::size_t width, std::size_t& used) {
  // Widths are known from the front only, so a start is chosen that is surely far enough back:
  // every cell may have combining marks, of which four are plenty.
  constexpr std::size_t bytes_per_cell = 16;
  std::size_t start = text.size() - std::min(text.size(), width * bytes_per_cell);
  while (start > 0 && start < text.size() &&
         (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) {
    ++start;
  }
  std::vector<VisibleCharacter> characters;
  std::size_t total = 0;
  for (std::size_t offset = start; offset < text.size();) {
    characters.push_back(visible_character(text, offset));
    offset += characters.back().bytes;
    total += static_cast<std::size_t>(characters.back().width);
  }
  const bool cut = start > 0 || total > width;
  auto first = characters.begin();
  while (cut && first != characters.end() && (total + 1 > width || first->width == 0)) {
    total -= static_cast<std::size_t>(first->width);
    ++first;
  }
  std::string out(cut ? ellipsis : std::string_view());
  for (; first != characters.end(); ++first) {
    out += first->text;
  }
  used = total + (cut ? 1 : 0);
  return out;
}

/// The first characters of `text` that fit into `width` cells.
std::string cut_back(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t used = 0;
  std::size_t shown_with_ellipsis = 0;  // bytes of `out` that leave a cell for it
  constexpr std::size_t most_bytes_per_cell = 16;
  for (std::size_t offset = 0; offset < text.size();) {
    const VisibleCharacter each = visible_character(text, offset);
    if (used + static_cast<std::size_t>(each.width) > width ||
        out.size() > width * most_bytes_per_cell) {
      out.resize(shown_with_ellipsis);
      out += ellipsis;
      return out;
    }
    out += each.text;
    used += static_cast<std::size_t>(each.width);
    offset += each.bytes;
    if (used + 1 <= width) {
      shown_with_ellipsis = out.size();
    }
  }
  return out;
}

/// At most `width` cells of the line, with the caret's character among them.
Excerpt make_excerpt(std::string_view line, std::uint32_t column, std::size_t width) {
  const std::size_t caret = utf8::offset_of_utf16(line, column == 0 ? 0 : std::size_t{column} - 1);
  Excerpt excerpt;
  const std::string_view before = line.substr(0, caret);
  const std::string_view after = line.substr(caret);
  // What stands after the caret gets a third of the width, more where what is before is short.
  excerpt.text = cut_front(before, width - width / 3, excerpt.caret);
  excerpt.text += cut_back(after, width - std::min(width, excerpt.caret));
  return excerpt;
}

}  // namespace

std::string render_diagnostic(const Diagnostic& diagnostic, std::string_view source,
                              const DiagnosticStyle& style) {
  const DiagnosticColors& colors = style.colors;
  const SourcePosition position = diagnostic.position;
  const bool is_error = diagnostic.severity == Severity::error;

  std::string location = visible_text(diagnostic.file);
  if (position.line != 0) {
    location += fmt::format(":{}", position.line);
    if (position.column != 0) {
      location += fmt::format(":{}", position.column);
    }
  }
  std::string out =
      fmt::format("{}{}:{} {}{}:{} {}\n", colors.location, location, colors.reset,
                  is_error ? colors.error : colors.warning, is_error ? "error" : "warning",
                  colors.reset, visible_text(diagnostic.message));

  std::size_t hint_indent = 2;
  if (const auto line = find_line(source, position.line)) {
    const std::string number = std::to_string(position.line);
    const std::size_t gutter = 2 + number.size() + 3;
    const std::size_t width = std::max(style.width, gutter + narrowest_excerpt) - gutter;
    const Excerpt excerpt = make_excerpt(*line, position.column, width);
    out += fmt::format("  {}{} |{}{}{}\n", colors.gutter, number, colors.reset,
                       excerpt.text.empty() ? "" : " ", excerpt.text);
    if (position.column != 0) {
      out += fmt::format("  {}{:{}} |{} {:{}}{}^{}\n", colors.gutter, "", number.size(),
                         colors.reset, "", excerpt.caret, colors.caret, colors.reset);
    }
    hint_indent = gutter - 2;
  }
  if (!diagnostic.hint.empty()) {
    out += fmt::format("{:{}}{}hint:{} {}\n", "", hint_indent, colors.hint, colors.reset,
                       visible_text(diagnostic.hint));
  }
  return out;
}

}  // namespace bazc

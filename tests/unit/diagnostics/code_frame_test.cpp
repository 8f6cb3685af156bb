#include "core/diagnostics/code_frame.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/diagnostics/visible_text.hpp"

namespace bazc {
namespace {

std::string frame(std::string_view source, SourcePosition position, std::size_t width = 80) {
  return render_diagnostic(
      {.file = "scene.tsx", .message = "unexpected token", .position = position}, source,
      {.width = width});
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("code frame: file, position, line and caret") {
  CHECK(frame("let a\nlet b\nconst x = = 1\n", {3, 11}) ==
        "scene.tsx:3:11: error: unexpected token\n"
        "  3 | const x = = 1\n"
        "    |           ^\n");
}

TEST_CASE("code frame: a hint stands below") {
  CHECK(render_diagnostic({.file = "s.tsx",
                           .severity = Severity::warning,
                           .message = "odd",
                           .position = {1, 1},
                           .hint = "do this"},
                          "x", {}) ==
        "s.tsx:1:1: warning: odd\n"
        "  1 | x\n"
        "    | ^\n"
        "    hint: do this\n");
}

TEST_CASE("code frame: without a position or without the line there is no frame") {
  CHECK(frame("x", {}) == "scene.tsx: error: unexpected token\n");
  CHECK(frame("x", {2, 1}) == "scene.tsx:2:1: error: unexpected token\n");
  CHECK(frame("ab\n", {1, 0}) == "scene.tsx:1: error: unexpected token\n  1 | ab\n");
}

TEST_CASE("code frame: a position at the end of the source, on an empty line") {
  CHECK(frame("ab\n", {2, 1}) ==
        "scene.tsx:2:1: error: unexpected token\n"
        "  2 |\n"
        "    | ^\n");
  CHECK(frame("ab", {1, 3}) ==
        "scene.tsx:1:3: error: unexpected token\n"
        "  1 | ab\n"
        "    |   ^\n");
}

TEST_CASE("code frame: a column beyond the line points behind it") {
  CHECK(lines_of(frame("ab", {1, 4'000'000'000}))[2] == "    |   ^");
}

TEST_CASE("code frame: the carriage return of CRLF is not shown") {
  CHECK(lines_of(frame("a b\r\nc", {1, 3}))[1] == "  1 | a b");
}

TEST_CASE("code frame: columns count UTF-16 units, the caret counts cells") {
  // The emoji is two units and two cells.
  CHECK(lines_of(frame("'🎬' = 1", {1, 6}))[2] == "    |      ^");
  // Each ideograph is one unit and two cells.
  CHECK(lines_of(frame("漢字 x", {1, 4}))[2] == "    |      ^");
  // The accent is one unit and no cell.
  CHECK(lines_of(frame("e\u0301 x", {1, 4}))[2] == "    |   ^");
}

TEST_CASE("code frame: a tab is four cells") {
  CHECK(frame("\t\tx", {1, 3}) ==
        "scene.tsx:1:3: error: unexpected token\n"
        "  1 |         x\n"
        "    |         ^\n");
}

TEST_CASE("code frame: no control character reaches the terminal") {
  const std::string text = render_diagnostic({.file = "\x1b]0;title\x07.tsx",
                                              .message = "bad \x1b[2J",
                                              .position = {1, 4},
                                              .hint = "\x9b"},
                                             "'\x1b[31m'", {});
  CHECK(text ==
        "^[]0;title^G.tsx:1:4: error: bad ^[[2J\n"
        "  1 | '^[[31m'\n"
        "    |     ^\n"
        "    hint: \uFFFD\n");
}

TEST_CASE("code frame: a long line is cut on both sides and the caret stays right") {
  const std::string source = std::string(5000, 'a') + "!" + std::string(5000, 'b');
  const auto lines = lines_of(frame(source, {1, 5001}, 60));
  REQUIRE(lines.size() == 3);
  CHECK(visible_width(lines[1]) <= 60);
  CHECK(lines[1].starts_with("  1 | …aaa"));
  CHECK(lines[1].ends_with("bbb…"));
  const std::size_t caret = lines[2].find('^');
  // The ellipsis is three bytes and one cell.
  CHECK(lines[1][caret + 2] == '!');
}

TEST_CASE("code frame: a long line of wide characters is cut to the width too") {
  std::string source;
  for (int i = 0; i < 3000; ++i) {
    source += "漢";
  }
  for (const std::size_t width : {40U, 41U, 42U, 43U}) {
    const auto lines = lines_of(frame(source, {1, 1500}, width));
    CHECK(visible_width(lines[1]) <= width);
    CHECK(visible_width(lines[1]) >= width - 3);
    CHECK(visible_width(lines[2]) <= width);
  }
}

TEST_CASE("code frame: a line that fits exactly is not cut") {
  const std::string source(54, 'x');
  CHECK(lines_of(frame(source, {1, 1}, 60))[1] == "  1 | " + source);
  CHECK(lines_of(frame(source + "y", {1, 1}, 60))[1] == "  1 | " + std::string(53, 'x') + "…");
}

TEST_CASE("code frame: endless combining marks and ill-formed bytes end") {
  std::string source = "a";
  for (int i = 0; i < 100'000; ++i) {
    source += "\u0301";
  }
  CHECK(frame(source, {1, 90'000}, 60).size() < 10'000);
  CHECK(frame(std::string(100'000, '\xff'), {1, 50'000}, 60).size() < 1'000);
}

TEST_CASE("code frame: colours surround the parts and are reset") {
  const DiagnosticColors colors = {.location = "<L>",
                                   .error = "<E>",
                                   .warning = "<W>",
                                   .gutter = "<G>",
                                   .caret = "<C>",
                                   .hint = "<H>",
                                   .reset = "</>"};
  CHECK(render_diagnostic({.file = "s", .message = "m", .position = {1, 1}, .hint = "h"}, "x",
                          {.colors = colors}) ==
        "<L>s:1:1:</> <E>error:</> m\n"
        "  <G>1 |</> x\n"
        "  <G>  |</> <C>^</>\n"
        "    <H>hint:</> h\n");
}

}  // namespace bazc

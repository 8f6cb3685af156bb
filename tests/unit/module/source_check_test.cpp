#include "core/module/source_check.hpp"

#include <string>

#include <doctest/doctest.h>

#include "core/module/source_position.hpp"

using bazc::check_source;
using bazc::CompileErrorKind;
using bazc::SourcePosition;

namespace {
constexpr std::size_t limit = 1000;
}

TEST_CASE("a blank source is empty") {
  for (const std::string source :
       {"", " ", "\n\r\n\t\v\f", "\xEF\xBB\xBF", "\xC2\xA0\xE2\x80\xA8\xE3\x80\x80", "```tsx\n```",
        "```tsx\n \n```\n"}) {
    CAPTURE(source);
    const auto checked = check_source(source, limit);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().kind == CompileErrorKind::empty);
  }
  CHECK(check_source("// x", limit).has_value());
}

TEST_CASE("a source over the limit names both sizes and the option") {
  CHECK(check_source(std::string(1000, 'a'), limit).has_value());
  const auto checked = check_source(std::string(1001, 'a'), limit);
  REQUIRE_FALSE(checked);
  CHECK(checked.error().kind == CompileErrorKind::too_large);
  CHECK(checked.error().message == "source is larger than 1000 bytes");
  CHECK(checked.error().hint.find("--max-source-size") != std::string::npos);
}

TEST_CASE("bytes that are no UTF-8, and NUL, are named with their position") {
  struct Case {
    std::string source;
    std::string message;
    SourcePosition position;
  };
  for (const Case& test : {
           Case{"a\xFF", "source is not valid UTF-8: unexpected byte 0xFF", {1, 2}},
           Case{"a\n\xF0\x9F\x98\x80x\xC0\x80",
                "source is not valid UTF-8: unexpected byte 0xC0",
                {2, 4}},
           Case{std::string("ab\r\nc\0d", 7), "source contains a NUL character", {2, 2}},
           Case{std::string("\0\xFF", 2), "source contains a NUL character", {1, 1}},
           Case{
               std::string("\xFF\0", 2), "source is not valid UTF-8: unexpected byte 0xFF", {1, 1}},
       }) {
    CAPTURE(test.message);
    const auto checked = check_source(test.source, limit);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().kind == CompileErrorKind::invalid_utf8);
    CHECK(checked.error().message == test.message);
    CHECK(checked.error().position == test.position);
  }
}

TEST_CASE("a source that is one Markdown fence is unwrapped") {
  struct Case {
    std::string source;
    std::string text;
    std::uint32_t lines;
  };
  for (const Case& test : {
           Case{"```tsx\nx\n```", "x\n", 1},
           Case{"```\nx\ny\n```\n\n", "x\ny\n", 1},
           Case{"\n \r\n~~~js title=\"a\"\r\nx\r\n~~~~  \r\n", "x\r\n", 3},
           Case{"\xEF\xBB\xBF```tsx\nx\n```", "x\n", 1},
           Case{"````tsx\n```\nx\n````", "```\nx\n", 1},
           Case{"  ```tsx\nx\n   ```", "x\n", 1},
       }) {
    CAPTURE(test.source);
    const auto checked = check_source(test.source, limit);
    REQUIRE(checked);
    CHECK(checked->text == test.text);
    CHECK(checked->line_offset == test.lines);
    REQUIRE(checked->warnings.size() == 1);
    CHECK(checked->warnings[0].position == SourcePosition{test.lines, 1});
  }
}

TEST_CASE("what is not exactly one fence stays as it is") {
  for (const std::string source : {
           "```tsx\nx\n",                    // never closed
           "```tsx\nx",                      // never closed
           "Here:\n```tsx\nx\n```",          // text before
           "```tsx\nx\n```\nEnjoy!",         // text behind
           "```tsx\nx\n```\n```js\ny\n```",  // two
           "````tsx\nx\n```",                // closed by too few
           "```tsx\nx\n~~~",                 // closed by the other kind
           "``\nx\n``",                      // too few
           "    ```tsx\nx\n    ```",         // indented code
           "const a = `\n```\n`;",
           "```a`b\nx\n```",
           "x",
       }) {
    CAPTURE(source);
    const auto checked = check_source(source, limit);
    REQUIRE(checked);
    CHECK(checked->text == source);
    CHECK(checked->line_offset == 0);
    CHECK(checked->warnings.empty());
  }
  CHECK_FALSE(bazc::markdown_hint("Here:\n```tsx\nx").empty());
  CHECK(bazc::markdown_hint("const a = `x`").empty());
}

TEST_CASE("a token of the result is found in the source") {
  using bazc::position_in_source;
  using bazc::Span;
  // Nearest of several, whole names only, UTF-16 units.
  CHECK(position_in_source("x a", {2, 3}, "const a: T = a") == SourcePosition{1, 7});
  CHECK(position_in_source("             a", {13, 14}, "const a: T = a") == SourcePosition{1, 14});
  CHECK(position_in_source("\nab", {1, 3}, "\n/* \xF0\x9F\x98\x80 */ab") == SourcePosition{2, 9});
  CHECK(position_in_source("zz", {0, 2}, "  a") == SourcePosition{1, 3});
  CHECK(position_in_source("\n\nzz", {2, 4}, "a") == SourcePosition{0, 0});
}

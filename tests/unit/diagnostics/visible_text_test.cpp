#include "core/diagnostics/visible_text.hpp"

#include <doctest/doctest.h>

namespace bazc {

TEST_CASE("visible_text leaves ordinary text as it is") {
  CHECK(visible_text("plain ümläut 漢字 🎬") == "plain ümläut 漢字 🎬");
}

TEST_CASE("visible_text lets no escape sequence through") {
  CHECK(visible_text("\x1b[31mred\x07") == "^[[31mred^G");
  CHECK(visible_text(std::string_view("\0\x7f\r\n", 4)) == "^@^?^M^J");
  CHECK(visible_text("\u009b31m") == "<U+009B>31m");
}

TEST_CASE("visible_text names what turns the direction of writing") {
  CHECK(visible_text("a\u202eb\u2066c\u2028") == "a<U+202E>b<U+2066>c<U+2028>");
}

TEST_CASE("visible_text replaces each ill-formed byte") {
  CHECK(visible_text("a\xff\xc3") == "a\uFFFD\uFFFD");
}

TEST_CASE("visible_width counts terminal cells") {
  CHECK(visible_width("ab") == 2);
  CHECK(visible_width("漢字") == 4);
  CHECK(visible_width("e\u0301") == 1);
  CHECK(visible_width("\t") == 4);
  CHECK(visible_width("\x1b") == 2);
}

}  // namespace bazc

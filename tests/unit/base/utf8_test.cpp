#include "core/base/utf8.hpp"

#include <doctest/doctest.h>

namespace utf8 = bazc::utf8;

TEST_CASE("find_invalid accepts what Unicode's table 3-7 allows and nothing else") {
  CHECK_FALSE(utf8::find_invalid(""));
  CHECK_FALSE(utf8::find_invalid("plain text, longer than one machine word"));
  CHECK_FALSE(utf8::find_invalid("\xC2\x80 \xDF\xBF \xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80"));
  CHECK_FALSE(utf8::find_invalid("\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"));

  CHECK(utf8::find_invalid("ab\x80") == 2);            // a continuation byte alone
  CHECK(utf8::find_invalid("\xC0\xAF") == 0);          // overlong
  CHECK(utf8::find_invalid("\xE0\x9F\xBF") == 0);      // overlong
  CHECK(utf8::find_invalid("\xF0\x8F\xBF\xBF") == 0);  // overlong
  CHECK(utf8::find_invalid("x\xED\xA0\x80") == 1);     // a surrogate
  CHECK(utf8::find_invalid("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(utf8::find_invalid("12345678\xE2\x82") == 8);  // cut short
  CHECK(utf8::find_invalid("\xFF") == 0);
}

TEST_CASE("UTF-16 lengths and offsets count two units for astral characters") {
  CHECK(utf8::utf16_length("a\xC3\xA9\xF0\x9F\x98\x80z") == 5);
  CHECK(utf8::offset_of_utf16("a\xC3\xA9\xF0\x9F\x98\x80z", 2) == 3);
  CHECK(utf8::offset_of_utf16("a\xC3\xA9\xF0\x9F\x98\x80z", 4) == 7);
  CHECK(utf8::offset_of_utf16("abc", 99) == 3);
}

TEST_CASE("CESU-8 round trip") {
  const std::string text = "const \xF0\x9D\x92\xB3 = '\xF0\x9F\x98\x80\xE2\x82\xAC'";
  const std::string cesu = utf8::to_cesu8(text);
  // U+1D4B3 is D835 DCB3 in UTF-16 (Unicode Technical Report 26 encodes each as three bytes).
  CHECK(cesu.substr(6, 6) == "\xED\xA0\xB5\xED\xB2\xB3");
  CHECK(utf8::from_cesu8(cesu) == text);
  CHECK(utf8::from_cesu8("a\xED\xA0\xB5z") == "a\xEF\xBF\xBDz");
  CHECK(utf8::from_cesu8("\xED\xB2\xB3") == "\xEF\xBF\xBD");
}

TEST_CASE("cell widths") {
  CHECK(utf8::cell_width(U'a') == 1);
  CHECK(utf8::cell_width(U'\u0301') == 0);
  CHECK(utf8::cell_width(U'\u4E2D') == 2);
  CHECK(utf8::cell_width(U'\U0001F600') == 2);
  CHECK(utf8::cell_width(U'\u00E9') == 1);
}

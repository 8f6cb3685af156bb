#include "core/base/ascii.hpp"

#include <doctest/doctest.h>

using bazc::ascii_lowered;
using bazc::is_ascii_alphanumeric;
using bazc::trimmed;

TEST_CASE("ASCII letters alone are lowered") {
  CHECK(ascii_lowered("Content-TYPE: [Z@`{] É") == "content-type: [z@`{] É");
  CHECK(ascii_lowered("").empty());
}

TEST_CASE("letters and digits, and no byte of another character") {
  for (const char c : {'a', 'z', 'A', 'Z', '0', '9'}) {
    CHECK(is_ascii_alphanumeric(c));
  }
  for (const char c : {'`', '{', '@', '[', '/', ':', '_', '\0', '\xC3', '\xA9'}) {
    CHECK_FALSE(is_ascii_alphanumeric(c));
  }
}

TEST_CASE("white space at both ends goes, that within stays") {
  CHECK(trimmed(" \t a  b\r\n") == "a  b");
  CHECK(trimmed(" \r\n").empty());
  CHECK(trimmed("").empty());
}

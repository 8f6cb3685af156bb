#include "core/store/percent_encoding.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using bazc::percent_decoded;
using bazc::percent_encoded;
using bazc::Slashes;

TEST_CASE("unreserved characters stay, every other byte is percent-encoded") {
  const std::string unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  CHECK(percent_encoded(unreserved, Slashes::encode) == unreserved);
  CHECK(percent_encoded("", Slashes::encode).empty());
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    if (unreserved.find(c) == std::string::npos) {
      CAPTURE(byte);
      CHECK(percent_encoded({&c, 1}, Slashes::encode) == fmt::format("%{:02X}", byte));
    }
  }
}

TEST_CASE("slashes are kept where asked") {
  CHECK(percent_encoded("/a b/c/", Slashes::keep) == "/a%20b/c/");
  CHECK(percent_encoded("/a b/c/", Slashes::encode) == "%2Fa%20b%2Fc%2F");
}

TEST_CASE("what is encoded already is encoded again: nothing is guessed") {
  CHECK(percent_encoded("%2F+", Slashes::keep) == "%252F%2B");
}

TEST_CASE("percent decoding gives the bytes back, or nothing where a code is cut off or no code") {
  CHECK(percent_decoded("a%20b%2Fc%C3%A9+") == "a b/cé+");
  CHECK(percent_decoded("%2f") == "/");
  CHECK(percent_decoded("") == "");
  for (const char* bad : {"%", "%2", "%zz", "%-1", "%+1", "a%2"}) {
    CAPTURE(bad);
    CHECK_FALSE(percent_decoded(bad));
  }
}

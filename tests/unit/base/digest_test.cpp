#include "core/base/digest.hpp"

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace {

template <class Digest>
std::string hex(const Digest& digest) {
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace

TEST_CASE("SHA-256 of parts is that of the whole") {
  // FIPS 180-4's examples, two blocks.
  const std::string whole = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  const std::string_view text = whole;
  const std::string expected = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
  CHECK(hex(bazc::sha256({text})) == expected);
  CHECK(hex(bazc::sha256({text.substr(0, 1), "", text.substr(1, 54), text.substr(55)})) ==
        expected);
  CHECK(hex(bazc::sha256({})) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("HMAC with SHA-256: RFC 4231, cases 2, 6 and 7") {
  CHECK(hex(bazc::hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  // Longer than a block of the hash.
  const std::string long_key(131, '\xAA');
  CHECK(
      hex(bazc::hmac_sha256(long_key, "Test Using Larger Than Block-Size Key - Hash Key First")) ==
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(hex(bazc::hmac_sha256(
            long_key,
            "This is a test using a larger than block-size key and a larger than block-size data. "
            "The key needs to be hashed before being used by the HMAC algorithm.")) ==
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST_CASE("MD5 of RFC 1321's test suite") {
  CHECK(hex(bazc::md5("")) == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(hex(bazc::md5("12345678901234567890123456789012345678901234567890123456789012345678901234"
                      "567890")) == "57edf4a22be3c955ac49da2e2107b67a");
}

#include "core/module/content_hash.hpp"

#include <doctest/doctest.h>

using bazc::content_hash;
using bazc::hash_of_key;

TEST_CASE("SHA-256 of FIPS 180-4's examples") {
  // https://csrc.nist.gov/csrc/media/projects/cryptographic-standards-and-guidelines: SHA256.pdf
  CHECK(bazc::sha256_hex("abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(content_hash("abc") == "ba7816bf8f01cfea");
}

TEST_CASE("the hash in keys, paths and URLs") {
  CHECK(bazc::artifact_key("ba7816bf8f01cfea") == "components/ba7816bf8f01cfea.js");
  CHECK(hash_of_key("components/ba7816bf8f01cfea.js") == "ba7816bf8f01cfea");
  CHECK(hash_of_key("ba7816bf8f01cfea.js") == "ba7816bf8f01cfea");
  CHECK(hash_of_key("https://x.test/components/ba7816bf8f01cfea.js?v=1#top") == "ba7816bf8f01cfea");
  CHECK(hash_of_key("components/ba7816bf8f01cfea.js.map").empty());
  CHECK(hash_of_key("components/BA7816bf8f01cfea.js").empty());
  CHECK(hash_of_key("components/ba7816bf8f01cfe.js").empty());
  CHECK(hash_of_key("").empty());
}

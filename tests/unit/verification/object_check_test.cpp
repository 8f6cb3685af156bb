#include "core/verification/object_check.hpp"

#include <doctest/doctest.h>

#include "core/module/content_hash.hpp"
#include "support/memory_store.hpp"

using bazc::artifact_key;
using bazc::check_object;
using bazc::CheckDepth;
using bazc::content_hash;
using bazc::ObjectState;
using bazc::test::MemoryStore;

namespace {

const std::string artifact = "export default function Scene() { return null; }\n";
const std::string hash = content_hash(artifact);

void put(MemoryStore& store) {
  REQUIRE(store.put(artifact_key(hash), artifact, bazc::artifact_headers(artifact)));
}

}  // namespace

TEST_CASE("an object is ok only when its bytes were read") {
  MemoryStore store;
  CHECK(check_object(store, hash).state == ObjectState::missing);
  CHECK(check_object(store, hash, CheckDepth::quick).state == ObjectState::missing);
  put(store);
  CHECK(check_object(store, hash).state == ObjectState::ok);
  CHECK(check_object(store, hash, CheckDepth::quick).state == ObjectState::unverified);
}

TEST_CASE("one changed byte is corrupt, and a quick check does not claim to see it") {
  MemoryStore store;
  put(store);
  store.objects[artifact_key(hash)].bytes[3] ^= 1;
  const auto check = check_object(store, hash);
  CHECK(check.state == ObjectState::corrupt);
  CHECK(check.detail ==
        "its 49 bytes have the hash " + content_hash(store.objects[artifact_key(hash)].bytes));
  CHECK(check_object(store, hash, CheckDepth::quick).state == ObjectState::unverified);
}

TEST_CASE("an empty object is corrupt at any depth") {
  MemoryStore store;
  put(store);
  store.objects[artifact_key(hash)] = {};
  CHECK(check_object(store, hash).state == ObjectState::corrupt);
  CHECK(check_object(store, hash, CheckDepth::quick).state == ObjectState::corrupt);
}

TEST_CASE("right bytes with wrong headers are bad_headers, and the header is named") {
  MemoryStore store;
  put(store);
  store.objects[artifact_key(hash)].info.headers->cache_control = "no-store";
  const auto check = check_object(store, hash);
  CHECK(check.state == ObjectState::bad_headers);
  CHECK(check.detail ==
        "cache-control is 'no-store', should be 'public, max-age=31536000, immutable'");

  store.objects[artifact_key(hash)].info.headers.reset();  // a store that keeps none
  CHECK(check_object(store, hash).state == ObjectState::ok);
}

TEST_CASE("a store that does not answer is an error, never missing") {
  MemoryStore store;
  store.failure = bazc::Error{bazc::ErrorKind::unavailable, "403 access denied", "check the token"};
  for (const CheckDepth depth : {CheckDepth::bytes, CheckDepth::quick}) {
    const auto check = check_object(store, hash, depth);
    CHECK(check.state == ObjectState::error);
    CHECK(check.unreachable);
    CHECK(check.detail == "403 access denied; check the token");
  }
}

TEST_CASE("a file's bytes are compared, not its hash alone") {
  MemoryStore store;
  CHECK(bazc::check_object_bytes(store, hash, artifact).state == ObjectState::missing);
  put(store);
  CHECK(bazc::check_object_bytes(store, hash, artifact).state == ObjectState::ok);
  CHECK(bazc::check_object_bytes(store, hash, "other").state == ObjectState::corrupt);
}

#include "core/verification/object_repair.hpp"

#include <doctest/doctest.h>

#include "core/module/content_hash.hpp"
#include "support/memory_store.hpp"

using bazc::artifact_key;
using bazc::ArtifactSource;
using bazc::check_object;
using bazc::check_object_bytes;
using bazc::content_hash;
using bazc::ObjectCheck;
using bazc::ObjectState;
using bazc::repair_object;
using bazc::test::MemoryStore;

namespace {

const std::string artifact = "export default function Scene() { return null; }\n";
const std::string hash = content_hash(artifact);
const std::string key = artifact_key(hash);

bazc::Result<std::string, std::string> right() {
  return artifact;
}
bazc::Result<std::string, std::string> none() {
  return bazc::fail(std::string("there is none"));
}

ObjectCheck repair(MemoryStore& store, const ArtifactSource& source) {
  return repair_object(store, hash, check_object(store, hash), source);
}

}  // namespace

TEST_CASE("repair: missing and corrupt from the source, wrong headers without one") {
  MemoryStore store;
  CHECK(repair(store, right).state == ObjectState::repaired);
  CHECK(check_object(store, hash).state == ObjectState::ok);
  store.objects[key].bytes = "damaged";
  const ObjectCheck corrupt = repair(store, right);
  CHECK(corrupt.state == ObjectState::repaired);
  CHECK(corrupt.detail == "was corrupt: its 7 bytes have the hash " + content_hash("damaged"));
  store.objects[key].info.headers->cache_control = "no-store";
  CHECK(repair(store, none).state == ObjectState::repaired);
  CHECK(check_object(store, hash).state == ObjectState::ok);
}

TEST_CASE("repair: without the right bytes nothing is written") {
  MemoryStore store;
  const ObjectCheck without = repair(store, none);
  CHECK(without.state == ObjectState::missing);
  CHECK(without.detail == "not repaired: there is none");
  const ObjectCheck other =
      repair(store, []() -> bazc::Result<std::string, std::string> { return "other"; });
  CHECK(other.state == ObjectState::missing);
  CHECK(other.detail == "not repaired: its source gives " + content_hash("other"));
  CHECK(store.objects.empty());
}

TEST_CASE("repair: what was put right meanwhile stays, whatever the source has") {
  MemoryStore store;
  const ObjectCheck missing = check_object(store, hash);
  REQUIRE(store.put(key, artifact, bazc::artifact_headers(artifact)));
  CHECK(repair_object(store, hash, missing, none).state == ObjectState::repaired);
  CHECK(store.objects[key].bytes == artifact);
}

TEST_CASE("repair: other bytes with the same short hash are never overwritten") {
  MemoryStore store;
  REQUIRE(store.put(key, artifact, bazc::artifact_headers(artifact)));
  // No two such texts are known: the caller's bytes are taken to have the hash.
  const ObjectCheck found = check_object_bytes(store, hash, "a colliding artifact");
  CHECK(found.has_hash_collision);
  const ObjectCheck after = repair_object(store, hash, found, right);
  CHECK(after.state == ObjectState::corrupt);
  CHECK(after.detail.find("not repaired") != std::string::npos);
  CHECK(store.objects[key].bytes == artifact);
}

TEST_CASE("repair: what is read back decides, not the write's answer") {
  MemoryStore store;
  unsigned gets = 0;
  store.on_call = [&](std::string_view call) {
    gets += call == "get" ? 1U : 0U;
    if (call == "get" && gets == 2) {  // the one after the write
      store.objects[key].bytes = "lost";
    }
  };
  const ObjectCheck check = repair_object(store, hash, {.state = ObjectState::missing}, right);
  CHECK(check.state == ObjectState::missing);
  CHECK(check.detail ==
        "not repaired: it was stored, but read back it is corrupt: its 4 bytes "
        "have the hash " +
            content_hash("lost"));
}

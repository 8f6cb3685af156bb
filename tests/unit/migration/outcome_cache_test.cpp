#include "core/migration/outcome_cache.hpp"

#include <doctest/doctest.h>

using bazc::CompileError;
using bazc::CompileErrorKind;
using bazc::digest_of;
using bazc::OutcomeCache;
using bazc::SourceDigest;
using bazc::SourceOutcome;

TEST_CASE("a digest is the first half of the SHA-256") {
  // FIPS 180-4: the SHA-256 of "abc" begins with these digits.
  CHECK(digest_of("abc") == SourceDigest{0xba7816bf8f01cfea, 0x414140de5dae2223});
}

TEST_CASE("successes and failures are found by their source") {
  OutcomeCache cache;
  CHECK_FALSE(cache.find(digest_of("a")));
  cache.insert(digest_of("a"), "00fedcba98765432");
  cache.insert(digest_of("b"), CompileError{CompileErrorKind::policy, "no eval", {2, 3}});
  CHECK(std::get<std::string>(cache.find(digest_of("a")).value()) == "00fedcba98765432");
  const auto failure = std::get<CompileError>(cache.find(digest_of("b")).value());
  CHECK(failure.kind == CompileErrorKind::policy);
  CHECK(failure.message == "no eval");
  CHECK(failure.position.line == 2);
  CHECK_FALSE(cache.find(digest_of("c")));
}

TEST_CASE("the least recently used of a set gives way") {
  OutcomeCache cache;
  // Equal `high`: one set of eight.
  for (std::uint64_t low = 0; low < 8; ++low) {
    cache.insert({7, low}, "0123456789abcdef");
  }
  REQUIRE(cache.find({7, 0}));
  cache.insert({7, 8}, "0123456789abcdef");
  CHECK(cache.find({7, 0}));
  CHECK_FALSE(cache.find({7, 1}));
  CHECK(cache.find({7, 8}));
}

TEST_CASE("the oldest failures give way, and are never taken for others") {
  OutcomeCache cache;
  for (int i = 0; i < 1100; ++i) {
    cache.insert(digest_of(std::to_string(i)),
                 CompileError{CompileErrorKind::syntax, std::to_string(i)});
  }
  CHECK_FALSE(cache.find(digest_of("0")));
  CHECK_FALSE(cache.find(digest_of("75")));
  for (const char* source : {"76", "500", "1099"}) {
    CHECK(std::get<CompileError>(cache.find(digest_of(source)).value()).message == source);
  }
}

#include "core/migration/circuit_breaker.hpp"

#include <doctest/doctest.h>

using bazc::CircuitBreaker;
using bazc::ErrorKind;
using bazc::PutOutcome;
using bazc::Result;

namespace {

Result<PutOutcome> failure(const std::string& message, ErrorKind kind = ErrorKind::unavailable) {
  return bazc::fail(kind, message);
}

void note(CircuitBreaker& breaker, const Result<PutOutcome>& put, int times) {
  for (int i = 0; i < times; ++i) {
    breaker.note(put);
  }
}

}  // namespace

TEST_CASE("the same failure in a row breaks at the limit, names and numbers left out") {
  CircuitBreaker breaker(3);
  CHECK_FALSE(breaker.is_failing());
  breaker.note(failure("cannot store 'components/00112233aabbccdd.js': no answer in 10 s"));
  CHECK(breaker.is_failing());
  breaker.note(failure("cannot store 'components/ffeeddccbbaa0099.js': no answer in 12.5 s"));
  CHECK_FALSE(breaker.error());
  breaker.note(failure("cannot store 'components/0123456789abcdef.js': no answer in 30 s"));
  const auto error = breaker.error();
  REQUIRE(error);
  CHECK(error->kind == ErrorKind::unavailable);
  CHECK(error->message ==
        "the store failed 3 times in a row: cannot store 'components/0123456789abcdef.js': no "
        "answer in 30 s");
  CHECK_FALSE(error->hint.empty());
}

TEST_CASE("a broken circuit stays as it is") {
  CircuitBreaker breaker(2);
  note(breaker, failure("gone"), 2);
  breaker.note(PutOutcome::stored);
  note(breaker, failure("otherwise gone"), 9);
  CHECK(breaker.error().value().message == "the store failed 2 times in a row: gone");
}

TEST_CASE("the store's own hint is passed on") {
  CircuitBreaker breaker(1);
  breaker.note(bazc::fail(ErrorKind::unavailable, "access denied", "see the token's permissions"));
  CHECK(breaker.error().value().hint == "see the token's permissions");
}

TEST_CASE("a success between failures starts the count anew") {
  for (const PutOutcome outcome : {PutOutcome::stored, PutOutcome::present}) {
    CircuitBreaker breaker(3);
    for (int i = 0; i < 50; ++i) {
      note(breaker, failure("gone"), 2);
      breaker.note(outcome);
      CHECK_FALSE(breaker.is_failing());
    }
    CHECK_FALSE(breaker.error());
    note(breaker, failure("gone"), 3);
    CHECK(breaker.error());
  }
}

TEST_CASE("different failures do not add up to the limit, but to five times as many") {
  CircuitBreaker breaker(4);
  for (int i = 0; i < 9; ++i) {
    breaker.note(failure("refused"));
    breaker.note(failure("timed out"));
  }
  breaker.note(failure("refused"));
  CHECK_FALSE(breaker.error());
  breaker.note(failure("timed out"));
  CHECK(breaker.error().value().message == "the store failed 20 times in a row: timed out");
}

TEST_CASE("another failure in between starts the count of the same ones anew") {
  CircuitBreaker breaker(4);
  note(breaker, failure("refused"), 3);
  breaker.note(failure("timed out"));
  note(breaker, failure("refused"), 3);
  CHECK_FALSE(breaker.error());
  breaker.note(failure("refused"));
  CHECK(breaker.error().value().message == "the store failed 4 times in a row: refused");
}

TEST_CASE("a conflict is an answer, and a fault of our own says nothing about the store") {
  CircuitBreaker breaker(2);
  breaker.note(failure("gone"));
  breaker.note(failure("other bytes", ErrorKind::conflict));
  CHECK_FALSE(breaker.is_failing());
  breaker.note(failure("gone"));
  breaker.note(failure("broken", ErrorKind::internal));
  breaker.note(failure("no key", ErrorKind::usage));
  CHECK(breaker.is_failing());
  CHECK_FALSE(breaker.error());
  breaker.note(failure("gone"));
  CHECK(breaker.error());
}

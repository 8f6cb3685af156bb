#include "core/verification/hash_selection.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/module/content_hash.hpp"

using bazc::content_hash;
using bazc::HashSelection;
using bazc::number_of_hash;

namespace {

std::uint64_t number(int index) {
  return number_of_hash(content_hash(fmt::format("artifact {}", index))).value_or(0);
}

int taken(const HashSelection& selection) {
  int count = 0;
  for (int i = 0; i < 10'000; ++i) {
    count += selection.takes(number(i)) ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("a hash is a number") {
  CHECK(number_of_hash("0000000000000000") == 0U);
  CHECK(number_of_hash("00000000000000ff") == 255U);
  CHECK(number_of_hash("ffffffffffffffff") == UINT64_MAX);
  for (const char* text : {"", "ff", "00000000000000FF", "00000000000000ff0", "000000000000000x"}) {
    CAPTURE(text);
    CHECK_FALSE(number_of_hash(text));
  }
}

TEST_CASE("parts go by the remainder, as other programs can compute it") {
  const HashSelection third{.part = 3, .parts = 8};
  CHECK(third.takes(2));
  CHECK(third.takes(10));
  CHECK_FALSE(third.takes(3));
  CHECK(taken({}) == 10'000);
}

TEST_CASE("a share is about that large, and another one for another seed") {
  // Binomial: the standard deviation of 10,000 at 2% is 14; six of them are never seen.
  const HashSelection sample{.share = 0.02, .seed = 7};
  CHECK(taken(sample) > 200 - 6 * 14);
  CHECK(taken(sample) < 200 + 6 * 14);
  int both = 0;
  for (int i = 0; i < 10'000; ++i) {
    const HashSelection other{.share = 0.02, .seed = 8};
    both += sample.takes(number(i)) && other.takes(number(i)) ? 1 : 0;
  }
  CHECK(both < 30);  // 4 are expected of two independent ones
  CHECK(taken({.share = 0}) == 0);
  CHECK(taken({.share = 1, .seed = 3}) == 10'000);
}

TEST_CASE("a share of a part: both must take it") {
  const HashSelection part{.part = 1, .parts = 2};
  const HashSelection sample{.share = 0.5, .seed = 3};
  const HashSelection both{.part = 1, .parts = 2, .share = 0.5, .seed = 3};
  for (int i = 0; i < 1000; ++i) {
    CHECK(both.takes(number(i)) == (part.takes(number(i)) && sample.takes(number(i))));
  }
}

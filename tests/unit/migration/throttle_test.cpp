#include "core/migration/throttle.hpp"

#include <vector>

#include <doctest/doctest.h>

#include "support/test_environment.hpp"

using bazc::Throttle;
using bazc::test::ManualClock;
using std::chrono::milliseconds;

namespace {

/// A throttle whose waits move the clock, by `oversleep` too far.
struct Paced {
  Paced(double per_second, milliseconds late = milliseconds(0))
      : oversleep(late), throttle(per_second, clock, [this](auto time) {
          clock.advance(std::chrono::ceil<milliseconds>(time) + oversleep);
          return true;
        }) {}

  /// Milliseconds since the test began, after the next pass.
  [[nodiscard]] std::int64_t pass() {
    REQUIRE(throttle.pass());
    return std::chrono::duration_cast<milliseconds>(clock.steady_now() - begin).count();
  }

  ManualClock clock;
  bazc::SteadyTime begin = clock.steady_now();
  milliseconds oversleep;
  Throttle throttle;
};

}  // namespace

TEST_CASE("passes are spaced evenly, the first one at once") {
  Paced fast(10);
  for (const std::int64_t at : {0, 100, 200, 300}) {
    CHECK(fast.pass() == at);
  }
  Paced slow(0.5);
  for (const std::int64_t at : {0, 2000, 4000}) {
    CHECK(slow.pass() == at);
  }
}

TEST_CASE("time that the loop itself takes is not waited for again") {
  Paced paced(10);
  CHECK(paced.pass() == 0);
  paced.clock.advance(milliseconds(60));
  CHECK(paced.pass() == 100);
  paced.clock.advance(milliseconds(130));
  CHECK(paced.pass() == 230);  // late by 30 ms, which the next one makes up for
  CHECK(paced.pass() == 300);
}

TEST_CASE("after a pause there is no burst of more than a tenth of a second's passes") {
  Paced paced(50);
  CHECK(paced.pass() == 0);
  paced.clock.advance(milliseconds(60'000));
  int at_once = 0;
  while (paced.pass() == 60'000) {
    ++at_once;
  }
  CHECK(at_once == 6);  // this one, and the five of the last 100 ms
}

TEST_CASE("late wake-ups do not lower the rate") {
  Paced paced(100, milliseconds(3));
  std::int64_t at = 0;
  for (int i = 0; i < 1001; ++i) {
    at = paced.pass();
  }
  CHECK(at >= 10'000);
  CHECK(at <= 10'003);
}

TEST_CASE("a wait that is interrupted ends the loop; one that returns early is gone on with") {
  ManualClock clock;
  std::vector<std::int64_t> waits;
  Throttle throttle(1, clock, [&](auto time) {
    waits.push_back(std::chrono::duration_cast<milliseconds>(time).count());
    clock.advance(milliseconds(400));
    return waits.size() < 4;
  });
  CHECK(throttle.pass());
  CHECK(throttle.pass());
  CHECK(waits == std::vector<std::int64_t>{1000, 600, 200});
  CHECK_FALSE(throttle.pass());
}

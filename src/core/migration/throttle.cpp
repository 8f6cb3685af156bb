#include "core/migration/throttle.hpp"

#include <algorithm>
#include <utility>

namespace bazc {
namespace {

constexpr std::chrono::milliseconds most_caught_up{100};

}  // namespace

Throttle::Throttle(double per_second, const Clock& clock, Wait wait)
    : interval_(std::chrono::ceil<std::chrono::steady_clock::duration>(
          std::chrono::duration<double>(1 / per_second))),
      clock_(clock),
      wait_(std::move(wait)) {}

bool Throttle::pass() {
  SteadyTime now = clock_.steady_now();
  const SteadyTime turn = std::max(next_turn_.value_or(now), now - most_caught_up);
  while (now < turn) {
    if (!wait_(turn - now)) {
      return false;
    }
    now = clock_.steady_now();
  }
  next_turn_ = turn + interval_;
  return true;
}

}  // namespace bazc

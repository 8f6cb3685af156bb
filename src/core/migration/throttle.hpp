#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "core/base/clock.hpp"

namespace bazc {

/// Paces a loop: passes are spaced evenly, `per_second` a second. There are no bursts after a
/// pause; only what late wake-ups lose is caught up, a tenth of a second's passes at most. Not
/// thread-safe.
class Throttle {
 public:
  /// Waits for about `time`; false where the wait was interrupted.
  using Wait = std::function<bool(std::chrono::steady_clock::duration time)>;

  /// `per_second` is more than 0, and may be less than 1; `clock` outlives the throttle.
  Throttle(double per_second, const Clock& clock, Wait wait);

  /// Waits for the next turn, the first being at once; false where the wait was interrupted.
  [[nodiscard]] bool pass();

 private:
  std::chrono::steady_clock::duration interval_;
  const Clock& clock_;
  Wait wait_;
  std::optional<SteadyTime> next_turn_;
};

}  // namespace bazc

#pragma once

#include <chrono>

#include "core/base/clock.hpp"

namespace bazc::test {

/// A machine whose clock is wrong.
class WrongClock final : public Clock {
 public:
  explicit WrongClock(std::chrono::seconds ahead) : ahead_(ahead) {}
  [[nodiscard]] SystemTime system_now() const override {
    return real_clock().system_now() + ahead_;
  }
  [[nodiscard]] SteadyTime steady_now() const override { return real_clock().steady_now(); }

 private:
  std::chrono::seconds ahead_;
};

}  // namespace bazc::test

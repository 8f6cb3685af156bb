#pragma once

#include <chrono>
#include <string>

namespace bazc {

using SystemTime = std::chrono::system_clock::time_point;
using SteadyTime = std::chrono::steady_clock::time_point;

/// The time, passed in wherever it is needed, so that tests own it. Thread-safe.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual SystemTime system_now() const = 0;
  [[nodiscard]] virtual SteadyTime steady_now() const = 0;
};

/// The machine's own clocks; lives as long as the program.
[[nodiscard]] const Clock& real_clock();

/// UTC with milliseconds, "2026-11-22 17:03:59.123": sorts as text and is read by SQLite's date
/// functions.
[[nodiscard]] std::string format_timestamp(SystemTime time);

}  // namespace bazc

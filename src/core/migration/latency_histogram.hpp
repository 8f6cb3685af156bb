#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace bazc {

/// Counts durations in buckets that grow by 2% each, from 1 µs to 20 minutes, so that percentiles
/// of any number of them are exact to 2% in constant memory. Not thread-safe.
class LatencyHistogram {
 public:
  void add(std::chrono::steady_clock::duration duration);

  /// The least duration, in milliseconds, that `fraction` (0 to 1) of all do not exceed; 0 of none.
  [[nodiscard]] double percentile(double fraction) const;
  [[nodiscard]] double max() const { return max_; }  ///< milliseconds

 private:
  static constexpr std::size_t bucket_count = 1060;

  std::array<std::uint64_t, bucket_count> buckets_{};
  std::uint64_t total_ = 0;
  double max_ = 0;
};

}  // namespace bazc

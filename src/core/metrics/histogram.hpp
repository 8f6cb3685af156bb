#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bazc {

/// Counts values in buckets with fixed bounds, as Prometheus' histograms do. A value; not
/// thread-safe.
class Histogram {
 public:
  /// `upper_bounds` are finite, ascend, and outlive the histogram; a bound belongs to its bucket.
  /// What is above the last one goes into one more bucket.
  explicit Histogram(std::span<const double> upper_bounds)
      : upper_bounds_(upper_bounds), buckets_(upper_bounds.size() + 1) {}

  void observe(double value);

  [[nodiscard]] std::span<const double> upper_bounds() const { return upper_bounds_; }
  /// Of each bucket alone; one more than there are bounds.
  [[nodiscard]] const std::vector<std::uint64_t>& buckets() const { return buckets_; }
  [[nodiscard]] double sum() const { return sum_; }

 private:
  std::span<const double> upper_bounds_;
  std::vector<std::uint64_t> buckets_;
  double sum_ = 0;
};

}  // namespace bazc

#include "core/migration/latency_histogram.hpp"

#include <algorithm>
#include <cmath>

namespace bazc {
namespace {

constexpr double growth = 1.02;

}  // namespace

void LatencyHistogram::add(std::chrono::steady_clock::duration duration) {
  const double milliseconds = std::chrono::duration<double, std::milli>(duration).count();
  const double microseconds = std::max(milliseconds * 1000, 1.0);
  const auto bucket =
      static_cast<std::size_t>(std::lround(std::log(microseconds) / std::log(growth)));
  ++buckets_[std::min(bucket, bucket_count - 1)];
  ++total_;
  max_ = std::max(max_, milliseconds);
}

double LatencyHistogram::percentile(double fraction) const {
  const auto rank = static_cast<std::uint64_t>(std::ceil(fraction * static_cast<double>(total_)));
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < bucket_count; ++bucket) {
    seen += buckets_[bucket];
    if (seen != 0 && seen >= rank) {
      return std::min(std::pow(growth, static_cast<double>(bucket)) / 1000, max_);
    }
  }
  return 0;
}

}  // namespace bazc

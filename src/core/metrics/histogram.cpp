#include "core/metrics/histogram.hpp"

#include <algorithm>

namespace bazc {

void Histogram::observe(double value) {
  const auto bound = std::lower_bound(upper_bounds_.begin(), upper_bounds_.end(), value);
  ++buckets_[static_cast<std::size_t>(bound - upper_bounds_.begin())];
  sum_ += value;
}

}  // namespace bazc

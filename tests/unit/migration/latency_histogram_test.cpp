#include "core/migration/latency_histogram.hpp"

#include <doctest/doctest.h>

using bazc::LatencyHistogram;
using std::chrono::microseconds;
using std::chrono::milliseconds;

TEST_CASE("percentiles are exact to two percent") {
  LatencyHistogram histogram;
  for (int i = 1; i <= 1000; ++i) {
    histogram.add(milliseconds(i));
  }
  CHECK(histogram.percentile(0.50) == doctest::Approx(500).epsilon(0.02));
  CHECK(histogram.percentile(0.95) == doctest::Approx(950).epsilon(0.02));
  CHECK(histogram.percentile(0.99) == doctest::Approx(990).epsilon(0.02));
  CHECK(histogram.percentile(1.0) == doctest::Approx(1000).epsilon(0.02));
  CHECK(histogram.max() == 1000);
}

TEST_CASE("no duration, one, and those beyond the buckets") {
  LatencyHistogram histogram;
  CHECK(histogram.percentile(0.5) == 0);
  histogram.add(microseconds(0));
  CHECK(histogram.percentile(0.5) <= 0.001);
  histogram.add(std::chrono::hours(5));
  CHECK(histogram.max() == 18'000'000);
  CHECK(histogram.percentile(0.99) > 1'000'000);
}

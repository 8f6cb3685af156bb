#include "core/metrics/histogram.hpp"

#include <array>

#include <doctest/doctest.h>

using bazc::Histogram;

TEST_CASE("a histogram: a bound belongs to its bucket, and the last bucket has none") {
  static constexpr std::array bounds = {0.5, 1.0};
  Histogram histogram(bounds);
  for (const double value : {0.0, 0.5, 0.75, 1.0, 1.25, 100.0}) {
    histogram.observe(value);
  }
  CHECK(histogram.buckets() == std::vector<std::uint64_t>{2, 2, 2});
  CHECK(histogram.sum() == 103.5);
}

TEST_CASE("a histogram without bounds counts all in one bucket") {
  Histogram histogram({});
  histogram.observe(7);
  CHECK(histogram.buckets() == std::vector<std::uint64_t>{1});
}

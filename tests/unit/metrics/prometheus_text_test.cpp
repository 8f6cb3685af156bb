#include <array>
#include <limits>

#include <doctest/doctest.h>

#include "core/metrics/metric_set.hpp"

using bazc::Histogram;
using bazc::MetricDescription;
using bazc::MetricSet;
using bazc::MetricType;
using bazc::to_prometheus_text;

namespace {

constexpr MetricDescription requests = {"http_requests_total", MetricType::counter,
                                        "The total number of HTTP requests."};

}  // namespace

// The lines of the specification's own example, less the timestamps
// (prometheus.io/docs/instrumenting/exposition_formats, "Text format example").
TEST_CASE("exposition: the example of the specification") {
  MetricSet metrics;
  metrics.set(requests, {{"method", "post"}, {"code", "200"}}, 1027.0);
  metrics.set(requests, {{"method", "post"}, {"code", "400"}}, 3.0);

  static constexpr std::array bounds = {0.05, 0.1, 0.2, 0.5, 1.0};
  Histogram durations(bounds);
  // 24054, 33444, 100392, 129389, 133988 and 144320 cumulative.
  const std::array<int, 6> counts = {24054, 9390, 66948, 28997, 4599, 10332};
  const std::array<double, 6> values = {0.05, 0.1, 0.2, 0.5, 1, 2};
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (int n = 0; n < counts[i]; ++n) {
      durations.observe(values[i]);
      sum += values[i];
    }
  }
  metrics.set({"http_request_duration_seconds", MetricType::histogram,
               "A histogram of the request duration."},
              durations);

  const std::string text = to_prometheus_text(metrics);
  const std::string expected =
      "# HELP http_requests_total The total number of HTTP requests.\n"
      "# TYPE http_requests_total counter\n"
      "http_requests_total{method=\"post\",code=\"200\"} 1027\n"
      "http_requests_total{method=\"post\",code=\"400\"} 3\n"
      "# HELP http_request_duration_seconds A histogram of the request duration.\n"
      "# TYPE http_request_duration_seconds histogram\n"
      "http_request_duration_seconds_bucket{le=\"0.05\"} 24054\n"
      "http_request_duration_seconds_bucket{le=\"0.1\"} 33444\n"
      "http_request_duration_seconds_bucket{le=\"0.2\"} 100392\n"
      "http_request_duration_seconds_bucket{le=\"0.5\"} 129389\n"
      "http_request_duration_seconds_bucket{le=\"1\"} 133988\n"
      "http_request_duration_seconds_bucket{le=\"+Inf\"} 144320\n"
      "http_request_duration_seconds_sum ";
  REQUIRE(text.starts_with(expected));
  std::size_t end = 0;
  CHECK(std::stod(text.substr(expected.size()), &end) == sum);
  CHECK(text.substr(expected.size() + end) == "\nhttp_request_duration_seconds_count 144320\n");
}

// Likewise: its line "Escaping in label values", and what it says of HELP.
TEST_CASE("exposition: backslash, line feed and, in labels, the double quote are escaped") {
  MetricSet metrics;
  metrics.set({"msdos_file_access_time_seconds", MetricType::gauge, "A \\ and\na \"quote\""},
              {{"path", "C:\\DIR\\FILE.TXT"}, {"error", "Cannot find file:\n\"FILE.TXT\""}},
              1.458255915e9);
  CHECK(to_prometheus_text(metrics) ==
        "# HELP msdos_file_access_time_seconds A \\\\ and\\na \"quote\"\n"
        "# TYPE msdos_file_access_time_seconds gauge\n"
        "msdos_file_access_time_seconds{path=\"C:\\\\DIR\\\\FILE.TXT\",error=\"Cannot find "
        "file:\\n\\\"FILE.TXT\\\"\"} 1458255915\n");
}

TEST_CASE("exposition: labels of a histogram stand before the bound") {
  MetricSet metrics;
  Histogram durations({});
  durations.observe(0.25);
  metrics.set({"d_seconds", MetricType::histogram, "D."}, {{"a", "b"}}, durations);
  CHECK(to_prometheus_text(metrics) ==
        "# HELP d_seconds D.\n"
        "# TYPE d_seconds histogram\n"
        "d_seconds_bucket{a=\"b\",le=\"+Inf\"} 1\n"
        "d_seconds_sum{a=\"b\"} 0.25\n"
        "d_seconds_count{a=\"b\"} 1\n");
}

TEST_CASE("exposition: numbers that are none, and ones that are not rounded") {
  const auto text_of = [](double value) {
    MetricSet metrics;
    metrics.set({"g", MetricType::gauge, "G."}, value);
    return to_prometheus_text(metrics).substr(std::string("# HELP g G.\n# TYPE g gauge\n").size());
  };
  CHECK(text_of(std::numeric_limits<double>::infinity()) == "g +Inf\n");
  CHECK(text_of(-std::numeric_limits<double>::infinity()) == "g -Inf\n");
  CHECK(text_of(std::numeric_limits<double>::quiet_NaN()) == "g NaN\n");
  CHECK(text_of(0) == "g 0\n");
  CHECK(std::stod(text_of(1795580404.123).substr(2)) == 1795580404.123);
  CHECK(std::stod(text_of(9007199254740991).substr(2)) == 9007199254740991);
}

TEST_CASE("metrics: families and samples keep their order, and what is set again is replaced") {
  MetricSet metrics;
  metrics.set(requests, {{"code", "500"}}, 1.0);
  metrics.set({"g", MetricType::gauge, "G."}, 1.0);
  metrics.set(requests, {{"code", "200"}}, 2.0);
  metrics.set(requests, {{"code", "500"}}, 7.0);
  REQUIRE(metrics.families().size() == 2);
  CHECK(metrics.families()[0].description.name == "http_requests_total");
  REQUIRE(metrics.families()[0].samples.size() == 2);
  CHECK(std::get<double>(metrics.families()[0].samples[0].value) == 7);
  CHECK(std::get<double>(metrics.families()[0].samples[1].value) == 2);
  CHECK(to_prometheus_text(MetricSet()).empty());
}

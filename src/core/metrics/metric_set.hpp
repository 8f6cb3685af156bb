#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/metrics/histogram.hpp"

namespace bazc {

enum class MetricType { counter, gauge, histogram };

/// What a metric is called and what it means: see metric_names.hpp.
struct MetricDescription {
  std::string_view name;
  MetricType type;
  std::string_view help;
};

/// Names and values, in the order in which they are written. Names match [a-zA-Z_][a-zA-Z0-9_]*;
/// values are any UTF-8.
using MetricLabels = std::vector<std::pair<std::string, std::string>>;

/// Some metrics at one moment. A value, and no registry: who has something to tell makes one. Not
/// thread-safe.
class MetricSet {
 public:
  using MetricValue = std::variant<double, Histogram>;

  struct Sample {
    MetricLabels labels;
    MetricValue value;
  };

  struct Family {
    MetricDescription description;
    std::vector<Sample> samples;
  };

  /// Replaces what was set with the same labels. A metric of the type `histogram` takes a
  /// Histogram, the others a number.
  void set(const MetricDescription& description, MetricLabels labels, MetricValue value);
  void set(const MetricDescription& description, MetricValue value) {
    set(description, {}, std::move(value));
  }

  /// In the order in which each was first set.
  [[nodiscard]] const std::vector<Family>& families() const { return families_; }

 private:
  std::vector<Family> families_;
};

/// The Prometheus text exposition format, version 0.0.4
/// (prometheus.io/docs/instrumenting/exposition_formats), without timestamps. Served as
/// `prometheus_content_type`.
[[nodiscard]] std::string to_prometheus_text(const MetricSet& metrics);

inline constexpr std::string_view prometheus_content_type =
    "text/plain; version=0.0.4; charset=utf-8";

}  // namespace bazc

#include "core/metrics/metric_set.hpp"

#include <algorithm>

namespace bazc {

void MetricSet::set(const MetricDescription& description, MetricLabels labels, MetricValue value) {
  auto family = std::find_if(families_.begin(), families_.end(), [&](const Family& each) {
    return each.description.name == description.name;
  });
  if (family == families_.end()) {
    family = families_.insert(families_.end(), Family{description, {}});
  }
  auto& samples = family->samples;
  const auto sample = std::find_if(samples.begin(), samples.end(),
                                   [&](const Sample& each) { return each.labels == labels; });
  if (sample == samples.end()) {
    samples.push_back({std::move(labels), std::move(value)});
  } else {
    sample->value = std::move(value);
  }
}

}  // namespace bazc

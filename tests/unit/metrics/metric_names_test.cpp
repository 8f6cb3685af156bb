#include "core/metrics/metric_names.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include <doctest/doctest.h>

using bazc::MetricDescription;
using bazc::MetricType;

// prometheus.io/docs/concepts/data_model and /docs/practices/naming.
TEST_CASE("metrics are named as Prometheus' conventions want it") {
  const std::regex form("bazc(_[a-z]+)+");
  std::set<std::string> seen;
  for (const MetricDescription& metric : bazc::metric::all) {
    const std::string name(metric.name);
    CAPTURE(name);
    CHECK(std::regex_match(name, form));
    CHECK(name.ends_with("_total") == (metric.type == MetricType::counter));
    CHECK(metric.help.ends_with('.'));
    CHECK(seen.insert(name).second);
  }
  for (const char* other_unit : {"milli", "_ms", "minutes", "kib", "percent"}) {
    CHECK(std::none_of(seen.begin(), seen.end(), [&](const std::string& name) {
      return name.find(other_unit) != std::string::npos;
    }));
  }
}

TEST_CASE("the bounds of durations ascend") {
  CHECK(std::is_sorted(bazc::metric::compile_duration_bounds.begin(),
                       bazc::metric::compile_duration_bounds.end(), std::less_equal<>()));
}

#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "core/base/clock.hpp"
#include "core/metrics/histogram.hpp"
#include "core/metrics/metric_names.hpp"
#include "core/metrics/metric_set.hpp"
#include "core/migration/migration.hpp"
#include "core/store/object_store.hpp"

namespace bazc {

/// How a run ended.
struct RunEnd {
  SystemTime time;
  int exit_code = 0;
  std::optional<std::uint64_t> remaining = {};  ///< as in MigrationReport
};

/// What a run is to Prometheus, see core/metrics/metric_names.hpp. Not thread-safe.
class MigrationMetrics {
 public:
  explicit MigrationMetrics(SystemTime started_at) : started_at_(started_at) {}

  void add(const Compilation& compilation);

  /// Those of now, or with `end` of the run that ended.
  [[nodiscard]] MetricSet metrics(const MigrationCounts& counts, const StoreStatistics& store,
                                  const std::optional<RunEnd>& end = {}) const;

 private:
  void add_compilations(MetricSet& set) const;

  SystemTime started_at_;
  std::uint64_t compiled_ = 0;
  std::map<CompileErrorKind, std::uint64_t> failed_;
  Histogram compile_times_{metric::compile_duration_bounds};
};

}  // namespace bazc

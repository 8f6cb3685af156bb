#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "cli/environment.hpp"
#include "core/migration/migration.hpp"
#include "core/migration/migration_metrics.hpp"

namespace bazc::cli {

/// Keeps a run's metrics in a file for node_exporter's textfile collector: from its start, every
/// 15 s, and at its end. The file is replaced whole, and everyone may read it.
class MetricsFile final : public MigrationObserver {
 public:
  using Warn = std::function<void(const std::string& message)>;

  /// Whether the file can be written: it is a regular file, or there is none.
  [[nodiscard]] static Result<void> check(const std::filesystem::path& path);

  /// All of these outlive it. A write that fails during the run is warned of once.
  MetricsFile(std::filesystem::path path, const Clock& clock, const ObjectStore& store, Warn warn)
      : path_(std::move(path)),
        clock_(clock),
        store_(store),
        warn_(std::move(warn)),
        metrics_(clock.system_now()) {}

  void source_compiled(const Compilation& compilation) override { metrics_.add(compilation); }
  void progressed(const MigrationCounts& counts) override;

  /// The last write, after the run.
  [[nodiscard]] Result<void> finish(const MigrationReport& report, ExitCode code) const;

 private:
  [[nodiscard]] Result<void> write(const MetricSet& set) const;

  std::filesystem::path path_;
  const Clock& clock_;
  const ObjectStore& store_;
  Warn warn_;
  MigrationMetrics metrics_;
  std::optional<SteadyTime> written_at_ = {};
  bool has_warned_ = false;
};

}  // namespace bazc::cli

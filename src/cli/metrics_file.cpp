#include "cli/metrics_file.hpp"

#include <fmt/format.h>

#include "cli/output_file.hpp"

namespace bazc::cli {
namespace {

// What Prometheus asks for by default is a minute old at most.
constexpr std::chrono::seconds write_interval{15};

}  // namespace

Result<void> MetricsFile::check(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_directory(status) &&
      !std::filesystem::is_regular_file(status)) {
    return fail(ErrorKind::io, fmt::format("cannot write '{}': is no regular file", path.string()));
  }
  return check_output(path);
}

void MetricsFile::progressed(const MigrationCounts& counts) {
  const SteadyTime now = clock_.steady_now();
  if (written_at_ && now - *written_at_ < write_interval) {
    return;
  }
  written_at_ = now;
  if (auto written = write(metrics_.metrics(counts, store_.statistics()));
      !written && !has_warned_) {
    has_warned_ = true;
    warn_(written.error().message);
  }
}

Result<void> MetricsFile::finish(const MigrationReport& report, ExitCode code) const {
  return write(metrics_.metrics(report.counts, store_.statistics(),
                                RunEnd{.time = report.finished_at,
                                       .exit_code = static_cast<int>(code),
                                       .remaining = report.remaining}));
}

Result<void> MetricsFile::write(const MetricSet& set) const {
  auto written = write_output(path_, to_prometheus_text(set), Readers::all);
  return written ? Result<void>() : fail(std::move(written).error().with_context("--metrics-file"));
}

}  // namespace bazc::cli

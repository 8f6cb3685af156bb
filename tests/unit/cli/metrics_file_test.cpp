#include "cli/metrics_file.hpp"

#include <filesystem>
#include <memory>

#include <doctest/doctest.h>

#include "support/temporary_directory.hpp"
#include "support/test_environment.hpp"

using namespace std::chrono_literals;

namespace bazc::cli {
namespace {

struct Metrics {
  [[nodiscard]] bool has_line(const std::string& line) const {
    return ("\n" + read_file(path).value_or("")).find("\n" + line + "\n") != std::string::npos;
  }

  test::TemporaryDirectory directory;
  std::filesystem::path path = directory / "metrics" / "bazc.prom";
  test::ManualClock clock;
  std::unique_ptr<ObjectStore> store =
      open_object_store("file:" + directory.path().string()).value();
  std::vector<std::string> warnings;
  MetricsFile file{path, clock, *store,
                   [this](const std::string& message) { warnings.push_back(message); }};
};

}  // namespace

TEST_CASE_FIXTURE(Metrics, "metrics file: at once, every 15 seconds, and at the end") {
  std::filesystem::create_directory(path.parent_path());
  MigrationCounts counts{.planned = 10};
  file.progressed(counts);
  CHECK(has_line("bazc_scenes_pending 10"));
  counts.compiled = 4;
  clock.advance(14'999ms);
  file.progressed(counts);
  CHECK(has_line("bazc_scenes_pending 10"));
  clock.advance(1ms);
  file.progressed(counts);
  CHECK(has_line("bazc_scenes_pending 6"));
  CHECK(has_line("bazc_run_start_timestamp_seconds 1000"));

  MigrationReport report;
  report.counts = counts;
  report.finished_at = clock.system_now();
  REQUIRE(file.finish(report, ExitCode::threshold));
  CHECK(has_line("bazc_run_end_timestamp_seconds 1015"));
  CHECK(has_line("bazc_run_exit_code 4"));
  CHECK(warnings.empty());
}

TEST_CASE_FIXTURE(Metrics, "metrics file: one that fails is warned of once, and mended") {
  file.progressed({});
  clock.advance(15s);
  file.progressed({});
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].starts_with("--metrics-file: cannot write "));
  CHECK_FALSE(file.finish({}, ExitCode::success));

  std::filesystem::create_directory(path.parent_path());
  clock.advance(15s);
  file.progressed({.planned = 3});
  CHECK(has_line("bazc_scenes_pending 3"));
}

}  // namespace bazc::cli

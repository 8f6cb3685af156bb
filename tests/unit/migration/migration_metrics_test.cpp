#include "core/migration/migration_metrics.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "unit/migration/migration_run.hpp"

namespace bazc::test {
namespace {

/// The value of one sample; -1 where there is none.
double value_of(const MetricSet& set, const MetricDescription& description,
                const MetricLabels& labels = {}) {
  for (const auto& family : set.families()) {
    for (const auto& sample : family.samples) {
      if (family.description.name == description.name && sample.labels == labels) {
        return std::get<double>(sample.value);
      }
    }
  }
  return -1;
}

Histogram compile_times_in(const MetricSet& set) {
  for (const auto& family : set.families()) {
    if (family.description.name == metric::compile_duration.name) {
      return std::get<Histogram>(family.samples.at(0).value);
    }
  }
  FAIL("no histogram");
  return Histogram({});
}

constexpr SystemTime began{std::chrono::seconds(1'800'000'000)};

}  // namespace

TEST_CASE_FIXTURE(MigrationRun, "metrics: of a run with twins, failures and a NULL") {
  insert("a", "one");
  insert("b", "one");
  insert("c", "two");
  insert("d", "broken");
  database.execute("INSERT INTO scenes (id) VALUES ('null')");
  MigrationMetrics metrics(began);
  observer.on_compilation = [&](const Compilation& compilation) { metrics.add(compilation); };
  const MigrationReport report = run();
  const MetricSet set = metrics.metrics(report.counts, {});
  CHECK(value_of(set, metric::compilations, {{"result", "compiled"}, {"error_kind", ""}}) == 2);
  CHECK(value_of(set, metric::compilations, {{"result", "failed"}, {"error_kind", "syntax"}}) == 1);
  CHECK(value_of(set, metric::compilations, {{"result", "failed"}, {"error_kind", "empty"}}) == 0);
  CHECK(value_of(set, metric::cache_hits, {{"cache", "memory"}}) == 1);
  CHECK(value_of(set, metric::cache_misses, {{"cache", "memory"}}) == 3);
  CHECK(value_of(set, metric::scenes, {{"outcome", "compiled"}}) == 3);
  CHECK(value_of(set, metric::scenes, {{"outcome", "failed"}}) == 2);
  CHECK(value_of(set, metric::scenes_pending) == 0);
  CHECK(value_of(set, metric::scenes_in_flight) == 0);
  CHECK(value_of(set, metric::artifacts, {{"outcome", "stored"}}) == 2);
  CHECK(value_of(set, metric::artifact_bytes) == artifact_of("one").size() * 2);
  const auto buckets = compile_times_in(set).buckets();
  CHECK(std::accumulate(buckets.begin(), buckets.end(), std::uint64_t{0}) == 3);
}

TEST_CASE("metrics: what is pending and in flight, and how the run ended") {
  const MigrationMetrics metrics(began);
  const MigrationCounts counts{
      .planned = 10, .in_flight = 3, .compiled = 2, .failed = 1, .deleted = 1};
  const MetricSet during = metrics.metrics(counts, {});
  CHECK(value_of(during, metric::scenes_pending) == 6);
  CHECK(value_of(during, metric::scenes_in_flight) == 3);
  CHECK(value_of(during, metric::run_active) == 1);
  CHECK(value_of(during, metric::run_start) == 1'800'000'000);
  CHECK(value_of(during, metric::run_end) == -1);
  CHECK(value_of(during, metric::run_exit_code) == -1);

  const RunEnd end{.time = began + std::chrono::milliseconds(2500), .exit_code = 4, .remaining = 7};
  const MetricSet after = metrics.metrics(counts, {}, end);
  CHECK(value_of(after, metric::scenes_pending) == 7);
  CHECK(value_of(after, metric::scenes_in_flight) == 0);
  CHECK(value_of(after, metric::run_active) == 0);
  CHECK(value_of(after, metric::run_end) == 1'800'000'002.5);
  CHECK(value_of(after, metric::run_exit_code) == 4);
}

TEST_CASE("metrics: requests to the store, by operation and status") {
  const StoreStatistics store{
      .requests = 6,
      .retries = 2,
      .by_kind = {{{"PUT", "200"}, {4, 400, 0}}, {{"PUT", "timeout"}, {2, 200, 10}}}};
  const MetricSet set = MigrationMetrics(began).metrics({}, store);
  const MetricLabels lost = {{"operation", "PUT"}, {"status", "timeout"}};
  CHECK(value_of(set, metric::store_requests, {{"operation", "PUT"}, {"status", "200"}}) == 4);
  CHECK(value_of(set, metric::store_requests, lost) == 2);
  CHECK(value_of(set, metric::store_sent_bytes, lost) == 200);
  CHECK(value_of(set, metric::store_received_bytes, lost) == 10);
  CHECK(value_of(set, metric::store_retries) == 2);
}

TEST_CASE("metrics: every name is in use, and none that the header does not have") {
  const StoreStatistics store{.by_kind = {{{"PUT", "200"}, {1, 1, 1}}}};
  const MetricSet set = MigrationMetrics(began).metrics({}, store, RunEnd{.time = began});
  CHECK(set.families().size() == metric::all.size());
  for (const auto& family : set.families()) {
    CHECK(std::any_of(metric::all.begin(), metric::all.end(), [&](const auto& known) {
      return known.name == family.description.name && known.type == family.description.type;
    }));
  }
}

TEST_CASE_FIXTURE(MigrationRun,
                  "slow: a source that takes too long crosses a threshold, and the "
                  "run goes on") {
  insert("1", "one");
  insert("2", "slow");
  insert("3", "slow");
  insert("4", "slow, and broken");
  compiler = [&](std::string_view source) {
    if (source.starts_with("slow")) {
      clock.jump_an_hour();
    }
    return compile(source);
  };
  std::set<std::string> slow;
  observer.on_compilation = [&](const Compilation& compilation) {
    if (compilation.is_slow) {
      slow.insert(to_string(compilation.id));
      CHECK(compilation.time >= std::chrono::hours(1));
    }
  };
  // One at a time: the clock is everybody's.
  const MigrationReport report = run({.jobs = 1, .slow = std::chrono::minutes(59)});
  CHECK(report.counts.slow == 2);
  CHECK(slow.size() == 2);
  CHECK(slow.contains("4"));
  CHECK(report.is_threshold_crossed);
  CHECK_FALSE(report.has_too_many_errors);
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.remaining == 0);
}

TEST_CASE_FIXTURE(MigrationRun, "slow: none are, and none are looked for") {
  insert("1", "one");
  compiler = [&](std::string_view source) {
    clock.jump_an_hour();
    return compile(source);
  };
  const MigrationReport report = run({.slow = std::chrono::hours(2)});
  CHECK(report.counts.slow == 0);
  CHECK_FALSE(report.is_threshold_crossed);
  database.execute("UPDATE scenes SET tsx_code = 'two', compiled_hash = NULL");
  CHECK_FALSE(run().is_threshold_crossed);
}

}  // namespace bazc::test

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <doctest/doctest.h>

#include "unit/migration/migration_run.hpp"

using bazc::ErrorKind;
using bazc::MigrationOptions;
using bazc::MigrationReport;
using bazc::Recording;
using bazc::RecordOutcome;
using bazc::RecordResult;
using bazc::Result;
using bazc::Scene;
using bazc::SceneOutcome;
using bazc::StopReason;
using bazc::test::ForwardingRepository;
using bazc::test::MigrationRun;
using std::chrono::milliseconds;

namespace {

/// Some rows are locked, so often.
class LockedRows final : public ForwardingRepository {
 public:
  LockedRows(bazc::SceneRepository& target, std::map<std::string, int> times)
      : ForwardingRepository(target), times_(std::move(times)) {}

  [[nodiscard]] Result<std::vector<RecordResult>> record(
      const std::vector<Recording>& recordings) override {
    sizes.push_back(recordings.size());
    std::vector<Recording> free;
    std::vector<RecordResult> results(recordings.size());
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < recordings.size(); ++i) {
      int& left = times_[bazc::to_string(recordings[i].id)];
      if (left > 0) {
        --left;
        results[i] = {RecordOutcome::locked, "by a test"};
      } else {
        free.push_back(recordings[i]);
        places.push_back(i);
      }
    }
    auto recorded = ForwardingRepository::record(free);
    if (!recorded) {
      return recorded;
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      results[places[i]] = (*recorded)[i];
    }
    return results;
  }

  std::vector<std::size_t> sizes;

 private:
  std::map<std::string, int> times_;
};

}  // namespace

TEST_CASE("a row that is locked is recorded at the end, and keeps no other from it") {
  MigrationRun run;
  run.insert_many(20);
  LockedRows recorder(*run.recorder, {{"1003", 2}, {"1007", 1}});
  const MigrationReport report = run.run({.jobs = 2}, *run.reader, recorder);
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.compiled == 20);
  CHECK(report.counts.locked == 0);
  CHECK(report.counts.recompiled == 0);
  CHECK(run.compilations == 20);
  CHECK(run.observer.outcomes["1003"] == std::vector<SceneOutcome>{SceneOutcome::locked,
                                                                   SceneOutcome::locked,
                                                                   SceneOutcome::compiled});
  CHECK(run.observer.waits == std::vector<std::string>{"1 rows"});  // before the second round
  CHECK(run.is_right("1003"));
}

TEST_CASE("a row that stays locked is left, counted by itself, and an interrupt ends the wait") {
  MigrationRun run;
  run.insert_many(20);
  LockedRows recorder(*run.recorder, {{"1003", 1000}});
  run.observer.on_locked_rows = [&] { run.interrupts = 1; };
  const MigrationReport report = run.run({.jobs = 2}, *run.reader, recorder);
  CHECK(report.stopped == StopReason::interrupted);
  CHECK(report.counts.compiled == 19);
  CHECK(report.counts.locked == 1);
  CHECK(report.counts.postponed == 0);
  CHECK(report.remaining == 1);
  REQUIRE(report.errors.size() == 1);
  CHECK(report.errors[0].kind == "row_locked");
  run.check_that_the_next_run_completes(20);
}

TEST_CASE("transactions become smaller where rows are locked") {
  MigrationRun run;
  run.insert_many(400);
  std::map<std::string, int> all;
  for (int i = 0; i < 8; ++i) {
    all[std::to_string(1000 + i)] = 1;
  }
  LockedRows recorder(*run.recorder, all);
  const MigrationReport report = run.run({.batch_size = 8, .jobs = 1}, *run.reader, recorder);
  CHECK(report.counts.compiled == 400);
  CHECK(*std::max_element(recorder.sizes.begin(), recorder.sizes.end()) <= 8);
}

TEST_CASE("a query that times out is tried again with half as many rows") {
  MigrationRun run;
  run.insert_many(40);
  class Slow final : public ForwardingRepository {
   public:
    using ForwardingRepository::ForwardingRepository;
    [[nodiscard]] Result<std::vector<Scene>> next_batch(const bazc::Selection& selection,
                                                        const std::optional<bazc::SceneId>& after,
                                                        const bazc::WalkBounds& bounds,
                                                        std::size_t limit) override {
      limits.push_back(limit);
      if (limit > most) {
        return bazc::fail(ErrorKind::timed_out, "too slow");
      }
      return ForwardingRepository::next_batch(selection, after, bounds, limit);
    }
    std::size_t most = 5;
    std::vector<std::size_t> limits;
  };
  Slow reader(*run.reader);
  const MigrationReport report = run.run({.batch_size = 16, .jobs = 2}, reader, *run.recorder);
  CHECK(report.counts.compiled == 40);
  REQUIRE(reader.limits.size() > 3);
  CHECK(reader.limits[0] == 16);
  CHECK(reader.limits[1] == 8);
  CHECK(reader.limits[2] == 4);

  run.insert("2000", "more");
  reader.most = 0;
  const MigrationReport hopeless = run.run({.batch_size = 16, .jobs = 2}, reader, *run.recorder);
  CHECK(hopeless.error.value().message == "too slow");
  CHECK(reader.limits.back() == 1);
}

TEST_CASE("a file pauses the run while it is there, and the reason is told once") {
  MigrationRun run;
  run.insert_many(20);
  const auto file = run.directory / "pause";
  std::ofstream(file) << "";
  run.observer.on_pause = [&] {
    CHECK(run.compilations == 0);
    std::filesystem::remove(file);
  };
  const MigrationReport report = run.run({.pause = {.file = file}, .jobs = 2});
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.compiled == 20);
  CHECK(report.paused.count() > 0);
  CHECK(run.observer.waits ==
        std::vector<std::string>{"paused: the file '" + file.string() + "' exists", "resumed"});
}

TEST_CASE("a number above 0 pauses the run") {
  MigrationRun run;
  run.insert_many(20);
  run.database.execute("CREATE TABLE busy (x); INSERT INTO busy VALUES (1), (2)");
  run.observer.on_pause = [&] { run.database.execute("DELETE FROM busy"); };
  const MigrationReport report =
      run.run({.pause = {.query = "SELECT count(*) FROM busy"}, .jobs = 2});
  CHECK(report.counts.compiled == 20);
  CHECK(run.observer.waits ==
        std::vector<std::string>{"paused: the throttle query gives 2", "resumed"});
}

TEST_CASE("a throttle query that is no such SQL ends the run before anything is done") {
  MigrationRun run;
  run.insert_many(5);
  for (const char* query : {"SELECT nothing", "nonsense", "SELECT 'text'", "DELETE FROM scenes"}) {
    CAPTURE(query);
    auto reader = run.database.open({}, bazc::OpenMode::read_only).value();
    const MigrationReport report =
        run.run({.pause = {.query = query}, .jobs = 2}, *reader, *run.recorder);
    CHECK(report.stopped == StopReason::error);
    CHECK(report.error.value().message.starts_with("the throttle query: "));
  }
  CHECK(run.compilations == 0);
  CHECK(run.count_where("1") == "5");
}

TEST_CASE("replicas that are behind pause the run, and so does a question without an answer") {
  MigrationRun run;
  run.insert_many(20);
  class Replicated final : public ForwardingRepository {
   public:
    using ForwardingRepository::ForwardingRepository;
    [[nodiscard]] Result<std::optional<std::chrono::duration<double>>> replication_lag() override {
      ++asked;
      if (asked == 1) {
        return std::chrono::duration<double>(12.25);
      }
      if (asked == 2) {
        return bazc::fail(ErrorKind::timed_out, "no answer");
      }
      return asked == 3 ? std::optional(std::chrono::duration<double>(9)) : std::nullopt;
    }
    int asked = 0;
  };
  Replicated reader(*run.reader);
  const MigrationReport report =
      run.run({.pause = {.max_lag = std::chrono::seconds(10)}, .jobs = 2}, reader, *run.recorder);
  CHECK(report.counts.compiled == 20);
  CHECK(reader.asked >= 3);
  CHECK(run.observer.waits ==
        std::vector<std::string>{"paused: a replica is 12.2 s behind", "resumed"});
}

TEST_CASE("an interrupt and --run-time end a pause at once") {
  MigrationRun run;
  run.insert_many(20);
  const auto file = run.directory / "pause";
  std::ofstream(file) << "";
  MigrationOptions options{.pause = {.file = file}, .jobs = 2};
  StopReason expected = StopReason::interrupted;
  SUBCASE("interrupt") {
    run.observer.on_pause = [&] { run.interrupts = 1; };
  }
  SUBCASE("run time") {
    options.run_time = std::chrono::minutes(50);
    expected = StopReason::run_time;
    run.observer.on_pause = [&] { run.clock.jump_an_hour(); };
  }
  SUBCASE("interrupt of a sleep") {
    std::filesystem::remove(file);
    options.sleep = std::chrono::hours(1);
    run.observer.on_scene = [&](const bazc::SceneEvent&) { run.interrupts = 1; };
  }
  const MigrationReport report = run.run(options);
  CHECK(report.stopped == expected);
  CHECK_FALSE(report.error);
  CHECK(report.remaining == 20 - report.counts.compiled);
  std::filesystem::remove(file);
  run.observer.on_scene = nullptr;
  run.check_that_the_next_run_completes(20);
}

TEST_CASE("--sleep waits after each batch") {
  MigrationRun run;
  run.insert_many(5);
  const MigrationReport report = run.run({.batch_size = 1, .sleep = milliseconds(20), .jobs = 2});
  CHECK(report.counts.compiled == 5);
  CHECK(report.elapsed >= milliseconds(100));
}

TEST_CASE("--run-time stops in order: what has begun is recorded, and the rest is told") {
  MigrationRun run;
  run.insert_many(2000);
  run.observer.on_scene = [&](const bazc::SceneEvent&) { run.clock.jump_an_hour(); };
  const MigrationReport report = run.run({.run_time = std::chrono::minutes(50), .jobs = 2});
  CHECK(report.stopped == StopReason::run_time);
  CHECK_FALSE(report.error);
  CHECK(report.counts.compiled > 0);
  CHECK(report.counts.compiled == static_cast<std::uint64_t>(run.compilations));
  CHECK(report.counts.compiled < 2000);
  CHECK(report.remaining == 2000 - report.counts.compiled);
  run.observer.on_scene = nullptr;
  run.check_that_the_next_run_completes(2000);
}

#include <algorithm>
#include <condition_variable>
#include <stdexcept>

#include <doctest/doctest.h>

#include "unit/migration/migration_run.hpp"

using bazc::CompileError;
using bazc::CompileErrorKind;
using bazc::Error;
using bazc::ErrorKind;
using bazc::MigrationReport;
using bazc::StopReason;
using bazc::test::ForwardingRepository;
using bazc::test::MigrationRun;

TEST_CASE("an object with other bytes is that scene's failure, not recorded, and the run goes on") {
  MigrationRun run;
  run.insert_many(20);
  const std::string hash = bazc::content_hash(MigrationRun::artifact_of("source 7"));
  REQUIRE(run.objects->put(bazc::artifact_key(hash), "other bytes", {}));
  const MigrationReport report = run.run();
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.compiled == 19);
  CHECK(report.counts.failed == 1);
  REQUIRE(report.errors.size() == 1);
  CHECK(report.errors[0].kind == "store_conflict");
  CHECK(report.errors[0].example_id == "1007");
  CHECK(report.remaining == 1);
  CHECK(run.value("SELECT compiled_at FROM scenes WHERE id = '1007'") == "NULL");
  CHECK(run.objects->get(bazc::artifact_key(hash)).value()->bytes == "other bytes");
}

TEST_CASE("an engine that cannot start ends the run and blames no scene") {
  MigrationRun run;
  run.insert_many(50);
  run.compiler = [&](std::string_view) -> bazc::Result<bazc::CompiledScene, CompileError> {
    return bazc::fail(CompileError{CompileErrorKind::engine_unavailable, "no worker"});
  };
  const MigrationReport report = run.run();
  CHECK(report.stopped == StopReason::error);
  CHECK(report.error.value().kind == ErrorKind::unavailable);
  CHECK(report.error.value().message == "no worker");
  CHECK(run.count_where("compiled_at IS NOT NULL") == "0");
  run.check_that_the_next_run_completes(50);
}

TEST_CASE("what a compiler or a store throws ends the run, not the process") {
  MigrationRun run;
  run.insert_many(20);
  run.compiler = [&](std::string_view) -> bazc::Result<bazc::CompiledScene, CompileError> {
    throw std::runtime_error("thrown");
  };
  const MigrationReport report = run.run();
  CHECK(report.error.value().kind == ErrorKind::internal);
  CHECK(report.error.value().message == "thrown");
  run.compiler = MigrationRun::compile;
  run.store->on_put = [](std::string_view, std::string_view) -> std::optional<Error> {
    throw std::runtime_error("thrown by the store");
  };
  CHECK(run.run().error.value().message == "thrown by the store");
  run.check_that_the_next_run_completes(20);
}

TEST_CASE("a database that fails ends the run: while reading, while recording, at once") {
  MigrationRun run;
  run.insert_many(50);
  class Failing final : public ForwardingRepository {
   public:
    Failing(bazc::SceneRepository& target, int batches, int records, int walks)
        : ForwardingRepository(target), batches_(batches), records_(records), walks_(walks) {}
    [[nodiscard]] bazc::Result<bazc::WalkBounds> begin_walk(
        const bazc::Selection& selection) override {
      return walks_-- > 0 ? ForwardingRepository::begin_walk(selection) : bazc::fail(gone());
    }
    [[nodiscard]] bazc::Result<std::vector<bazc::Scene>> next_batch(
        const bazc::Selection& selection, const std::optional<bazc::SceneId>& after,
        const bazc::WalkBounds& bounds, std::size_t limit) override {
      return batches_-- > 0 ? ForwardingRepository::next_batch(selection, after, bounds, limit)
                            : bazc::fail(gone());
    }
    [[nodiscard]] bazc::Result<std::vector<bazc::RecordResult>> record(
        const std::vector<bazc::Recording>& recordings) override {
      return records_-- > 0 ? ForwardingRepository::record(recordings) : bazc::fail(gone());
    }

   private:
    static Error gone() { return {ErrorKind::unavailable, "database gone"}; }
    int batches_;
    int records_;
    int walks_;
  };
  SUBCASE("walk") {
    Failing reader(*run.reader, 0, 0, 0);
    const MigrationReport report = run.run({.jobs = 2}, reader, *run.recorder);
    CHECK(report.stopped == StopReason::error);
    CHECK(report.error.value().message == "database gone");
  }
  SUBCASE("read") {
    Failing reader(*run.reader, 2, 0, 9);
    const MigrationReport report = run.run({.batch_size = 10, .jobs = 2}, reader, *run.recorder);
    CHECK(report.stopped == StopReason::error);
    CHECK(report.error.value().message == "database gone");
    CHECK(report.counts.compiled == 20);  // what was read is done
  }
  SUBCASE("record") {
    Failing recorder(*run.recorder, 0, 0, 0);
    const MigrationReport report = run.run({.jobs = 2}, *run.reader, recorder);
    CHECK(report.stopped == StopReason::error);
    CHECK(report.error.value().message == "database gone");
    CHECK(report.counts.compiled == 0);
  }
  SUBCASE("completion gate") {
    Failing reader(*run.reader, 99, 0, 1);
    const MigrationReport report = run.run({.jobs = 2}, reader, *run.recorder);
    CHECK(report.stopped == StopReason::error);
    CHECK(report.counts.compiled == 50);
  }
  run.check_that_the_next_run_completes(50);
}

TEST_CASE("a row that the database refuses is a failure of that scene") {
  MigrationRun run;
  run.insert_many(5);
  run.database.execute(
      "CREATE TRIGGER t BEFORE UPDATE ON scenes WHEN OLD.id = '1002' BEGIN "
      "SELECT RAISE(ABORT, 'not this one'); END");
  const MigrationReport report = run.run();
  CHECK(report.counts.compiled == 4);
  CHECK(report.counts.failed == 1);
  REQUIRE(report.errors.size() == 1);
  CHECK(report.errors[0].kind == "record_refused");
  CHECK(report.errors[0].example_id == "1002");
}

TEST_CASE("one interrupt finishes what has begun and records it") {
  MigrationRun run;
  run.insert_many(200);
  run.compiler = [&](std::string_view source) {
    if (source == "source 10") {
      run.interrupts = 1;
    }
    return MigrationRun::compile(source);
  };
  const MigrationReport report = run.run({.batch_size = 20, .jobs = 2});
  CHECK(report.stopped == StopReason::interrupted);
  CHECK_FALSE(report.error);
  CHECK(report.counts.compiled >= 10);
  CHECK(report.counts.compiled == static_cast<std::uint64_t>(run.compilations));
  CHECK(std::to_string(report.counts.compiled) == run.count_where("compiled_hash IS NOT NULL"));
  CHECK(run.object_count() == report.counts.compiled);
  run.check_that_the_next_run_completes(200);
}

TEST_CASE("an interrupt before the run leaves everything as it is") {
  MigrationRun run;
  run.insert_many(50);
  run.interrupts = 1;
  const MigrationReport report = run.run();
  CHECK(report.stopped == StopReason::interrupted);
  CHECK(report.counts.compiled == 0);
  CHECK(report.remaining == 50);
  run.check_that_the_next_run_completes(50);
}

TEST_CASE("two interrupts end the run at once, and what is uploaded is found present") {
  MigrationRun run;
  run.insert_many(100);
  run.compiler = [&](std::string_view source) {
    if (source == "source 30") {
      run.interrupts = 2;
    }
    return MigrationRun::compile(source);
  };
  const MigrationReport report = run.run();
  CHECK(report.stopped == StopReason::interrupted);
  CHECK(report.counts.compiled < 100);
  CHECK(std::to_string(report.counts.compiled) == run.count_where("compiled_hash IS NOT NULL"));
  run.check_that_the_next_run_completes(100);
}

TEST_CASE("more than max_errors stops the run") {
  MigrationRun run;
  run.insert_many(500, "broken ");
  const MigrationReport few = run.run({.batch_size = 10, .jobs = 1, .max_errors = 3});
  CHECK(few.stopped == StopReason::threshold);
  CHECK(few.is_threshold_crossed);
  CHECK(few.counts.failed > 3);
  CHECK(few.counts.failed < 500);
  CHECK(std::to_string(few.counts.failed) == run.count_where("compilation_error IS NOT NULL"));

  MigrationRun exact;
  exact.insert_many(5, "broken ");
  const MigrationReport enough = exact.run({.jobs = 1, .max_errors = 5});
  CHECK(enough.stopped == StopReason::finished);
  CHECK_FALSE(enough.is_threshold_crossed);
}

TEST_CASE("an error rate stops the run once it is certain, and is judged at its end") {
  MigrationRun certain;
  certain.insert_many(1000, "broken ");
  const MigrationReport stopped = certain.run({.jobs = 1, .max_error_rate = 0.05});
  CHECK(stopped.stopped == StopReason::threshold);
  CHECK(stopped.is_threshold_crossed);
  CHECK(stopped.counts.failed > 50);
  CHECK(stopped.counts.failed < 1000);

  const auto with_failures = [](int failures, double rate) {
    MigrationRun run;
    run.insert_many(failures, "broken ");
    for (int i = failures; i < 20; ++i) {
      const std::string number = std::to_string(i);
      run.insert(std::string("z").append(number), "fine " + number);
    }
    return run.run({.jobs = 2, .max_error_rate = rate});
  };
  CHECK_FALSE(with_failures(2, 0.10).is_threshold_crossed);
  CHECK(with_failures(3, 0.10).is_threshold_crossed);
  CHECK(with_failures(1, 0.0).is_threshold_crossed);
  CHECK_FALSE(with_failures(0, 0.0).is_threshold_crossed);
  CHECK_FALSE(with_failures(20, 1.0).is_threshold_crossed);
}

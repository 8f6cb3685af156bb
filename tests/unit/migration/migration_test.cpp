#include "core/migration/migration.hpp"

#include <algorithm>
#include <thread>

#include <doctest/doctest.h>

#include "unit/migration/migration_run.hpp"

using bazc::DryRun;
using bazc::MigrationReport;
using bazc::Recording;
using bazc::SceneOutcome;
using bazc::StopReason;
using bazc::test::ForwardingRepository;
using bazc::test::MigrationRun;

namespace {

/// Runs SQL between reading and the first recording.
class EditingRepository final : public ForwardingRepository {
 public:
  EditingRepository(MigrationRun& run, std::vector<std::string> edits)
      : ForwardingRepository(*run.recorder), run_(run), edits_(std::move(edits)) {}

  [[nodiscard]] bazc::Result<std::vector<bazc::RecordResult>> record(
      const std::vector<Recording>& recordings) override {
    for (const std::string& edit : std::exchange(edits_, {})) {
      run_.database.execute(edit);
    }
    return ForwardingRepository::record(recordings);
  }

 private:
  MigrationRun& run_;
  std::vector<std::string> edits_;
};

}  // namespace

TEST_CASE("a migration compiles, stores and records every pending scene") {
  MigrationRun run;
  run.insert_many(250);
  run.insert("broken", "broken source");
  run.database.execute("INSERT INTO scenes (id, tsx_code) VALUES ('null', NULL)");
  const MigrationReport report = run.run({.batch_size = 7, .jobs = 4});

  CHECK(report.stopped == StopReason::finished);
  CHECK_FALSE(report.error);
  CHECK(report.counts.planned == 252);
  CHECK(report.counts.selected == 252);
  CHECK(report.counts.compiled == 250);
  CHECK(report.counts.failed == 2);
  CHECK(report.counts.stored == 250);
  CHECK(report.counts.present == 0);
  CHECK(report.remaining == 0);
  CHECK(report.success_rate().value() == doctest::Approx(250.0 / 252));
  CHECK(report.compile_times.p50 > 0);
  CHECK(report.compile_times.p50 <= report.compile_times.max);
  for (int i = 0; i < 250; ++i) {
    REQUIRE(run.is_right(std::to_string(1000 + i)));
  }
  CHECK(run.object_count() == 250);
  CHECK(run.value("SELECT compilation_error FROM scenes WHERE id = 'broken'") ==
        "syntax: unexpected token \"broken source\" (1:2)");
  CHECK(run.value("SELECT compilation_error FROM scenes WHERE id = 'null'") ==
        "empty: the source is NULL");
  CHECK(run.value("SELECT compiled_hash FROM scenes WHERE id = 'null'") == "NULL");
  CHECK(run.observer.planned_scenes == 252);
  CHECK(run.observer.outcomes.size() == 252);
  CHECK(run.observer.last.compiled == 250);
}

TEST_CASE("a second migration finds nothing to do, and --all finds the objects present") {
  MigrationRun run;
  run.insert_many(20);
  REQUIRE(run.run().counts.compiled == 20);
  CHECK(run.run().counts.selected == 0);
  const MigrationReport again = run.run({.selection = {.all = true}, .jobs = 2});
  CHECK(again.counts.compiled == 20);
  CHECK(again.counts.stored == 0);
  CHECK(again.counts.present == 20);
  CHECK_FALSE(again.remaining);
  CHECK(run.object_count() == 20);
}

TEST_CASE("the time recorded is that of reading, so that a later edit is stale") {
  MigrationRun run;
  run.insert("a", "x");
  run.compiler = [&](std::string_view source) {
    run.database.execute(
        "UPDATE scenes SET updated_at = strftime('%Y-%m-%d %H:%M:%f', 'now', "
        "'+1 second')");
    return MigrationRun::compile(source);
  };
  REQUIRE(run.run().counts.compiled == 1);
  CHECK(run.reader->counts().value().stale == 1);
}

TEST_CASE("identical sources compile once, whether they are done or in flight") {
  MigrationRun run;
  for (int i = 0; i < 200; ++i) {
    run.insert(std::to_string(i), i % 3 == 0 ? "broken same" : "same");
  }
  const MigrationReport report = run.run({.jobs = 4});
  CHECK(run.compilations == 2);
  CHECK(report.counts.compiled == 133);
  CHECK(report.counts.failed == 67);
  CHECK(report.counts.cache_hits == 198);
  CHECK(report.counts.stored == 1);
  CHECK(run.is_right("1"));
  CHECK(run.is_right("199"));
  REQUIRE(report.errors.size() == 1);
  CHECK(report.errors[0].count == 67);
}

TEST_CASE("warnings of compiled scenes are told with the scene and counted in the report") {
  for (const DryRun dry_run : {DryRun::no, DryRun::yes}) {
    MigrationRun run;
    run.insert("a", "odd 1");
    run.insert("b", "odd 2");
    run.insert("c", "plain");
    run.insert("d", "odd and broken");
    run.compiler = [](std::string_view source) {
      auto compiled = MigrationRun::compile(source);
      if (source.starts_with("odd")) {
        auto& warnings = compiled ? compiled->warnings : compiled.error().warnings;
        warnings = {{bazc::CompileWarningKind::engines_differ, "differs", {4, 1}}};
      }
      return compiled;
    };
    std::map<std::string, std::size_t> told;
    run.observer.on_scene = [&](const bazc::SceneEvent& event) {
      told[bazc::to_string(event.id)] = event.warnings.size();
    };
    const MigrationReport report = run.run({.jobs = 2, .dry_run = dry_run});
    CHECK(report.counts.compiled == 3);
    REQUIRE(report.warnings.size() == 1);
    CHECK(report.warnings[0].kind == "engines_differ");
    CHECK(report.warnings[0].message == "differs");
    CHECK(report.warnings[0].count == 3);
    CHECK(told == std::map<std::string, std::size_t>{{"a", 1}, {"b", 1}, {"c", 0}, {"d", 1}});
  }
}

TEST_CASE("a row that is edited meanwhile is compiled again at the end, and only its new source") {
  MigrationRun run;
  run.insert_many(5);
  EditingRepository editing(run, {"UPDATE scenes SET tsx_code = 'edited' WHERE id = '1000'",
                                  "DELETE FROM scenes WHERE id = '1004'",
                                  "INSERT INTO scenes (id, tsx_code) VALUES ('0', 'behind')"});
  // One recording, with all five: none is lost for coming early.
  const MigrationReport report = run.run({.batch_size = 5, .jobs = 1}, *run.reader, editing);
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.compiled + report.counts.deleted == 5);
  CHECK(report.counts.superseded == 0);
  CHECK(run.is_right("1000"));
  CHECK(run.value("SELECT compiled_hash FROM scenes WHERE id = '0'") == "NULL");
  CHECK(report.remaining == 1);
  CHECK(run.observer.outcomes["1000"].back() == SceneOutcome::compiled);
  CHECK(report.counts.deleted == 1);
  CHECK(report.counts.recompiled == 1);
  CHECK(run.observer.outcomes["1000"] ==
        std::vector{SceneOutcome::superseded, SceneOutcome::compiled});
}

TEST_CASE("a row that never rests is given up after some rounds, and left alone") {
  MigrationRun run;
  run.insert("a", "0");
  class Restless final : public ForwardingRepository {
   public:
    explicit Restless(MigrationRun& run) : ForwardingRepository(*run.recorder), run_(run) {}
    [[nodiscard]] bazc::Result<std::vector<bazc::RecordResult>> record(
        const std::vector<Recording>& recordings) override {
      run_.database.execute("UPDATE scenes SET tsx_code = tsx_code || '+'");
      return ForwardingRepository::record(recordings);
    }

   private:
    MigrationRun& run_;
  } restless(run);
  const MigrationReport report = run.run({.jobs = 1}, *run.reader, restless);
  CHECK(report.counts.superseded == 1);
  CHECK(report.counts.recompiled == 5);
  CHECK(report.counts.compiled == 0);
  CHECK(report.remaining == 1);
  CHECK(run.value("SELECT compiled_at FROM scenes") == "NULL");
}

TEST_CASE("a superseded row that somebody else settles meanwhile is theirs") {
  MigrationRun run;
  run.insert("a", "x");
  run.insert("b", "x");
  class Settling final : public ForwardingRepository {
   public:
    explicit Settling(MigrationRun& run) : ForwardingRepository(*run.recorder), run_(run) {}
    [[nodiscard]] bazc::Result<std::vector<bazc::RecordResult>> record(
        const std::vector<Recording>& recordings) override {
      run_.database.execute("UPDATE scenes SET tsx_code = 'y'");
      auto results = ForwardingRepository::record(recordings);
      run_.database.execute("UPDATE scenes SET compiled_hash = 'theirs' WHERE id = 'a'");
      run_.database.execute("DELETE FROM scenes WHERE id = 'b'");
      return results;
    }

   private:
    MigrationRun& run_;
  } settling(run);
  const MigrationReport report = run.run({.jobs = 1}, *run.reader, settling);
  CHECK(report.counts.already_recorded == 1);
  CHECK(report.counts.deleted == 1);
  CHECK(report.counts.superseded == 0);
  CHECK(run.value("SELECT compiled_hash FROM scenes WHERE id = 'a'") == "theirs");
}

TEST_CASE("two migrations at once both finish, and each scene is recorded once") {
  MigrationRun run;
  run.insert_many(300);
  run.database.execute("CREATE TABLE recordings (id)");
  run.database.execute(
      "CREATE TRIGGER t AFTER UPDATE OF compiled_at ON scenes BEGIN "
      "INSERT INTO recordings VALUES (NEW.id); END");
  MigrationReport reports[2];
  std::thread other([&] {
    MigrationRun peer_parts;  // an observer and counters of its own
    const auto reader = run.database.open().value();
    const auto recorder = run.database.open().value();
    const bazc::SceneCompiler compile = MigrationRun::compile;
    reports[1] =
        bazc::run_migration({.batch_size = 10, .jobs = 2}, {.reader = *reader,
                                                            .recorder = *recorder,
                                                            .store = *run.store,
                                                            .compile = compile,
                                                            .clock = bazc::real_clock(),
                                                            .interrupts = run.interrupts,
                                                            .observer = peer_parts.observer});
  });
  reports[0] = run.run({.batch_size = 10, .jobs = 2});
  other.join();
  std::uint64_t compiled = 0;
  for (const MigrationReport& report : reports) {
    CHECK(report.stopped == StopReason::finished);
    CHECK(report.counts.failed == 0);
    CHECK(report.remaining == 0);
    CHECK(report.counts.compiled + report.counts.already_recorded == report.counts.selected);
    compiled += report.counts.compiled;
  }
  CHECK(compiled == 300);
  CHECK(run.value("SELECT count(*) FROM recordings") == "300");
  CHECK(run.object_count() == 300);
}

TEST_CASE("a dry run counts and writes nothing") {
  MigrationRun run;
  run.insert_many(10);
  run.insert("broken", "broken");
  const auto reader = run.database.open({}, bazc::OpenMode::read_only).value();
  const MigrationReport report = run.run({.jobs = 2, .dry_run = DryRun::yes}, *reader, *reader);
  CHECK(report.counts.compiled == 10);
  CHECK(report.counts.failed == 1);
  CHECK(report.counts.stored == 0);
  CHECK_FALSE(report.remaining);
  CHECK(run.object_count() == 0);
  CHECK(run.value("SELECT count(*) FROM scenes WHERE compiled_at IS NOT NULL") == "0");
}

TEST_CASE("a limit is a number of scenes") {
  MigrationRun run;
  run.insert_many(30);
  const MigrationReport report = run.run({.batch_size = 4, .jobs = 2, .limit = 10});
  CHECK(report.counts.planned == 10);
  CHECK(report.counts.compiled == 10);
  CHECK(report.remaining == 20);
  CHECK(run.run({.jobs = 2, .limit = 0}).counts.selected == 0);
}

TEST_CASE("sources beyond the budget pass, and none is lost") {
  MigrationRun run;
  for (int i = 0; i < 30; ++i) {
    run.insert(std::to_string(i), std::string(std::size_t{1024} * 1024, 'a') + std::to_string(i));
  }
  run.insert("large", std::string(std::size_t{20} * 1024 * 1024, 'x'));
  const MigrationReport report = run.run({.jobs = 3});
  CHECK(report.counts.compiled == 31);
  CHECK(report.counts.source_bytes > 50'000'000);
}

// What becomes of a run whose store fails, is slow, or both.

#include <condition_variable>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "unit/migration/migration_run.hpp"

using bazc::Error;
using bazc::ErrorKind;
using bazc::MigrationReport;
using bazc::SceneOutcome;
using bazc::StopReason;
using bazc::test::ForwardingRepository;
using bazc::test::MigrationRun;

namespace {

Error store_gone() {
  return {ErrorKind::unavailable, "store gone"};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Answers puts by their number, from 1.
template <class Answer>
auto by_number(Answer answer) {
  return
      [answer, puts = std::make_shared<std::atomic<int>>(0)](
          std::string_view, std::string_view) -> std::optional<Error> { return answer(++*puts); };
}

/// Runs SQL before the first recording.
class EditingRepository final : public ForwardingRepository {
 public:
  EditingRepository(MigrationRun& run, std::string edit)
      : ForwardingRepository(*run.recorder), run_(run), edit_(std::move(edit)) {}

  [[nodiscard]] bazc::Result<std::vector<bazc::RecordResult>> record(
      const std::vector<bazc::Recording>& recordings) override {
    if (!edit_.empty()) {
      run_.database.execute(std::exchange(edit_, ""));
    }
    return ForwardingRepository::record(recordings);
  }

 private:
  MigrationRun& run_;
  std::string edit_;
};

}  // namespace

TEST_CASE("a store that goes away for good ends the run, and goes into no row") {
  MigrationRun run;
  run.insert_many(200);
  run.store->on_put =
      by_number([](int put) { return put > 20 ? std::optional(store_gone()) : std::nullopt; });
  const MigrationReport report = run.run({.jobs = 2, .uploads = 1});
  CHECK(report.stopped == StopReason::error);
  REQUIRE(report.error);
  CHECK(report.error->kind == ErrorKind::unavailable);
  CHECK(report.error->message == "the store failed 20 times in a row: store gone");
  CHECK(report.counts.compiled == 20);
  CHECK(report.counts.failed == 0);
  CHECK(report.counts.postponed == 20);
  REQUIRE(report.errors.size() == 1);
  CHECK(report.errors[0].kind == "store_unavailable");
  CHECK(report.errors[0].count == 20);
  CHECK(run.count_where("compiled_hash IS NOT NULL") == "20");
  CHECK(run.count_where("compilation_error IS NOT NULL") == "0");
  CHECK(run.store->stops > 0);
  run.check_that_the_next_run_completes(200);
}

TEST_CASE("a dead store and a few scenes: they are tried in every round, then the run says so") {
  MigrationRun run;
  run.insert_many(3);
  run.insert("broken", "broken");
  std::atomic<int> puts = 0;
  run.store->on_put = [&](std::string_view, std::string_view) {
    ++puts;
    return std::optional(Error{ErrorKind::unavailable, "store gone", "mend it"});
  };
  const MigrationReport report = run.run();
  CHECK(puts == 3 * 6);
  CHECK(report.stopped == StopReason::error);
  REQUIRE(report.error);
  CHECK(report.error->kind == ErrorKind::unavailable);
  CHECK(report.error->message == "3 scenes could not be stored: store gone");
  CHECK(report.error->hint == "mend it");
  CHECK(report.counts.postponed == 3);
  CHECK(report.counts.failed == 1);
  REQUIRE(report.errors.size() == 2);
  CHECK(report.errors[0].kind == "store_unavailable");
  CHECK(report.errors[0].count == 3);
  CHECK(report.errors[0].example_id == "1000");
  CHECK(run.count_where("compiled_at IS NOT NULL") == "1");
  CHECK(run.observer.outcomes["1002"] == std::vector(6, SceneOutcome::postponed));
}

TEST_CASE("scenes that the store fails to take are taken again, and all end right") {
  MigrationRun run;
  run.insert_many(300);
  std::mutex mutex;
  std::set<std::string, std::less<>> tried;
  run.store->on_put = [&](std::string_view key, std::string_view) -> std::optional<Error> {
    const std::scoped_lock lock(mutex);
    const bool is_first = tried.emplace(key).second;
    const bool is_unlucky = key[std::string_view("components/").size()] < '8';  // half of all
    return is_first && is_unlucky ? std::optional(store_gone()) : std::nullopt;
  };
  const MigrationReport report = run.run();
  CHECK(report.stopped == StopReason::finished);
  CHECK_FALSE(report.error);
  CHECK(report.counts.compiled == 300);
  CHECK(report.counts.stored == 300);
  CHECK(report.counts.postponed == 0);
  CHECK(report.counts.recompiled == 0);
  CHECK(report.counts.cache_hits == 0);
  CHECK(report.remaining == 0);
  CHECK(report.errors.empty());
  CHECK(run.compilations > 300 + 100);
  CHECK(run.store->stops == 0);
  REQUIRE(run.observer.store_news.size() >= 2);
  CHECK(run.observer.store_news.front() == "store gone");
  CHECK(run.observer.store_news.back() == "recovered");
  for (int i = 0; i < 300; ++i) {
    REQUIRE(run.is_right(std::to_string(1000 + i)));
  }
}

TEST_CASE("scenes that wait for the upload of their source share its failure, and its success") {
  MigrationRun run;
  for (int i = 0; i < 50; ++i) {
    run.insert(std::to_string(i), "same");
  }
  SUBCASE("once") {
    run.store->on_put =
        by_number([](int put) { return put == 1 ? std::optional(store_gone()) : std::nullopt; });
    const MigrationReport report = run.run();
    CHECK(report.counts.compiled == 50);
    CHECK(report.counts.stored == 1);
    CHECK(report.counts.cache_hits == 49);
    CHECK(report.counts.postponed == 0);
    CHECK(run.compilations == 2);
    CHECK(run.is_right("49"));
  }
  SUBCASE("for good") {
    run.store->on_put = by_number([](int) { return std::optional(store_gone()); });
    const MigrationReport report = run.run();
    CHECK(report.stopped == StopReason::error);
    CHECK(report.counts.postponed > 0);
    CHECK(run.count_where("compiled_at IS NOT NULL") == "0");
    run.store->on_put = nullptr;
    CHECK(run.run().counts.compiled == 50);
  }
}

TEST_CASE("neither failures with a success in between nor different ones stop the run") {
  MigrationRun run;
  run.insert_many(30);
  SUBCASE("a success in between") {
    run.store->on_put = by_number([](int put) {
      return put <= 30 && put % 3 != 0 ? std::optional(store_gone()) : std::nullopt;
    });
  }
  SUBCASE("different failures") {
    run.store->on_put = by_number([](int put) -> std::optional<Error> {
      if (put > 12) {
        return std::nullopt;
      }
      return Error{ErrorKind::unavailable, put % 2 == 0 ? "refused" : "timed out"};
    });
  }
  const MigrationReport report = run.run({.uploads = 1, .max_store_failures = 3});
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.compiled == 30);
  CHECK(report.remaining == 0);
  MigrationRun same;
  same.insert_many(30);
  same.store->on_put =
      by_number([](int put) { return put <= 12 ? std::optional(store_gone()) : std::nullopt; });
  CHECK(contains(same.run({.uploads = 1, .max_store_failures = 3}).error.value().message,
                 "the store failed 3 times in a row"));
}

TEST_CASE("an error of put that is no store's ends the run at once") {
  for (const ErrorKind kind : {ErrorKind::internal, ErrorKind::usage}) {
    MigrationRun run;
    run.insert_many(50);
    std::atomic<int> puts = 0;
    run.store->on_put = [&](std::string_view, std::string_view) {
      ++puts;
      return std::optional(Error{kind, "broken"});
    };
    const MigrationReport report = run.run();
    CHECK(report.error.value().kind == kind);
    CHECK(report.error.value().message == "broken");
    CHECK(report.counts.postponed == 0);
    CHECK(puts <= 4);
    run.check_that_the_next_run_completes(50);
  }
}

TEST_CASE("failures of the store are no failures of scenes to the thresholds") {
  MigrationRun run;
  run.insert_many(30);
  run.store->on_put =
      by_number([](int put) { return put <= 10 ? std::optional(store_gone()) : std::nullopt; });
  const MigrationReport report = run.run({.max_error_rate = 0.0, .max_errors = 0});
  CHECK(report.stopped == StopReason::finished);
  CHECK_FALSE(report.is_threshold_crossed);
  CHECK(report.counts.compiled == 30);
}

TEST_CASE("an interrupt while the store fails leaves what waits, and is no failure of the store") {
  MigrationRun run;
  run.insert_many(100);
  std::atomic<int> puts = 0;
  run.store->on_put = [&](std::string_view, std::string_view) {
    if (++puts == 5) {
      run.interrupts = 1;
    }
    return std::optional(store_gone());
  };
  const MigrationReport report = run.run({.jobs = 2, .uploads = 4, .max_store_failures = 5});
  CHECK(report.stopped == StopReason::interrupted);
  CHECK_FALSE(report.error);
  CHECK(puts < 5 + 4);  // those of the other threads that had begun
  CHECK(report.remaining == 100);
  run.check_that_the_next_run_completes(100);
}

TEST_CASE("an interrupt ends the retries of the puts that are under way") {
  for (const int interrupts : {1, 2}) {
    MigrationRun run;
    run.insert_many(100);
    // As a store that waits between attempts.
    run.store->on_put = [&](std::string_view, std::string_view) {
      run.interrupts = interrupts;
      run.store->stops.wait(0);
      return std::optional(store_gone());
    };
    const MigrationReport report = run.run();
    CHECK(report.stopped == StopReason::interrupted);
    CHECK_FALSE(report.error);
    CHECK(run.count_where("compiled_at IS NOT NULL") == "0");
    run.check_that_the_next_run_completes(100);
  }
}

TEST_CASE("a broken circuit ends the retries of the puts that are under way") {
  MigrationRun run;
  run.insert_many(100);
  run.store->on_put = by_number([&](int put) {
    if (put == 2) {
      run.store->stops.wait(0);
    }
    return std::optional(store_gone());
  });
  CHECK(run.run().stopped == StopReason::error);
  CHECK(run.count_where("compiled_at IS NOT NULL") == "0");
}

TEST_CASE("a scene may be superseded, then not stored, then right") {
  MigrationRun run;
  run.insert("a", "old");
  run.store->on_put =
      by_number([](int put) { return put == 2 ? std::optional(store_gone()) : std::nullopt; });
  EditingRepository editing(run, "UPDATE scenes SET tsx_code = 'new'");
  const MigrationReport report = run.run({.jobs = 1}, *run.reader, editing);
  CHECK(run.observer.outcomes["a"] ==
        std::vector{SceneOutcome::superseded, SceneOutcome::postponed, SceneOutcome::compiled});
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.recompiled == 1);
  CHECK(report.counts.superseded == 0);
  CHECK(report.counts.postponed == 0);
  CHECK(run.is_right("a"));
}

TEST_CASE("a scene that was not stored is read again: edited, settled or deleted meanwhile") {
  MigrationRun run;
  for (const char* id : {"edited", "settled", "deleted"}) {
    run.insert(id, std::string("source of ") + id);
  }
  run.observer.on_scene = [&](const bazc::SceneEvent& event) {
    if (event.outcome == SceneOutcome::postponed && run.observer.outcomes.size() == 3) {
      run.database.execute("UPDATE scenes SET tsx_code = 'new' WHERE id = 'edited'");
      run.database.execute("UPDATE scenes SET compiled_hash = 'theirs' WHERE id = 'settled'");
      run.database.execute("DELETE FROM scenes WHERE id = 'deleted'");
    }
  };
  run.store->on_put =
      by_number([](int put) { return put <= 3 ? std::optional(store_gone()) : std::nullopt; });
  const MigrationReport report = run.run();
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.postponed == 0);
  CHECK(report.counts.compiled == 1);
  CHECK(report.counts.deleted == 1);
  CHECK(report.counts.already_recorded == 1);
  CHECK(run.is_right("edited"));
  CHECK(run.object_count() == 1);
}

TEST_CASE("all uploads are under way at once, and compiling goes on beside them, within bounds") {
  constexpr int uploads = 16;
  constexpr int jobs = 2;
  MigrationRun run;
  run.insert_many(400);
  std::mutex mutex;
  std::condition_variable changed;
  int under_way = 0;
  bool is_released = false;
  int compiled_before_release = 0;
  run.compiler = [&](std::string_view source) {
    const std::scoped_lock lock(mutex);
    changed.notify_all();
    return MigrationRun::compile(source);
  };
  run.store->on_put = [&](std::string_view, std::string_view) -> std::optional<Error> {
    std::unique_lock lock(mutex);
    ++under_way;
    changed.notify_all();
    // Every upload has one, and at least as many wait as the queue holds when it is half full.
    if (!changed.wait_for(lock, std::chrono::seconds(20), [&] {
          return is_released || (under_way == uploads && run.compilations >= uploads * 2);
        })) {
      return Error{ErrorKind::internal, "the others never came"};
    }
    if (!std::exchange(is_released, true)) {
      compiled_before_release = run.compilations;
    }
    changed.notify_all();
    return std::nullopt;
  };
  const MigrationReport report = run.run({.jobs = jobs, .uploads = uploads});
  CHECK_FALSE(report.error);
  CHECK(report.counts.compiled == 400);
  CHECK(compiled_before_release >= uploads * 2);
  CHECK(compiled_before_release <= uploads * 3 + jobs);
}

TEST_CASE(
    "an interrupt ends the wait of a run that has a rate, which reads no more than it takes") {
  MigrationRun run;
  run.insert_many(50);
  run.observer.on_scene = [&](const bazc::SceneEvent&) { run.interrupts = 1; };
  const MigrationReport report = run.run({.rate = 0.001});  // the second scene after 1,000 s
  CHECK(report.stopped == StopReason::interrupted);
  CHECK(report.counts.selected == 1);
  CHECK(report.counts.compiled == 1);
  CHECK(report.remaining == 49);
}

TEST_CASE("a run with a rate takes every scene, also those that it takes again") {
  MigrationRun run;
  run.insert_many(50);
  run.store->on_put =
      by_number([](int put) { return put <= 10 ? std::optional(store_gone()) : std::nullopt; });
  const MigrationReport report = run.run({.batch_size = 7, .rate = 1e6});
  CHECK(report.counts.compiled == 50);
  CHECK(report.remaining == 0);
}

TEST_CASE("the report has what the store did for this run alone") {
  MigrationRun run;
  run.insert_many(10);
  run.store->count = {100, 10, 1000, 500};
  run.store->on_put = [&](std::string_view, std::string_view bytes) -> std::optional<Error> {
    run.store->count.requests += 2;
    run.store->count.retries += 1;
    run.store->count.bytes_sent += bytes.size();
    run.store->count.bytes_received += 3;
    return std::nullopt;
  };
  SUBCASE("a run") {
    const MigrationReport report = run.run({.uploads = 1});
    CHECK(report.store.requests == 20);
    CHECK(report.store.retries == 10);
    CHECK(report.store.bytes_sent == report.counts.artifact_bytes);
    CHECK(report.store.bytes_received == 30);
  }
  SUBCASE("a dry run does not touch the store") {
    run.interrupts = 1;
    const MigrationReport report = run.run({.dry_run = bazc::DryRun::yes});
    CHECK(report.store.requests == 0);
    CHECK(run.store->stops == 0);
  }
}

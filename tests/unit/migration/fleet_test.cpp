#include <algorithm>
#include <thread>

#include <doctest/doctest.h>

#include "unit/migration/migration_run.hpp"

using bazc::Claim;
using bazc::Claims;
using bazc::MigrationReport;
using bazc::Result;
using bazc::SceneId;
using bazc::Selection;
using bazc::StopReason;
using bazc::WalkBounds;
using bazc::test::ForwardingRepository;
using bazc::test::KeepingObserver;
using bazc::test::MigrationRun;

namespace {

/// The locks that the processes of a fleet see. Thread-safe.
class Locks {
 public:
  bool lock(const std::string& name, const void* owner) {
    const std::scoped_lock lock(mutex_);
    return owners_.try_emplace(name, owner).first->second == owner;
  }
  void unlock(const std::string& name, const void* owner) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = owners_.find(name); found != owners_.end() && found->second == owner) {
      owners_.erase(found);
    }
  }
  [[nodiscard]] std::size_t count() const {
    const std::scoped_lock lock(mutex_);
    return owners_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, const void*> owners_;
};

/// Cuts the table into chunks of ten: "1000" to "1009" is "100".
class ClaimingRepository : public ForwardingRepository {
 public:
  ClaimingRepository(bazc::SceneRepository& target, Locks& locks)
      : ForwardingRepository(target), locks_(locks) {}

  [[nodiscard]] bool has_claims() const override { return true; }
  [[nodiscard]] Result<Claim> claim_next(const Selection& selection,
                                         const std::optional<SceneId>& after,
                                         const WalkBounds& bounds) override {
    const auto first = next_batch(selection, after, bounds, 1);
    if (!first) {
      return bazc::fail(first.error());
    }
    if (first->empty()) {
      return Claim{};
    }
    const std::string name = bazc::to_string(first->front().id).substr(0, 3);
    const auto state =
        locks_.lock(name, this) ? Claim::State::claimed : Claim::State::held_elsewhere;
    most_claims = std::max(most_claims, locks_.count());
    claims += state == Claim::State::claimed ? 1 : 0;
    return Claim{state, std::min(name + "9", std::get<std::string>(*bounds.last)), name};
  }
  [[nodiscard]] Result<void> release(const Claim& claim) override {
    locks_.unlock(claim.name, this);
    return {};
  }

  std::size_t most_claims = 0;
  int claims = 0;

 private:
  Locks& locks_;
};

constexpr std::string_view somebody = "another process";

}  // namespace

TEST_CASE("a fleet shares a table: every scene is compiled by one of its processes") {
  MigrationRun run;
  run.insert_many(300);
  Locks locks;
  struct Member {
    explicit Member(MigrationRun& of)
        : reader(of.database.open().value()), recorder(of.database.open().value()) {}
    std::unique_ptr<bazc::SceneRepository> reader;
    std::unique_ptr<bazc::SceneRepository> recorder;
    KeepingObserver observer;
    MigrationReport report;
  };
  std::vector<std::unique_ptr<Member>> fleet;
  constexpr int members = 3;
  fleet.reserve(members);
  for (int i = 0; i < members; ++i) {
    fleet.push_back(std::make_unique<Member>(run));
  }
  const bazc::SceneCompiler counting = [&](std::string_view source) {
    ++run.compilations;
    return MigrationRun::compile(source);
  };
  {
    std::vector<std::jthread> threads;
    threads.reserve(fleet.size());
    for (const auto& member : fleet) {
      threads.emplace_back([&, member = member.get()] {
        ClaimingRepository claiming(*member->reader, locks);
        member->report =
            bazc::run_migration({.batch_size = 4, .jobs = 1}, {.reader = claiming,
                                                               .recorder = *member->recorder,
                                                               .store = *run.store,
                                                               .compile = counting,
                                                               .clock = bazc::real_clock(),
                                                               .interrupts = run.interrupts,
                                                               .observer = member->observer});
      });
    }
  }
  std::uint64_t compiled = 0;
  for (const auto& member : fleet) {
    CHECK(member->report.stopped == StopReason::finished);
    CHECK(member->report.remaining == 0);
    CHECK(member->report.counts.already_recorded == 0);
    compiled += member->report.counts.compiled;
  }
  CHECK(compiled == 300);
  CHECK(run.compilations == 300);
  CHECK(locks.count() == 0);
  for (int i = 0; i < 300; ++i) {
    REQUIRE(run.is_right(std::to_string(1000 + i)));
  }
}

TEST_CASE("a claim is released once its rows are recorded, so that a process holds few") {
  MigrationRun run;
  run.insert_many(900);
  Locks locks;
  ClaimingRepository reader(*run.reader, locks);
  const MigrationReport report = run.run({.jobs = 2}, reader, *run.recorder);
  CHECK(report.counts.compiled == 900);
  CHECK(reader.claims == 90);
  CHECK(reader.most_claims < 60);  // 256 scenes in flight are 26 chunks
  CHECK(locks.count() == 0);
  CHECK(run.observer.waits.empty());
}

TEST_CASE("a chunk that another process holds is done by the survivor when that one dies") {
  MigrationRun run;
  run.insert_many(100);
  Locks locks;
  locks.lock("104", &somebody);
  ClaimingRepository reader(*run.reader, locks);
  std::string done_before;
  run.observer.on_waiting = [&](std::size_t /*chunks*/) {
    if (done_before.empty()) {
      done_before = run.count_where("compiled_hash IS NOT NULL");
      locks.unlock("104", &somebody);
    }
  };
  const MigrationReport report = run.run({.jobs = 2}, reader, *run.recorder);
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.compiled == 100);
  CHECK(report.remaining == 0);
  CHECK(run.observer.waits == std::vector<std::string>{"1 chunks", "0 chunks"});
}

TEST_CASE("a chunk that its holder finishes is not waited for any longer") {
  MigrationRun run;
  run.insert_many(100);
  Locks locks;
  locks.lock("104", &somebody);
  locks.lock("107", &somebody);
  ClaimingRepository reader(*run.reader, locks);
  run.observer.on_waiting = [&](std::size_t chunks) {
    if (chunks == 2) {
      run.database.execute(
          "UPDATE scenes SET compiled_hash = 'theirs' WHERE id BETWEEN '1040' AND '1049'");
    } else if (chunks == 1) {
      run.database.execute(
          "UPDATE scenes SET compiled_hash = 'theirs' WHERE id BETWEEN '1070' AND '1079'");
    }
  };
  const MigrationReport report = run.run({.jobs = 2}, reader, *run.recorder);
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.compiled == 80);
  CHECK(run.count_where("compiled_hash = 'theirs'") == "20");
  CHECK(run.observer.waits == std::vector<std::string>{"2 chunks", "1 chunks", "0 chunks"});
}

TEST_CASE("an interrupt and --run-time end the wait for others, with all else done") {
  MigrationRun run;
  run.insert_many(50);
  Locks locks;
  locks.lock("102", &somebody);
  ClaimingRepository reader(*run.reader, locks);
  bazc::MigrationOptions options{.jobs = 2};
  StopReason expected = StopReason::interrupted;
  SUBCASE("interrupt") {
    run.observer.on_waiting = [&](std::size_t /*chunks*/) { run.interrupts = 1; };
  }
  SUBCASE("run time") {
    options.run_time = std::chrono::minutes(50);
    expected = StopReason::run_time;
    run.observer.on_waiting = [&](std::size_t /*chunks*/) { run.clock.jump_an_hour(); };
  }
  const MigrationReport report = run.run(options, reader, *run.recorder);
  CHECK(report.stopped == expected);
  CHECK_FALSE(report.error);
  CHECK(report.counts.compiled == 40);
  CHECK(report.remaining == 10);
}

TEST_CASE("claims are made by no run that has no use for them") {
  MigrationRun run;
  run.insert_many(30);
  Locks locks;
  locks.lock("101", &somebody);
  ClaimingRepository reader(*run.reader, locks);
  bazc::MigrationOptions options{.jobs = 2};
  SUBCASE("without claims") {
    options.claims = Claims::no;
  }
  SUBCASE("all rows") {
    options.selection.all = true;
  }
  SUBCASE("dry run") {
    options.dry_run = bazc::DryRun::yes;
  }
  SUBCASE("one shard of one") {
    options.selection.shard = {0, 1}, options.claims = Claims::no;
  }
  CHECK(run.run(options, reader, *run.recorder).counts.compiled == 30);
  CHECK(reader.claims == 0);
}

TEST_CASE("shards are disjoint, and together all") {
  MigrationRun run;
  run.insert_many(90);
  Locks locks;
  locks.lock("101", &somebody);
  ClaimingRepository reader(*run.reader, locks);
  std::uint64_t compiled = 0;
  for (std::uint32_t index = 0; index < 3; ++index) {
    const auto report =
        run.run({.selection = {.shard = {index, 3}}, .jobs = 2}, reader, *run.recorder);
    CHECK(report.remaining == 0);  // of the shard
    CHECK(report.counts.compiled > 10);
    compiled += report.counts.compiled;
  }
  CHECK(compiled == 90);
  CHECK(reader.claims == 0);
  CHECK(run.count_where("compiled_hash IS NULL") == "0");
}

TEST_CASE("--limit holds for a shared table") {
  MigrationRun run;
  run.insert_many(100);
  Locks locks;
  locks.lock("100", &somebody);
  ClaimingRepository reader(*run.reader, locks);
  const MigrationReport report = run.run({.jobs = 2, .limit = 25}, reader, *run.recorder);
  CHECK(report.stopped == StopReason::finished);
  CHECK(report.counts.compiled == 25);
  CHECK(locks.count() == 1);
}

TEST_CASE("a database that fails while claiming ends the run") {
  MigrationRun run;
  run.insert_many(50);
  Locks locks;
  class Failing final : public ClaimingRepository {
   public:
    using ClaimingRepository::ClaimingRepository;
    [[nodiscard]] Result<Claim> claim_next(const Selection& selection,
                                           const std::optional<SceneId>& after,
                                           const WalkBounds& bounds) override {
      return claims < 2 ? ClaimingRepository::claim_next(selection, after, bounds)
                        : bazc::fail(bazc::ErrorKind::unavailable, "database gone");
    }
  };
  Failing reader(*run.reader, locks);
  const MigrationReport report = run.run({.jobs = 2}, reader, *run.recorder);
  CHECK(report.stopped == StopReason::error);
  CHECK(report.error.value().message == "database gone");
  CHECK(report.counts.compiled == 20);
}

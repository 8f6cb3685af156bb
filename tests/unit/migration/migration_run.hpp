#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/clock.hpp"
#include "core/migration/migration.hpp"
#include "core/module/content_hash.hpp"
#include "support/sqlite_file.hpp"
#include "support/temporary_directory.hpp"

namespace bazc::test {

/// Passes every call on, so that a test changes one.
class ForwardingRepository : public SceneRepository {
 public:
  explicit ForwardingRepository(SceneRepository& target) : target_(target) {}

  [[nodiscard]] std::string describe() const override { return target_.describe(); }
  [[nodiscard]] Result<void> check_schema() override { return target_.check_schema(); }
  [[nodiscard]] Result<std::vector<std::string>> plan_schema() override {
    return target_.plan_schema();
  }
  [[nodiscard]] Result<void> apply_schema() override { return target_.apply_schema(); }
  [[nodiscard]] Result<WalkBounds> begin_walk(const Selection& selection) override {
    return target_.begin_walk(selection);
  }
  [[nodiscard]] Result<std::vector<Scene>> next_batch(const Selection& selection,
                                                      const std::optional<SceneId>& after,
                                                      const WalkBounds& bounds,
                                                      std::size_t limit) override {
    return target_.next_batch(selection, after, bounds, limit);
  }
  [[nodiscard]] Result<Reread> reread(const Selection& selection, const SceneId& id) override {
    return target_.reread(selection, id);
  }
  [[nodiscard]] Result<std::optional<Scene>> find(std::string_view id) override {
    return target_.find(id);
  }
  [[nodiscard]] Result<std::vector<RecordResult>> record(
      const std::vector<Recording>& recordings) override {
    return target_.record(recordings);
  }
  [[nodiscard]] Result<std::vector<CompiledRow>> next_compiled(const std::optional<SceneId>& after,
                                                               std::size_t limit) override {
    return target_.next_compiled(after, limit);
  }
  [[nodiscard]] Result<SceneCounts> counts() override { return target_.counts(); }
  [[nodiscard]] Result<std::optional<double>> number(const std::string& sql) override {
    return target_.number(sql);
  }

 private:
  SceneRepository& target_;
};

/// Passes every call on, but for puts, which a test may answer itself.
class ForwardingStore : public ObjectStore {
 public:
  explicit ForwardingStore(ObjectStore& target) : target_(target) {}

  [[nodiscard]] std::string describe() const override { return target_.describe(); }
  [[nodiscard]] Result<PutOutcome> put(std::string_view key, std::string_view bytes,
                                       const ObjectHeaders& headers) override {
    if (on_put) {
      if (auto error = on_put(key, bytes)) {
        return fail(*std::move(error));
      }
    }
    return target_.put(key, bytes, headers);
  }
  [[nodiscard]] Result<void> replace(std::string_view key, std::string_view bytes,
                                     const ObjectHeaders& headers) override {
    return target_.replace(key, bytes, headers);
  }
  [[nodiscard]] Result<void> remove(std::string_view key) override { return target_.remove(key); }
  [[nodiscard]] Result<std::optional<StoredObject>> get(std::string_view key) override {
    return target_.get(key);
  }
  [[nodiscard]] Result<std::optional<ObjectInfo>> head(std::string_view key) override {
    return target_.head(key);
  }
  [[nodiscard]] Result<void> list(std::string_view prefix,
                                  const std::function<bool(std::string_view key)>& visit) override {
    return target_.list(prefix, visit);
  }
  [[nodiscard]] std::string public_url(std::string_view key) const override {
    return target_.public_url(key);
  }
  [[nodiscard]] Result<bool> exists() override { return target_.exists(); }
  [[nodiscard]] Result<std::vector<std::string>> plan_setup(const StoreSetup& setup) override {
    return target_.plan_setup(setup);
  }
  [[nodiscard]] Result<void> apply_setup(const StoreSetup& setup) override {
    return target_.apply_setup(setup);
  }
  [[nodiscard]] StoreStatistics statistics() const override { return count; }
  void stop_retrying() override {
    ++stops;
    stops.notify_all();
  }

  /// The error to answer with, or nothing to pass the put on. Called from many threads.
  std::function<std::optional<Error>(std::string_view key, std::string_view bytes)> on_put;
  StoreStatistics count;       ///< what statistics() gives
  std::atomic<int> stops = 0;  ///< calls of stop_retrying()

 private:
  ObjectStore& target_;
};

/// The machine's clock, which a test may set forward. Thread-safe.
class JumpingClock final : public Clock {
 public:
  [[nodiscard]] SystemTime system_now() const override { return real_clock().system_now(); }
  [[nodiscard]] SteadyTime steady_now() const override {
    return real_clock().steady_now() + std::chrono::hours(hours_);
  }

  void jump_an_hour() { ++hours_; }

 private:
  std::atomic<int> hours_ = 0;
};

class KeepingObserver final : public MigrationObserver {
 public:
  void started(std::uint64_t planned) override { planned_scenes = planned; }
  void scene_finished(const SceneEvent& event) override {
    outcomes[to_string(event.id)].push_back(event.outcome);
    if (on_scene) {
      on_scene(event);
    }
  }
  void source_compiled(const Compilation& compilation) override {
    compiled_ids.push_back(to_string(compilation.id));
    if (on_compilation) {
      on_compilation(compilation);
    }
  }
  void progressed(const MigrationCounts& counts) override { last = counts; }
  void store_failed(const Error& error) override { store_news.push_back(error.message); }
  void store_recovered() override { store_news.emplace_back("recovered"); }
  void paused(std::string_view reason) override {
    waits.push_back("paused: " + std::string(reason));
    if (on_pause) {
      on_pause();
    }
  }
  void resumed() override { waits.emplace_back("resumed"); }
  void waits_for_chunks(std::size_t chunks) override {
    waits.push_back(std::to_string(chunks) + " chunks");
    if (on_waiting) {
      on_waiting(chunks);
    }
  }
  void waits_for_rows(std::uint64_t rows, std::chrono::milliseconds /*time*/) override {
    waits.push_back(std::to_string(rows) + " rows");
    if (on_locked_rows) {
      on_locked_rows();
    }
  }

  std::uint64_t planned_scenes = 0;
  std::map<std::string, std::vector<SceneOutcome>> outcomes;
  MigrationCounts last;
  std::vector<std::string> store_news;    ///< the message of a failure, or "recovered"
  std::vector<std::string> waits;         ///< the other news, in order
  std::vector<std::string> compiled_ids;  ///< of source_compiled()
  std::function<void(const Compilation&)> on_compilation;
  std::function<void(const SceneEvent&)> on_scene;
  std::function<void()> on_pause;
  std::function<void(std::size_t chunks)> on_waiting;
  std::function<void()> on_locked_rows;
};

/// A database, a store and a compiler for one test. A source compiles to "compiled: SOURCE"; one
/// that contains "broken" is a syntax error.
class MigrationRun {
 public:
  MigrationRun() {
    reader = database.initialised();
    recorder = database.open().value();
    StoreOptions options;
    options.public_base_url = "https://cdn";
    objects = open_object_store("file:" + directory.path().string(), options).value();
    store = std::make_unique<ForwardingStore>(*objects);
  }

  void insert(const std::string& id, const std::string& source) {
    SQLite::Statement statement(database.database(),
                                "INSERT INTO scenes (id, tsx_code) VALUES (?, ?)");
    statement.bind(1, id);
    statement.bind(2, source);
    statement.exec();
  }

  /// Ids from "1000", sources from SOURCE + "0".
  void insert_many(int count, const std::string& source = "source ") {
    database.execute("BEGIN");
    for (int i = 0; i < count; ++i) {
      insert(std::to_string(1000 + i), source + std::to_string(i));
    }
    database.execute("COMMIT");
  }

  [[nodiscard]] static Result<CompiledScene, CompileError> compile(std::string_view source) {
    if (source.find("broken") != std::string_view::npos) {
      return fail(CompileError{
          CompileErrorKind::syntax, "unexpected token \"" + std::string(source) + "\"", {1, 2}});
    }
    std::string artifact = artifact_of(source);
    std::string hash = content_hash(artifact);
    return CompiledScene{std::move(artifact), std::move(hash), {}};
  }
  [[nodiscard]] static std::string artifact_of(std::string_view source) {
    return "compiled: " + std::string(source);
  }

  MigrationReport run(const MigrationOptions& options = {.jobs = 2}) {
    return run(options, *reader, *recorder);
  }
  MigrationReport run(const MigrationOptions& options, SceneRepository& with_reader,
                      SceneRepository& with_recorder) {
    const SceneCompiler counting = [this](std::string_view source) {
      ++compilations;
      return compiler(source);
    };
    return run_migration(options, {.reader = with_reader,
                                   .recorder = with_recorder,
                                   .store = *store,
                                   .compile = counting,
                                   .clock = clock,
                                   .interrupts = interrupts,
                                   .observer = observer});
  }

  [[nodiscard]] std::string value(const std::string& sql) {
    return database.value(sql).value_or("NULL");
  }
  [[nodiscard]] std::string count_where(const std::string& condition) {
    return value("SELECT count(*) FROM scenes WHERE " + condition);
  }
  [[nodiscard]] std::size_t object_count() const {
    std::size_t count = 0;
    static_cast<void>(objects->list("", [&](std::string_view /*key*/) {
      ++count;
      return true;
    }));
    return count;
  }
  /// That the row is recorded with the artifact of its source, which is in the store.
  [[nodiscard]] bool is_right(const std::string& id) {
    const std::string source = value("SELECT tsx_code FROM scenes WHERE id = '" + id + "'");
    const std::string hash = content_hash(artifact_of(source));
    const auto object = objects->get(artifact_key(hash));
    return value("SELECT compiled_hash FROM scenes WHERE id = '" + id + "'") == hash &&
           value("SELECT compiled_url FROM scenes WHERE id = '" + id + "'") ==
               "https://cdn/components/" + hash + ".js" &&
           value("SELECT compilation_error FROM scenes WHERE id = '" + id + "'") == "NULL" &&
           object && *object && (*object)->bytes == artifact_of(source);
  }

  /// Whatever ended a run, the next one ends the job, and the store has what the rows say.
  void check_that_the_next_run_completes(std::size_t scenes) {
    interrupts = 0;
    store->on_put = nullptr;
    compiler = compile;
    const MigrationReport report = run();
    CHECK(report.stopped == StopReason::finished);
    CHECK(report.remaining == 0);
    CHECK(count_where("compiled_hash IS NOT NULL") == std::to_string(scenes));
    CHECK(object_count() == scenes);
  }

  SqliteFile database;
  TemporaryDirectory directory;
  std::unique_ptr<SceneRepository> reader;
  std::unique_ptr<SceneRepository> recorder;
  std::unique_ptr<ObjectStore> objects;
  std::unique_ptr<ForwardingStore> store;
  SceneCompiler compiler = compile;
  JumpingClock clock;
  std::atomic<int> interrupts = 0;
  std::atomic<int> compilations = 0;
  KeepingObserver observer;
};

}  // namespace bazc::test

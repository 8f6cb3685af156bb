#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/migration/pause_conditions.hpp"
#include "core/module/compile_scene.hpp"
#include "core/scenes/scene_repository.hpp"
#include "core/store/object_store.hpp"

namespace bazc {

enum class DryRun {
  no,
  yes,  ///< compiles and counts; writes neither to the store nor to the database
};

enum class Claims {
  no,   ///< the run walks the whole table alone
  yes,  ///< it shares the table with others where the repository can, see
        ///< SceneRepository::claim_next
};

struct MigrationOptions {
  Selection selection = {};
  std::size_t batch_size = 1000;              ///< rows per query at most, at least 1
  std::chrono::milliseconds batch_time{500};  ///< that a query and its recording should take
  std::chrono::milliseconds sleep{0};         ///< after each batch
  /// The run stops after this time, in order.
  std::optional<std::chrono::milliseconds> run_time = {};
  PauseOptions pause = {};
  Claims claims = Claims::yes;
  std::size_t jobs = 1;                     ///< scenes compiled at once, at least 1
  std::size_t uploads = 4;                  ///< objects put at once, at least 1
  std::optional<std::uint64_t> limit = {};  ///< scenes at most
  std::optional<double> rate = {};          ///< scenes a second at most; above 0
  /// The same failure of the store this often in a row ends the run, see CircuitBreaker.
  std::size_t max_store_failures = 20;
  std::optional<double> max_error_rate = {};  ///< 0 to 1: of the compiled and the failed
  std::optional<std::uint64_t> max_errors = {};
  /// A source that takes longer to compile is a slow one, and crosses a threshold.
  std::optional<std::chrono::milliseconds> slow = {};
  DryRun dry_run = DryRun::no;
};

struct MigrationCounts {
  std::uint64_t planned = 0;           ///< rows selected when the run began, at most the limit
  std::uint64_t selected = 0;          ///< rows taken so far
  std::uint64_t in_flight = 0;         ///< rows being compiled, uploaded or recorded
  std::uint64_t compiled = 0;          ///< recorded as compiled (in a dry run: would be)
  std::uint64_t failed = 0;            ///< recorded as failed, or store_conflict, or record_refused
  std::uint64_t superseded = 0;        ///< edited meanwhile, and not compiled again (yet)
  std::uint64_t postponed = 0;         ///< not stored (yet), since the store failed; rows untouched
  std::uint64_t locked = 0;            ///< not recorded (yet), since somebody had locked the row
  std::uint64_t recompiled = 0;        ///< compiled again because they were superseded
  std::uint64_t deleted = 0;           ///< gone before they were recorded
  std::uint64_t already_recorded = 0;  ///< somebody else was faster
  std::uint64_t stored = 0;            ///< objects written
  std::uint64_t present = 0;           ///< objects that were there
  std::uint64_t cache_hits = 0;        ///< scenes with a source that this run compiled already
  std::uint64_t slow = 0;              ///< sources that took longer than MigrationOptions::slow
  std::uint64_t source_bytes = 0;
  std::uint64_t artifact_bytes = 0;  ///< stored or present

  /// Scenes that came to their last outcome.
  [[nodiscard]] std::uint64_t done() const {
    return compiled + failed + deleted + already_recorded;
  }
};

/// Failures whose messages are equal once names and numbers are left out.
struct ErrorGroup {
  /// A CompileErrorKind, "store_conflict", "record_refused", or "store_unavailable" and
  /// "row_locked" of scenes that are postponed still, which are not counted as failed.
  std::string kind;
  std::string message;  ///< normalised, see normalised_message()
  std::uint64_t count = 0;
  std::string example_id;
  std::string example_message;
};

/// The engine that compiled, and how often it came to what.
struct EngineReport {
  std::string name;
  EngineStatistics statistics;
};

/// Milliseconds; percentiles are exact to 2%.
struct CompileTimes {
  double p50 = 0;
  double p95 = 0;
  double p99 = 0;
  double max = 0;
};

enum class StopReason {
  finished,     ///< the walk came to its end, or to the limit
  interrupted,  ///< on request
  threshold,    ///< max_errors or max_error_rate
  run_time,     ///< the time was over
  error,        ///< see MigrationReport::error
};

struct MigrationReport {
  MigrationCounts counts = {};
  StoreStatistics store = {};  ///< of this run; all zero in a dry run
  CompileTimes compile_times = {};
  std::vector<ErrorGroup> errors = {};  ///< most first
  /// Likewise, of scenes that were recorded, as compiled or failed: each source counts once. `kind`
  /// is a CompileWarningKind.
  std::vector<ErrorGroup> warnings = {};
  std::optional<EngineReport> engine = {};  ///< run_migration() does not know: for the caller
  SystemTime started_at = {};
  SystemTime finished_at = {};
  std::chrono::duration<double> elapsed{};
  std::chrono::duration<double> paused{};  ///< of this, see PauseOptions
  DryRun dry_run = DryRun::no;
  StopReason stopped = StopReason::finished;
  /// The store, the database or the engine is out of reach; also where the walk came to its end,
  /// and scenes are left that could not be stored.
  std::optional<Error> error = {};
  /// More errors than max_errors or max_error_rate allows, whether or not the run came to its end,
  /// or a slow source, which ends no run.
  bool is_threshold_crossed = false;
  bool has_too_many_errors = false;  ///< by the first two
  /// Rows that are pending after the run, asked anew: 0 is the proof of completion. Only of the
  /// default selection, and where the run was neither dry nor stopped by an error or at once.
  std::optional<std::uint64_t> remaining = {};

  /// compiled / (compiled + failed); nothing where there was neither.
  [[nodiscard]] std::optional<double> success_rate() const;
};

/// One JSON object, indented, in UTF-8.
[[nodiscard]] std::string to_json(const MigrationReport& report);

/// `message` with quoted names replaced by <name>, hashes in hex by <hash> and numbers by <number>.
[[nodiscard]] std::string normalised_message(std::string_view message);

enum class SceneOutcome {
  compiled,
  failed,
  superseded,
  postponed,
  locked,
  deleted,
  already_recorded,
};

struct SceneEvent {
  const SceneId& id;
  SceneOutcome outcome;
  std::string_view kind;         ///< of a failure, a postponed and a locked scene, as in ErrorGroup
  std::string_view message;      ///< likewise
  SourcePosition position = {};  ///< of a failure in the source, where known
  /// Of a compiled or failed scene, unless another one with the same source had them.
  std::span<const CompileWarning> warnings = {};
};

/// A source was compiled, once for all the scenes that have it.
struct Compilation {
  const SceneId& id;  ///< one of them
  std::chrono::steady_clock::duration time;
  std::optional<CompileErrorKind> error = {};  ///< why it failed
  bool is_slow = false;                        ///< see MigrationOptions::slow
};

/// Watches a run. All calls come from the thread that called run_migration(), which waits for them.
class MigrationObserver {
 public:
  MigrationObserver() = default;
  MigrationObserver(const MigrationObserver&) = delete;
  MigrationObserver& operator=(const MigrationObserver&) = delete;
  virtual ~MigrationObserver() = default;

  // A watcher overrides what it is interested in.

  /// Before the first scene; `planned` is the expected number.
  virtual void started(std::uint64_t /*planned*/) {}
  /// Whatever becomes of its scenes.
  virtual void source_compiled(const Compilation& /*compilation*/) {}
  /// A scene came to an outcome; a superseded, postponed or locked one comes to another later,
  /// unless the run stops.
  virtual void scene_finished(const SceneEvent& /*event*/) {}
  /// Often: after every recording, and many times a second where there is none.
  virtual void progressed(const MigrationCounts& /*counts*/) {}
  /// A put failed, the first since one succeeded; the run goes on.
  virtual void store_failed(const Error& /*error*/) {}
  /// And now one succeeded again.
  virtual void store_recovered() {}
  /// Nothing more is read, for this reason; what was read is finished.
  virtual void paused(std::string_view /*reason*/) {}
  /// And now it is again.
  virtual void resumed() {}
  /// All else is done, and so many chunks are left that other processes hold; 0: none any more.
  virtual void waits_for_chunks(std::size_t /*chunks*/) {}
  /// So many rows are left that somebody has locked; they are tried again after `time`.
  virtual void waits_for_rows(std::uint64_t /*rows*/, std::chrono::milliseconds /*time*/) {}
};

/// compile_scene() with its options and engine. Thread-safe.
using SceneCompiler = std::function<Result<CompiledScene, CompileError>(std::string_view source)>;

/// What a migration works with; all of it outlives the run.
struct MigrationEnvironment {
  SceneRepository& reader;    ///< walks; may be read-only
  SceneRepository& recorder;  ///< a connection of its own; not used in a dry run
  ObjectStore& store;         ///< not used in a dry run
  const SceneCompiler& compile;
  const Clock& clock;
  /// 1: scenes that are being compiled or uploaded are finished and recorded, then the run ends;
  /// where the store is failing, those that wait to be uploaded are left.
  /// 2 or more: it ends as soon as the calls that are under way return; what is uploaded and not
  /// recorded is found present by the next run. The same is true if the process ends here.
  const std::atomic<int>& interrupts;
  MigrationObserver& observer;
};

/// Compiles, uploads and records the selected scenes (design.md, "The way of the data"): reads in
/// batches on one thread, compiles on `jobs`, uploads on `uploads`, records in short transactions
/// on the caller's. No transaction is open meanwhile, and memory is bounded whatever the table's
/// size, but for the ids of scenes to be taken again. Identical sources are compiled once. Rows
/// inserted behind the walk are left to the next run.
///
/// Where the repository has claims, any number of runs share the table, each scene being compiled
/// by one of them; a run ends when nothing is left for it, whether by its own work or by that of
/// others.
///
/// Scenes that were edited meanwhile, that the store failed to take, or whose row somebody had
/// locked, are taken again at the end, in at most five rounds, with waits of up to three quarters
/// of a minute in all for the locks. If some could not be stored or recorded even then, they are
/// pending, and the report has an error. A store that fails all the time (CircuitBreaker), and any
/// error of the database or the engine, ends the run in order, with what is uploaded recorded. None
/// of these errors goes into a row. A run that ends by an error or an interrupt calls
/// ObjectStore::stop_retrying(), so that it ends soon.
[[nodiscard]] MigrationReport run_migration(const MigrationOptions& options,
                                            const MigrationEnvironment& environment);

}  // namespace bazc

#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/base/clock.hpp"
#include "core/migration/bounded_queue.hpp"
#include "core/migration/circuit_breaker.hpp"
#include "core/migration/in_flight_budget.hpp"
#include "core/migration/migration.hpp"
#include "core/migration/outcome_cache.hpp"

namespace bazc {

struct SceneJob {
  Scene scene;
  SystemTime read_at = {};
  std::optional<std::uint64_t> chunk = {};  ///< that it was claimed with, see ClaimedChunks
  std::size_t source_bytes = 0;             ///< submit() fills it in
};

/// A scene that was compiled and, where it compiled, uploaded.
struct FinishedScene {
  SceneJob job;
  /// The artifact's hash; or the source's fault; or why it is not stored: `conflict` where an
  /// object of other bytes is in its place, otherwise the store failed.
  std::variant<std::string, CompileError, Error> result;
  /// Of the one scene of each source that was compiled; nothing for the others, and where there is
  /// no source.
  std::optional<std::chrono::steady_clock::duration> compile_time = {};
  std::vector<CompileWarning> warnings = {};  ///< likewise
  std::optional<PutOutcome> put = {};         ///< likewise
  std::uint64_t artifact_bytes = 0;           ///< likewise
};

/// The threads between reading and recording. submit() is for one thread, the rest for another.
class Pipeline {
 public:
  Pipeline(const MigrationOptions& options, const MigrationEnvironment& environment);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline();  ///< waits for the calls that are under way; drops the rest

  /// Waits for room in flight; false once the pipeline stops.
  [[nodiscard]] bool submit(SceneJob job);

  /// Waits for `time`; false, and at once, when the pipeline stops.
  [[nodiscard]] bool wait(std::chrono::steady_clock::duration time) {
    return !budget_.closes_within(time);
  }

  /// Up to `most` scenes whose sources are compiled and uploaded, in no stated order: waits for so
  /// many, or for all that are in flight, but no longer than `time`. The caller release()s each
  /// when it is recorded.
  [[nodiscard]] std::vector<FinishedScene> gather(std::size_t most, std::chrono::milliseconds time);
  /// Lets gather() come back now: nothing more will be submitted.
  void hurry() { finished_.hurry(); }
  void release(const FinishedScene& scene) { budget_.release(scene.job.source_bytes); }

  /// Submitted, and neither released nor dropped.
  [[nodiscard]] std::size_t in_flight() const { return budget_.scenes(); }

  enum class Stop {
    none,
    after_started,  ///< scenes that wait to be compiled are dropped
    at_once,        ///< those that wait to be uploaded too, as they are while the store fails
  };
  /// Never goes back to a lesser stop.
  void stop(Stop stop);

  /// Why the pipeline stopped itself: the store or the engine is out of reach, for good.
  [[nodiscard]] std::optional<Error> error() const;

 private:
  struct Upload {
    SceneJob job;
    SourceDigest source;
    CompiledScene compiled;
    std::chrono::steady_clock::duration compile_time{};
  };
  struct DigestHash {
    std::size_t operator()(const SourceDigest& digest) const noexcept { return digest.low; }
  };

  void compile_all();
  void upload_all();
  void compile(SceneJob job);
  void upload(Upload upload);
  [[nodiscard]] std::optional<SceneJob> claim(const SourceDigest& source, SceneJob job);
  [[nodiscard]] std::vector<SceneJob> take_waiting(const SourceDigest& source);
  void settle(const SourceDigest& source, FinishedScene finished);
  void drop(const SourceDigest& source, const SceneJob& job);
  [[nodiscard]] bool is_ending() const;
  void fail_run(Error error);

  const MigrationEnvironment& environment_;
  DryRun dry_run_;
  InFlightBudget budget_;
  BoundedQueue<SceneJob> to_compile_;
  BoundedQueue<Upload> to_upload_;
  BoundedQueue<FinishedScene> finished_;
  std::atomic<Stop> stop_{Stop::none};
  CircuitBreaker breaker_;

  std::mutex sources_mutex_;
  OutcomeCache cache_;
  /// Sources between claim() and settle(), and the scenes that wait for them.
  std::unordered_map<SourceDigest, std::vector<SceneJob>, DigestHash> claimed_;

  mutable std::mutex error_mutex_;
  std::optional<Error> error_;

  std::vector<std::thread> compilers_;
  std::vector<std::thread> uploaders_;
};

}  // namespace bazc

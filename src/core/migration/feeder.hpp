#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/migration/batch_size.hpp"
#include "core/migration/claimed_chunks.hpp"
#include "core/migration/migration.hpp"
#include "core/migration/pause_conditions.hpp"
#include "core/migration/pipeline.hpp"
#include "core/migration/scenes_to_retake.hpp"
#include "core/migration/throttle.hpp"

namespace bazc {

/// What a run waits for, or no longer does.
struct FeederNews {
  enum class Kind {
    paused,   ///< `reason` says why
    resumed,  ///< it goes on
    waiting,  ///< for `chunks` that other processes hold; 0: no longer
  };
  Kind kind = Kind::paused;
  std::string reason = {};
  std::size_t chunks = 0;
};

/// The reading side of a run: walks the table, alone or sharing it with other processes, and feeds
/// the pipeline at the pace that the options allow. The feed_…() functions are for one thread at a
/// time, which alone uses the reading repository meanwhile; the rest is thread-safe.
class Feeder {
 public:
  /// All outlive this object.
  Feeder(const MigrationOptions& options, const MigrationEnvironment& environment,
         Pipeline& pipeline);

  /// Submits the selected rows, each once. Where the table is shared, a chunk that another process
  /// holds is visited again at the end, until it is free or nothing in it is selected any more.
  /// Comes back early, without an error, when the pipeline stops.
  [[nodiscard]] Result<void> feed_walk(const WalkBounds& bounds);

  /// Submits what is still selected of `scenes`.
  [[nodiscard]] Result<void> feed_again(const std::map<SceneId, ScenesToRetake::Retake>& scenes);

  /// Those of feed_again() that are not selected any more; only while nothing is being fed.
  [[nodiscard]] std::vector<std::pair<SceneId, Reread::State>> take_unselected() {
    return std::exchange(unselected_, {});
  }

  /// A scene that was submitted is recorded or given up.
  void scene_done(const SceneJob& job) {
    if (job.chunk) {
      chunks_.scene_done(*job.chunk);
    }
  }

  [[nodiscard]] BatchSize& batch_size() { return batch_size_; }
  [[nodiscard]] std::uint64_t selected() const { return selected_; }
  [[nodiscard]] std::uint64_t recompiled() const { return recompiled_; }
  [[nodiscard]] std::chrono::milliseconds paused() const {
    return std::chrono::milliseconds(paused_milliseconds_);
  }
  [[nodiscard]] std::vector<FeederNews> take_news();

 private:
  /// Ids in (after, last].
  struct Range {
    std::optional<SceneId> after;
    SceneId last;
  };
  /// Whether there is any more to do: not where the run stops, or its limit is reached.
  enum class Fed { whole, stopped };

  [[nodiscard]] Result<void> feed_shared(const Range& whole);
  [[nodiscard]] Result<Fed> feed_claims(const Range& range, std::vector<Range>& held);
  [[nodiscard]] Result<Fed> feed_range(const Range& range,
                                       std::optional<ClaimedChunks::Number> chunk);
  [[nodiscard]] Result<std::vector<Scene>> read_batch(const Range& range);
  [[nodiscard]] bool submit(SceneJob job);
  [[nodiscard]] Result<Fed> await_turn();
  [[nodiscard]] Result<Fed> wait_for_own_chunks();
  [[nodiscard]] Result<void> release_finished();
  void tell(FeederNews news);

  const MigrationOptions& options_;
  const MigrationEnvironment& environment_;
  Pipeline& pipeline_;
  BatchSize batch_size_;
  PauseConditions pause_conditions_;
  std::optional<Throttle> throttle_;
  ClaimedChunks chunks_;
  std::uint64_t left_;  ///< of the limit
  std::size_t claims_made_ = 0;
  std::minstd_rand random_{std::random_device{}()};
  std::vector<std::pair<SceneId, Reread::State>> unselected_;

  std::atomic<std::uint64_t> selected_{0};
  std::atomic<std::uint64_t> recompiled_{0};
  std::atomic<std::int64_t> paused_milliseconds_{0};
  std::mutex news_mutex_;
  std::vector<FeederNews> news_;
  std::size_t waiting_chunks_ = 0;  ///< as was told last
};

}  // namespace bazc

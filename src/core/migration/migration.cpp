#include "core/migration/migration.hpp"

#include <algorithm>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "core/migration/error_groups.hpp"
#include "core/migration/latency_histogram.hpp"
#include "core/migration/pipeline.hpp"
#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

constexpr std::size_t recordings_per_transaction = 100;
constexpr std::chrono::milliseconds longest_gathering{200};
constexpr std::chrono::milliseconds poll_interval{20};  // interrupts come without a notification
constexpr int most_recompile_rounds = 5;

/// How far a run is to be stopped; each level includes those before.
enum class StopLevel {
  none,
  after_started,  ///< finish and record what is being compiled or uploaded
  at_once,        ///< record nothing more
};

class Migration {
 public:
  Migration(const MigrationOptions& options, const MigrationEnvironment& environment)
      : options_(options), environment_(environment), pipeline_(options, environment) {}

  [[nodiscard]] MigrationReport run();

 private:
  void run_round(const std::function<Result<void>()>& feed);
  [[nodiscard]] Result<void> feed_walk(const WalkBounds& bounds);
  [[nodiscard]] Result<void> feed_again(const std::vector<SceneId>& ids);
  void recompile_superseded();
  void account_for_rereads();

  [[nodiscard]] std::vector<FinishedScene> gather();
  void record(std::vector<FinishedScene> scenes);
  void account(const FinishedScene& scene, const RecordResult& result);
  void account_failure(const SceneId& id, std::string_view kind, std::string_view message,
                       SourcePosition position = {});
  void finish(const SceneId& id, const SceneEvent& event);

  void heed_interrupts();
  void heed_thresholds();
  void heed_pipeline();
  void stop(StopLevel level);
  void stop_with(Error error);
  [[nodiscard]] bool is_stopping() const { return stop_level_ != StopLevel::none; }
  [[nodiscard]] bool exceeds_error_rate(double judged) const;
  void report_remaining();

  const MigrationOptions& options_;
  const MigrationEnvironment& environment_;
  Pipeline pipeline_;
  MigrationReport report_;
  LatencyHistogram compile_times_;
  ErrorGroups error_groups_;
  std::set<SceneId> superseded_;
  StopLevel stop_level_ = StopLevel::none;

  std::atomic<std::uint64_t> selected_{0};                     ///< by the feeding thread
  std::atomic<std::uint64_t> recompiled_{0};                   ///< likewise
  std::vector<std::pair<SceneId, Reread::State>> unselected_;  ///< likewise; read after its end
};

MigrationReport Migration::run() {
  const SteadyTime begin = environment_.clock.steady_now();
  report_.started_at = environment_.clock.system_now();
  report_.dry_run = options_.dry_run;
  heed_interrupts();
  if (const auto bounds = environment_.reader.begin_walk(options_.selection); !bounds) {
    stop_with(bounds.error());
  } else {
    report_.counts.planned = std::min(bounds->count, options_.limit.value_or(bounds->count));
    environment_.observer.started(report_.counts.planned);
    run_round([&] { return feed_walk(*bounds); });
    recompile_superseded();
  }
  report_remaining();
  report_.counts.superseded = superseded_.size();
  if (report_.stopped == StopReason::finished &&
      exceeds_error_rate(static_cast<double>(report_.counts.compiled + report_.counts.failed))) {
    report_.is_threshold_crossed = true;
  }
  report_.compile_times = {compile_times_.percentile(0.50), compile_times_.percentile(0.95),
                           compile_times_.percentile(0.99), compile_times_.max()};
  report_.errors = error_groups_.sorted();
  report_.finished_at = environment_.clock.system_now();
  report_.elapsed = environment_.clock.steady_now() - begin;
  environment_.observer.progressed(report_.counts);
  return std::move(report_);
}

// Runs `feed` beside the recording of what it submits, until all of it is recorded or dropped.
void Migration::run_round(const std::function<Result<void>()>& feed) {
  std::atomic<bool> is_fed = false;
  Result<void> fed;
  std::thread feeder([&] {
    try {
      fed = feed();
    } catch (const std::exception& exception) {
      fed = fail(ErrorKind::internal, exception.what());
    }
    is_fed = true;
  });
  while (true) {
    const bool was_fed = is_fed;  // before in_flight(): what was fed meanwhile counts
    auto scenes = gather();
    heed_interrupts();
    heed_pipeline();
    if (!scenes.empty()) {
      record(std::move(scenes));
      heed_thresholds();
    } else if (was_fed && (pipeline_.in_flight() == 0 || stop_level_ == StopLevel::at_once)) {
      break;
    }
    report_.counts.selected = selected_;
    report_.counts.recompiled = recompiled_;
    environment_.observer.progressed(report_.counts);
  }
  feeder.join();
  report_.counts.selected = selected_;
  report_.counts.recompiled = recompiled_;
  heed_pipeline();
  if (!fed) {
    stop_with(fed.error());
  }
}

Result<void> Migration::feed_walk(const WalkBounds& bounds) {
  std::uint64_t left = options_.limit.value_or(UINT64_MAX);
  std::optional<SceneId> after;
  while (left > 0) {
    const SystemTime read_at = environment_.clock.system_now();
    auto batch =
        environment_.reader.next_batch(options_.selection, after, bounds,
                                       static_cast<std::size_t>(std::min<std::uint64_t>(
                                           std::max<std::size_t>(options_.batch_size, 1), left)));
    if (!batch) {
      return fail(std::move(batch).error());
    }
    if (batch->empty()) {
      break;
    }
    after = batch->back().id;
    left -= batch->size();
    for (Scene& scene : *batch) {
      if (!pipeline_.submit({std::move(scene), read_at})) {
        return {};
      }
      ++selected_;
    }
  }
  return {};
}

Result<void> Migration::feed_again(const std::vector<SceneId>& ids) {
  for (const SceneId& id : ids) {
    const SystemTime read_at = environment_.clock.system_now();
    auto again = environment_.reader.reread(options_.selection, id);
    if (!again) {
      return fail(std::move(again).error());
    }
    if (again->state != Reread::State::selected) {
      unselected_.emplace_back(id, again->state);
      continue;
    }
    if (!pipeline_.submit({std::move(again->scene), read_at})) {
      return {};
    }
    ++recompiled_;
  }
  return {};
}

void Migration::recompile_superseded() {
  for (int round = 0; round < most_recompile_rounds && !superseded_.empty() && !is_stopping();
       ++round) {
    const std::vector<SceneId> ids(superseded_.begin(), superseded_.end());
    run_round([&] { return feed_again(ids); });
    account_for_rereads();
  }
}

void Migration::account_for_rereads() {
  for (const auto& [id, state] : unselected_) {
    const bool is_deleted = state == Reread::State::deleted;
    ++(is_deleted ? report_.counts.deleted : report_.counts.already_recorded);
    finish(id, {id, is_deleted ? SceneOutcome::deleted : SceneOutcome::already_recorded, {}, {}});
  }
  unselected_.clear();
}

// Scenes for one transaction: what is there, at most as many and as long as the limits say.
std::vector<FinishedScene> Migration::gather() {
  std::vector<FinishedScene> scenes;
  const SteadyTime begin = environment_.clock.steady_now();
  std::chrono::milliseconds wait = poll_interval;
  while (scenes.size() < recordings_per_transaction &&
         environment_.clock.steady_now() - begin < longest_gathering) {
    auto scene = pipeline_.next(wait);
    if (!scene) {
      break;
    }
    scenes.push_back(*std::move(scene));
    wait = std::chrono::milliseconds(0);
  }
  return scenes;
}

void Migration::record(std::vector<FinishedScene> scenes) {
  std::vector<Recording> recordings;
  std::vector<const FinishedScene*> recorded;
  for (FinishedScene& scene : scenes) {
    Recording recording{.id = scene.job.scene.id,
                        .compiled_source = {},
                        .version = scene.job.scene.version,
                        .compiled_at = scene.job.read_at,
                        .result = Recording::Failure{}};
    if (const auto* hash = std::get_if<std::string>(&scene.result)) {
      recording.result =
          Recording::Success{environment_.store.public_url(artifact_key(*hash)), *hash};
    } else if (const auto* error = std::get_if<CompileError>(&scene.result)) {
      recording.result = Recording::Failure{recorded_error(*error)};
    } else {
      continue;  // not the scene's fault: not for its row
    }
    recording.compiled_source = std::move(scene.job.scene.source);
    recordings.push_back(std::move(recording));
    recorded.push_back(&scene);
  }
  std::vector<RecordResult> results(recorded.size());
  if (stop_level_ == StopLevel::at_once) {
    recorded.clear();
  } else if (options_.dry_run == DryRun::no && !recordings.empty()) {
    auto outcome = environment_.recorder.record(recordings);
    if (!outcome) {
      stop_with(std::move(outcome).error());
      stop(StopLevel::at_once);
      recorded.clear();
    } else {
      results = *std::move(outcome);
    }
  }
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    account(*recorded[i], results[i]);
  }
  for (const FinishedScene& scene : scenes) {
    report_.counts.stored += scene.put == PutOutcome::stored ? 1U : 0U;
    report_.counts.present += scene.put == PutOutcome::present ? 1U : 0U;
    report_.counts.artifact_bytes += scene.artifact_bytes;
    report_.counts.source_bytes += scene.job.source_bytes;
    if (scene.compile_time) {
      compile_times_.add(*scene.compile_time);
    } else if (scene.job.scene.source) {
      ++report_.counts.cache_hits;
    }
    if (const auto* conflict = std::get_if<Error>(&scene.result)) {
      account_failure(scene.job.scene.id, "store_conflict", conflict->message);
    }
    pipeline_.release(scene);
  }
}

void Migration::account(const FinishedScene& scene, const RecordResult& result) {
  const SceneId& id = scene.job.scene.id;
  switch (result.outcome) {
    case RecordOutcome::recorded:
      if (const auto* error = std::get_if<CompileError>(&scene.result)) {
        account_failure(id, to_string(error->kind), error->message, error->position);
        return;
      }
      ++report_.counts.compiled;
      finish(id, {id, SceneOutcome::compiled, {}, {}});
      return;
    case RecordOutcome::superseded:
      superseded_.insert(id);
      report_.counts.superseded = superseded_.size();
      environment_.observer.scene_finished({id, SceneOutcome::superseded, {}, {}});
      return;
    case RecordOutcome::deleted:
      ++report_.counts.deleted;
      finish(id, {id, SceneOutcome::deleted, {}, {}});
      return;
    case RecordOutcome::already_recorded:
      ++report_.counts.already_recorded;
      finish(id, {id, SceneOutcome::already_recorded, {}, {}});
      return;
    case RecordOutcome::refused:
      account_failure(id, "record_refused", result.message);
      return;
  }
}

void Migration::account_failure(const SceneId& id, std::string_view kind, std::string_view message,
                                SourcePosition position) {
  ++report_.counts.failed;
  error_groups_.add(kind, message, id);
  finish(id, {id, SceneOutcome::failed, kind, message, position});
}

void Migration::finish(const SceneId& id, const SceneEvent& event) {
  environment_.observer.scene_finished(event);
  superseded_.erase(id);
  report_.counts.superseded = superseded_.size();
}

void Migration::heed_interrupts() {
  const int interrupts = environment_.interrupts;
  if (interrupts > 0) {
    if (!is_stopping()) {
      report_.stopped = StopReason::interrupted;
    }
    stop(interrupts > 1 ? StopLevel::at_once : StopLevel::after_started);
  }
}

bool Migration::exceeds_error_rate(double judged) const {
  return options_.max_error_rate &&
         static_cast<double>(report_.counts.failed) > *options_.max_error_rate * judged;
}

// A rate is crossed for certain once it would be even if every other scene compiled.
void Migration::heed_thresholds() {
  const bool too_many = options_.max_errors && report_.counts.failed > *options_.max_errors;
  if (!too_many && !exceeds_error_rate(static_cast<double>(std::max(
                       report_.counts.planned, report_.counts.compiled + report_.counts.failed)))) {
    return;
  }
  report_.is_threshold_crossed = true;
  if (!is_stopping()) {
    report_.stopped = StopReason::threshold;
  }
  stop(StopLevel::after_started);
}

void Migration::heed_pipeline() {
  if (!report_.error) {
    if (auto error = pipeline_.error()) {
      stop_with(*std::move(error));
    }
  }
}

void Migration::stop(StopLevel level) {
  stop_level_ = std::max(stop_level_, level);
  pipeline_.stop(level == StopLevel::at_once ? Pipeline::Stop::at_once
                                             : Pipeline::Stop::after_started);
}

void Migration::stop_with(Error error) {
  report_.stopped = StopReason::error;
  if (!report_.error) {
    report_.error = std::move(error);
  }
  stop(StopLevel::after_started);
}

void Migration::report_remaining() {
  const Selection& selection = options_.selection;
  const bool is_default = !selection.retry_failed && !selection.stale && !selection.all;
  if (!is_default || options_.dry_run == DryRun::yes || report_.error ||
      stop_level_ == StopLevel::at_once) {
    return;
  }
  const auto remaining = environment_.reader.begin_walk(selection);
  if (!remaining) {
    stop_with(remaining.error());
    return;
  }
  report_.remaining = remaining->count;
}

}  // namespace

MigrationReport run_migration(const MigrationOptions& options,
                              const MigrationEnvironment& environment) {
  return Migration(options, environment).run();
}

}  // namespace bazc

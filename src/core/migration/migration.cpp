#include "core/migration/migration.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <thread>

#include <fmt/format.h>

#include "core/migration/circuit_breaker.hpp"
#include "core/migration/error_groups.hpp"
#include "core/migration/feeder.hpp"
#include "core/migration/latency_histogram.hpp"
#include "core/migration/pipeline.hpp"
#include "core/migration/scenes_to_retake.hpp"
#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

constexpr std::size_t recordings_per_transaction = 100;
constexpr std::chrono::milliseconds longest_gathering{
    50};  // interrupts come without a notification
constexpr std::chrono::milliseconds poll_interval{20};
// Before each round of retaking, where a row is locked: whoever edits it by hand may take a while.
constexpr std::array waits_for_locks = {
    std::chrono::milliseconds(0), std::chrono::milliseconds(500), std::chrono::milliseconds(2'000),
    std::chrono::milliseconds(10'000), std::chrono::milliseconds(30'000)};

constexpr std::string_view store_conflict = "store_conflict";
constexpr std::string_view store_unavailable = "store_unavailable";
constexpr std::string_view record_refused = "record_refused";
constexpr std::string_view row_locked = "row_locked";

/// How far a run is to be stopped; each level includes those before.
enum class StopLevel {
  none,
  after_started,  ///< finish and record what is being compiled or uploaded
  at_once,        ///< record nothing more
};

// Compiled, and not stored because the store failed.
bool is_postponed(const FinishedScene& scene) {
  const auto* error = std::get_if<Error>(&scene.result);
  return error != nullptr && is_store_failure(*error);
}

class Migration {
 public:
  Migration(const MigrationOptions& options, const MigrationEnvironment& environment)
      : options_(options),
        environment_(environment),
        pipeline_(options, environment),
        feeder_(options, environment, pipeline_),
        begin_(environment.clock.steady_now()) {}

  [[nodiscard]] MigrationReport run();

 private:
  void run_round(const std::function<Result<void>()>& feed);
  void retake();
  void wait_for_locks(std::chrono::milliseconds time);
  void account_for_rereads();

  void record(std::vector<FinishedScene> scenes);
  void account(const FinishedScene& scene, const RecordResult& result);
  void account_failure(const SceneEvent& event);
  void account_work(const FinishedScene& scene);
  void account_compilation(const FinishedScene& scene, std::chrono::steady_clock::duration time);
  void account_put_error(const SceneId& id, const Error& error);
  void watch_store(const FinishedScene& scene);
  void count_retakes();
  void finish(const SceneId& id, const SceneEvent& event);

  void heed_interrupts();
  void heed_run_time();
  void heed_locks(const std::vector<RecordResult>& results);
  void tell_news();
  void count_fed();
  void heed_thresholds();
  void heed_pipeline();
  void stop(StopLevel level);
  void stop_with(Error error);
  void stop_retrying();
  [[nodiscard]] bool is_stopping() const { return stop_level_ != StopLevel::none; }
  [[nodiscard]] bool exceeds_error_rate(double judged) const;
  void report_unstored();
  void report_remaining();
  void report_store_statistics();

  const MigrationOptions& options_;
  const MigrationEnvironment& environment_;
  Pipeline pipeline_;
  Feeder feeder_;
  SteadyTime begin_;
  MigrationReport report_;
  LatencyHistogram compile_times_;
  ErrorGroups error_groups_;
  ErrorGroups warning_groups_;
  ScenesToRetake to_retake_;
  StoreStatistics statistics_before_;
  std::optional<Error> store_error_;  ///< the last one
  bool store_is_failing_ = false;     ///< as the observer was told
  StopLevel stop_level_ = StopLevel::none;
};

MigrationReport Migration::run() {
  report_.started_at = environment_.clock.system_now();
  report_.dry_run = options_.dry_run;
  if (options_.dry_run == DryRun::no) {
    statistics_before_ = environment_.store.statistics();
  }
  heed_interrupts();
  if (const auto bounds = environment_.reader.begin_walk(options_.selection); !bounds) {
    stop_with(bounds.error());
  } else {
    report_.counts.planned = std::min(bounds->count, options_.limit.value_or(bounds->count));
    environment_.observer.started(report_.counts.planned);
    run_round([&] { return feeder_.feed_walk(*bounds); });
    retake();
  }
  if (report_.stopped == StopReason::finished &&
      exceeds_error_rate(static_cast<double>(report_.counts.compiled + report_.counts.failed))) {
    report_.has_too_many_errors = true;
  }
  report_.is_threshold_crossed = report_.has_too_many_errors || report_.counts.slow > 0;
  count_fed();
  report_unstored();
  report_remaining();
  report_store_statistics();
  report_.compile_times = {compile_times_.percentile(0.50), compile_times_.percentile(0.95),
                           compile_times_.percentile(0.99), compile_times_.max()};
  report_.errors = error_groups_.sorted();
  report_.warnings = warning_groups_.sorted();
  report_.finished_at = environment_.clock.system_now();
  report_.elapsed = environment_.clock.steady_now() - begin_;
  report_.paused = feeder_.paused();
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
    pipeline_.hurry();
  });
  // is_fed before in_flight(): what was fed meanwhile counts.
  while (!is_fed || (pipeline_.in_flight() > 0 && stop_level_ != StopLevel::at_once)) {
    auto scenes = pipeline_.gather(
        std::min(recordings_per_transaction, feeder_.batch_size().size()), longest_gathering);
    heed_interrupts();
    heed_run_time();
    tell_news();
    heed_pipeline();
    if (!scenes.empty()) {
      record(std::move(scenes));
      heed_thresholds();
    }
    count_fed();
    environment_.observer.progressed(report_.counts);
  }
  feeder.join();
  count_fed();
  tell_news();
  heed_pipeline();
  if (!fed) {
    stop_with(fed.error());
  }
}

void Migration::retake() {
  for (const std::chrono::milliseconds wait : waits_for_locks) {
    if (to_retake_.row_locked() > 0) {
      wait_for_locks(wait);
    }
    if (to_retake_.empty() || is_stopping()) {
      return;
    }
    const auto scenes = to_retake_.scenes();  // a copy: recording changes it beside the feeding
    run_round([&] { return feeder_.feed_again(scenes); });
    account_for_rereads();
  }
}

void Migration::wait_for_locks(std::chrono::milliseconds time) {
  const SteadyTime end = environment_.clock.steady_now() + time;
  if (time.count() > 0 && !is_stopping()) {
    environment_.observer.waits_for_rows(to_retake_.row_locked(), time);
  }
  while (environment_.clock.steady_now() < end && pipeline_.wait(poll_interval)) {
    heed_interrupts();
    heed_run_time();
    environment_.observer.progressed(report_.counts);
  }
}

void Migration::count_fed() {
  report_.counts.in_flight = pipeline_.in_flight();
  report_.counts.selected = feeder_.selected();
  report_.counts.recompiled = feeder_.recompiled();
}

void Migration::tell_news() {
  for (const FeederNews& news : feeder_.take_news()) {
    switch (news.kind) {
      case FeederNews::Kind::paused:
        environment_.observer.paused(news.reason);
        break;
      case FeederNews::Kind::resumed:
        environment_.observer.resumed();
        break;
      case FeederNews::Kind::waiting:
        environment_.observer.waits_for_chunks(news.chunks);
        break;
    }
  }
}

void Migration::account_for_rereads() {
  for (const auto& [id, state] : feeder_.take_unselected()) {
    const bool is_deleted = state == Reread::State::deleted;
    ++(is_deleted ? report_.counts.deleted : report_.counts.already_recorded);
    finish(id, {id, is_deleted ? SceneOutcome::deleted : SceneOutcome::already_recorded, {}, {}});
  }
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
    const SteadyTime begin = environment_.clock.steady_now();
    auto outcome = environment_.recorder.record(recordings);
    feeder_.batch_size().note_recording(recordings.size(), environment_.clock.steady_now() - begin);
    if (!outcome) {
      stop_with(std::move(outcome).error());
      stop(StopLevel::at_once);
      recorded.clear();
    } else {
      results = *std::move(outcome);
      heed_locks(results);
    }
  }
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    account(*recorded[i], results[i]);
  }
  for (const FinishedScene& scene : scenes) {
    watch_store(scene);
    account_work(scene);
    if (const auto* error = std::get_if<Error>(&scene.result)) {
      account_put_error(scene.job.scene.id, *error);
    }
    feeder_.scene_done(scene.job);
    pipeline_.release(scene);
  }
}

void Migration::heed_locks(const std::vector<RecordResult>& results) {
  if (std::any_of(results.begin(), results.end(), [](const RecordResult& result) {
        return result.outcome == RecordOutcome::locked;
      })) {
    feeder_.batch_size().halve();
  }
}

void Migration::account_work(const FinishedScene& scene) {
  report_.counts.stored += scene.put == PutOutcome::stored ? 1U : 0U;
  report_.counts.present += scene.put == PutOutcome::present ? 1U : 0U;
  report_.counts.artifact_bytes += scene.artifact_bytes;
  if (scene.compile_time) {
    account_compilation(scene, *scene.compile_time);
  }
  if (is_postponed(scene)) {
    return;  // its source counts when it comes again
  }
  report_.counts.source_bytes += scene.job.source_bytes;
  if (!scene.compile_time && scene.job.scene.source) {
    ++report_.counts.cache_hits;
  }
}

void Migration::account_compilation(const FinishedScene& scene,
                                    std::chrono::steady_clock::duration time) {
  compile_times_.add(time);
  const auto* error = std::get_if<CompileError>(&scene.result);
  const bool is_slow = options_.slow && time > *options_.slow;
  report_.counts.slow += is_slow ? 1U : 0U;
  environment_.observer.source_compiled(
      {.id = scene.job.scene.id,
       .time = time,
       .error = error != nullptr ? std::optional(error->kind) : std::nullopt,
       .is_slow = is_slow});
}

void Migration::account_put_error(const SceneId& id, const Error& error) {
  if (!is_store_failure(error)) {
    account_failure({id, SceneOutcome::failed, store_conflict, error.message});
    return;
  }
  store_error_ = error;
  to_retake_.add(id, RetakeReason::store_failed, error.message);
  count_retakes();
  environment_.observer.scene_finished(
      {id, SceneOutcome::postponed, store_unavailable, error.message});
}

// Once the run stops, nothing is tried again, and a failure says little about the store.
void Migration::watch_store(const FinishedScene& scene) {
  if (is_postponed(scene)) {
    if (!store_is_failing_ && !is_stopping()) {
      store_is_failing_ = true;
      environment_.observer.store_failed(std::get<Error>(scene.result));
    }
  } else if (store_is_failing_ && scene.put) {
    store_is_failing_ = false;
    environment_.observer.store_recovered();
  }
}

void Migration::count_retakes() {
  report_.counts.superseded = to_retake_.superseded();
  report_.counts.postponed = to_retake_.store_failed();
  report_.counts.locked = to_retake_.row_locked();
}

void Migration::account(const FinishedScene& scene, const RecordResult& result) {
  const SceneId& id = scene.job.scene.id;
  switch (result.outcome) {
    case RecordOutcome::recorded:
      for (const CompileWarning& warning : scene.warnings) {
        warning_groups_.add(to_string(warning.kind), warning.message, id);
      }
      if (const auto* error = std::get_if<CompileError>(&scene.result)) {
        account_failure({id, SceneOutcome::failed, to_string(error->kind), error->message,
                         error->position, scene.warnings});
        return;
      }
      ++report_.counts.compiled;
      finish(id, {id, SceneOutcome::compiled, {}, {}, {}, scene.warnings});
      return;
    case RecordOutcome::superseded:
      to_retake_.add(id, RetakeReason::superseded);
      count_retakes();
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
      account_failure({id, SceneOutcome::failed, record_refused, result.message});
      return;
    case RecordOutcome::locked:
      to_retake_.add(id, RetakeReason::row_locked, result.message);
      count_retakes();
      environment_.observer.scene_finished({id, SceneOutcome::locked, row_locked, result.message});
      return;
  }
}

void Migration::account_failure(const SceneEvent& event) {
  ++report_.counts.failed;
  error_groups_.add(event.kind, event.message, event.id);
  finish(event.id, event);
}

void Migration::finish(const SceneId& id, const SceneEvent& event) {
  environment_.observer.scene_finished(event);
  to_retake_.remove(id);
  count_retakes();
}

void Migration::heed_interrupts() {
  const int interrupts = environment_.interrupts;
  if (interrupts > 0) {
    if (!is_stopping()) {
      report_.stopped = StopReason::interrupted;
    }
    stop(interrupts > 1 ? StopLevel::at_once : StopLevel::after_started);
    stop_retrying();
  }
}

void Migration::heed_run_time() {
  if (options_.run_time && environment_.clock.steady_now() - begin_ >= *options_.run_time &&
      !is_stopping()) {
    report_.stopped = StopReason::run_time;
    stop(StopLevel::after_started);
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
  report_.has_too_many_errors = true;
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
  stop_retrying();
}

void Migration::stop_retrying() {
  if (options_.dry_run == DryRun::no) {
    environment_.store.stop_retrying();
  }
}

// What could not be stored or recorded in any round is no scene's failure: the user is to see to
// the store, or to who holds the locks.
void Migration::report_unstored() {
  for (const auto& [id, retake] : to_retake_.scenes()) {
    if (retake.reason == RetakeReason::store_failed) {
      error_groups_.add(store_unavailable, retake.message, id);
    } else if (retake.reason == RetakeReason::row_locked) {
      error_groups_.add(row_locked, retake.message, id);
    }
  }
  if (report_.stopped != StopReason::finished) {
    return;
  }
  const auto scenes = [](std::size_t count) {
    return fmt::format("{} scene{}", count, count == 1 ? "" : "s");
  };
  constexpr const char* next_run = "their rows are pending: the next run takes them up";
  if (const std::size_t unstored = to_retake_.store_failed(); unstored > 0) {
    stop_with({ErrorKind::unavailable,
               fmt::format("{} could not be stored: {}", scenes(unstored), store_error_->message),
               store_error_->hint.empty() ? next_run : store_error_->hint});
  } else if (const std::size_t locked = to_retake_.row_locked(); locked > 0) {
    stop_with({ErrorKind::unavailable,
               fmt::format("{} could not be recorded: somebody else holds the locks of their rows",
                           scenes(locked)),
               next_run});
  }
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

void Migration::report_store_statistics() {
  if (options_.dry_run == DryRun::yes) {
    return;
  }
  report_.store = environment_.store.statistics().since(statistics_before_);
}

}  // namespace

MigrationReport run_migration(const MigrationOptions& options,
                              const MigrationEnvironment& environment) {
  return Migration(options, environment).run();
}

}  // namespace bazc

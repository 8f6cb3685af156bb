#include "core/migration/pipeline.hpp"

#include <algorithm>
#include <exception>
#include <limits>

#include <fmt/format.h>

#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

// Enough to fill a recording transaction while the compilers are busy, and of every upload three
// more that wait for it, to be uploaded or recorded.
constexpr std::size_t least_scenes_in_flight = 256;
constexpr std::size_t scenes_per_upload = 4;
constexpr std::size_t max_bytes_in_flight = std::size_t{16} * 1024 * 1024;

// What `call` gives; what it throws (a bad_alloc, a broken library) ends the run, not the process.
template <class Call>
auto guarded(Call&& call) -> Result<decltype(call())> {
  try {
    return std::forward<Call>(call)();
  } catch (const std::exception& exception) {
    return fail(ErrorKind::internal, exception.what());
  }
}

}  // namespace

Pipeline::Pipeline(const MigrationOptions& options, const MigrationEnvironment& environment)
    : environment_(environment),
      dry_run_(options.dry_run),
      budget_(std::max(least_scenes_in_flight, options.uploads * scenes_per_upload),
              max_bytes_in_flight),
      to_compile_(std::numeric_limits<std::size_t>::max()),  // the budget is its bound
      to_upload_(std::max<std::size_t>(options.uploads, 1) * 2),
      finished_(std::numeric_limits<std::size_t>::max()),  // likewise
      breaker_(options.max_store_failures) {
  for (std::size_t i = 0; i < std::max<std::size_t>(options.jobs, 1); ++i) {
    compilers_.emplace_back([this] { compile_all(); });
  }
  for (std::size_t i = 0; i < std::max<std::size_t>(options.uploads, 1); ++i) {
    uploaders_.emplace_back([this] { upload_all(); });
  }
}

Pipeline::~Pipeline() {
  stop(Stop::at_once);
  to_compile_.close();
  for (std::thread& thread : compilers_) {
    thread.join();
  }
  to_upload_.close();
  for (std::thread& thread : uploaders_) {
    thread.join();
  }
}

bool Pipeline::submit(SceneJob job) {
  job.source_bytes = job.scene.source ? job.scene.source->size() : 0;
  if (!budget_.acquire(job.source_bytes)) {
    return false;
  }
  to_compile_.push(std::move(job));
  return true;
}

std::vector<FinishedScene> Pipeline::gather(std::size_t most, std::chrono::milliseconds time) {
  return finished_.pop_some(std::clamp<std::size_t>(in_flight(), 1, most), time);
}

void Pipeline::stop(Stop stop) {
  Stop current = stop_.load();
  while (current < stop && !stop_.compare_exchange_weak(current, stop)) {
  }
  if (stop != Stop::none) {
    budget_.close();
  }
}

std::optional<Error> Pipeline::error() const {
  const std::scoped_lock lock(error_mutex_);
  return error_;
}

// An interrupt is seen here before somebody calls stop(); the store heeds it at once as well.
bool Pipeline::is_ending() const {
  return stop_ != Stop::none || environment_.interrupts > 0;
}

void Pipeline::fail_run(Error error) {
  {
    const std::scoped_lock lock(error_mutex_);
    if (!error_) {
      error_ = std::move(error);
    }
  }
  stop(Stop::at_once);
}

void Pipeline::compile_all() {
  while (auto job = to_compile_.pop()) {
    if (stop_ != Stop::none) {
      budget_.release(job->source_bytes);
      continue;
    }
    compile(*std::move(job));
  }
}

void Pipeline::upload_all() {
  while (auto next = to_upload_.pop()) {
    if (stop_ == Stop::at_once || (is_ending() && breaker_.is_failing())) {
      drop(next->source, next->job);
      continue;
    }
    upload(*std::move(next));
  }
}

void Pipeline::compile(SceneJob job) {
  if (!job.scene.source) {
    finished_.push({.job = std::move(job),
                    .result = CompileError{CompileErrorKind::empty, "the source is NULL"}});
    return;
  }
  const SourceDigest source = digest_of(*job.scene.source);
  auto claimed = claim(source, std::move(job));
  if (!claimed) {
    return;
  }
  const SteadyTime begin = environment_.clock.steady_now();
  auto outcome = guarded([&] { return environment_.compile(*claimed->scene.source); });
  if (!outcome) {
    fail_run(std::move(outcome).error());
    drop(source, *claimed);
    return;
  }
  auto& compiled = *outcome;
  const auto time = environment_.clock.steady_now() - begin;
  if (!compiled && !is_scene_fault(compiled.error().kind)) {
    fail_run({ErrorKind::unavailable, compiled.error().message, compiled.error().hint});
    drop(source, *claimed);
  } else if (!compiled) {
    auto warnings = std::exchange(compiled.error().warnings, {});
    settle(source, {.job = *std::move(claimed),
                    .result = std::move(compiled).error(),
                    .compile_time = time,
                    .warnings = std::move(warnings)});
  } else if (dry_run_ == DryRun::yes) {
    settle(source, {.job = *std::move(claimed),
                    .result = std::move(compiled->hash),
                    .compile_time = time,
                    .warnings = std::move(compiled->warnings)});
  } else {
    to_upload_.push({*std::move(claimed), source, *std::move(compiled), time});
  }
}

void Pipeline::upload(Upload upload) {
  const std::string& artifact = upload.compiled.artifact;
  auto outcome = guarded([&] {
    return environment_.store.put(artifact_key(upload.compiled.hash), artifact,
                                  artifact_headers(artifact));
  });
  const auto put =
      outcome ? *std::move(outcome) : Result<PutOutcome>(fail(std::move(outcome).error()));
  FinishedScene finished{.job = std::move(upload.job),
                         .result = upload.compiled.hash,
                         .compile_time = upload.compile_time,
                         .warnings = std::move(upload.compiled.warnings)};
  if (put) {
    finished.put = *put;
    finished.artifact_bytes = artifact.size();
  } else if (put.error().kind == ErrorKind::conflict || is_store_failure(put.error())) {
    finished.result = put.error();
  } else {
    fail_run(put.error());
    drop(upload.source, finished.job);
    return;
  }
  breaker_.note(put);
  if (auto broken = breaker_.error(); broken && !is_ending()) {
    fail_run(*std::move(broken));  // not while ending: without retries failures say little
  }
  settle(upload.source, std::move(finished));
}

// The job, if the caller is to compile it; otherwise its source was compiled, or is being compiled
// by somebody who will finish this scene as well.
std::optional<SceneJob> Pipeline::claim(const SourceDigest& source, SceneJob job) {
  const std::scoped_lock lock(sources_mutex_);
  if (const auto known = cache_.find(source)) {
    FinishedScene finished{.job = std::move(job), .result = {}};
    std::visit([&](const auto& outcome) { finished.result = outcome; }, *known);
    finished_.push(std::move(finished));
    return std::nullopt;
  }
  const auto [entry, is_first] = claimed_.try_emplace(source);
  if (is_first) {
    return job;
  }
  entry->second.push_back(std::move(job));
  return std::nullopt;
}

// The source is nobody's any more. Under sources_mutex_.
std::vector<SceneJob> Pipeline::take_waiting(const SourceDigest& source) {
  std::vector<SceneJob> waiting;
  if (const auto entry = claimed_.find(source); entry != claimed_.end()) {
    waiting.swap(entry->second);
    claimed_.erase(entry);
  }
  return waiting;
}

void Pipeline::settle(const SourceDigest& source, FinishedScene finished) {
  std::vector<SceneJob> waiting;
  {
    const std::scoped_lock lock(sources_mutex_);
    if (const auto* hash = std::get_if<std::string>(&finished.result)) {
      cache_.insert(source, *hash);
    } else if (const auto* error = std::get_if<CompileError>(&finished.result)) {
      cache_.insert(source, *error);
    }
    waiting = take_waiting(source);
  }
  for (SceneJob& job : waiting) {
    finished_.push({.job = std::move(job), .result = finished.result});
  }
  finished_.push(std::move(finished));
}

void Pipeline::drop(const SourceDigest& source, const SceneJob& job) {
  std::vector<SceneJob> dropped;
  {
    const std::scoped_lock lock(sources_mutex_);
    dropped = take_waiting(source);
  }
  for (const SceneJob& waiting : dropped) {
    budget_.release(waiting.source_bytes);
  }
  budget_.release(job.source_bytes);
}

}  // namespace bazc

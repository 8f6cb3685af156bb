#include "core/migration/migration_metrics.hpp"

#include <algorithm>
#include <array>

namespace bazc {
namespace {

constexpr std::array scene_fault_kinds = {
    CompileErrorKind::empty,   CompileErrorKind::too_large,         CompileErrorKind::invalid_utf8,
    CompileErrorKind::syntax,  CompileErrorKind::unresolved_import, CompileErrorKind::no_component,
    CompileErrorKind::policy,  CompileErrorKind::invalid_module,    CompileErrorKind::too_deep,
    CompileErrorKind::timeout, CompileErrorKind::out_of_memory,     CompileErrorKind::engine_crash,
};

double unix_seconds(SystemTime time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

void add_scenes(MetricSet& set, const MigrationCounts& counts) {
  const auto add = [&](const char* outcome, std::uint64_t count) {
    set.set(metric::scenes, {{"outcome", outcome}}, static_cast<double>(count));
  };
  add("compiled", counts.compiled);
  add("failed", counts.failed);
  add("deleted", counts.deleted);
  add("already_recorded", counts.already_recorded);
}

void add_store(MetricSet& set, const MigrationCounts& counts, const StoreStatistics& store) {
  set.set(metric::artifacts, {{"outcome", "stored"}}, static_cast<double>(counts.stored));
  set.set(metric::artifacts, {{"outcome", "present"}}, static_cast<double>(counts.present));
  set.set(metric::artifact_bytes, static_cast<double>(counts.artifact_bytes));
  for (const auto& [kind, requests] : store.by_kind) {
    const MetricLabels labels = {{"operation", kind.first}, {"status", kind.second}};
    set.set(metric::store_requests, labels, static_cast<double>(requests.requests));
    set.set(metric::store_sent_bytes, labels, static_cast<double>(requests.bytes_sent));
    set.set(metric::store_received_bytes, labels, static_cast<double>(requests.bytes_received));
  }
  set.set(metric::store_retries, static_cast<double>(store.retries));
}

}  // namespace

void MigrationMetrics::add(const Compilation& compilation) {
  compile_times_.observe(std::chrono::duration<double>(compilation.time).count());
  ++(compilation.error ? failed_[*compilation.error] : compiled_);
}

// Every kind from the start: a rate cannot tell of a series' first value.
void MigrationMetrics::add_compilations(MetricSet& set) const {
  set.set(metric::compilations, {{"result", "compiled"}, {"error_kind", ""}},
          static_cast<double>(compiled_));
  for (const CompileErrorKind kind : scene_fault_kinds) {
    const auto found = failed_.find(kind);
    set.set(metric::compilations,
            {{"result", "failed"}, {"error_kind", std::string(to_string(kind))}},
            static_cast<double>(found == failed_.end() ? 0 : found->second));
  }
  set.set(metric::compile_duration, compile_times_);
}

MetricSet MigrationMetrics::metrics(const MigrationCounts& counts, const StoreStatistics& store,
                                    const std::optional<RunEnd>& end) const {
  MetricSet set;
  add_compilations(set);
  std::uint64_t compilations = compiled_;
  for (const auto& [kind, count] : failed_) {
    compilations += count;
  }
  set.set(metric::cache_hits, {{"cache", "memory"}}, static_cast<double>(counts.cache_hits));
  set.set(metric::cache_misses, {{"cache", "memory"}}, static_cast<double>(compilations));
  add_scenes(set, counts);
  const std::uint64_t left = counts.planned - std::min(counts.planned, counts.done());
  set.set(metric::scenes_pending,
          static_cast<double>(end && end->remaining ? *end->remaining : left));
  set.set(metric::scenes_in_flight, static_cast<double>(end ? 0 : counts.in_flight));
  add_store(set, counts, store);
  set.set(metric::run_active, end ? 0.0 : 1.0);
  set.set(metric::run_start, unix_seconds(started_at_));
  if (end) {
    set.set(metric::run_end, unix_seconds(end->time));
    set.set(metric::run_exit_code, static_cast<double>(end->exit_code));
  }
  return set;
}

}  // namespace bazc

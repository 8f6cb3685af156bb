#include <nlohmann/json.hpp>

#include "core/migration/migration.hpp"

namespace bazc {
namespace {

// Keys stay in the order in which a person reads them.
using Json = nlohmann::ordered_json;

std::string_view to_string(StopReason reason) {
  switch (reason) {
    case StopReason::finished:
      return "finished";
    case StopReason::interrupted:
      return "interrupted";
    case StopReason::threshold:
      return "threshold";
    case StopReason::run_time:
      return "run_time";
    case StopReason::error:
      return "error";
  }
  return "unknown";
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json counts_json(const MigrationCounts& counts) {
  return {{"planned", counts.planned},       {"selected", counts.selected},
          {"compiled", counts.compiled},     {"failed", counts.failed},
          {"superseded", counts.superseded}, {"recompiled", counts.recompiled},
          {"postponed", counts.postponed},   {"locked", counts.locked},
          {"deleted", counts.deleted},       {"already_recorded", counts.already_recorded},
          {"stored", counts.stored},         {"present", counts.present},
          {"cache_hits", counts.cache_hits}, {"slow", counts.slow}};
}

Json groups_json(const std::vector<ErrorGroup>& groups) {
  Json json = Json::array();
  for (const ErrorGroup& group : groups) {
    json.push_back({{"kind", group.kind},
                    {"message", group.message},
                    {"count", group.count},
                    {"example", {{"id", group.example_id}, {"message", group.example_message}}}});
  }
  return json;
}

Json engine_json(const EngineReport& engine) {
  const EngineStatistics& statistics = engine.statistics;
  return {{"name", engine.name},
          {"by_native", statistics.native},
          {"by_sucrase", statistics.sucrase},
          {"cross_checked", statistics.cross_checked},
          {"different", statistics.different},
          {"undecided", statistics.undecided}};
}

}  // namespace

std::optional<double> MigrationReport::success_rate() const {
  const std::uint64_t judged = counts.compiled + counts.failed;
  return judged == 0
             ? std::nullopt
             : std::optional(static_cast<double>(counts.compiled) / static_cast<double>(judged));
}

std::string to_json(const MigrationReport& report) {
  const Json json = {
      {"started_at", format_timestamp(report.started_at)},
      {"finished_at", format_timestamp(report.finished_at)},
      {"elapsed_seconds", report.elapsed.count()},
      {"paused_seconds", report.paused.count()},
      {"dry_run", report.dry_run == DryRun::yes},
      {"stopped", to_string(report.stopped)},
      {"error", report.error ? Json(report.error->message) : Json(nullptr)},
      {"threshold_crossed", report.is_threshold_crossed},
      {"counts", counts_json(report.counts)},
      {"success_rate", or_null(report.success_rate())},
      {"remaining", or_null(report.remaining)},
      {"compile_milliseconds",
       {{"p50", report.compile_times.p50},
        {"p95", report.compile_times.p95},
        {"p99", report.compile_times.p99},
        {"max", report.compile_times.max}}},
      {"bytes",
       {{"sources", report.counts.source_bytes}, {"artifacts", report.counts.artifact_bytes}}},
      {"store",
       {{"requests", report.store.requests},
        {"retries", report.store.retries},
        {"bytes_sent", report.store.bytes_sent},
        {"bytes_received", report.store.bytes_received}}},
      {"engine", report.engine ? engine_json(*report.engine) : Json(nullptr)},
      {"errors", groups_json(report.errors)},
      {"warnings", groups_json(report.warnings)}};
  // Ids and messages may hold bytes that are no UTF-8.
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace bazc

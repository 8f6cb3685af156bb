#include "cli/migration_display.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

#include <fmt/format.h>

#include "cli/json_results.hpp"
#include "cli/terminal/messages.hpp"
#include "cli/terminal/quantities.hpp"
#include "cli/terminal/table.hpp"
#include "core/diagnostics/visible_text.hpp"

namespace bazc::cli {
namespace {

// Failures are in their rows and in the report; a terminal gets the first of them.
constexpr std::uint64_t max_printed_failures = 20;
constexpr std::size_t max_summary_groups = 10;
constexpr std::uint64_t max_printed_slow = 20;
constexpr int max_printed_outages = 20;
constexpr std::chrono::seconds between_waiting_lines{10};

std::string_view word_for(SceneOutcome outcome) {
  switch (outcome) {
    case SceneOutcome::compiled:
      return "compiled";
    case SceneOutcome::failed:
      return "failed";
    case SceneOutcome::superseded:
      return "superseded";
    case SceneOutcome::postponed:
      return "postponed";
    case SceneOutcome::locked:
      return "locked";
    case SceneOutcome::deleted:
      return "deleted";
    case SceneOutcome::already_recorded:
      return "already_recorded";
  }
  return "failed";
}

std::string table_of(const std::vector<ErrorGroup>& groups, std::string_view title) {
  std::vector<std::vector<std::string>> rows;
  for (const ErrorGroup& group : groups) {
    if (rows.size() == max_summary_groups) {
      rows.push_back(
          {"…", fmt::format("{} more kinds, see --report", groups.size() - max_summary_groups)});
      break;
    }
    rows.push_back({format_count(group.count), fmt::format("{}: {} (such as scene {})", group.kind,
                                                           group.message, group.example_id)});
  }
  return rows.empty()
             ? ""
             : fmt::format("\n{}\n{}", title, render_table({Align::right, Align::left}, rows));
}

}  // namespace

void MigrationDisplay::tell(std::string_view event, const Json& members, const std::string& text) {
  if (form_ == Form::text) {
    progress_.print(text);
    return;
  }
  Json object = {{"event", event}};
  object.update(members);
  progress_.print(json_line(object));
}

void MigrationDisplay::started(std::uint64_t planned) {
  planned_ = planned;
  if (form_ == Form::events) {
    tell("started", {{"total", planned}}, "");
  }
  progress_.update({.total = planned});
}

void MigrationDisplay::source_compiled(const Compilation& compilation) {
  if (!compilation.is_slow || ++slow_ > max_printed_slow) {
    return;
  }
  const std::string id = to_string(compilation.id);
  tell(
      "scene_slow",
      {{"scene", id}, {"seconds", std::chrono::duration<double>(compilation.time).count()}},
      warning_text(
          environment_,
          fmt::format("scene {}: took {} to compile{}", id,
                      format_duration(
                          std::chrono::duration_cast<std::chrono::milliseconds>(compilation.time)),
                      slow_ == max_printed_slow ? "; further slow scenes are counted alone" : "")));
}

void MigrationDisplay::scene_finished(const SceneEvent& event) {
  if (scene_lines_ == SceneLines::yes) {
    Json object = {{"scene", to_string(event.id)}, {"outcome", word_for(event.outcome)}};
    if (event.outcome == SceneOutcome::failed || event.outcome == SceneOutcome::postponed ||
        event.outcome == SceneOutcome::locked) {
      object["error"] = json_of_failure(event.kind, event.message, event.position);
    }
    if (!event.warnings.empty()) {
      object["warnings"] = json_of({event.warnings.begin(), event.warnings.end()});
    }
    environment_.out << json_line(object);
    return;
  }
  print_differences(event);
  if (event.outcome != SceneOutcome::failed || ++failures_ > max_printed_failures) {
    return;
  }
  std::string text = fmt::format("scene {}: {}: {}", visible_text(to_string(event.id)), event.kind,
                                 visible_text(event.message));
  if (event.position.line > 0) {
    text += fmt::format(" ({}:{})", event.position.line, event.position.column);
  }
  text += '\n';
  if (failures_ == max_printed_failures) {
    text += "further failures are not printed: they are in their rows and in --report\n";
  }
  tell("scene_failed",
       {{"scene", to_string(event.id)},
        {"error", json_of_failure(event.kind, event.message, event.position)}},
       text);
}

void MigrationDisplay::progressed(const MigrationCounts& counts) {
  if (scene_lines_ == SceneLines::yes) {
    environment_.out.flush();  // somebody may follow the run by its lines
  }
  const std::uint64_t done = counts.done();
  progress_.update({.done = done, .failed = counts.failed, .total = std::max(planned_, done)});
}

void MigrationDisplay::store_failed(const Error& error) {
  if (++outages_ <= max_printed_outages) {
    tell("store_failed", {{"message", error.message}},
         warning_text(environment_,
                      fmt::format("the store failed, and its scenes are taken again at the end: {}",
                                  error.message)));
  }
}

void MigrationDisplay::store_recovered() {
  if (outages_ > max_printed_outages) {
    return;
  }
  std::string text = "the store is answering again\n";
  if (outages_ == max_printed_outages) {
    text += "further failures of the store are not printed\n";
  }
  tell("store_recovered", Json::object(), text);
}

// Of all warnings the one that cannot wait for the report: the engine is at fault.
void MigrationDisplay::print_differences(const SceneEvent& event) {
  for (const CompileWarning& warning : event.warnings) {
    if (warning.kind == CompileWarningKind::engines_differ &&
        ++differences_ <= max_printed_failures) {
      warn(fmt::format("scene {}: {}", to_string(event.id), warning.message));
    }
  }
}

void MigrationDisplay::paused(std::string_view reason) {
  paused_at_ = environment_.clock.steady_now();
  tell("paused", {{"reason", reason}},
       fmt::format("paused: {}\n", visible_text(std::string(reason))));
}

void MigrationDisplay::resumed() {
  const auto time = environment_.clock.steady_now() - paused_at_;
  tell("resumed", {{"seconds", std::chrono::duration<double>(time).count()}},
       fmt::format("going on after a pause of {}\n",
                   format_duration(std::chrono::duration_cast<std::chrono::milliseconds>(time))));
}

void MigrationDisplay::waits_for_chunks(std::size_t chunks) {
  const SteadyTime now = environment_.clock.steady_now();
  if (chunks == 0) {
    waiting_told_at_.reset();
  } else if (!waiting_told_at_ || now - *waiting_told_at_ >= between_waiting_lines) {
    waiting_told_at_ = now;
    tell("waiting_for_chunks", {{"chunks", chunks}},
         fmt::format("waiting for {} that other workers hold\n",
                     format_count(chunks, "chunk", "chunks")));
  }
}

void MigrationDisplay::waits_for_rows(std::uint64_t rows, std::chrono::milliseconds time) {
  tell("waiting_for_rows",
       {{"rows", rows}, {"seconds", std::chrono::duration<double>(time).count()}},
       fmt::format("{} locked by somebody else; trying again in {}\n",
                   format_count(rows, "row is", "rows are"), format_duration(time)));
}

void MigrationDisplay::warn(const std::string& message) {
  tell("warning", {{"message", message}}, warning_text(environment_, message));
}

std::vector<std::vector<std::string>> summary_rows(const MigrationReport& report) {
  const MigrationCounts& counts = report.counts;
  const bool dry = report.dry_run == DryRun::yes;
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](std::string name, std::string value) {
    rows.push_back({std::move(name), std::move(value)});
  };
  const auto add_if_any = [&](std::string name, std::uint64_t count) {
    if (count > 0) {
      add(std::move(name), format_count(count));
    }
  };
  add("scenes", format_count(counts.planned));
  add(dry ? "would compile" : "compiled", format_count(counts.compiled));
  add(dry ? "would fail" : "failed", format_count(counts.failed));
  add_if_any("superseded by edits, left to the next run", counts.superseded);
  add_if_any("not stored, left to the next run", counts.postponed);
  add_if_any("locked by somebody else, left to the next run", counts.locked);
  add_if_any("compiled again after an edit", counts.recompiled);
  add_if_any("deleted meanwhile", counts.deleted);
  add_if_any("recorded by another run", counts.already_recorded);
  add_if_any("identical to another source of this run", counts.cache_hits);
  add_if_any("slow to compile", counts.slow);
  if (!dry) {
    add("objects stored", format_count(counts.stored));
    add_if_any("objects that were there", counts.present);
    add("artifact bytes", format_bytes(counts.artifact_bytes));
    add_if_any("requests to the store", report.store.requests);
    add_if_any("of these retried", report.store.retries);
  }
  if (report.engine && report.engine->statistics.native > 0) {
    const EngineStatistics& engine = report.engine->statistics;
    add_if_any("compiled by Sucrase, since native refused", engine.sucrase);
    add_if_any("cross-checked with Sucrase", engine.cross_checked);
    add_if_any("of these different", engine.different);
    add_if_any("not cross-checked, since Sucrase failed", engine.undecided);
  }
  add("compile time p50 / p95 / p99",
      fmt::format("{:.1f} / {:.1f} / {:.1f} ms", report.compile_times.p50, report.compile_times.p95,
                  report.compile_times.p99));
  add("elapsed",
      format_duration(std::chrono::duration_cast<std::chrono::milliseconds>(report.elapsed)));
  if (report.paused.count() > 0) {
    add("of this paused",
        format_duration(std::chrono::duration_cast<std::chrono::milliseconds>(report.paused)));
  }
  if (report.remaining) {
    add("still pending", format_count(*report.remaining));
  }
  return rows;
}

std::string summary_of(const MigrationReport& report) {
  return render_table({Align::left, Align::right}, summary_rows(report)) +
         table_of(report.errors, "failures") + table_of(report.warnings, "warnings");
}

}  // namespace bazc::cli

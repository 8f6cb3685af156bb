#include "cli/migrate_command.hpp"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <ostream>

#include <fmt/format.h>

#include "cli/compile_options.hpp"
#include "cli/json_results.hpp"
#include "cli/option_values.hpp"
#include "cli/output_file.hpp"
#include "cli/storage_options.hpp"
#include "cli/terminal/messages.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/quantities.hpp"
#include "cli/terminal/table.hpp"
#include "core/base/atomic_file.hpp"
#include "core/diagnostics/visible_text.hpp"
#include "core/migration/migration.hpp"

namespace bazc::cli {
namespace {

// Failures are in their rows and in the report; a terminal gets the first of them.
constexpr std::uint64_t max_printed_failures = 20;
constexpr std::size_t max_summary_groups = 10;
constexpr int max_printed_outages = 20;

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
    case SceneOutcome::deleted:
      return "deleted";
    case SceneOutcome::already_recorded:
      return "already_recorded";
  }
  return "failed";
}

std::uint64_t done_of(const MigrationCounts& counts) {
  return counts.compiled + counts.failed + counts.deleted + counts.already_recorded;
}

enum class SceneLines { no, yes };

// Turns events into progress on standard error, and with --json into lines on standard output.
class Display final : public MigrationObserver {
 public:
  Display(const Environment& environment, ProgressMode mode, SceneLines scene_lines)
      : environment_(environment), progress_(mode, environment), scene_lines_(scene_lines) {}

  void started(std::uint64_t planned) override {
    planned_ = planned;
    progress_.update({.total = planned});
  }

  void scene_finished(const SceneEvent& event) override {
    if (scene_lines_ == SceneLines::yes) {
      Json object = {{"scene", to_string(event.id)}, {"outcome", word_for(event.outcome)}};
      if (event.outcome == SceneOutcome::failed || event.outcome == SceneOutcome::postponed) {
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
    std::string text = fmt::format("scene {}: {}: {}", visible_text(to_string(event.id)),
                                   event.kind, visible_text(event.message));
    if (event.position.line > 0) {
      text += fmt::format(" ({}:{})", event.position.line, event.position.column);
    }
    text += '\n';
    if (failures_ == max_printed_failures) {
      text += "further failures are not printed: they are in their rows and in --report\n";
    }
    progress_.print(text);
  }

  void progressed(const MigrationCounts& counts) override {
    if (scene_lines_ == SceneLines::yes) {
      environment_.out.flush();  // somebody may follow the run by its lines
    }
    const std::uint64_t done = done_of(counts);
    progress_.update({.done = done, .failed = counts.failed, .total = std::max(planned_, done)});
  }

  void store_failed(const Error& error) override {
    if (++outages_ <= max_printed_outages) {
      warn(fmt::format("the store failed, and its scenes are taken again at the end: {}",
                       error.message));
    }
  }

  void store_recovered() override {
    if (outages_ > max_printed_outages) {
      return;
    }
    std::string text = "the store is answering again\n";
    if (outages_ == max_printed_outages) {
      text += "further failures of the store are not printed\n";
    }
    progress_.print(text);
  }

  /// From any thread.
  void warn(const std::string& message) { progress_.print(warning_text(environment_, message)); }

  void finish() { progress_.finish(); }

 private:
  // Of all warnings the one that cannot wait for the report: the engine is at fault.
  void print_differences(const SceneEvent& event) {
    for (const CompileWarning& warning : event.warnings) {
      if (warning.kind == CompileWarningKind::engines_differ &&
          ++differences_ <= max_printed_failures) {
        warn(fmt::format("scene {}: {}", to_string(event.id), warning.message));
      }
    }
  }

  const Environment& environment_;
  Progress progress_;
  SceneLines scene_lines_;
  std::uint64_t planned_ = 0;
  std::uint64_t failures_ = 0;
  std::uint64_t differences_ = 0;
  int outages_ = 0;
};

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

std::string summary_of(const MigrationReport& report) {
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
  add_if_any("not stored or recorded, left to the next run", counts.postponed);
  add_if_any("compiled again after an edit", counts.recompiled);
  add_if_any("deleted meanwhile", counts.deleted);
  add_if_any("recorded by another run", counts.already_recorded);
  add_if_any("identical to another source of this run", counts.cache_hits);
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
  if (report.remaining) {
    add("still pending", format_count(*report.remaining));
  }
  return render_table({Align::left, Align::right}, rows) + table_of(report.errors, "failures") +
         table_of(report.warnings, "warnings");
}

class MigrateCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    constexpr std::uint64_t most = std::uint64_t{1} << 62;
    options.value({"batch-size"}, "N", options_.batch_size, count_between<std::size_t>(1, 100'000),
                  "rows per query (default: 100)");
    options.value({"limit"}, "N", options_.limit, count_between<std::uint64_t>(1, most),
                  "take at most N scenes");
    options.value({"rate"}, "N", options_.rate, parse_rate,
                  "start at most N scenes a second; may be a fraction, such as 0.5");
    options.value({"max-store-failures"}, "N", options_.max_store_failures,
                  count_between<std::size_t>(1, 1'000'000),
                  "stop when the store fails N times in a row in the same way (default: 20)");
    options.flag({"retry-failed"}, options_.selection.retry_failed,
                 "also take rows whose last compilation failed");
    options.flag({"stale"}, options_.selection.stale,
                 "also take rows that were edited after they were compiled");
    options.flag({"all"}, options_.selection.all, "take every row");
    options.flag({"dry-run"}, dry_run_, "compile, and say what would happen; write nothing");
    options.value({"max-error-rate"}, "PERCENT", options_.max_error_rate, parse_percentage,
                  "exit with 4 where more than this share fails; stop as soon as that is certain");
    options.value({"max-errors"}, "N", options_.max_errors, count_between<std::uint64_t>(0, most),
                  "stop after more than N failures, and exit with 4");
    options.text({"report"}, "FILE", report_,
                 "write a JSON report: counts, times, errors by kind with examples");
    options.value({"progress"}, "FORM", progress_,
                  one_of<ProgressMode>({{"auto", ProgressMode::automatic},
                                        {"json", ProgressMode::json},
                                        {"none", ProgressMode::none}}),
                  "auto (a bar on a terminal, otherwise a line every 10 s), json or none "
                  "(default: auto)");
    options.flag({"json"}, json_, "print one JSON object a scene, and the report at the end");
    store_.add_options(options);
    database_.add_options(options);
    compile_.add_options(options);
    engine_.add_options(options);
    engine_.add_cross_check_options(options);
  }

  Result<ExitCode> run(const Environment& environment) override {
    options_.jobs = engine_.options.jobs;
    options_.uploads = store_.connections;
    options_.dry_run = dry_run_ ? DryRun::yes : DryRun::no;
    if (auto checked = engine_.check(); !checked) {
      return fail(std::move(checked).error());
    }
    if (auto readable = store_.require_public_url(environment); !readable) {
      return fail(std::move(readable).error());
    }
    // Before the store, whose warnings it prints.
    Display display(environment, progress_, json_ ? SceneLines::yes : SceneLines::no);
    const auto warn = [&](const std::string& message) { display.warn(message); };
    auto store =
        dry_run_ ? store_.open(environment, warn) : store_.open_existing(environment, warn);
    if (!store) {
      return fail(std::move(store).error());
    }
    auto reader = database_.open_checked(environment, OpenMode::read_only, warn);
    if (!reader) {
      return fail(std::move(reader).error());
    }
    auto recorder = database_.open_checked(
        environment, dry_run_ ? OpenMode::read_only : OpenMode::read_write, warn);
    if (!recorder) {
      return fail(std::move(recorder).error());
    }
    auto transformer = environment.make_transformer(engine_.options);
    if (!transformer) {
      return fail(std::move(transformer).error());
    }
    // Before the run, not after hours of it.
    if (auto writable = check_report(); !writable) {
      return fail(ErrorKind::usage, "--report: " + writable.error().message,
                  "name a file in a directory that can be written to");
    }

    const SceneCompiler compile = [&](std::string_view source) {
      return compile_scene(source, compile_.options, **transformer);
    };
    MigrationReport report = run_migration(options_, {.reader = **reader,
                                                      .recorder = **recorder,
                                                      .store = **store,
                                                      .compile = compile,
                                                      .clock = environment.clock,
                                                      .interrupts = environment.interrupts,
                                                      .observer = display});
    display.finish();
    report.engine = EngineReport{std::string((*transformer)->name()), (*transformer)->statistics()};
    return conclude(report, environment);
  }

 private:
  Result<void> check_report() const {
    if (report_.empty()) {
      return {};
    }
    using std::filesystem::file_type;
    std::error_code ignored;
    const file_type kind = std::filesystem::status(report_, ignored).type();
    if (kind == file_type::directory) {
      return fail(system_error(EISDIR, "write", report_));
    }
    if (kind == file_type::fifo || kind == file_type::character || kind == file_type::socket) {
      return {};  // written in place
    }
    const auto file = AtomicFile::create(report_);
    return file ? Result<void>() : fail(file.error());
  }

  Result<void> write_report(std::string_view text) const {
    return report_.empty() ? Result<void>() : write_output(report_, text);
  }

  Result<ExitCode> conclude(const MigrationReport& report, const Environment& environment) const {
    const std::string json = to_json(report);
    const auto written = write_report(json);
    if (json_) {
      environment.out << json_line(Json::parse(json));
    } else {
      environment.out << summary_of(report);
    }
    if (report.error) {
      return fail(*report.error);
    }
    if (!written) {
      return fail(written.error());
    }
    if (report.stopped == StopReason::interrupted) {
      environment.err << "interrupted: the next run goes on from here\n";
      return ExitCode::interrupted;
    }
    if (report.is_threshold_crossed) {
      print_error(
          environment,
          {ErrorKind::internal,
           fmt::format("{} of {} scenes failed, more than {}", format_count(report.counts.failed),
                       format_count(report.counts.planned), threshold_text()),
           report.stopped == StopReason::threshold ? "the run was stopped; the rest is pending"
                                                   : ""});
      return ExitCode::threshold;
    }
    return report.counts.failed > 0 || report.counts.superseded > 0 ? ExitCode::some_failed
                                                                    : ExitCode::success;
  }

  [[nodiscard]] std::string threshold_text() const {
    std::string text;
    if (options_.max_errors) {
      text = fmt::format("--max-errors {}", *options_.max_errors);
    }
    if (options_.max_error_rate) {
      text += fmt::format("{}--max-error-rate {:g}%", text.empty() ? "" : " or ",
                          *options_.max_error_rate * 100);
    }
    return text + " allows";
  }

  MigrationOptions options_;
  bool dry_run_ = false;
  bool json_ = false;
  std::string report_;
  ProgressMode progress_ = ProgressMode::automatic;
  StoreOptionGroup store_;
  DatabaseOptionGroup database_;
  CompileOptionGroup compile_;
  EngineOptionGroup engine_;
};

}  // namespace

constinit const CommandDescription migrate_command = {
    .name = "migrate",
    .summary = "Compile, store and record the scenes of a database",
    .arguments = "[OPTIONS] --db URL --store URL",
    .details =
        "Takes the rows that have neither a compiled_hash nor a compilation_error, in the order "
        "of\n"
        "their ids. Each source is compiled, its artifact stored under its hash, and then URL and\n"
        "hash are recorded on the row, if its source is still the same; a row that was edited\n"
        "meanwhile is compiled again. A source that does not compile has its error recorded and\n"
        "keeps the URL of its last working version. A run that was stopped, however it was, is\n"
        "taken up by the next one. Several runs at once do not disturb each other.\n"
        "A scene that the store fails to take is left as it is and taken again at the end.\n\n"
        "Exit codes: 0 all compiled; 1 some failed; 2 wrong usage; 3 the store or the database is\n"
        "out of reach, or did not take every scene; 4 a threshold was crossed; 130 interrupted.",
    .examples =
        "  bazc migrate --db sqlite:scenes.db --store file:bucket\n"
        "  bazc migrate --db sqlite:scenes.db --store file:bucket --dry-run\n"
        "  bazc migrate --db sqlite:scenes.db --store file:bucket --retry-failed --stale \\\n"
        "      --max-error-rate 5% --report report.json\n"
        "  bazc migrate --db sqlite:app.db --table bazaar-vid_scene --source-column tsxCode \\\n"
        "      --deleted-column deletedAt --store file:bucket --limit 100\n"
        "  PGPASSWORD=… bazc migrate --store r2://ACCOUNT_ID/scenes \\\n"
        "      --db 'postgresql://app@db.example.com/app?sslmode=verify-full'\n",
    .make = make_command<MigrateCommand>,
};

}  // namespace bazc::cli

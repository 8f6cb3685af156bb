#include "cli/migrate_command.hpp"

#include <algorithm>
#include <optional>
#include <ostream>

#include <fmt/format.h>

#include "cli/compile_options.hpp"
#include "cli/github_report.hpp"
#include "cli/json_results.hpp"
#include "cli/metrics_file.hpp"
#include "cli/migration_display.hpp"
#include "cli/migration_observers.hpp"
#include "cli/option_values.hpp"
#include "cli/output_file.hpp"
#include "cli/storage_options.hpp"
#include "cli/terminal/messages.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/quantities.hpp"
#include "cli/terminal/table.hpp"
#include "core/diagnostics/visible_text.hpp"
#include "core/migration/migration.hpp"

namespace bazc::cli {
namespace {

class MigrateCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    constexpr std::uint64_t most = std::uint64_t{1} << 62;
    options.value({"batch-size"}, "N", options_.batch_size, count_between<std::size_t>(1, 100'000),
                  "rows per query at most (default: 1000)");
    options.value({"batch-time"}, "DURATION", options_.batch_time, parse_duration,
                  "how long a batch's query and recording may take: batches grow while they are "
                  "faster, and halve where a statement times out or a row is locked (default: "
                  "500ms)");
    options.value({"sleep"}, "DURATION", options_.sleep, parse_duration,
                  "wait so long after each batch (default: not at all)");
    options.value({"limit"}, "N", options_.limit, count_between<std::uint64_t>(1, most),
                  "take at most N scenes");
    options.value({"rate"}, "N", options_.rate, parse_rate,
                  "start at most N scenes a second; may be a fraction, such as 0.5");
    options.value({"max-store-failures"}, "N", options_.max_store_failures,
                  count_between<std::size_t>(1, 1'000'000),
                  "stop when the store fails N times in a row in the same way (default: 20)");
    options.value({"run-time"}, "DURATION", run_time_, parse_duration,
                  "stop after this time, in good order, and say what is left");
    options.text({"throttle-query"}, "SQL", options_.pause.query,
                 "pause while this query gives a number above 0");
    options.text({"throttle-file"}, "PATH", throttle_file_, "pause while this file exists");
    options.value({"max-lag"}, "SECONDS", max_lag_, count_between<std::uint64_t>(1, 86'400),
                  "pause while a replica is further behind, where the database can tell "
                  "(PostgreSQL)");
    options.value({"shard"}, "K/N", shard_, parse_shard,
                  "take only the K-th of N parts of the rows, by a hash of the id; K counts from "
                  "0, as in \"$JOB_COMPLETION_INDEX/50\"");
    options.flag({"no-claims"}, no_claims_,
                 "do not share the table with other runs by advisory locks: for a pooler in "
                 "transaction mode");
    options.flag({"check"}, check_,
                 "write nothing and compile nothing: exit with 0 if no row is left to take, "
                 "otherwise with 1; needs no --store");
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
    options.value({"slow"}, "DURATION", options_.slow, parse_duration,
                  "warn of scenes that take longer to compile, and exit with 4 at the end "
                  "(default: off)");
    options.text({"metrics-file"}, "PATH", metrics_file_,
                 "write metrics for Prometheus, every 15 s and at the end, whole each time, for "
                 "node_exporter's textfile collector, which reads names that end with .prom");
    options.add({.name = "report",
                 .value_name = "FILE",
                 .description =
                     "write a JSON report: counts, times, errors by kind with examples; 'github' "
                     "annotates scenes that fail in GitHub Actions, and adds a table to the job's "
                     "summary (./github is a file); repeatable, for both",
                 .repeat = Repeat::yes,
                 .set = [this](std::string_view text) -> Parsed<void> {
                   if (text == "github") {
                     reports_to_github_ = true;
                   } else {
                     report_ = text;
                   }
                   return {};
                 }});
    options.value({"progress"}, "FORM", progress_,
                  one_of<ProgressMode>({{"auto", ProgressMode::automatic},
                                        {"json", ProgressMode::json},
                                        {"none", ProgressMode::none}}),
                  "auto (a bar on a terminal, otherwise a line every 10 s), json (events, one JSON "
                  "object a line on standard error, see docs/progress-events.md) or none (default: "
                  "auto)");
    options.flag({"json"}, json_, "print one JSON object a scene, and the report at the end");
    store_.add_options(options);
    database_.add_options(options);
    compile_.add_options(options);
    engine_.add_options(options);
    engine_.add_cross_check_options(options);
  }

  Result<ExitCode> run(const Environment& environment) override {
    if (auto checked = check_usage(); !checked) {
      return fail(std::move(checked).error());
    }
    options_.selection.shard = {shard_.index, shard_.count};
    if (check_) {
      return check(environment);
    }
    options_.run_time = run_time_;
    options_.pause.file = throttle_file_;
    if (max_lag_) {
      options_.pause.max_lag = std::chrono::seconds(*max_lag_);
    }
    options_.claims = no_claims_ ? Claims::no : Claims::yes;
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
    MigrationDisplay display(environment, progress_, json_ ? SceneLines::yes : SceneLines::no);
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
    if (auto told = tell_of_unknown_lag(**reader, display); !told) {
      return fail(std::move(told).error());
    }
    if (auto writable = check_outputs(); !writable) {
      return fail(std::move(writable).error());
    }
    std::optional<MetricsFile> metrics;
    MigrationObservers observers;
    observers.add(display);
    GithubReport github;
    if (reports_to_github_) {
      observers.add(github);
    }
    if (!metrics_file_.empty()) {
      metrics.emplace(metrics_file_, environment.clock, **store, warn);
      observers.add(*metrics);
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
                                                      .observer = observers});
    display.finish();
    report.engine = EngineReport{std::string((*transformer)->name()), (*transformer)->statistics()};
    if (reports_to_github_) {
      if (auto told = github.finish(report, environment); !told) {
        warn(told.error().message);
      }
    }
    auto concluded = conclude(report, environment);
    if (metrics) {
      const ExitCode code = concluded ? *concluded : exit_code_of(concluded.error().kind);
      if (auto written = metrics->finish(report, code); !written) {
        if (concluded) {
          return fail(std::move(written).error());
        }
        warn(written.error().message);
      }
    }
    return concluded;
  }

 private:
  [[nodiscard]] Result<void> check_usage() const {
    if (check_ && dry_run_) {
      return fail(ErrorKind::usage, "options '--check' and '--dry-run' exclude each other",
                  "--check asks what is left, --dry-run compiles it");
    }
    if (check_ && options_.selection.all) {
      return fail(ErrorKind::usage, "options '--check' and '--all' exclude each other",
                  "with --all every row is left to take, always");
    }
    return {};
  }

  // Counts, with the run's own selection.
  Result<ExitCode> check(const Environment& environment) const {
    const auto repository = database_.open_checked(environment, OpenMode::read_only);
    if (!repository) {
      return fail(repository.error());
    }
    const auto walk = (*repository)->begin_walk(options_.selection);
    if (!walk) {
      return fail(walk.error());
    }
    const auto counts = (*repository)->counts();
    if (!counts) {
      return fail(counts.error());
    }
    const bool is_done = walk->count == 0;
    if (json_) {
      environment.out << json_line({{"pending", walk->count},
                                    {"done", is_done},
                                    {"table",
                                     {{"total", counts->total},
                                      {"compiled", counts->compiled},
                                      {"failed", counts->failed},
                                      {"pending", counts->pending},
                                      {"stale", counts->stale}}}});
    } else {
      environment.out << render_table({Align::left, Align::right},
                                      {{"left to migrate", format_count(walk->count)},
                                       {"of the table's scenes", format_count(counts->total)},
                                       {"compiled", format_count(counts->compiled)},
                                       {"failed", format_count(counts->failed)}});
    }
    return is_done ? ExitCode::success : ExitCode::some_failed;
  }

  [[nodiscard]] Result<void> tell_of_unknown_lag(SceneRepository& reader,
                                                 MigrationDisplay& display) const {
    if (!options_.pause.max_lag) {
      return {};
    }
    const auto lag = reader.replication_lag();
    if (!lag) {
      return fail(lag.error());
    }
    if (!*lag) {
      display.warn(fmt::format("--max-lag: {} does not tell of a replica; going on without",
                               reader.describe()));
    }
    return {};
  }

  // Before the run, not after hours of it.
  [[nodiscard]] Result<void> check_outputs() const {
    if (auto writable = report_.empty() ? Result<void>() : check_output(report_); !writable) {
      return fail(ErrorKind::usage, "--report: " + writable.error().message,
                  "name a file in a directory that can be written to");
    }
    if (metrics_file_.empty()) {
      return {};
    }
    if (auto writable = MetricsFile::check(metrics_file_); !writable) {
      return fail(ErrorKind::usage, "--metrics-file: " + writable.error().message,
                  "name a file in a directory that can be written to, such as that of "
                  "node_exporter's --collector.textfile.directory");
    }
    return {};
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
      print_error(environment, threshold_error(report));
      return ExitCode::threshold;
    }
    if (report.stopped == StopReason::run_time) {
      const std::uint64_t done = report.counts.done();
      const std::uint64_t left =
          report.remaining.value_or(report.counts.planned - std::min(done, report.counts.planned));
      environment.err << fmt::format(
          "stopped after {} (--run-time): {} left, the next run goes on from here\n",
          format_duration(*run_time_), format_count(left, "scene is", "scenes are"));
    }
    return report.counts.failed > 0 || report.counts.superseded > 0 ? ExitCode::some_failed
                                                                    : ExitCode::success;
  }

  [[nodiscard]] Error threshold_error(const MigrationReport& report) const {
    const MigrationCounts& counts = report.counts;
    const std::string hint =
        report.stopped == StopReason::threshold ? "the run was stopped; the rest is pending" : "";
    const std::string slow =
        counts.slow == 0 ? ""
                         : fmt::format("{} longer than --slow {} to compile",
                                       format_count(counts.slow, "source took", "sources took"),
                                       format_duration(*options_.slow));
    if (!report.has_too_many_errors) {
      return {ErrorKind::internal, slow, hint};
    }
    return {ErrorKind::internal,
            fmt::format("{} of {} scenes failed, more than {}{}", format_count(counts.failed),
                        format_count(counts.planned), threshold_text(),
                        slow.empty() ? "" : "; " + slow),
            hint};
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
  bool check_ = false;
  bool no_claims_ = false;
  ShardNumber shard_;
  std::optional<std::chrono::milliseconds> run_time_;
  std::string throttle_file_;
  std::optional<std::uint64_t> max_lag_;
  std::string report_;
  bool reports_to_github_ = false;
  std::string metrics_file_;
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
        "A scene that the store fails to take is left as it is and taken again at the end, and so\n"
        "is one whose row somebody else has locked.\n\n"
        "Any number of runs may share a table of PostgreSQL or MariaDB, on any number of "
        "machines:\n"
        "each claims some hundred rows at a time by an advisory lock, which ends with its "
        "process,\n"
        "and at the end takes over what another one left. With --all, with --no-claims, and in a\n"
        "table of SQLite, runs at once all do the same work; --shard K/N shares it out there.\n\n"
        "With --check nothing is compiled: the exit code says whether anything is left to do.\n\n"
        "Exit codes: 0 all compiled; 1 some failed, or --check found some left; 2 wrong usage;\n"
        "3 the store or the database is out of reach, or did not take every scene; 4 a threshold\n"
        "was crossed; 130 interrupted.",
    .examples =
        "  bazc migrate --db sqlite:scenes.db --store file:bucket\n"
        "  bazc migrate --db sqlite:scenes.db --store file:bucket --dry-run\n"
        "  bazc migrate --db sqlite:scenes.db --store file:bucket --retry-failed --stale \\\n"
        "      --max-error-rate 5% --report report.json\n"
        "  bazc migrate --db sqlite:scenes.db --store file:bucket --slow 5s \\\n"
        "      --metrics-file /var/lib/prometheus/node-exporter/bazc.prom\n"
        "  bazc migrate --db sqlite:app.db --table bazaar-vid_scene --source-column tsxCode \\\n"
        "      --deleted-column deletedAt --store file:bucket --limit 100\n"
        "  bazc migrate --db \"$DATABASE_URL\" --store r2://ACCOUNT_ID/scenes --run-time 20m \\\n"
        "      --throttle-query \"SELECT count(*) > 50 FROM pg_stat_activity WHERE state = "
        "'active'\"\n"
        "  bazc migrate --db \"$DATABASE_URL\" --store r2://ACCOUNT_ID/scenes \\\n"
        "      --shard \"$JOB_COMPLETION_INDEX/50\"\n"
        "  bazc migrate --db \"$DATABASE_URL\" --check\n"
        "  PGPASSWORD=… bazc migrate --store r2://ACCOUNT_ID/scenes \\\n"
        "      --db 'postgresql://app@db.example.com/app?sslmode=verify-full'\n",
    .make = make_command<MigrateCommand>,
};

}  // namespace bazc::cli

#include "cli/upload_command.hpp"

#include <algorithm>
#include <optional>
#include <ostream>

#include <fmt/format.h>

#include "cli/compile_options.hpp"
#include "cli/json_results.hpp"
#include "cli/option_values.hpp"
#include "cli/scene_files.hpp"
#include "cli/source_input.hpp"
#include "cli/storage_options.hpp"
#include "cli/terminal/messages.hpp"
#include "core/base/ordered_parallel.hpp"
#include "core/migration/circuit_breaker.hpp"
#include "core/module/content_hash.hpp"

namespace bazc::cli {
namespace {

// What became of one source.
struct Outcome {
  std::optional<Error> error;  // it could not be read, stored or recorded
  std::optional<CompileError> compile_error;
  std::string source;
  std::string hash;
  std::string url;
  PutOutcome put = PutOutcome::stored;
  bool skipped = false;  // not tried, since the store is out of reach
  std::vector<CompileWarning> warnings;

  [[nodiscard]] bool ok() const { return !error && !compile_error && !skipped; }
};

class UploadCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    options.positionals("FILES|DIRECTORIES|-", arguments_);
    options.text({"scene"}, "ID", scene_,
                 "record the URL and hash on this row of --db; without FILES its own source is "
                 "compiled");
    options.flag({"json"}, json_,
                 "print one JSON object a line: file, ok, then hash, url and outcome (stored or "
                 "present), or error");
    options.flag({"quiet", 'q'}, quiet_, "print errors only: no warnings");
    options.value({"max-store-failures"}, "N", max_store_failures_,
                  count_between<std::size_t>(1, 1'000'000),
                  "stop when the store fails N times in a row in the same way (default: 20)");
    store_.add_options(options);
    database_.add_options(options);
    compile_.add_options(options);
    engine_.add_options(options);
  }

  Result<ExitCode> run(const Environment& environment) override {
    if (auto checked = check_usage(); !checked) {
      return fail(std::move(checked).error());
    }
    if (auto readable = store_.require_public_url(environment); !readable) {
      return fail(std::move(readable).error());
    }
    auto store = store_.open_existing(environment);
    if (!store) {
      return fail(std::move(store).error());
    }
    if (!scene_.empty()) {
      if (auto opened = open_scene(environment); !opened) {
        return fail(std::move(opened).error());
      }
    }
    auto transformer = environment.make_transformer(engine_.options);
    if (!transformer) {
      return fail(std::move(transformer).error());
    }
    if (arguments_.empty()) {
      files_.push_back({fmt::format("scene {}", scene_), {}, {}});
    } else {
      files_ = collect_scene_files(arguments_);
    }

    bool some_failed = false;
    bool out_of_reach = false;
    bool engine_failed = false;
    CircuitBreaker breaker(max_store_failures_);
    // As many threads as there are uploads: the engine itself bounds how many sources it compiles.
    ordered_parallel(
        files_.size(), std::max(engine_.options.jobs, store_.connections),
        [&](std::size_t index) {
          return process(files_[index], environment, **transformer, **store, breaker);
        },
        [&](std::size_t index, Outcome outcome) {
          if (outcome.skipped) {
            return Continue::no;
          }
          if (outcome.ok() && !scene_.empty()) {
            record(outcome);
          }
          report(files_[index], outcome, environment);
          some_failed |= !outcome.ok();
          out_of_reach |= outcome.error && outcome.error->kind == ErrorKind::unavailable;
          engine_failed |= outcome.compile_error && !is_scene_fault(outcome.compile_error->kind);
          return engine_failed || environment.interrupts.load() > 0 || !environment.out
                     ? Continue::no
                     : Continue::yes;
        });
    if (environment.interrupts.load() > 0) {
      return ExitCode::interrupted;
    }
    if (auto broken = breaker.error()) {
      return fail(*std::move(broken));
    }
    if (out_of_reach || engine_failed) {
      return ExitCode::unavailable;
    }
    return some_failed ? ExitCode::some_failed : ExitCode::success;
  }

 private:
  [[nodiscard]] Result<void> check_usage() const {
    if (scene_.empty()) {
      if (arguments_.empty()) {
        return fail(ErrorKind::usage, "nothing to upload",
                    "name files or directories, '-' for standard input, or a row with --scene");
      }
      return {};
    }
    if (names_several(arguments_)) {
      return fail(ErrorKind::usage, "option '--scene' takes one source, not several");
    }
    return {};
  }

  Result<void> open_scene(const Environment& environment) {
    auto repository = database_.open_checked(environment, OpenMode::read_write);
    if (!repository) {
      return fail(std::move(repository).error());
    }
    repository_ = *std::move(repository);
    read_at_ = environment.clock.system_now();
    auto found = repository_->find(scene_);
    if (!found) {
      return fail(std::move(found).error());
    }
    if (!*found) {
      return fail(ErrorKind::usage, fmt::format("no scene '{}' in {}", scene_, database_.url),
                  "see --table, --id-column and --filter");
    }
    if (!(*found)->source) {
      return fail(ErrorKind::conflict, fmt::format("the source of scene '{}' is NULL", scene_));
    }
    row_ = **std::move(found);
    return {};
  }

  Outcome process(const SceneFile& file, const Environment& environment, Transformer& transformer,
                  ObjectStore& store, CircuitBreaker& breaker) const {
    Outcome outcome;
    if (breaker.error()) {
      outcome.skipped = true;
      return outcome;
    }
    if (file.error) {
      outcome.error = file.error;
      return outcome;
    }
    if (arguments_.empty()) {
      outcome.source = *row_.source;
    } else {
      auto source = read_source(file, environment, compile_.options.max_source_size);
      if (!source) {
        outcome.error = std::move(source).error();
        return outcome;
      }
      outcome.source = *std::move(source);
      if (!scene_.empty() && outcome.source != *row_.source) {
        outcome.error =
            Error{ErrorKind::conflict,
                  fmt::format("'{}' is not the source of scene '{}'", file.path.string(), scene_),
                  "save it to the row first, or leave the file out to upload the row's own source"};
        return outcome;
      }
    }
    auto compiled = compile_scene(outcome.source, compile_.options, transformer);
    if (!compiled) {
      outcome.warnings = std::move(compiled.error().warnings);
      outcome.compile_error = std::move(compiled).error();
      return outcome;
    }
    outcome.warnings = std::move(compiled->warnings);
    const std::string key = artifact_key(compiled->hash);
    const auto put = store.put(key, compiled->artifact, artifact_headers(compiled->artifact));
    breaker.note(put);
    if (!put) {
      outcome.error = put.error();
      if (breaker.error()) {
        store.stop_retrying();
      }
      return outcome;
    }
    outcome.put = *put;
    outcome.hash = std::move(compiled->hash);
    outcome.url = store.public_url(key);
    return outcome;
  }

  void record(Outcome& outcome) {
    const auto recorded = repository_->record(
        {{.id = row_.id,
          .compiled_source = row_.source,
          .version = row_.version,
          .compiled_at = read_at_,
          .result = Recording::Success{.url = outcome.url, .hash = outcome.hash}}});
    if (!recorded) {
      outcome.error = recorded.error();
      return;
    }
    const RecordResult& result = recorded->front();
    const auto refuse = [&](std::string reason) {
      outcome.error = Error{ErrorKind::conflict,
                            fmt::format("{} is stored but not recorded on scene '{}': {}",
                                        outcome.url, scene_, reason),
                            "run the command again"};
    };
    switch (result.outcome) {
      case RecordOutcome::recorded:
        return;
      case RecordOutcome::superseded:
        return refuse("its source was edited meanwhile");
      case RecordOutcome::already_recorded:
        return refuse("another run recorded it meanwhile");
      case RecordOutcome::deleted:
        return refuse("it is deleted");
      case RecordOutcome::refused:
      case RecordOutcome::locked:
        return refuse(result.message);
    }
  }

  void report(const SceneFile& file, const Outcome& outcome, const Environment& environment) const {
    const std::string name = file.is_standard_input() ? "<stdin>" : file.path.string();
    if (!quiet_ && !json_) {
      for (const CompileWarning& warning : outcome.warnings) {
        print_warning(environment, name, outcome.source, warning);
      }
    }
    if (json_) {
      environment.out << result_line(file, outcome);
    } else if (outcome.error) {
      print_error(environment, *outcome.error);
    } else if (outcome.compile_error) {
      print_error(environment, name, outcome.source, *outcome.compile_error);
    } else if (names_several(arguments_)) {
      environment.out << fmt::format("{}  {}  {}\n", outcome.url, outcome.hash, name);
    } else {
      environment.out << fmt::format("{}  {}\n", outcome.url, outcome.hash);
    }
  }

  static std::string result_line(const SceneFile& file, const Outcome& outcome) {
    Json object = {{"file", file.path.string()}, {"ok", outcome.ok()}};
    if (outcome.compile_error) {
      object["error"] = json_of(*outcome.compile_error);
    } else if (outcome.error) {
      object["error"] = json_of(*outcome.error);
    } else {
      object["hash"] = outcome.hash;
      object["url"] = outcome.url;
      object["outcome"] = outcome.put == PutOutcome::stored ? "stored" : "present";
    }
    object["warnings"] = json_of(outcome.warnings);
    return json_line(object);
  }

  std::vector<std::string> arguments_;
  std::string scene_;
  bool json_ = false;
  bool quiet_ = false;
  std::size_t max_store_failures_ = 20;
  StoreOptionGroup store_;
  DatabaseOptionGroup database_;
  CompileOptionGroup compile_;
  EngineOptionGroup engine_;

  std::vector<SceneFile> files_;
  std::unique_ptr<SceneRepository> repository_;
  // With --scene.
  Scene row_;
  SystemTime read_at_;
};

}  // namespace

constinit const CommandDescription upload_command = {
    .name = "upload",
    .summary = "Compile scenes and store the artifacts",
    .arguments = "[OPTIONS] --store URL FILES|DIRECTORIES|-",
    .details =
        "Prints \"URL  HASH\", for several sources \"URL  HASH  FILE\". An artifact that the\n"
        "store has already is left alone. A file that does not compile, or that the store fails "
        "to\n"
        "take, does not hold up the others. With --scene the row is changed only if its source is\n"
        "still the one that was compiled.\n\n"
        "Exit codes: 0 all stored; 1 some failed; 2 wrong usage; 3 the store or the database is\n"
        "out of reach; 130 interrupted.",
    .examples =
        "  bazc upload --store file:bucket scene.tsx\n"
        "  bazc upload --store file:bucket --public-url https://cdn.example.com scenes/\n"
        "  bazc upload --store file:bucket --db sqlite:scenes.db --scene 3f2a77c1\n",
    .make = make_command<UploadCommand>,
};

}  // namespace bazc::cli

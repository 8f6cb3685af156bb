#include "cli/compile_command.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "cli/compile_options.hpp"
#include "cli/json_results.hpp"
#include "cli/output_file.hpp"
#include "cli/scene_files.hpp"
#include "cli/source_input.hpp"
#include "cli/terminal/messages.hpp"
#include "cli/terminal/quantities.hpp"
#include "core/base/file.hpp"
#include "core/base/ordered_parallel.hpp"
#include "core/module/compile_scene.hpp"
#include "core/module/content_hash.hpp"

namespace bazc::cli {
namespace {

namespace fs = std::filesystem;

/// What became of one source.
struct Outcome {
  std::optional<Error> error;  ///< it could not be read, or its output not be written
  std::optional<CompileError> compile_error;
  std::string source;  ///< for the frames; empty where there is nothing to say
  std::string code;
  std::string hash;  ///< empty with --no-wrap
  std::vector<CompileWarning> warnings;

  [[nodiscard]] bool ok() const { return !error && !compile_error; }
};

class CompileCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    options.positionals("FILES|DIRECTORIES|-", arguments_);
    options.text({"output", 'o'}, "FILE", output_, "write the artifact to FILE");
    options.text({"out-dir"}, "DIR", out_dir_,
                 "write each artifact into DIR: name.tsx to DIR/name.js, a directory's tree "
                 "mirrored");
    options.flag({"hashed"}, hashed_, "with --out-dir: name each file by its hash, DIR/HASH.js");
    options.flag({"hash"}, hash_, "print the hash; with several sources as \"HASH  FILE\"");
    options.flag({"no-wrap"}, no_wrap_,
                 "stop after the transform: exactly what the engine produced");
    options.flag({"check"}, check_, "compile and write nothing");
    options.flag({"json"}, json_,
                 "print one JSON object a line: file, ok, then hash and (without an output "
                 "option) code, or error, and warnings");
    options.flag({"quiet", 'q'}, quiet_, "print errors only: no warnings, no summary");
    compile_.add_options(options);
    engine_.add_options(options);
    engine_.add_cross_check_options(options);
  }

  Result<ExitCode> run(const Environment& environment) override {
    files_ = collect_scene_files(arguments_);
    if (auto checked = check_usage(); !checked) {
      return fail(std::move(checked).error());
    }
    if (auto planned = plan(); !planned) {
      return fail(std::move(planned).error());
    }
    auto transformer = environment.make_transformer(engine_options());
    if (!transformer) {
      return fail(std::move(transformer).error());
    }

    std::size_t done = 0;
    std::size_t failed = 0;
    bool engine_lost = false;
    ordered_parallel(
        files_.size(), engine_.options.jobs,
        [&](std::size_t index) { return process(index, environment, **transformer); },
        [&](std::size_t index, const Outcome& outcome) {
          if (environment.interrupts.load() > 0 && !outcome.ok()) {
            return Continue::no;
          }
          report(index, outcome, environment);
          ++done;
          failed += outcome.ok() ? std::size_t{0} : 1;
          engine_lost = engine_lost ||
                        (outcome.compile_error && !is_scene_fault(outcome.compile_error->kind));
          // Where standard output is closed or full, nobody gets the rest.
          return environment.interrupts.load() > 0 || !environment.out ? Continue::no
                                                                       : Continue::yes;
        });
    const bool interrupted = environment.interrupts.load() > 0;
    summarize(done, failed, interrupted, environment);
    if (interrupted) {
      return ExitCode::interrupted;
    }
    if (engine_lost) {
      return ExitCode::unavailable;
    }
    return failed == 0 ? ExitCode::success : ExitCode::some_failed;
  }

 private:
  [[nodiscard]] bool writes_files() const { return !output_.empty() || !out_dir_.empty(); }

  [[nodiscard]] bool prints_code() const {
    return !check_ && !hash_ && !json_ &&
           (!writes_files() || (!output_.empty() && names_standard_output(output_)));
  }

  Result<void> check_usage() const {
    struct Pair {
      bool left;
      const char* left_name;
      bool right;
      const char* right_name;
    };
    const bool output = !output_.empty();
    const bool out_dir = !out_dir_.empty();
    for (const Pair& pair : {
             Pair{output, "--output", out_dir, "--out-dir"},
             Pair{check_, "--check", output, "--output"},
             Pair{check_, "--check", out_dir, "--out-dir"},
             Pair{check_, "--check", hash_, "--hash"},
             Pair{check_, "--check", no_wrap_, "--no-wrap"},
             Pair{hash_, "--hash", json_, "--json"},
             Pair{hash_, "--hash", no_wrap_, "--no-wrap"},
             Pair{hashed_, "--hashed", no_wrap_, "--no-wrap"},
         }) {
      if (pair.left && pair.right) {
        return fail(ErrorKind::usage, fmt::format("options '{}' and '{}' exclude each other",
                                                  pair.left_name, pair.right_name));
      }
    }
    if (hashed_ && !out_dir) {
      return fail(ErrorKind::usage, "option '--hashed' needs '--out-dir'");
    }
    if (output && (hash_ || json_) && names_standard_output(output_)) {
      return fail(ErrorKind::usage,
                  fmt::format("options '--output {}' and '{}' would both write to standard output",
                              output_, hash_ ? "--hash" : "--json"));
    }
    if (auto checked = engine_.check(); !checked) {
      return checked;
    }
    if (arguments_.empty()) {
      return fail(ErrorKind::usage, "nothing to compile",
                  "name files or directories, or '-' for standard input");
    }
    if (std::count(arguments_.begin(), arguments_.end(), "-") > 1) {
      return fail(ErrorKind::usage, "standard input ('-') is named more than once");
    }
    const bool has_source = std::any_of(files_.begin(), files_.end(),
                                        [](const SceneFile& file) { return !file.error; });
    if (has_source && names_several(arguments_) && !out_dir && (output || prints_code())) {
      return fail(ErrorKind::usage,
                  output ? "option '--output' takes one source, not several or a directory"
                         : "several sources need an option that says where the artifacts go",
                  "use --out-dir DIR, or print with --hash or --json, or only --check");
    }
    return {};
  }

  /// Decides every output before anything is written.
  Result<void> plan() {
    if (!output_.empty()) {
      outputs_.assign(files_.size(), output_);
      return check_not_a_source(output_, files_);
    }
    if (out_dir_.empty()) {
      return {};
    }
    if (!hashed_) {
      auto outputs = plan_outputs(files_, out_dir_);
      if (!outputs) {
        return fail(std::move(outputs).error());
      }
      outputs_ = *std::move(outputs);
    }
    return make_directory(out_dir_);
  }

  static Result<void> make_directory(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error) {
      return fail(system_error(error.value(), "make the directory", directory));
    }
    return {};
  }

  /// No more workers than there are sources.
  [[nodiscard]] EngineOptions engine_options() const {
    EngineOptions options = engine_.options;
    options.jobs = std::min(options.jobs, static_cast<unsigned>(std::max<std::size_t>(
                                              1, std::min<std::size_t>(files_.size(), 1U << 16))));
    return options;
  }

  /// Reads, compiles and writes one source; runs on many threads at once.
  Outcome process(std::size_t index, const Environment& environment, Transformer& transformer) {
    Outcome outcome;
    const SceneFile& file = files_[index];
    if (file.error) {
      outcome.error = file.error;
      return outcome;
    }
    const std::size_t limit = compile_.options.max_source_size;
    auto source = read_source(file, environment, limit);
    if (!source) {
      outcome.error = std::move(source).error();
      return outcome;
    }
    compile(*source, transformer, outcome);
    if (outcome.compile_error || !outcome.warnings.empty()) {
      outcome.source = *std::move(source);
    }
    if (outcome.ok() && writes_files() && !names_standard_output(output_)) {
      write(index, outcome);
    }
    return outcome;
  }

  void compile(std::string_view source, Transformer& transformer, Outcome& outcome) const {
    if (no_wrap_) {
      auto transformed = transform_source(source, compile_.options, transformer);
      if (!transformed) {
        fail_with(std::move(transformed).error(), outcome);
        return;
      }
      outcome.code = std::move(transformed->code);
      outcome.warnings = std::move(transformed->warnings);
      return;
    }
    auto compiled = compile_scene(source, compile_.options, transformer);
    if (!compiled) {
      fail_with(std::move(compiled).error(), outcome);
      return;
    }
    outcome.code = std::move(compiled->artifact);
    outcome.hash = std::move(compiled->hash);
    outcome.warnings = std::move(compiled->warnings);
  }

  static void fail_with(CompileError error, Outcome& outcome) {
    outcome.warnings = std::move(error.warnings);
    outcome.compile_error = std::move(error);
  }

  void write(std::size_t index, Outcome& outcome) const {
    const fs::path path = hashed_ ? fs::path(out_dir_) / (outcome.hash + ".js") : outputs_[index];
    if (!out_dir_.empty()) {
      if (auto made = make_directory(path.parent_path()); !made) {
        outcome.error = std::move(made).error();
        return;
      }
    }
    if (auto written = write_output(path, outcome.code); !written) {
      outcome.error = std::move(written).error();
    }
    outcome.code.clear();
  }

  void report(std::size_t index, const Outcome& outcome, const Environment& environment) const {
    const SceneFile& file = files_[index];
    if (json_) {
      environment.out << result_line(file, outcome);
      return;
    }
    const std::string name = file.is_standard_input() ? "<stdin>" : file.path.string();
    if (!quiet_) {
      for (const CompileWarning& warning : outcome.warnings) {
        print_warning(environment, name, outcome.source, warning);
      }
    }
    if (outcome.error) {
      print_error(environment, *outcome.error);
    } else if (outcome.compile_error) {
      print_error(environment, name, outcome.source, *outcome.compile_error);
    } else if (hash_) {
      environment.out << (names_several(arguments_)
                              ? fmt::format("{}  {}\n", outcome.hash, file.path.string())
                              : outcome.hash + "\n");
    } else if (prints_code()) {
      environment.out << outcome.code;
    }
  }

  [[nodiscard]] std::string result_line(const SceneFile& file, const Outcome& outcome) const {
    Json object = {{"file", file.path.string()}, {"ok", outcome.ok()}};
    if (outcome.error) {
      object["error"] = json_of(*outcome.error);
    } else if (outcome.compile_error) {
      object["error"] = json_of(*outcome.compile_error);
    } else {
      if (!no_wrap_) {
        object["hash"] = outcome.hash;
      }
      if (!writes_files() && !check_) {
        object["code"] = outcome.code;
      }
    }
    object["warnings"] = json_of(outcome.warnings);
    return json_line(object);
  }

  void summarize(std::size_t done, std::size_t failed, bool interrupted,
                 const Environment& environment) const {
    if (quiet_ || json_ || (files_.size() < 2 && !interrupted)) {
      return;
    }
    std::string text = interrupted ? "interrupted: " : "";
    text += done == files_.size() && failed == 0
                ? fmt::format("compiled {}", format_count(done, "scene", "scenes"))
                : fmt::format("compiled {} of {}", format_count(done - failed),
                              format_count(files_.size(), "scene", "scenes"));
    text += failed == 0 ? "" : fmt::format(", {} failed", format_count(failed));
    environment.err << text << '\n';
  }

  std::vector<std::string> arguments_;
  std::string output_;
  std::string out_dir_;
  bool hashed_ = false;
  bool hash_ = false;
  bool no_wrap_ = false;
  bool check_ = false;
  bool json_ = false;
  bool quiet_ = false;
  CompileOptionGroup compile_;
  EngineOptionGroup engine_;

  std::vector<SceneFile> files_;
  std::vector<fs::path> outputs_;  ///< one for each file; empty where it is known only by hash
};

}  // namespace

constinit const CommandDescription compile_command = {
    .name = "compile",
    .summary = "Compile scenes to ES modules",
    .arguments = "[OPTIONS] FILES|DIRECTORIES|-",
    .details =
        "Prints the artifact of one source, or writes those of many with --out-dir. A directory\n"
        "stands for the .tsx, .ts and .jsx files in its tree (not .d.ts, hidden ones and\n"
        "node_modules). One failing source does not stop the others.\n\n"
        "Exit codes: 0 all compiled; 1 some failed; 2 wrong usage; 3 no engine; 130 interrupted.",
    .examples =
        "  bazc compile scene.tsx -o scene.js\n"
        "  bazc compile scenes/ --out-dir dist --hashed\n"
        "  bazc compile --check --json scenes/ more/intro.tsx\n"
        "  cat scene.tsx | bazc compile --hash -\n",
    .make = make_command<CompileCommand>,
};

}  // namespace bazc::cli

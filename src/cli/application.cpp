#include "cli/application.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <ostream>
#include <span>

#include <fmt/format.h>

#include "cli/argument_parser.hpp"
#include "cli/command.hpp"
#include "cli/compile_command.hpp"
#include "cli/doctor_command.hpp"
#include "cli/engine.hpp"
#include "cli/help.hpp"
#include "cli/init_command.hpp"
#include "cli/migrate_command.hpp"
#include "cli/option_layers.hpp"
#include "cli/option_values.hpp"
#include "cli/output_stream.hpp"
#include "cli/settings_file.hpp"
#include "cli/status_command.hpp"
#include "cli/suggestion.hpp"
#include "cli/terminal/color.hpp"
#include "cli/terminal/messages.hpp"
#include "cli/upload_command.hpp"
#include "cli/verify_command.hpp"
#include "cli/version.hpp"
#include "core/base/file.hpp"

namespace bazc::cli {
namespace {

/// Every command of bazc, in the order of the help.
constexpr std::array commands = {
    &compile_command, &migrate_command, &upload_command, &verify_command,
    &init_command,    &status_command,  &doctor_command,
};

constexpr const char* default_settings_file = "bazc.toml";

/// The options of every command.
struct GlobalOptions {
  bool help = false;
  bool version = false;
  ColorMode color = ColorMode::automatic;
  std::string config;  ///< empty: bazc.toml, if there is one

  void add_options(OptionSet& options) {
    options.flag({"help", 'h'}, help, "print this help").layers = Layers::command_line_only;
    options.flag({"version"}, version, "print the version, and those of the parts").layers =
        Layers::command_line_only;
    options.value({"color"}, "WHEN", color,
                  one_of<ColorMode>({{"auto", ColorMode::automatic},
                                     {"always", ColorMode::always},
                                     {"never", ColorMode::never}}),
                  "colour diagnostics: auto (on a terminal, unless NO_COLOR is set), always or "
                  "never (default: auto)");
    options
        .text({"config"}, "FILE", config,
              "take settings from FILE (default: bazc.toml in the current directory, if there)")
        .layers = Layers::command_line_and_variable;
  }
};

Error usage(std::string message, std::string hint) {
  return Error{ErrorKind::usage, std::move(message), std::move(hint)};
}

const CommandDescription* find_command(std::string_view name) {
  const auto* const found =
      std::find_if(commands.begin(), commands.end(),
                   [&](const CommandDescription* each) { return each->name == name; });
  return found == commands.end() ? nullptr : *found;
}

Error unknown_command(const std::string& name) {
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const CommandDescription* command : commands) {
    names.emplace_back(command->name);
  }
  return usage(fmt::format("unknown command '{}'{}", name, did_you_mean(name, names)),
               "see 'bazc --help' for the commands");
}

/// The file of --config, which must be there, or bazc.toml, which need not.
Result<SettingsFile> load_settings(const std::string& config) {
  auto file = read_settings(config.empty() ? default_settings_file : config);
  if (file) {
    return file;
  }
  if (config.empty() && file.error().kind == ErrorKind::not_found) {
    return SettingsFile{};
  }
  Error error = std::move(file).error();
  error.kind = ErrorKind::usage;
  return fail(std::move(error));
}

/// Every command's options, to check that each key of a settings file is one.
Result<void> check_against_commands(const SettingsFile& file) {
  if (file.sections.empty() && file.settings.empty()) {
    return {};
  }
  std::vector<std::unique_ptr<Command>> made;
  std::vector<OptionSet> sets(commands.size());
  std::vector<KnownOptions> known;
  GlobalOptions global;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    made.push_back(commands[i]->make());
    made.back()->add_options(sets[i]);
    global.add_options(sets[i]);
    known.push_back({std::string(commands[i]->name), &sets[i]});
  }
  return check_settings(file, known);
}

/// One run, from arguments to exit code.
class Run {
 public:
  Run(const std::vector<std::string>& arguments, const Environment& environment)
      : arguments_(arguments), environment_(environment) {
    decide_color();
    global_.add_options(global_options_);
  }

  /// With the colours decided as far as the run came.
  [[nodiscard]] const Environment& environment() const { return environment_; }

  [[nodiscard]] Result<ExitCode> execute() {
    auto leading = parse_arguments(arguments_, global_options_, StopAt::first_positional);
    if (!leading) {
      return fail(with_hint(std::move(leading).error(), "see 'bazc --help'"));
    }
    if (leading->positionals.empty()) {
      return execute_without_command(*leading);
    }
    const std::string name = leading->positionals.front();
    const CommandDescription* description = find_command(name);
    if (description == nullptr) {
      return fail(unknown_command(name));
    }
    auto code = execute_command(*description, *leading);
    if (!code && code.error().kind == ErrorKind::usage) {
      return fail(with_hint(std::move(code).error(), fmt::format("see 'bazc {} --help'", name)));
    }
    return code;
  }

 private:
  static Error with_hint(Error error, std::string hint) {
    if (error.hint.empty() && error.message.find("did you mean") == std::string::npos) {
      error.hint = std::move(hint);
    }
    return error;
  }

  void decide_color() {
    environment_.err_color = use_color(
        global_.color, environment_.err_is_terminal ? StreamKind::terminal : StreamKind::other,
        environment_.variable);
  }

  Result<ExitCode> execute_without_command(const Arguments& leading) {
    if (auto applied = apply_layers(global_options_, leading, environment_.variable, {}, "");
        !applied) {
      return fail(std::move(applied).error());
    }
    decide_color();
    if (global_.version) {
      environment_.out << version_text();
      return ExitCode::success;
    }
    const std::string help = application_help(commands, global_options_);
    if (global_.help) {
      environment_.out << help;
      return ExitCode::success;
    }
    environment_.err << help;
    return ExitCode::usage;
  }

  Result<ExitCode> execute_command(const CommandDescription& description,
                                   const Arguments& leading) {
    const std::unique_ptr<Command> command = description.make();
    OptionSet own;
    command->add_options(own);
    OptionSet all = own;
    for (const Option& option : global_options_.options()) {
      all.add(option);
    }
    const std::vector<std::string> rest(leading.positionals.begin() + 1, leading.positionals.end());
    auto parsed = parse_arguments(rest, all, StopAt::end);
    if (!parsed) {
      return fail(std::move(parsed).error());
    }
    parsed->options.insert(leading.options.begin(), leading.options.end());

    // --help, --version and --config first: help must come whatever a file says.
    if (auto applied =
            apply_layers(global_options_, *parsed, environment_.variable, {}, description.name);
        !applied) {
      return fail(std::move(applied).error());
    }
    decide_color();
    if (global_.help) {
      environment_.out << command_help(description, own, global_options_);
      return ExitCode::success;
    }
    if (global_.version) {
      environment_.out << version_text();
      return ExitCode::success;
    }
    auto file = load_settings(global_.config);
    if (!file) {
      return fail(std::move(file).error());
    }
    if (auto checked = check_against_commands(*file); !checked) {
      return fail(std::move(checked).error());
    }
    if (auto applied = apply_layers(all, *parsed, environment_.variable, *file, description.name);
        !applied) {
      return fail(std::move(applied).error());
    }
    decide_color();
    if (auto taken = take_positionals(own, *parsed); !taken) {
      return fail(std::move(taken).error());
    }
    return command->run(environment_);
  }

  static Result<void> take_positionals(const OptionSet& options, const Arguments& parsed) {
    if (options.positional().target != nullptr) {
      *options.positional().target = parsed.positionals;
    } else if (!parsed.positionals.empty()) {
      return fail(ErrorKind::usage,
                  fmt::format("unexpected argument '{}'", parsed.positionals.front()));
    }
    return {};
  }

  const std::vector<std::string>& arguments_;
  Environment environment_;
  GlobalOptions global_;
  OptionSet global_options_;
};

int execute(const std::vector<std::string>& arguments, const Environment& environment) {
  Run run(arguments, environment);
  Result<ExitCode> code = ExitCode::success;
  try {
    code = run.execute();
  } catch (const std::bad_alloc&) {
    code = fail(ErrorKind::internal, "out of memory");
  } catch (const std::exception& exception) {
    code = fail(ErrorKind::internal, fmt::format("internal error: {}", exception.what()));
  }
  ExitCode result = code ? *code : exit_code_of(code.error().kind);
  if (!code) {
    print_error(run.environment(), code.error());
  }
  if (const int error_number = flush_and_check(environment.out); error_number != 0) {
    print_error(run.environment(), system_error(error_number, "write to", "standard output"));
    result = result == ExitCode::success ? ExitCode::some_failed : result;
  }
  environment.err.flush();
  return static_cast<int>(result);
}

}  // namespace

ExitCode exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return ExitCode::usage;
    case ErrorKind::not_found:  // a command that needs a thing of that name cannot begin
    case ErrorKind::unavailable:
    case ErrorKind::timed_out:
      return ExitCode::unavailable;
    case ErrorKind::io:
    case ErrorKind::conflict:
    case ErrorKind::internal:
      return ExitCode::some_failed;
  }
  return ExitCode::some_failed;
}

int run(const std::vector<std::string>& arguments, const Environment& environment) {
  if (!arguments.empty() && arguments.front() == engine_worker_argument) {
    return run_engine_worker(std::span(arguments).subspan(1));
  }
  return execute(arguments, environment);
}

}  // namespace bazc::cli

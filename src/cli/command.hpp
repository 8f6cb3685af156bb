#pragma once

#include <memory>
#include <string_view>

#include "cli/environment.hpp"
#include "cli/option_set.hpp"
#include "core/base/result.hpp"

namespace bazc::cli {

/// One command: its options, and what it does with them. An object serves one run.
class Command {
 public:
  Command() = default;
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  virtual ~Command() = default;

  /// Binds options to members of this object, whose initial values are the defaults.
  virtual void add_options(OptionSet& options) = 0;

  /// Runs with the members that the options have set. An error ends the command: the application
  /// prints it with its hint and gives the exit code of its kind (exit_code_of).
  [[nodiscard]] virtual Result<ExitCode> run(const Environment& environment) = 0;
};

/// What the application and the help know of a command. A `{name}_command.hpp` declares one
/// (`extern const CommandDescription`), and application.cpp lists it.
struct CommandDescription {
  std::string_view name;
  std::string_view summary;    ///< one line for `bazc --help`
  std::string_view arguments;  ///< of the usage line: "[OPTIONS] [FILES|DIRECTORIES|-]"
  std::string_view details;    ///< paragraphs for the command's own help; may be empty
  std::string_view examples;   ///< lines of the block "Examples:", each indented by two spaces
  std::unique_ptr<Command> (*make)();
};

template <class T>
[[nodiscard]] std::unique_ptr<Command> make_command() {
  return std::make_unique<T>();
}

/// The exit code that an error of this kind ends a command with.
[[nodiscard]] ExitCode exit_code_of(ErrorKind kind);

}  // namespace bazc::cli

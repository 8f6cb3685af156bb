#pragma once

#include <span>
#include <string>

#include "cli/command.hpp"
#include "cli/option_set.hpp"

namespace bazc::cli {

/// What `bazc --help` prints.
[[nodiscard]] std::string application_help(std::span<const CommandDescription* const> commands,
                                           const OptionSet& global_options);

/// What `bazc COMMAND --help` prints. `options` are the command's own.
[[nodiscard]] std::string command_help(const CommandDescription& command, const OptionSet& options,
                                       const OptionSet& global_options);

}  // namespace bazc::cli

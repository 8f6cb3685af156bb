#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/argument_parser.hpp"
#include "cli/option_set.hpp"
#include "cli/settings_file.hpp"
#include "core/base/result.hpp"

namespace bazc::cli {

using ReadVariable = std::function<std::optional<std::string>(std::string_view name)>;

/// "--batch-size" as a variable: BAZC_BATCH_SIZE.
[[nodiscard]] std::string variable_name(const Option& option);

/// Sets each option of `options` from the first layer that has it: the command line, its BAZC_
/// variable (an empty one counts as unset; a repeatable option's is split at commas), section
/// [command] of `file`, the keys above all sections; none: the default stays. The error `usage`
/// names where the bad value stands and what is allowed.
[[nodiscard]] Result<void> apply_layers(const OptionSet& options, const Arguments& arguments,
                                        const ReadVariable& variable, const SettingsFile& file,
                                        std::string_view command);

/// A command's name and its options, for check_settings.
struct KnownOptions {
  std::string command;
  const OptionSet* options = nullptr;
};

/// That every section is a command and every key an option of that command, or, above all
/// sections, of any command: a misspelt key would otherwise be ignored without a word.
[[nodiscard]] Result<void> check_settings(const SettingsFile& file,
                                          const std::vector<KnownOptions>& commands);

}  // namespace bazc::cli

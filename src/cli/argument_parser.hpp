#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/option_set.hpp"
#include "core/base/result.hpp"

namespace bazc::cli {

/// What stood on a command line, not yet parsed as values.
struct Arguments {
  /// By the option's name without dashes; a flag's text is "true" or what stood after "=".
  std::map<std::string, std::vector<std::string>, std::less<>> options;
  std::vector<std::string> positionals;
};

/// What an argument that is no known option ends.
enum class StopAt {
  end,               ///< nothing: options and positionals may be mixed
  first_positional,  ///< the options: it and all that follows are positionals
};

/// Tells options from positionals. An unknown option and a missing value are the error `usage`.
[[nodiscard]] Result<Arguments> parse_arguments(const std::vector<std::string>& arguments,
                                                const OptionSet& options, StopAt stop_at);

}  // namespace bazc::cli

#pragma once

#include <string>
#include <vector>

#include "cli/environment.hpp"

namespace bazc::cli {

/// Parses `arguments` (without the program's name), runs the chosen command and gives the exit
/// code. The one place that catches what a library throws.
[[nodiscard]] int run(const std::vector<std::string>& arguments, const Environment& environment);

}  // namespace bazc::cli

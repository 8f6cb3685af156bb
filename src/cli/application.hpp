#pragma once

#include <string>
#include <vector>

#include "cli/environment.hpp"

namespace bazc::cli {

/// Parses `arguments` (without the program's name), runs the chosen command and gives the exit
/// code. The one place that prints an error and that catches what a library throws. Results that
/// could not be written to `environment.out` are an error too.
[[nodiscard]] int run(const std::vector<std::string>& arguments, const Environment& environment);

}  // namespace bazc::cli

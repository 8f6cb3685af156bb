#pragma once

#include "cli/command.hpp"

namespace bazc::cli {

/// `bazc compile`: scenes to artifacts in files or on standard output.
extern const CommandDescription compile_command;

}  // namespace bazc::cli

#pragma once

#include "cli/command.hpp"

namespace bazc::cli {

/// `bazc status`: how much of a database is compiled.
extern const CommandDescription status_command;

}  // namespace bazc::cli

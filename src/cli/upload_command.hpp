#pragma once

#include "cli/command.hpp"

namespace bazc::cli {

/// `bazc upload`: compiles sources and stores the artifacts.
extern const CommandDescription upload_command;

}  // namespace bazc::cli

#pragma once

#include "cli/command.hpp"

namespace bazc::cli {

/// `bazc migrate`: compiles, stores and records the scenes of a database.
extern const CommandDescription migrate_command;

}  // namespace bazc::cli

#pragma once

#include "cli/command.hpp"

namespace bazc::cli {

/// `bazc doctor`: tries out what the other commands need of a store and a database.
extern const CommandDescription doctor_command;

}  // namespace bazc::cli

#pragma once

#include "cli/command.hpp"

namespace bazc::cli {

/// `bazc init`: makes what a database and a store lack.
extern const CommandDescription init_command;

}  // namespace bazc::cli

#pragma once

#include "cli/command.hpp"

namespace bazc::cli {

/// `bazc verify`: reads artifacts back and hashes them again.
extern const CommandDescription verify_command;

}  // namespace bazc::cli

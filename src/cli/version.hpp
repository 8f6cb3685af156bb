#pragma once

#include <string>

namespace bazc::cli {

/// What `bazc --version` prints: bazc's own version, and the engines, databases, stores and
/// libraries that are built in.
[[nodiscard]] std::string version_text();

}  // namespace bazc::cli

#pragma once

#include <span>

namespace bazc::sucrase {

/// vendor/sucrase.min.js as bytecode of the Duktape that this binary is linked to; lives as long as
/// the program.
[[nodiscard]] std::span<const char> bundle_bytecode();

}  // namespace bazc::sucrase

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics/code_frame.hpp"

namespace bazc::cli {

enum class ColorMode { automatic, always, never };

enum class StreamKind { terminal, other };

/// Whether to print colours: with `automatic` only on a terminal that is not "dumb", and not where
/// NO_COLOR is set to anything but nothing (https://no-color.org).
[[nodiscard]] bool use_color(
    ColorMode mode, StreamKind stream,
    const std::function<std::optional<std::string>(std::string_view)>& variable);

/// The escape sequences of diagnostics (ECMA-48, SGR).
[[nodiscard]] DiagnosticColors ansi_colors();

}  // namespace bazc::cli

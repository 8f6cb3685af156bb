#include "cli/terminal/color.hpp"

namespace bazc::cli {

bool use_color(ColorMode mode, StreamKind stream,
               const std::function<std::optional<std::string>(std::string_view)>& variable) {
  if (mode != ColorMode::automatic) {
    return mode == ColorMode::always;
  }
  return stream == StreamKind::terminal && variable("NO_COLOR").value_or("").empty() &&
         variable("TERM").value_or("") != "dumb";
}

DiagnosticColors ansi_colors() {
  return DiagnosticColors{.location = "\x1b[1m",
                          .error = "\x1b[1;31m",
                          .warning = "\x1b[1;33m",
                          .gutter = "\x1b[34m",
                          .caret = "\x1b[1;32m",
                          .hint = "\x1b[1;36m",
                          .reset = "\x1b[0m"};
}

}  // namespace bazc::cli

#include "cli/terminal/messages.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "cli/terminal/color.hpp"
#include "core/diagnostics/visible_text.hpp"

namespace bazc::cli {
namespace {

DiagnosticStyle style_of(const Environment& environment) {
  return {.width = static_cast<std::size_t>(std::max(environment.terminal_width, 0)),
          .colors = environment.err_color ? ansi_colors() : DiagnosticColors{}};
}

}  // namespace

void print_error(const Environment& environment, const Error& error) {
  const DiagnosticColors colors = style_of(environment).colors;
  std::string text =
      fmt::format("{}error:{} {}\n", colors.error, colors.reset, visible_text(error.message));
  if (!error.hint.empty()) {
    text += fmt::format("  {}hint:{} {}\n", colors.hint, colors.reset, visible_text(error.hint));
  }
  environment.err << text;
}

void print_error(const Environment& environment, std::string_view file, std::string_view source,
                 const CompileError& error) {
  environment.err << render_diagnostic({.file = file,
                                        .severity = Severity::error,
                                        .message = error.message,
                                        .position = error.position,
                                        .hint = error.hint},
                                       source, style_of(environment));
}

void print_warning(const Environment& environment, std::string_view file, std::string_view source,
                   const CompileWarning& warning) {
  environment.err << render_diagnostic({.file = file,
                                        .severity = Severity::warning,
                                        .message = warning.message,
                                        .position = warning.position},
                                       source, style_of(environment));
}

std::string warning_text(const Environment& environment, std::string_view message) {
  const DiagnosticColors colors = style_of(environment).colors;
  return fmt::format("{}warning:{} {}\n", colors.warning, colors.reset, visible_text(message));
}

void print_warning(const Environment& environment, std::string_view message) {
  environment.err << warning_text(environment, message);
}

}  // namespace bazc::cli

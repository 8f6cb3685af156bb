#pragma once

#include <string>
#include <string_view>

#include "cli/environment.hpp"
#include "core/base/result.hpp"
#include "core/diagnostics/code_frame.hpp"
#include "core/diagnostics/compile_error.hpp"

namespace bazc::cli {

/// The error as every command prints it: "error: MESSAGE", and the hint on a line of its own.
/// Control characters are made visible.
void print_error(const Environment& environment, const Error& error);

/// A scene's error, with the source line it points at.
void print_error(const Environment& environment, std::string_view file, std::string_view source,
                 const CompileError& error);

void print_warning(const Environment& environment, std::string_view file, std::string_view source,
                   const CompileWarning& warning);

/// "warning: MESSAGE", a line; for a place that prints by itself, such as Progress::print().
[[nodiscard]] std::string warning_text(const Environment& environment, std::string_view message);

void print_warning(const Environment& environment, std::string_view message);

}  // namespace bazc::cli

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/diagnostics/compile_error.hpp"

namespace bazc {

enum class Severity { error, warning };

/// What is put before and after each part; all empty: no colours.
struct DiagnosticColors {
  std::string_view location;
  std::string_view error;
  std::string_view warning;
  std::string_view gutter;
  std::string_view caret;
  std::string_view hint;
  std::string_view reset;
};

struct DiagnosticStyle {
  std::size_t width = 80;  ///< cells; a longer source line is cut around the caret
  DiagnosticColors colors = {};
};

struct Diagnostic {
  std::string_view file;
  Severity severity = Severity::error;
  std::string_view message;
  SourcePosition position = {};
  std::string_view hint = {};
};

/// The diagnostic as a person reads it, ending in a line feed:
///
///     scene.tsx:3:13: error: unexpected token
///       3 | const x = = 1
///         |           ^
///         hint: …
///
/// Without a line (0) the position is left out, and without that line in `source` the frame is.
/// The caret stands under the column as a terminal shows it: wide characters take two cells,
/// combining ones none, a tab four. No control character of any part comes through
/// (see visible_text.hpp).
[[nodiscard]] std::string render_diagnostic(const Diagnostic& diagnostic, std::string_view source,
                                            const DiagnosticStyle& style);

}  // namespace bazc

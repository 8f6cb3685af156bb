#pragma once

#include <cstddef>
#include <string_view>

#include "core/diagnostics/compile_error.hpp"
#include "core/module/module_tokens.hpp"

namespace bazc {

/// The position of a byte offset of `text`.
[[nodiscard]] SourcePosition position_at(std::string_view text, std::size_t offset);

/// Where in `source` the token stands that was found in `code`, the result of transforming
/// `source`. A transform keeps line numbers (Sucrase's rule), so the line is the same; the column
/// is that of the token's text on that line, the nearest where there are several, or else of the
/// line's first character that is not blank. Not known (0, 0) where `source` has no such line.
[[nodiscard]] SourcePosition position_in_source(std::string_view code, Span token,
                                                std::string_view source);

}  // namespace bazc

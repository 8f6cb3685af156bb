#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/diagnostics/compile_error.hpp"

namespace bazc {

struct CheckedSource {
  std::string_view text;          ///< what is to be compiled: `source` or a part of it
  std::uint32_t line_offset = 0;  ///< how many lines of `source` stand before `text`
  std::vector<CompileWarning> warnings;
};

/// Step 1 of design.md's "compile_scene". Errors: too_large, invalid_utf8 (or a NUL), empty
/// (nothing but white space). A source that is exactly one Markdown code fence (CommonMark 4.5:
/// three or more backticks or tildes, closed by at least as many; nothing but blank lines around
/// it) is unwrapped, with a warning. A fence without its end, or with other text around it, stays:
/// the transformer reports it, and markdown_hint() says why. `max_size` is in bytes.
[[nodiscard]] Result<CheckedSource, CompileError> check_source(std::string_view source,
                                                               std::size_t max_size);

/// What to say beside a syntax error where a line of `text` starts like a Markdown fence, otherwise
/// empty.
[[nodiscard]] std::string_view markdown_hint(std::string_view text);

}  // namespace bazc

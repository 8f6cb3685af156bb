#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/result.hpp"
#include "core/diagnostics/compile_error.hpp"

namespace bazc::cli {

/// The shapes that every command's --json shares. Members keep their order.
using Json = nlohmann::ordered_json;

/// {"kind": …, "message": …, "line": …, "column": …}, the last two null where not known.
[[nodiscard]] Json json_of(const CompileError& error);

/// The same shape from its parts.
[[nodiscard]] Json json_of_failure(std::string_view kind, std::string_view message,
                                   SourcePosition position);

/// The same shape for an error outside of the source; its kind is "not_found", "unavailable", ….
[[nodiscard]] Json json_of(const Error& error);

/// [{"kind": …, "message": …, "line": …, "column": …}, …].
[[nodiscard]] Json json_of(const std::vector<CompileWarning>& warnings);

/// One line of output. Bytes that are not UTF-8, as a file name may hold, are replaced.
[[nodiscard]] std::string json_line(const Json& object);

}  // namespace bazc::cli

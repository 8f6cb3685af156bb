#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "core/transform/native/native_engine.hpp"
#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Reads a whole source into `parsed`, which it clears first. Accepts exactly what Sucrase 3.35.1
/// accepts, and reads what is ambiguous as it does. After a refusal `parsed` holds nothing of use.
/// Needs `source` as Engine::transform does.
[[nodiscard]] Result<void, Refusal> parse(std::string_view source, ParsedSource& parsed,
                                          const EngineOptions& options);

}  // namespace bazc::native

#pragma once

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Marks the tokens at which an asynchronous chain or `??` starts. Of all that starts at one token,
/// all is asynchronous or nothing.
void mark_async_starts(ParsedSource& parsed);

}  // namespace bazc::native

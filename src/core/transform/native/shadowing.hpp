#pragma once

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Marks the names (mark::shadowed) that an import declares too and that stand in a scope, other
/// than the module's own, with a declaration of the same text. Linear in the tokens.
void mark_shadowed_imports(ParsedSource& parsed);

}  // namespace bazc::native

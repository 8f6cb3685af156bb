#pragma once

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Fills ParsedSource::uses, so that those who look for what the top level imports and exports need
/// not look at every token.
void find_uses(ParsedSource& parsed);

/// Marks the names (mark::shadowed) that an import declares too and that stand in a scope, other
/// than the module's own, with a declaration of the same text. Linear in the tokens. Behind
/// find_uses().
void mark_shadowed_imports(ParsedSource& parsed);

}  // namespace bazc::native

#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/transform/cross_check.hpp"
#include "core/transform/native/engine_pool.hpp"
#include "core/transform/transformer.hpp"

namespace bazc::native {

/// The native engine alone. What it declines is the error `syntax`, like what it finds wrong.
/// No timeout and no limit of memory: both are linear in the source. `cross_check` may be null.
[[nodiscard]] std::unique_ptr<Transformer> make_transformer(
    std::shared_ptr<EnginePool> engines, std::shared_ptr<CrossCheck> cross_check);

/// The output with a warning for each miscompilation, see deviations.hpp.
[[nodiscard]] TransformOutput output_of(Transformed transformed, std::string_view source);

/// A warning for each miscompilation of Sucrase's output for the source.
void add_warnings(std::span<const Miscompilation> miscompilations, std::string_view source,
                  std::vector<CompileWarning>& warnings);

/// The refusal as bazc words errors: in lower case, with line and column.
[[nodiscard]] CompileError error_of(const Refusal& refusal, std::string_view source);

}  // namespace bazc::native

#pragma once

#include <memory>

#include "core/transform/cross_check.hpp"
#include "core/transform/native/engine_pool.hpp"
#include "core/transform/transformer.hpp"

namespace bazc {

/// The native engine first; where it refuses a source, Sucrase decides, so that results and error
/// messages are Sucrase's in every case. Two refusals stand: `too_deep`, on which Sucrase would
/// overflow its stack, and a `syntax` error of a source on which Sucrase comes to no result (time,
/// memory, depth). `cross_check` may be null.
[[nodiscard]] std::unique_ptr<Transformer> make_auto_transformer(
    std::shared_ptr<native::EnginePool> engines, std::shared_ptr<Transformer> sucrase,
    std::shared_ptr<CrossCheck> cross_check);

}  // namespace bazc

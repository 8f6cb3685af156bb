#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "core/transform/cross_check.hpp"
#include "core/transform/native/native_engine.hpp"
#include "core/transform/sucrase/sucrase_transformer.hpp"

namespace bazc {

enum class EngineChoice {
  automatic,  ///< native, and Sucrase where native refuses a source
  native,
  sucrase,
};

/// What runs where nothing else is asked for: the bytes are Sucrase's, and so is every refusal.
inline constexpr EngineChoice default_engine = EngineChoice::automatic;

struct EngineEntry {
  std::string_view name;  ///< as on the command line
  EngineChoice engine;
};

/// Every engine.
[[nodiscard]] std::span<const EngineEntry> engines();

struct EngineSettings {
  EngineChoice engine = default_engine;
  std::size_t workers = 1;  ///< sources at once, of each engine
  native::EngineOptions native = {};
  CrossCheckOptions cross_check = {};        ///< not of Sucrase itself
  sucrase::TransformerOptions sucrase = {};  ///< `workers` is overwritten
};

/// Costs nothing: engines and workers are started by the first call that needs them.
[[nodiscard]] std::unique_ptr<Transformer> make_transformer(const EngineSettings& settings);

}  // namespace bazc

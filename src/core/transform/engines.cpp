#include "core/transform/engines.hpp"

#include <array>

#include "core/transform/auto_transformer.hpp"
#include "core/transform/native/engine_pool.hpp"
#include "core/transform/native/native_transformer.hpp"

namespace bazc {
namespace {

constexpr std::array entries = {
    EngineEntry{"auto", EngineChoice::automatic},
    EngineEntry{"native", EngineChoice::native},
    EngineEntry{"sucrase", EngineChoice::sucrase},
};

native::MakeEngine engines_with(const native::EngineOptions& options) {
  return [options]() -> native::EngineFunction {
    return [engine = std::make_shared<native::Engine>(options)](std::string_view source) {
      return engine->transform(source);
    };
  };
}

}  // namespace

std::span<const EngineEntry> engines() {
  return entries;
}

std::unique_ptr<Transformer> make_transformer(const EngineSettings& settings) {
  sucrase::TransformerOptions options = settings.sucrase;
  options.workers = settings.workers;
  if (settings.engine == EngineChoice::sucrase) {
    return sucrase::make_transformer(std::move(options));
  }
  const std::shared_ptr<Transformer> sucrase = sucrase::make_transformer(std::move(options));
  auto pool = std::make_shared<native::EnginePool>(engines_with(settings.native), settings.workers);
  auto cross_check = settings.cross_check.share > 0
                         ? std::make_shared<CrossCheck>(settings.cross_check, sucrase)
                         : nullptr;
  return settings.engine == EngineChoice::native
             ? native::make_transformer(std::move(pool), std::move(cross_check))
             : make_auto_transformer(std::move(pool), sucrase, std::move(cross_check));
}

}  // namespace bazc

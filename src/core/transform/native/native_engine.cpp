#include "core/transform/native/native_engine.hpp"

#include <utility>

#include "core/transform/native/emitter.hpp"
#include "core/transform/native/parser.hpp"
#include "core/transform/native/token.hpp"

namespace bazc::native {

// On cache lines of its own: the engines of two threads must not wait for each other.
class alignas(64) Engine::Implementation {
 public:
  explicit Implementation(const EngineOptions& options) : options_(options) {}

  Result<Transformed, Refusal> transform(std::string_view source) {
    auto parsed = parse(source, parsed_, options_);
    if (!parsed.has_value()) {
      return fail(std::move(parsed).error());
    }
    return emitter_.run(source, parsed_);
  }

 private:
  EngineOptions options_;
  ParsedSource parsed_;
  Emitter emitter_;
};

Engine::Engine(const EngineOptions& options)
    : implementation_(std::make_unique<Implementation>(options)) {}

Engine::~Engine() = default;

Result<Transformed, Refusal> Engine::transform(std::string_view source) {
  return implementation_->transform(source);
}

}  // namespace bazc::native

#include "core/transform/auto_transformer.hpp"

#include <atomic>
#include <utility>

#include "core/transform/native/native_transformer.hpp"

namespace bazc {
namespace {

using native::Refusal;

class AutoTransformer final : public Transformer {
 public:
  AutoTransformer(std::shared_ptr<native::EnginePool> engines, std::shared_ptr<Transformer> sucrase,
                  std::shared_ptr<CrossCheck> cross_check)
      : engines_(std::move(engines)),
        sucrase_(std::move(sucrase)),
        cross_check_(std::move(cross_check)) {}

  [[nodiscard]] std::string_view name() const override { return "auto"; }

  [[nodiscard]] Result<TransformOutput, CompileError> transform(std::string_view source) override {
    auto transformed = engines_->transform(source);
    if (transformed) {
      ++by_native_;
      TransformOutput output = native::output_of(*std::move(transformed), source);
      return cross_check_ ? cross_check_->settle(source, std::move(output)) : std::move(output);
    }
    const Refusal& refusal = transformed.error();
    if (refusal.reason == Refusal::Reason::too_deep) {
      ++by_native_;
      return fail(native::error_of(refusal, source));
    }
    ++by_sucrase_;
    auto result = sucrase_->transform(source);
    if (result) {
      native::add_warnings(refusal.miscompilations, source, result->warnings);
    }
    const bool is_undecided = !result && is_scene_fault(result.error().kind) &&
                              result.error().kind != CompileErrorKind::syntax;
    return is_undecided && refusal.reason == Refusal::Reason::syntax
               ? fail(native::error_of(refusal, source))
               : result;
  }

  [[nodiscard]] EngineStatistics statistics() const override {
    EngineStatistics statistics{.native = by_native_.load(), .sucrase = by_sucrase_.load()};
    if (cross_check_) {
      cross_check_->add_to(statistics);
    }
    return statistics;
  }

 private:
  std::shared_ptr<native::EnginePool> engines_;
  std::shared_ptr<Transformer> sucrase_;
  std::shared_ptr<CrossCheck> cross_check_;
  std::atomic<std::uint64_t> by_native_ = 0;
  std::atomic<std::uint64_t> by_sucrase_ = 0;
};

}  // namespace

std::unique_ptr<Transformer> make_auto_transformer(std::shared_ptr<native::EnginePool> engines,
                                                   std::shared_ptr<Transformer> sucrase,
                                                   std::shared_ptr<CrossCheck> cross_check) {
  return std::make_unique<AutoTransformer>(std::move(engines), std::move(sucrase),
                                           std::move(cross_check));
}

}  // namespace bazc

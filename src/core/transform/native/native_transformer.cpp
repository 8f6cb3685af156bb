#include "core/transform/native/native_transformer.hpp"

#include <atomic>
#include <utility>

#include <fmt/format.h>

#include "core/module/source_position.hpp"
#include "core/transform/native/deviations.hpp"
#include "core/transform/sucrase/sucrase_message.hpp"

namespace bazc::native {
namespace {

class NativeTransformer final : public Transformer {
 public:
  NativeTransformer(std::shared_ptr<EnginePool> engines, std::shared_ptr<CrossCheck> cross_check)
      : engines_(std::move(engines)), cross_check_(std::move(cross_check)) {}

  [[nodiscard]] std::string_view name() const override { return "native"; }

  [[nodiscard]] Result<TransformOutput, CompileError> transform(std::string_view source) override {
    auto transformed = engines_->transform(source);
    ++results_;
    if (!transformed) {
      return fail(error_of(transformed.error(), source));
    }
    TransformOutput output = output_of(*std::move(transformed), source);
    return cross_check_ ? cross_check_->settle(source, std::move(output)) : std::move(output);
  }

  [[nodiscard]] EngineStatistics statistics() const override {
    EngineStatistics statistics{.native = results_.load()};
    if (cross_check_) {
      cross_check_->add_to(statistics);
    }
    return statistics;
  }

 private:
  std::shared_ptr<EnginePool> engines_;
  std::shared_ptr<CrossCheck> cross_check_;
  std::atomic<std::uint64_t> results_ = 0;
};

}  // namespace

std::unique_ptr<Transformer> make_transformer(std::shared_ptr<EnginePool> engines,
                                              std::shared_ptr<CrossCheck> cross_check) {
  return std::make_unique<NativeTransformer>(std::move(engines), std::move(cross_check));
}

TransformOutput output_of(Transformed transformed, std::string_view source) {
  TransformOutput output{std::move(transformed.code)};
  add_warnings(transformed.miscompilations, source, output.warnings);
  return output;
}

void add_warnings(std::span<const Miscompilation> miscompilations, std::string_view source,
                  std::vector<CompileWarning>& warnings) {
  for (const Miscompilation& each : miscompilations) {
    const Deviation& deviation = find_deviation(each.construct);
    warnings.push_back(
        {.kind = deviation.effect == DeviationEffect::no_program
                     ? CompileWarningKind::sucrase_breaks
                     : CompileWarningKind::sucrase_miscompiles,
         .message = fmt::format("Sucrase miscompiles {}: {} [{}]", deviation.description,
                                deviation.consequence, each.construct),
         .position = position_at(source, each.offset)});
  }
}

CompileError error_of(const Refusal& refusal, std::string_view source) {
  CompileError error{.kind = CompileErrorKind::syntax,
                     .message = sucrase::in_our_style(refusal.message),
                     .position = position_at(source, refusal.offset)};
  switch (refusal.reason) {
    case Refusal::Reason::syntax:
      break;
    case Refusal::Reason::declined:
      error.message = fmt::format("the native engine leaves this to Sucrase: {}", error.message);
      error.hint = "use --engine auto";
      break;
    case Refusal::Reason::too_deep:
      error.kind = CompileErrorKind::too_deep;
      error.message = "the source is nested too deeply";
      error.hint =
          "split deeply nested expressions or elements, or raise the limit with --max-nesting";
      break;
  }
  return error;
}

}  // namespace bazc::native

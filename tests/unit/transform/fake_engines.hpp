#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/transform/native/engine_pool.hpp"
#include "core/transform/transformer.hpp"

namespace bazc::test {

/// Sucrase's part in a test: a function of the source, and how often it was called.
class FakeSucrase final : public Transformer {
 public:
  using Function = std::function<Result<TransformOutput, CompileError>(std::string_view)>;

  explicit FakeSucrase(Function function) : function_(std::move(function)) {}

  [[nodiscard]] std::string_view name() const override { return "fake sucrase"; }
  [[nodiscard]] Result<TransformOutput, CompileError> transform(std::string_view source) override {
    ++calls;
    return function_(source);
  }

  std::atomic<int> calls = 0;

 private:
  Function function_;
};

/// A pool whose engines are all this function.
inline std::shared_ptr<native::EnginePool> pool_of(native::EngineFunction engine,
                                                   std::size_t size = 1) {
  return std::make_shared<native::EnginePool>([engine = std::move(engine)] { return engine; },
                                              size);
}

/// An engine that refuses every source.
inline native::EngineFunction refusing(native::Refusal refusal) {
  return [refusal = std::move(refusal)](
             std::string_view) -> Result<native::Transformed, native::Refusal> {
    return fail(refusal);
  };
}

/// An engine that gives this for every source.
inline native::EngineFunction giving(native::Transformed transformed) {
  return
      [transformed = std::move(transformed)](
          std::string_view) -> Result<native::Transformed, native::Refusal> { return transformed; };
}

}  // namespace bazc::test

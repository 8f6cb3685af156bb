#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string_view>
#include <vector>

#include "core/transform/native/native_engine.hpp"

namespace bazc::native {

/// An engine as a call, for one thread at a time: Engine::transform, or a test's own.
using EngineFunction = std::function<Result<Transformed, Refusal>(std::string_view source)>;
using MakeEngine = std::function<EngineFunction()>;

/// Engines that keep their memory from call to call: one for each call that runs at once, made when
/// it is first needed. Thread-safe.
class EnginePool {
 public:
  /// As many calls as `size` run at once, at least 1; the others wait.
  EnginePool(MakeEngine make_engine, std::size_t size);

  [[nodiscard]] Result<Transformed, Refusal> transform(std::string_view source);

 private:
  [[nodiscard]] EngineFunction acquire();
  void give_back(EngineFunction engine);

  MakeEngine make_engine_;
  std::size_t free_;
  std::vector<EngineFunction> idle_;
  std::mutex mutex_;
  std::condition_variable freed_;
};

}  // namespace bazc::native

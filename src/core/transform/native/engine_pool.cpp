#include "core/transform/native/engine_pool.hpp"

#include <algorithm>
#include <utility>

namespace bazc::native {

EnginePool::EnginePool(MakeEngine make_engine, std::size_t size)
    : make_engine_(std::move(make_engine)), free_(std::max<std::size_t>(size, 1)) {}

Result<Transformed, Refusal> EnginePool::transform(std::string_view source) {
  EngineFunction engine = acquire();
  try {
    auto result = (engine ? engine : engine = make_engine_())(source);
    give_back(std::move(engine));
    return result;
  } catch (...) {  // std::bad_alloc: what state the engine is in, nobody knows
    give_back({});
    throw;
  }
}

// An idle engine, or none where one is to be made.
EngineFunction EnginePool::acquire() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [this] { return free_ > 0; });
  --free_;
  if (idle_.empty()) {
    return {};
  }
  EngineFunction engine = std::move(idle_.back());
  idle_.pop_back();
  return engine;
}

void EnginePool::give_back(EngineFunction engine) {
  {
    const std::lock_guard lock(mutex_);
    ++free_;
    if (engine) {
      idle_.push_back(std::move(engine));
    }
  }
  freed_.notify_one();
}

}  // namespace bazc::native

#include "core/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace bazc {

void parallel_for(std::size_t threads, std::size_t count,
                  const std::function<void(std::size_t index)>& work) {
  std::atomic<std::size_t> next{0};
  const auto take_turns = [&] {
    for (std::size_t index = next++; index < count; index = next++) {
      work(index);
    }
  };
  const std::size_t helpers = std::min(threads, count);
  std::vector<std::jthread> pool;
  pool.reserve(helpers);
  for (std::size_t i = 1; i < helpers; ++i) {
    pool.emplace_back(take_turns);
  }
  take_turns();
}

}  // namespace bazc

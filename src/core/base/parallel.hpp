#pragma once

#include <cstddef>
#include <functional>

namespace bazc {

/// Calls `work(0)` … `work(count - 1)`, each once, on at most `threads` threads at a time, and
/// returns when all are done. Indices start in order. `work` must not throw.
void parallel_for(std::size_t threads, std::size_t count,
                  const std::function<void(std::size_t index)>& work);

}  // namespace bazc

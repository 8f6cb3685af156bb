#pragma once

#include <cstddef>
#include <functional>

namespace bazc::native {

/// Runs `work` on a thread of its own, whose stack has `bytes` bytes, and waits for it. False where
/// there is no such thread to be had; `work` has not run then.
[[nodiscard]] bool run_on_stack(std::size_t bytes, const std::function<void()>& work);

}  // namespace bazc::native

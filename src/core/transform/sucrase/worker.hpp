#pragma once

#include <span>
#include <string>

namespace bazc::sucrase {

/// The descriptor on which a worker finds its end of the socket to the transformer.
inline constexpr int worker_descriptor = 3;

/// A worker process: answers requests on `worker_descriptor` until the other end closes it.
/// `arguments`: the heap's limit in bytes. The result is the process's exit code.
[[nodiscard]] int run_worker(std::span<const std::string> arguments);

}  // namespace bazc::sucrase

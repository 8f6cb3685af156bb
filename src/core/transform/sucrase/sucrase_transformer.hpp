#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/transform/transformer.hpp"

namespace bazc::sucrase {

struct TransformerOptions {
  /// The program and arguments that run run_worker() (worker.hpp); the memory limit is appended.
  std::vector<std::string> worker_command;
  std::size_t workers = 1;
  /// CPU time that one source may take. A starved or suspended machine does not fail a scene; ten
  /// times as much wall time does.
  std::chrono::milliseconds compile_timeout{5'000};
  std::size_t compile_memory = std::size_t{256} * 1024 * 1024;  ///< bytes of one worker's heap
};

/// Sucrase inside Duktape, in worker processes, so that nothing that a source does can hurt the
/// caller. A worker is started when a call first needs it; one that crashed, ran out of memory or
/// past its time is replaced. The destructor ends all workers; they also end when the calling
/// process dies, however it dies.
[[nodiscard]] std::unique_ptr<Transformer> make_transformer(TransformerOptions options);

/// "sucrase 3.35.1 (Duktape 2.7.0)".
[[nodiscard]] std::string version_text();

}  // namespace bazc::sucrase

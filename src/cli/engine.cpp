#include "cli/engine.hpp"

#include <algorithm>
#include <thread>

#include "core/transform/sucrase/sucrase_transformer.hpp"
#include "core/transform/sucrase/worker.hpp"

namespace bazc::cli {

unsigned default_jobs() {
  static const unsigned cores = std::max(1U, std::thread::hardware_concurrency());  // reads a file
  return cores;
}

int run_engine_worker(std::span<const std::string> arguments) {
  return sucrase::run_worker(arguments);
}

Result<std::unique_ptr<Transformer>> make_engine(const EngineOptions& options,
                                                 const std::filesystem::path& executable) {
  return sucrase::make_transformer({
      .worker_command = {executable.string(), std::string(engine_worker_argument)},
      .workers = options.jobs,
      .compile_timeout = options.compile_timeout,
      .compile_memory = options.compile_memory,
  });
}

std::string engine_versions() {
  return sucrase::version_text();
}

}  // namespace bazc::cli

#include "cli/engine.hpp"

#include <algorithm>
#include <thread>

namespace bazc::cli {

unsigned default_jobs() {
  return std::max(1U, std::thread::hardware_concurrency());
}

int run_engine_worker(std::span<const std::string> /*arguments*/) {
  return 2;
}

Result<std::unique_ptr<Transformer>> make_engine(const EngineOptions& /*options*/,
                                                 const std::filesystem::path& /*executable*/) {
  return fail(ErrorKind::unavailable, "no engine is built in");
}

std::string engine_versions() {
  return "none";
}

}  // namespace bazc::cli

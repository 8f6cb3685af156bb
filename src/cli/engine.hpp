#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/transform/engines.hpp"
#include "core/transform/transformer.hpp"

namespace bazc::cli {

/// The number of cores, at least 1.
[[nodiscard]] unsigned default_jobs();

/// How an engine runs a scene.
struct EngineOptions {
  EngineChoice engine = default_engine;
  std::size_t max_nesting = native::EngineOptions{}.max_nesting;
  CrossCheckOptions cross_check = {};
  unsigned jobs = default_jobs();                       ///< scenes at once
  std::chrono::milliseconds compile_timeout{5000};      ///< for one scene
  std::size_t compile_memory = std::size_t{256} << 20;  ///< bytes, for one scene
};

/// The first argument of a worker process: bazc starts itself with it.
inline constexpr std::string_view engine_worker_argument = "--engine-worker";

/// The body of a worker process; gives its exit code. `arguments` are those after
/// engine_worker_argument.
[[nodiscard]] int run_engine_worker(std::span<const std::string> arguments);

/// The chosen engine; `executable` is this binary, which Sucrase starts as its workers. An engine
/// that cannot start is the error `unavailable`.
[[nodiscard]] Result<std::unique_ptr<Transformer>> make_engine(
    const EngineOptions& options, const std::filesystem::path& executable);

/// Names and versions for `bazc --version`: "sucrase 3.35.1 (Duktape 2.7.0)".
[[nodiscard]] std::string engine_versions();

}  // namespace bazc::cli

#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/engine.hpp"
#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/transform/transformer.hpp"

namespace bazc::cli {

/// The world as a command sees it, passed in, so that a command runs inside a test. Lives longer
/// than every command that uses it.
struct Environment {
  std::ostream& out;  ///< results; a failed write shows in its state, see output_stream.hpp
  std::ostream& err;  ///< everything else
  int input_fd = 0;   ///< standard input
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool err_color = false;            ///< decided by run() from --color, NO_COLOR and the terminal
  int terminal_width = 80;           ///< cells
  std::filesystem::path executable;  ///< this binary, to start workers with
  const Clock& clock;
  const std::atomic<int>& interrupts;  ///< how often SIGINT or SIGTERM came
  /// An environment variable, or nothing; names start with BAZC_, R2_, … as documented.
  std::function<std::optional<std::string>(std::string_view name)> variable;
  /// Starts an engine; main.cpp puts make_engine() here, a test an engine of its own.
  std::function<Result<std::unique_ptr<Transformer>>(const EngineOptions& options)>
      make_transformer;
};

/// The same for every command (design.md, "Command line").
enum class ExitCode : int {
  success = 0,
  some_failed = 1,
  usage = 2,
  unavailable = 3,
  threshold = 4,
  interrupted = 130,
};

}  // namespace bazc::cli

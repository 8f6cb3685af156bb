#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/transform/sucrase/protocol.hpp"

namespace bazc::sucrase {

/// A running worker and our end of the socket to it. Not thread-safe. The destructor kills it.
class WorkerProcess {
 public:
  /// Starts `command` and waits until it is ready. Its signals for interruption are blocked, so
  /// that Ctrl-C on a terminal leaves it to finish what it does.
  [[nodiscard]] static Result<WorkerProcess> start(const std::vector<std::string>& command);

  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&& other) noexcept;
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  ~WorkerProcess();

  /// Why there is no answer.
  enum class Failure {
    timeout,
    out_of_memory,
    crash,
    killed,  ///< by SIGKILL, and not by us: the kernel, for want of memory, or a person
  };

  struct Answer {
    std::optional<Message> message = {};  ///< nothing: see `failure`
    Failure failure = Failure::crash;
    std::string reason = {};  ///< of the last two: "signal 11 (segmentation fault)"
  };

  /// Sends one request and waits. After anything but `transformed` and `syntax_error` the worker
  /// is of no more use.
  [[nodiscard]] Answer call(std::string_view source, std::chrono::milliseconds cpu_limit);

 private:
  WorkerProcess(pid_t pid, FileDescriptor socket);

  /// Kills the process, unless it ended by itself, and gives its wait status.
  int end();

  pid_t pid_ = -1;
  FileDescriptor socket_;
};

}  // namespace bazc::sucrase

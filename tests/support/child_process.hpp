#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/file.hpp"

namespace bazc::test {

/// Both ends close on exec. Throws std::system_error.
struct Pipe {
  Pipe();

  FileDescriptor read_end;
  FileDescriptor write_end;
};

/// A started process; killed and reaped if nobody has waited for it.
class ChildProcess {
 public:
  explicit ChildProcess(pid_t pid) : pid_(pid) {}
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// The exit code; 128 + the signal's number where a signal ended it. Throws std::runtime_error
  /// where the process does not end before the deadline.
  int wait_until(std::chrono::steady_clock::time_point deadline);

 private:
  pid_t pid_;
};

/// How a process starts: descriptors that are -1 are inherited, variables are not.
struct SpawnOptions {
  std::map<std::string, std::string> variables = {};  ///< its whole environment
  std::filesystem::path directory = ".";
  int in = -1;
  int out = -1;
  int err = -1;
};

/// Starts a program, found on our PATH where it is a bare name. Throws std::system_error.
[[nodiscard]] pid_t spawn(const std::filesystem::path& program,
                          const std::vector<std::string>& arguments, const SpawnOptions& options);

}  // namespace bazc::test

#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/child_process.hpp"

namespace bazc::test {

/// A server for a test: a program that prints one line of JSON once it serves (its port and the
/// like), nothing after it, and ends when its standard input does. So it ends with its test, even
/// with one that was killed. Its standard error is ours.
class ServerProcess {
 public:
  /// Returns when the line is there. `program` is looked for on PATH where it is a bare name;
  /// `variables` is its whole environment. Throws std::runtime_error where it does not start, ends
  /// before the line or takes longer than the time limit.
  ServerProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const std::map<std::string, std::string>& variables = {},
                std::chrono::milliseconds time_limit = std::chrono::seconds(60));
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  /// Waits for its end; kills it where that takes longer than ten seconds.
  ~ServerProcess();

  [[nodiscard]] const nlohmann::json& announced() const { return announced_; }

 private:
  Pipe in_;
  Pipe out_;
  ChildProcess process_;
  nlohmann::json announced_;
};

}  // namespace bazc::test

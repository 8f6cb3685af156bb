#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace bazc::test {

struct ProcessOptions {
  std::string input = {};  ///< all of standard input
  /// The whole environment of the process; nothing of ours is inherited.
  std::map<std::string, std::string> variables = {};
  std::filesystem::path directory = ".";
  std::chrono::milliseconds time_limit{60'000};
};

struct ProcessResult {
  std::string out;
  std::string err;
  int exit_code = -1;  ///< 128 + the signal's number where a signal ended it, as in a shell
};

/// Runs a program to its end. Throws std::runtime_error where it cannot be started, and, after
/// killing it, where it does not end within the time limit.
[[nodiscard]] ProcessResult run_process(const std::filesystem::path& program,
                                        const std::vector<std::string>& arguments,
                                        const ProcessOptions& options = {});

}  // namespace bazc::test

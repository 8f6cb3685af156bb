// How long commands take from start to end, without what starting them from Node would add. See
// README.md.
//
// usage: start_time RUNS -- COMMAND… [-- COMMAND…]…
//
// The commands take turns, and each first runs once unmeasured. Prints the median milliseconds of
// each as a JSON array. A command that fails is an error.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace {

using Command = std::vector<std::string>;

/// Milliseconds, or nothing where the command fails. Its standard output goes nowhere.
std::optional<double> time(Command command) {
  std::vector<char*> arguments;
  for (std::string& argument : command) {
    arguments.push_back(argument.data());
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  const int fault =
      ::posix_spawn(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  int status = 0;
  const bool has_ended = fault == 0 && ::waitpid(child, &status, 0) == child;
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - begin;
  ::posix_spawn_file_actions_destroy(&actions);
  const bool is_well = has_ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return is_well ? std::optional(elapsed.count()) : std::nullopt;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int run(std::size_t runs, const std::vector<Command>& commands) {
  std::vector<std::vector<double>> times(commands.size());
  for (std::size_t round = 0; round <= runs; ++round) {
    for (std::size_t i = 0; i < commands.size(); ++i) {
      const auto milliseconds = time(commands[i]);
      if (!milliseconds) {
        fmt::print(stderr, "start_time: {} fails\n", commands[i].front());
        return EXIT_FAILURE;
      }
      if (round > 0) {
        times[i].push_back(*milliseconds);
      }
    }
  }
  std::vector<double> medians(times.size());
  std::transform(times.begin(), times.end(), medians.begin(), median);
  fmt::print("[{:.4f}]\n", fmt::join(medians, ","));
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t runs = 0;
  std::vector<Command> commands;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--") {
      commands.emplace_back();
    } else if (!commands.empty()) {
      commands.back().push_back(argument);
    } else {
      std::from_chars(argument.data(), argument.data() + argument.size(), runs);
    }
  }
  const bool has_commands =
      !commands.empty() && std::none_of(commands.begin(), commands.end(),
                                        [](const Command& command) { return command.empty(); });
  if (runs == 0 || !has_commands) {
    fmt::print(stderr, "usage: start_time RUNS -- COMMAND... [-- COMMAND...]...\n");
    return 2;
  }
  return run(runs, commands);
}

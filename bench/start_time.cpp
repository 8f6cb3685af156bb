// What programs cost from a cold start: the wall and processor time of whole processes, started as
// cheaply as Linux can (posix_spawn) and in turns, so that a slow moment of the machine meets all
// of them. Node's own spawn would add more than some of these programs take.
//
// usage: start_time RUNS COMMAND… [-- COMMAND…]…
// Prints a JSON array, an object for each command: "wall" and "cpu", the medians in milliseconds,
// and "least", the fastest run's wall time. A command that fails ends it.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace {

constexpr int unmeasured_runs = 3;

struct Times {
  std::vector<double> wall;  // milliseconds, likewise
  std::vector<double> cpu;
};

double milliseconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Whether it ended well. `command` ends with a null pointer.
bool run(const std::vector<char*>& command, Times* times) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto begin = std::chrono::steady_clock::now();
  pid_t pid = -1;
  const int error = posix_spawnp(&pid, command[0], &actions, nullptr, command.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    std::cerr << fmt::format("start_time: cannot start '{}': {}\n", command[0], strerror(error));
    return false;
  }
  int status = 0;
  rusage usage = {};
  while (::wait4(pid, &status, 0, &usage) < 0) {
  }
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  if (status != 0) {
    std::cerr << fmt::format("start_time: '{}' ends with wait status {:#x}\n", command[0], status);
    return false;
  }
  if (times != nullptr) {
    times->wall.push_back(wall.count());
    times->cpu.push_back(milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime));
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  int runs = 0;
  std::vector<std::vector<char*>> commands(1);
  if (argc > 1) {
    std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), runs);
  }
  for (int i = 2; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--") {
      commands.emplace_back();
    } else {
      commands.back().push_back(argv[i]);
    }
  }
  const bool has_empty = std::any_of(commands.begin(), commands.end(),
                                     [](const auto& command) { return command.empty(); });
  if (runs < 1 || has_empty) {
    std::cerr << "usage: start_time RUNS COMMAND… [-- COMMAND…]…\n";
    return 2;
  }
  std::vector<Times> times(commands.size());
  for (auto& command : commands) {
    command.push_back(nullptr);
  }
  for (int round = -unmeasured_runs; round < runs; ++round) {
    for (std::size_t i = 0; i < commands.size(); ++i) {
      if (!run(commands[i], round < 0 ? nullptr : &times[i])) {
        return 1;
      }
    }
  }
  std::string json;
  for (const Times& each : times) {
    json += fmt::format("{}  {{\"wall\": {:.3f}, \"cpu\": {:.3f}, \"least\": {:.3f}}}",
                        json.empty() ? "" : ",\n", median(each.wall), median(each.cpu),
                        *std::min_element(each.wall.begin(), each.wall.end()));
  }
  std::cout << "[\n" << json << "\n]\n";
  return 0;
}

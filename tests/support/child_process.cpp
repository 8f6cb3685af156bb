#include "support/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace bazc::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) {
    result.push_back(text.data());
  }
  result.push_back(nullptr);
  return result;
}

}  // namespace

Pipe::Pipe() {
  std::array<int, 2> ends = {};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  read_end = FileDescriptor(ends[0]);
  write_end = FileDescriptor(ends[1]);
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
}

int ChildProcess::wait_until(std::chrono::steady_clock::time_point deadline) {
  for (;;) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("the process did not end in time");
    }
    ::poll(nullptr, 0, 1);
  }
}

pid_t spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            const SpawnOptions& options) {
  std::vector<std::string> argument_texts = {program.string()};
  argument_texts.insert(argument_texts.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variable_texts;
  for (const auto& [name, value] : options.variables) {
    variable_texts.push_back(fmt::format("{}={}", name, value));
  }
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addchdir_np(&actions, options.directory.c_str());
  for (const auto& [descriptor, number] :
       {std::pair{options.in, STDIN_FILENO}, std::pair{options.out, STDOUT_FILENO},
        std::pair{options.err, STDERR_FILENO}}) {
    if (descriptor >= 0) {
      ::posix_spawn_file_actions_adddup2(&actions, descriptor, number);
    }
  }
  // We ignore SIGPIPE; the process must start as a shell starts it.
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t defaults;
  ::sigemptyset(&defaults);
  ::sigaddset(&defaults, SIGPIPE);
  ::posix_spawnattr_setsigdefault(&attributes, &defaults);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  pid_t pid = -1;
  const int error =
      ::posix_spawnp(&pid, program.c_str(), &actions, &attributes, pointers(argument_texts).data(),
                     pointers(variable_texts).data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    throw std::system_error(error, std::generic_category(), program.string());
  }
  return pid;
}

}  // namespace bazc::test

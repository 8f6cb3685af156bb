#include "support/run_process.hpp"

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

#include "core/base/file.hpp"

namespace bazc::test {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Pipe {
  FileDescriptor read_end;
  FileDescriptor write_end;

  Pipe() {
    std::array<int, 2> ends = {};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw std::system_error(errno, std::generic_category(), "pipe");
    }
    read_end = FileDescriptor(ends[0]);
    write_end = FileDescriptor(ends[1]);
  }
};

/// A started process; killed and reaped if nobody has waited for it.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }

  int wait_until(SteadyClock::time_point deadline) {
    for (;;) {
      int status = 0;
      if (::waitpid(pid_, &status, WNOHANG) == pid_) {
        pid_ = -1;
        return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
      }
      if (SteadyClock::now() > deadline) {
        throw std::runtime_error("the process did not end in time");
      }
      ::poll(nullptr, 0, 1);
    }
  }

 private:
  pid_t pid_;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) {
    result.push_back(text.data());
  }
  result.push_back(nullptr);
  return result;
}

pid_t spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            const ProcessOptions& options, const Pipe& in, const Pipe& out, const Pipe& err) {
  std::vector<std::string> argument_texts = {program.string()};
  argument_texts.insert(argument_texts.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variable_texts;
  for (const auto& [name, value] : options.variables) {
    variable_texts.push_back(fmt::format("{}={}", name, value));
  }
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addchdir_np(&actions, options.directory.c_str());
  ::posix_spawn_file_actions_adddup2(&actions, in.read_end.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.write_end.get(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err.write_end.get(), STDERR_FILENO);
  // We ignore SIGPIPE; the process must start as a shell starts it.
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t defaults;
  ::sigemptyset(&defaults);
  ::sigaddset(&defaults, SIGPIPE);
  ::posix_spawnattr_setsigdefault(&attributes, &defaults);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, program.c_str(), &actions, &attributes,
                                  pointers(argument_texts).data(), pointers(variable_texts).data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    throw std::system_error(error, std::generic_category(), program.string());
  }
  return pid;
}

/// Feeds and drains all three streams at once, so that no full pipe stops either side.
void exchange(const std::string& input, Pipe& in, Pipe& out, Pipe& err, ProcessResult& result,
              SteadyClock::time_point deadline) {
  ::fcntl(in.write_end.get(), F_SETFL, O_NONBLOCK);
  std::size_t sent = 0;
  if (input.empty()) {
    in.write_end.reset();
  }
  const std::array<std::pair<FileDescriptor*, std::string*>, 2> outputs = {
      std::pair{&out.read_end, &result.out}, std::pair{&err.read_end, &result.err}};
  while (in.write_end || out.read_end || err.read_end) {
    if (SteadyClock::now() > deadline) {
      throw std::runtime_error("the process did not end in time; standard error so far: " +
                               result.err);
    }
    std::array<pollfd, 3> waited = {pollfd{out.read_end.get(), POLLIN, 0},
                                    pollfd{err.read_end.get(), POLLIN, 0},
                                    pollfd{in.write_end.get(), POLLOUT, 0}};
    ::poll(waited.data(), waited.size(), 100);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      if (waited[i].revents == 0) {
        continue;
      }
      std::array<char, 65536> chunk;
      const ssize_t got = ::read(outputs[i].first->get(), chunk.data(), chunk.size());
      if (got > 0) {
        outputs[i].second->append(chunk.data(), static_cast<std::size_t>(got));
      } else if (got == 0 || errno != EINTR) {
        outputs[i].first->reset();
      }
    }
    if (waited[2].revents != 0) {
      const ssize_t written = ::write(in.write_end.get(), input.data() + sent, input.size() - sent);
      sent += written > 0 ? static_cast<std::size_t>(written) : 0;
      if (sent == input.size() || (written < 0 && errno == EPIPE)) {
        in.write_end.reset();
      }
    }
  }
}

}  // namespace

ProcessResult run_process(const std::filesystem::path& program,
                          const std::vector<std::string>& arguments,
                          const ProcessOptions& options) {
  ::signal(SIGPIPE, SIG_IGN);  // a process that does not read its input is no error of ours
  const auto deadline = SteadyClock::now() + options.time_limit;
  Pipe in;
  Pipe out;
  Pipe err;
  Child child(spawn(program, arguments, options, in, out, err));
  in.read_end.reset();
  out.write_end.reset();
  err.write_end.reset();
  ProcessResult result;
  exchange(options.input, in, out, err, result, deadline);
  result.exit_code = child.wait_until(deadline);
  return result;
}

}  // namespace bazc::test

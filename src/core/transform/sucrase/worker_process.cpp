#include "core/transform/sucrase/worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>

#include <fmt/format.h>

#include "core/transform/sucrase/channel.hpp"
#include "core/transform/sucrase/worker.hpp"

namespace bazc::sucrase {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds poll_interval{20};
constexpr std::chrono::seconds start_limit{60};
constexpr int wall_time_factor = 10;

// posix_spawn rather than fork: safe beside other threads, and cheap in a large process.
class SpawnSettings {
 public:
  SpawnSettings() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  void connect(int socket) {
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, socket, worker_descriptor);
  }

  void block_interrupts() {
    sigset_t blocked;
    sigemptyset(&blocked);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
      sigaddset(&blocked, number);
    }
    posix_spawnattr_setsigmask(&attributes_, &blocked);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
  }

  [[nodiscard]] int spawn(pid_t& pid, const std::vector<std::string>& command) const {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& argument : command) {
      arguments.push_back(const_cast<char*>(argument.c_str()));  // NOLINT: spawn(3) writes nothing
    }
    arguments.push_back(nullptr);
    // Nothing of the caller's environment: what a worker does must not depend on it.
    std::array<char*, 1> no_environment{nullptr};
    return posix_spawn(&pid, arguments[0], &actions_, &attributes_, arguments.data(),
                       no_environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// Zero for a process that is gone: its socket's end says so next.
milliseconds cpu_time_of(clockid_t clock) {
  timespec time{};
  if (clock_gettime(clock, &time) != 0) {
    return milliseconds(0);
  }
  return milliseconds(static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000);
}

std::string describe_end(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    const int number = WTERMSIG(wait_status);
    return fmt::format("signal {} ({})", number, ::sigdescr_np(number));
  }
  return fmt::format("exit code {}", WEXITSTATUS(wait_status));
}

}  // namespace

WorkerProcess::WorkerProcess(pid_t pid, FileDescriptor socket)
    : pid_(pid), socket_(std::move(socket)) {}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), socket_(std::move(other.socket_)) {}

WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
  if (this != &other) {
    end();
    pid_ = std::exchange(other.pid_, -1);
    socket_ = std::move(other.socket_);
  }
  return *this;
}

WorkerProcess::~WorkerProcess() {
  end();
}

Result<WorkerProcess> WorkerProcess::start(const std::vector<std::string>& command) {
  if (command.empty()) {
    return fail(ErrorKind::internal, "no worker command");
  }
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return fail(system_error(errno, "start the engine", command.front()));
  }
  FileDescriptor ours(ends[0]);
  FileDescriptor theirs(ends[1]);

  SpawnSettings settings;
  settings.connect(theirs.get());
  settings.block_interrupts();
  pid_t pid = -1;
  if (const int error = settings.spawn(pid, command); error != 0) {
    return fail(system_error(error, "start the engine", command.front()));
  }
  theirs.reset();  // or the end of the worker would not be seen
  WorkerProcess worker(pid, std::move(ours));
  const auto give_up = std::chrono::steady_clock::now() + start_limit;
  const auto ready = receive_message(worker.socket_.get(), poll_interval,
                                     [&] { return std::chrono::steady_clock::now() < give_up; });
  if (ready && ready->header.status == Status::ready) {
    return worker;
  }
  if (ready) {
    return fail(ErrorKind::unavailable, ready->text);
  }
  return fail(ErrorKind::unavailable,
              fmt::format("the engine's worker did not start: {}", describe_end(worker.end())));
}

WorkerProcess::Answer WorkerProcess::call(std::string_view source, milliseconds cpu_limit) {
  clockid_t cpu_clock{};
  const bool has_cpu_clock = ::clock_getcpuclockid(pid_, &cpu_clock) == 0;
  const milliseconds cpu_start = has_cpu_clock ? cpu_time_of(cpu_clock) : milliseconds(0);
  const auto wall_limit = std::chrono::steady_clock::now() + cpu_limit * wall_time_factor;
  bool timed_out = false;
  const auto keep_waiting = [&] {
    const bool used_up = has_cpu_clock && cpu_time_of(cpu_clock) - cpu_start >= cpu_limit;
    timed_out = used_up || std::chrono::steady_clock::now() >= wall_limit;
    return !timed_out;
  };
  if (send_message(socket_.get(), {.status = Status::request}, source)) {
    if (auto message = receive_message(socket_.get(), poll_interval, keep_waiting)) {
      return {.message = std::move(message)};
    }
  }
  if (timed_out) {
    end();
    return {.failure = Failure::timeout};
  }
  const int status = end();
  if (WIFEXITED(status) && WEXITSTATUS(status) == out_of_memory_exit) {
    return {.failure = Failure::out_of_memory};
  }
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  return {.failure = killed ? Failure::killed : Failure::crash, .reason = describe_end(status)};
}

int WorkerProcess::end() {
  if (pid_ < 0) {
    return 0;
  }
  // A worker whose socket is closed ends by itself, with the status that says why it had no
  // answer. One that is alive is killed: it may be in a loop.
  pollfd peer{.fd = socket_.get(), .events = 0, .revents = 0};
  const bool ended = ::poll(&peer, 1, 0) == 1 && (peer.revents & (POLLHUP | POLLERR)) != 0;
  if (!ended) {
    ::kill(pid_, SIGKILL);
  }
  socket_.reset();
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return status;
}

}  // namespace bazc::sucrase

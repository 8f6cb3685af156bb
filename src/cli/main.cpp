#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include "cli/application.hpp"
#include "cli/output_stream.hpp"

namespace {

std::atomic<int> interrupts{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler uses it");

extern "C" void end_process(int /*signal*/) {
  ::_exit(static_cast<int>(bazc::cli::ExitCode::interrupted));
}

/// A command ends cleanly after the first signal and at once after the second: it has a second to
/// do so, since it may wait for a scene or a lock; the third ends it on the spot. Nothing is lost
/// by that, see run_migration().
extern "C" void count_interrupt(int signal) {
  constexpr unsigned grace = 1;  // seconds
  const int before = interrupts.fetch_add(1);
  if (before == 1) {
    ::alarm(grace);
  } else if (before > 1) {
    end_process(signal);
  }
}

void handle_signals() {
  struct sigaction action = {};
  ::sigemptyset(&action.sa_mask);
  action.sa_handler = count_interrupt;  // no SA_RESTART: a blocked wait must see the interrupt
  // A signal that is ignored from the start stays so: nohup, and jobs that a script puts in the
  // background.
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction inherited = {};
    ::sigaction(signal, nullptr, &inherited);
    if (inherited.sa_handler != SIG_IGN) {
      ::sigaction(signal, &action, nullptr);
    }
  }
  action.sa_handler = end_process;
  ::sigaction(SIGALRM, &action, nullptr);
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, nullptr);  // a closed pipe is an error of write(2) like others
}

/// Where a standard descriptor is closed, the next file that is opened would get its number and,
/// a database perhaps, the results. A descriptor that cannot be used takes its place.
void reserve_standard_descriptors() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
      // The lowest free number is fd, since those below are open.
      [[maybe_unused]] const int opened =
          ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

int terminal_width() {
  constexpr int usual = 80;
  winsize size = {};
  for (const int fd : {STDERR_FILENO, STDOUT_FILENO}) {
    if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
      return size.ws_col;
    }
  }
  return usual;
}

std::optional<std::string> read_variable(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace

int main(int argc, char** argv) {
  reserve_standard_descriptors();
  handle_signals();
  std::error_code unreadable;
  std::filesystem::path executable = std::filesystem::read_symlink("/proc/self/exe", unreadable);
  if (unreadable) {
    executable = "/proc/self/exe";
  }
  bazc::cli::OutputStream out(STDOUT_FILENO);
  const bazc::cli::Environment environment{
      .out = out,
      .err = std::cerr,
      .input_fd = STDIN_FILENO,
      .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
      .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
      .terminal_width = terminal_width(),
      .executable = executable,
      .clock = bazc::real_clock(),
      .interrupts = interrupts,
      .variable = read_variable,
      .make_transformer =
          [&executable](const bazc::cli::EngineOptions& options) {
            return bazc::cli::make_engine(options, executable);
          },
  };
  return bazc::cli::run({argv + std::min(argc, 1), argv + argc}, environment);
}

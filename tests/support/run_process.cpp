#include "support/run_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "support/child_process.hpp"

namespace bazc::test {
namespace {

using SteadyClock = std::chrono::steady_clock;

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
      std::array<char, 65536> chunk{};
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
  ChildProcess child(spawn(program, arguments,
                           {.variables = options.variables,
                            .directory = options.directory,
                            .in = in.read_end.get(),
                            .out = out.write_end.get(),
                            .err = err.write_end.get()}));
  in.read_end.reset();
  out.write_end.reset();
  err.write_end.reset();
  ProcessResult result;
  exchange(options.input, in, out, err, result, deadline);
  result.exit_code = child.wait_until(deadline);
  return result;
}

}  // namespace bazc::test

#include "cli/source_input.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "core/base/file.hpp"

namespace bazc::cli {
namespace {

/// The next bytes of standard input. Waits in short steps, so that an interrupt ends it.
Result<std::string> read_standard_input(const Environment& environment, std::size_t limit) {
  constexpr int step_milliseconds = 100;
  pollfd waited = {.fd = environment.input_fd, .events = POLLIN, .revents = 0};
  std::string bytes;
  std::array<char, std::size_t{64} * 1024> chunk{};
  while (bytes.size() <= limit) {
    if (environment.interrupts.load() > 0) {
      return fail(ErrorKind::io, "interrupted while reading standard input");
    }
    const int ready = ::poll(&waited, 1, step_milliseconds);
    if (ready == 0 || (ready < 0 && errno == EINTR)) {
      continue;
    }
    const ssize_t got = ready < 0 ? -1
                                  : ::read(environment.input_fd, chunk.data(),
                                           std::min(chunk.size(), limit + 1 - bytes.size()));
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return fail(system_error(errno, "read", "<stdin>"));
    }
    if (got == 0) {
      break;
    }
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
  }
  return bytes;
}

}  // namespace

Result<std::string> read_source(const SceneFile& file, const Environment& environment,
                                std::size_t limit) {
  return file.is_standard_input() ? read_standard_input(environment, limit)
                                  : read_file(file.path, limit);
}

}  // namespace bazc::cli

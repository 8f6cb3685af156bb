#include "support/server_process.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <exception>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

namespace bazc::test {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds time_to_end{10};

std::string first_line(int descriptor, SteadyClock::time_point deadline) {
  std::string text;
  while (text.find('\n') == std::string::npos) {
    if (SteadyClock::now() > deadline) {
      throw std::runtime_error("the server has not announced itself in time");
    }
    pollfd waited{descriptor, POLLIN, 0};
    if (::poll(&waited, 1, 100) <= 0) {
      continue;
    }
    std::array<char, 4096> chunk{};
    const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
    if (got > 0) {
      text.append(chunk.data(), static_cast<std::size_t>(got));
    } else if (got == 0) {
      throw std::runtime_error("the server ended before it announced itself");
    }
  }
  return text.substr(0, text.find('\n'));
}

}  // namespace

ServerProcess::ServerProcess(const std::filesystem::path& program,
                             const std::vector<std::string>& arguments,
                             const std::map<std::string, std::string>& variables,
                             std::chrono::milliseconds time_limit)
    : process_(
          spawn(program, arguments,
                {.variables = variables, .in = in_.read_end.get(), .out = out_.write_end.get()})) {
  const auto deadline = SteadyClock::now() + time_limit;
  in_.read_end.reset();
  out_.write_end.reset();
  const std::string line = first_line(out_.read_end.get(), deadline);
  announced_ = nlohmann::json::parse(line, nullptr, false);
  if (announced_.is_discarded()) {
    throw std::runtime_error(fmt::format("the server announces itself with '{}'", line));
  }
}

ServerProcess::~ServerProcess() {
  in_.write_end.reset();
  try {
    process_.wait_until(SteadyClock::now() + time_to_end);
  } catch (const std::exception&) {
    return;  // process_ kills it
  }
}

}  // namespace bazc::test

#include "core/transform/sucrase/worker.hpp"

#include <poll.h>
#include <unistd.h>

#include <charconv>
#include <thread>

#include "core/transform/sucrase/channel.hpp"
#include "core/transform/sucrase/duktape_engine.hpp"

namespace bazc::sucrase {
namespace {

constexpr int exit_ok = 0;
constexpr int exit_usage = 2;
constexpr std::chrono::milliseconds for_ever{-1};

// A source that runs for ever would keep the worker from seeing that its other end is gone.
void end_with_peer() {
  pollfd peer{.fd = worker_descriptor, .events = 0, .revents = 0};
  while (::poll(&peer, 1, -1) < 0) {
  }
  ::_exit(exit_ok);
}

}  // namespace

int run_worker(std::span<const std::string> arguments) {
  std::size_t heap_limit = 0;
  if (arguments.size() != 1) {
    return exit_usage;
  }
  const std::string& text = arguments.front();
  if (std::from_chars(text.data(), text.data() + text.size(), heap_limit).ec != std::errc()) {
    return exit_usage;
  }
  std::thread(end_with_peer).detach();

  auto engine = DuktapeEngine::create(heap_limit);
  if (!engine) {
    std::string reason = std::move(engine.error().message);
    if (!engine.error().hint.empty()) {
      reason += "; " + engine.error().hint;
    }
    (void)send_message(worker_descriptor, {.status = Status::engine_error}, reason);
    return fatal_exit;
  }
  if (!send_message(worker_descriptor, {.status = Status::ready}, {})) {
    return exit_ok;
  }
  const auto keep_waiting = [] { return true; };
  while (const auto request = receive_message(worker_descriptor, for_ever, keep_waiting)) {
    const Message answer = engine->transform(request->text);
    if (!send_message(worker_descriptor, answer.header, answer.text)) {
      break;
    }
  }
  return exit_ok;
}

}  // namespace bazc::sucrase

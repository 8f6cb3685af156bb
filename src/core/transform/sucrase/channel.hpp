#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "core/transform/sucrase/protocol.hpp"

namespace bazc::sucrase {

/// Sends one message over a socket; false where the other end is gone. Never raises SIGPIPE.
[[nodiscard]] bool send_message(int fd, const Header& header, std::string_view text);

/// Receives one message; nothing where the other end is gone. Called between waits of at most
/// `interval`, `keep_waiting` may end the wait.
[[nodiscard]] std::optional<Message> receive_message(int fd, std::chrono::milliseconds interval,
                                                     const std::function<bool()>& keep_waiting);

}  // namespace bazc::sucrase

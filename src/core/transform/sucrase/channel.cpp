#include "core/transform/sucrase/channel.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace bazc::sucrase {
namespace {

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) {
      continue;
    }
    if (sent <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool receive_all(int fd, char* bytes, std::size_t size, std::chrono::milliseconds interval,
                 const std::function<bool()>& keep_waiting) {
  std::size_t received = 0;
  while (received < size) {
    pollfd waiting{.fd = fd, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(interval.count()));
    if (ready <= 0) {
      if ((ready < 0 && errno != EINTR) || !keep_waiting()) {
        return false;
      }
      continue;
    }
    const ssize_t got = ::recv(fd, bytes + received, size - received, 0);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      return false;
    }
    received += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

bool send_message(int fd, const Header& header, std::string_view text) {
  std::array<char, sizeof(Header)> bytes{};
  Header sized = header;
  sized.size = static_cast<std::uint32_t>(text.size());
  std::memcpy(bytes.data(), &sized, sizeof sized);
  return send_all(fd, {bytes.data(), bytes.size()}) && send_all(fd, text);
}

std::optional<Message> receive_message(int fd, std::chrono::milliseconds interval,
                                       const std::function<bool()>& keep_waiting) {
  std::array<char, sizeof(Header)> bytes{};
  Message message;
  if (!receive_all(fd, bytes.data(), bytes.size(), interval, keep_waiting)) {
    return std::nullopt;
  }
  std::memcpy(&message.header, bytes.data(), sizeof message.header);
  message.text.resize(message.header.size);
  if (!receive_all(fd, message.text.data(), message.text.size(), interval, keep_waiting)) {
    return std::nullopt;
  }
  return message;
}

}  // namespace bazc::sucrase

#include "core/base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fmt/format.h>

namespace bazc {

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

void FileDescriptor::reset() {
  if (fd_ >= 0) {
    ::close(std::exchange(fd_, -1));
  }
}

Error system_error(int error_number, std::string_view action, const std::filesystem::path& path) {
  std::string reason = std::generic_category().message(error_number);
  if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z') {
    reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
  }
  return Error{error_number == ENOENT ? ErrorKind::not_found : ErrorKind::io,
               fmt::format("cannot {} '{}': {}", action, path.string(), reason)};
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) {
    return fail(system_error(errno, "read", path));
  }
  return read_descriptor(file.get(), path, limit);
}

Result<std::string> read_descriptor(int fd, const std::filesystem::path& name, std::size_t limit) {
  constexpr std::size_t chunk = std::size_t{64} * 1024;
  // The byte behind a file of known size says that it has ended.
  struct stat facts = {};
  const bool has_size = ::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0;
  std::size_t next = has_size ? static_cast<std::size_t>(facts.st_size) + 1 : chunk;
  std::string bytes;
  std::size_t used = 0;
  while (used <= limit) {
    if (used == bytes.size()) {
      bytes.resize(used + std::min(next, limit + 1 - used));
      next = chunk;
    }
    const ssize_t got = ::read(fd, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return fail(system_error(errno, "read", name));
    }
    if (got == 0) {
      break;
    }
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return bytes;
}

Result<void> write_all(int fd, std::string_view bytes, const std::filesystem::path& name) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return fail(system_error(errno, "write", name));
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> sync_directory(const std::filesystem::path& directory) {
  const FileDescriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened || ::fsync(opened.get()) != 0) {
    return fail(system_error(errno, "sync", directory));
  }
  return {};
}

}  // namespace bazc

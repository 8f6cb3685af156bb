#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

#include "core/base/result.hpp"

namespace bazc {

/// Owns a POSIX file descriptor; closes it once.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() { reset(); }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] explicit operator bool() const { return fd_ >= 0; }
  [[nodiscard]] int release() { return std::exchange(fd_, -1); }
  void reset();

 private:
  int fd_ = -1;
};

/// An error for the last failed system call: "cannot ACTION 'PATH': REASON". ENOENT is
/// `not_found`, everything else `io`.
[[nodiscard]] Error system_error(int error_number, std::string_view action,
                                 const std::filesystem::path& path);

/// The whole file. `not_found` where there is none; a directory is an `io` error. At most `limit`
/// bytes and one more are read, so that a caller can tell a file that is too large.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t limit = SIZE_MAX - 1);

/// The same from an open descriptor (standard input); `name` is for the error's text.
[[nodiscard]] Result<std::string> read_descriptor(int fd, const std::filesystem::path& name,
                                                  std::size_t limit = SIZE_MAX - 1);

/// Writes all of `bytes`, over interrupts and short writes.
[[nodiscard]] Result<void> write_all(int fd, std::string_view bytes,
                                     const std::filesystem::path& name);

/// Makes the names in `directory` durable (fsync(2)): a file's own sync does not.
[[nodiscard]] Result<void> sync_directory(const std::filesystem::path& directory);

}  // namespace bazc

#pragma once

#include <array>
#include <memory>
#include <ostream>
#include <streambuf>

namespace bazc::cli {

/// A buffered stream onto a file descriptor that it does not own. Unlike std::cout's, its buffer
/// remembers why writing failed: after the first failure every sync() fails and sets errno to
/// that failure's number.
class OutputStream final : public std::ostream {
 public:
  explicit OutputStream(int fd);
  ~OutputStream() override;
  OutputStream(const OutputStream&) = delete;
  OutputStream& operator=(const OutputStream&) = delete;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

/// Writes out what is buffered. Gives 0, or the errno of the first failure of the stream's life
/// (EIO where the stream failed and its buffer does not know why).
[[nodiscard]] int flush_and_check(std::ostream& stream);

}  // namespace bazc::cli

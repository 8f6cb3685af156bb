#include "cli/output_stream.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace bazc::cli {

class OutputStream::Buffer final : public std::streambuf {
 public:
  explicit Buffer(int fd) : fd_(fd) { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

 protected:
  int_type overflow(int_type character) override {
    if (sync() != 0) {
      return traits_type::eof();
    }
    if (!traits_type::eq_int_type(character, traits_type::eof())) {
      *pptr() = traits_type::to_char_type(character);
      pbump(1);
    }
    return traits_type::not_eof(character);
  }

  int sync() override {
    const char* next = pbase();
    while (error_ == 0 && next != pptr()) {
      const ssize_t written = ::write(fd_, next, static_cast<std::size_t>(pptr() - next));
      if (written >= 0) {
        next += written;
      } else if (errno != EINTR) {
        error_ = errno;
      }
    }
    setp(bytes_.data(), bytes_.data() + bytes_.size());
    errno = error_;
    return error_ == 0 ? 0 : -1;
  }

 private:
  int fd_;
  int error_ = 0;
  std::array<char, std::size_t{32} * 1024> bytes_{};
};

OutputStream::OutputStream(int fd) : std::ostream(nullptr), buffer_(std::make_unique<Buffer>(fd)) {
  rdbuf(buffer_.get());
}

OutputStream::~OutputStream() {
  flush();
}

int flush_and_check(std::ostream& stream) {
  errno = 0;
  if (stream.rdbuf()->pubsync() != 0) {
    const int error = errno;
    stream.setstate(std::ios::badbit);
    return error == 0 ? EIO : error;
  }
  return stream.good() ? 0 : EIO;
}

}  // namespace bazc::cli

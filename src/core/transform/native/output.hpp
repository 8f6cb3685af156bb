#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace bazc::native {

/// The output of one source: spans of it, copied, and what stands between them instead of the
/// spans that are dropped. Offsets are in bytes of the source and never go back.
class Output {
 public:
  void begin(std::string_view source);

  /// Copies what lies before `offset` and has been neither copied nor dropped.
  void copy_to(std::uint32_t offset) {
    if (offset > cursor_) {
      buffer_.append(source_, cursor_, offset - cursor_);
      cursor_ = offset;
    }
  }
  /// Drops what lies before `offset` and has not been copied.
  void drop_to(std::uint32_t offset) {
    if (offset > cursor_) {
      cursor_ = offset;
    }
  }
  /// Drops all but `\r` and `\n`.
  void drop_to_keeping_newlines(std::uint32_t offset);

  void append(std::string_view text) { buffer_.append(text); }
  void append(char character) { buffer_.push_back(character); }
  void append_number(std::uint64_t number);
  [[nodiscard]] std::string& buffer() { return buffer_; }
  /// All of it: nothing may follow.
  [[nodiscard]] std::string take() { return std::move(buffer_); }

 private:
  std::string_view source_;
  std::string buffer_;
  std::uint32_t cursor_ = 0;
};

}  // namespace bazc::native

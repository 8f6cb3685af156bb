#include "core/transform/native/output.hpp"

#include <array>
#include <charconv>

namespace bazc::native {

void Output::begin(std::string_view source) {
  source_ = source;
  cursor_ = 0;
  buffer_.clear();
  buffer_.reserve(source.size() + source.size() / 4);
}

void Output::drop_to_keeping_newlines(std::uint32_t offset) {
  for (; cursor_ < offset; ++cursor_) {
    const char character = source_[cursor_];
    if (character == '\n' || character == '\r') {
      buffer_.push_back(character);
    }
  }
}

void Output::append_number(std::uint64_t number) {
  std::array<char, 20> digits = {};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  buffer_.append(digits.data(), result.ptr);
}

}  // namespace bazc::native

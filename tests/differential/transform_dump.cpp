// transform_dump: what the native engine makes of sources, many per process, for the scripts here.
//
// Standard input: per source its length (32 bits, little-endian) and its bytes. Standard output, in
// the same order: a byte that says what came of it (0 transformed, then as Refusal::Reason: 1
// syntax, 2 declined, 3 too_deep, and 4 for what is no well-formed UTF-8 without NUL, which the
// engine does not take), the offset of the fault, the length of the text, and the text: the code,
// or the message. Answers are written when no whole source is left to read.
//
// usage: transform_dump [--max-nesting N]

#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/base/file.hpp"
#include "core/base/utf8.hpp"
#include "core/transform/native/native_engine.hpp"

namespace {

using bazc::native::Engine;
using bazc::native::EngineOptions;
using bazc::native::Refusal;

constexpr std::size_t longest_source = std::size_t{64} * 1024 * 1024;
constexpr std::size_t answers_held = std::size_t{1024} * 1024;  // bytes, before they are written
constexpr std::size_t length_bytes = 4;

enum class Status : char { transformed, syntax, declined, too_deep, not_text };

Status status_of(Refusal::Reason reason) {
  switch (reason) {
    case Refusal::Reason::syntax:
      return Status::syntax;
    case Refusal::Reason::declined:
      return Status::declined;
    case Refusal::Reason::too_deep:
      return Status::too_deep;
  }
  return Status::syntax;
}

void append_number(std::string& out, std::size_t number) {
  for (std::size_t i = 0; i < length_bytes; ++i) {
    out += static_cast<char>((number >> (8 * i)) & 0xFFU);
  }
}

std::size_t number_at(std::string_view bytes) {
  std::size_t number = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) {
    number |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  return number;
}

void append_answer(std::string& out, Status status, std::size_t offset, std::string_view text) {
  out += static_cast<char>(status);
  append_number(out, offset);
  append_number(out, text.size());
  out += text;
}

void answer(Engine& engine, std::string_view source, std::string& out) {
  if (const auto invalid = bazc::utf8::find_invalid(source)) {
    append_answer(out, Status::not_text, *invalid, "not UTF-8");
    return;
  }
  if (const std::size_t nul = source.find('\0'); nul != std::string_view::npos) {
    append_answer(out, Status::not_text, nul, "a NUL");
    return;
  }
  if (const auto result = engine.transform(source)) {
    append_answer(out, Status::transformed, 0, result->code);
  } else {
    const Refusal& refusal = result.error();
    append_answer(out, status_of(refusal.reason), refusal.offset, refusal.message);
  }
}

/// The sources of standard input, one after the other.
class Sources {
 public:
  /// The next source that was read whole already; valid until read_more().
  std::optional<std::string_view> next() {
    const std::string_view rest = std::string_view(bytes_).substr(at_);
    if (rest.size() < length_bytes || rest.size() - length_bytes < number_at(rest)) {
      return std::nullopt;
    }
    const std::size_t length = number_at(rest);
    at_ += length_bytes + length;
    return rest.substr(length_bytes, length);
  }

  enum class Input { more, end, failure };

  Input read_more() {
    bytes_.erase(0, at_);
    at_ = 0;
    if (bytes_.size() >= length_bytes && number_at(bytes_) > longest_source) {
      fmt::print(stderr, "transform_dump: a source of {} bytes is too long\n", number_at(bytes_));
      return Input::failure;
    }
    const ssize_t count = ::read(STDIN_FILENO, block_.data(), block_.size());
    if (count < 0) {
      std::perror("transform_dump: standard input");
      return Input::failure;
    }
    if (count == 0 && !bytes_.empty()) {
      fmt::print(stderr, "transform_dump: standard input ends within a source\n");
      return Input::failure;
    }
    bytes_.append(block_.data(), static_cast<std::size_t>(count));
    return count == 0 ? Input::end : Input::more;
  }

 private:
  std::array<char, std::size_t{64}* 1024> block_ = {};
  std::string bytes_;
  std::size_t at_ = 0;
};

bool write_answers(std::string& answers) {
  const auto written = bazc::write_all(STDOUT_FILENO, answers, "standard output");
  answers.clear();
  if (!written) {
    fmt::print(stderr, "transform_dump: {}\n", written.error().message);
  }
  return written.has_value();
}

int run(const EngineOptions& options) {
  Engine engine(options);
  Sources sources;
  std::string answers;
  for (;;) {
    while (const auto source = sources.next()) {
      answer(engine, *source, answers);
      if (answers.size() >= answers_held && !write_answers(answers)) {
        return EXIT_FAILURE;
      }
    }
    if (!write_answers(answers)) {
      return EXIT_FAILURE;
    }
    const Sources::Input input = sources.read_more();
    if (input != Sources::Input::more) {
      return input == Sources::Input::end ? EXIT_SUCCESS : EXIT_FAILURE;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  EngineOptions options;
  bool is_understood = arguments.empty();
  if (arguments.size() == 2 && arguments[0] == "--max-nesting") {
    const std::string& text = arguments[1];
    const auto [end, fault] =
        std::from_chars(text.data(), text.data() + text.size(), options.max_nesting);
    is_understood = fault == std::errc() && end == text.data() + text.size();
  }
  if (!is_understood) {
    fmt::print(stderr, "usage: transform_dump [--max-nesting N]\n");
    return 2;
  }
  return run(options);
}

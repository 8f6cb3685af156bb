#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bazc::sucrase {

/// What a worker says. Over a stream socket a message is a Header and `size` bytes of text; both
/// ends are the same binary on the same machine, hence plain structs.
enum class Status : std::uint32_t {
  ready,          ///< the bundle is loaded; sent once, before the first request
  transformed,    ///< text: the JavaScript
  syntax_error,   ///< text: Sucrase's message; line and column, 0 where it gave none
  too_deep,       ///< the engine's call stack ran out
  out_of_memory,  ///< the heap's limit was reached
  engine_error,   ///< text: an exception that is no answer to the source
  request,        ///< from the transformer; text: a source
};

struct Header {
  Status status = Status::request;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t size = 0;  ///< bytes of text
};

/// Exit codes of a worker that could not answer.
inline constexpr int out_of_memory_exit = 70;
inline constexpr int fatal_exit = 71;

struct Message {
  Header header;
  std::string text;
};

}  // namespace bazc::sucrase

#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace bazc {

/// What kind of thing went wrong outside of a scene's own source. The command line turns it into
/// an exit code (design.md, "Command line").
enum class ErrorKind {
  usage,        ///< a wrong option, argument or configuration: nothing was tried
  not_found,    ///< a thing that was named does not exist
  io,           ///< a local file or directory could not be read or written
  unavailable,  ///< the store or the database is out of reach, locked, full or broken
  timed_out,    ///< a statement of the database took too long: a smaller one may not
  conflict,     ///< an object exists already with other bytes; it was not touched
  internal,     ///< an invariant of our own was broken
};

/// An error outside of a scene's source. `message` starts in lower case, has no final period and
/// names what was seen; `hint`, where there is one, says what to do.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string message;
  std::string hint = {};

  /// The same error with "context: " before its message.
  [[nodiscard]] Error with_context(std::string_view context) && {
    message.insert(0, std::string(context) + ": ");
    return std::move(*this);
  }
};

/// A value or an error; ignoring one is a compile-time warning. See std::expected (P0323) for the
/// interface.
template <class T, class E = Error>
class [[nodiscard]] Result : public tl::expected<T, E> {
 public:
  using tl::expected<T, E>::expected;
  // NOLINTNEXTLINE(google-explicit-constructor): monadic functions return the base.
  Result(tl::expected<T, E> base) : tl::expected<T, E>(std::move(base)) {}
};

template <class E>
[[nodiscard]] tl::unexpected<std::decay_t<E>> fail(E&& error) {
  return tl::unexpected<std::decay_t<E>>(std::forward<E>(error));
}

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string message,
                                                std::string hint = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(message), std::move(hint)});
}

}  // namespace bazc

#include "core/migration/circuit_breaker.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/migration/migration.hpp"

namespace bazc {
namespace {

constexpr std::size_t patience_with_differing_failures = 5;  // times the limit

}  // namespace

bool is_store_failure(const Error& error) {
  return error.kind != ErrorKind::conflict && error.kind != ErrorKind::internal &&
         error.kind != ErrorKind::usage;
}

CircuitBreaker::CircuitBreaker(std::size_t limit) : limit_(std::max<std::size_t>(limit, 1)) {}

void CircuitBreaker::note(const Result<PutOutcome>& put) {
  const std::scoped_lock lock(mutex_);
  if (put || put.error().kind == ErrorKind::conflict) {
    failures_ = 0;
    same_in_row_ = 0;
  } else if (is_store_failure(put.error())) {
    note_failure(put.error());
  }
}

void CircuitBreaker::note_failure(const Error& error) {
  std::string message = normalised_message(error.message);
  same_in_row_ = message == last_message_ ? same_in_row_ + 1 : 1;
  last_message_ = std::move(message);
  ++failures_;
  const bool is_same = same_in_row_ >= limit_;
  if (error_ || (!is_same && failures_ / patience_with_differing_failures < limit_)) {
    return;
  }
  error_ = Error{ErrorKind::unavailable,
                 fmt::format("the store failed {} times in a row: {}",
                             is_same ? same_in_row_ : failures_, error.message),
                 error.hint.empty()
                     ? "run the command again when the store answers: what is done stays done"
                     : error.hint};
}

bool CircuitBreaker::is_failing() const {
  const std::scoped_lock lock(mutex_);
  return failures_ > 0;
}

std::optional<Error> CircuitBreaker::error() const {
  const std::scoped_lock lock(mutex_);
  return error_;
}

}  // namespace bazc

#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "core/store/object_store.hpp"

namespace bazc {

/// Whether an error of ObjectStore::put() is the store's, so that the same put may succeed later:
/// not a conflict, and not a fault of our own.
[[nodiscard]] bool is_store_failure(const Error& error);

/// Tells a store that is out of reach from one that fails now and then, by its failures in a row.
/// It breaks, for good, after `limit` of them whose messages are equal but for names and numbers
/// (see normalised_message()), with neither a success nor another failure in between; and after
/// five times as many of whatever kind without a success, since an outage has many faces (refused,
/// then timed out). Thread-safe.
class CircuitBreaker {
 public:
  /// `limit` is at least 1.
  explicit CircuitBreaker(std::size_t limit);

  /// Takes a put into account. An object that is there counts as success, whatever its bytes: the
  /// store answered.
  void note(const Result<PutOutcome>& put);

  /// Whether the last put noted was a failure.
  [[nodiscard]] bool is_failing() const;

  /// Once it is broken: `unavailable`, with how often the store failed, why it did last, and what
  /// to do.
  [[nodiscard]] std::optional<Error> error() const;

 private:
  void note_failure(const Error& error);  // under mutex_

  std::size_t limit_;
  mutable std::mutex mutex_;
  std::string last_message_;     ///< normalised
  std::size_t failures_ = 0;     ///< since the last success
  std::size_t same_in_row_ = 0;  ///< of these, the last ones with last_message_
  std::optional<Error> error_;
};

}  // namespace bazc

#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>

namespace bazc {

/// How many rows are read by a query and recorded by a transaction, so that neither keeps the
/// database long: it grows by a fifth while a batch stays under its time, shrinks likewise above
/// it, and halves where somebody was in the way. Thread-safe.
class BatchSize {
 public:
  /// From 1 to `most`; begins small. `target`: of the query and the recording of one batch.
  BatchSize(std::size_t most, std::chrono::milliseconds target);

  [[nodiscard]] std::size_t size() const;

  /// A query that asked for size() rows, and gave so many.
  void note_query(std::size_t rows, std::chrono::steady_clock::duration time);
  /// A transaction that recorded so many.
  void note_recording(std::size_t rows, std::chrono::steady_clock::duration time);
  /// A statement took too long, or a row was locked.
  void halve();

 private:
  using Seconds = std::chrono::duration<double>;

  std::size_t most_;
  Seconds target_;
  mutable std::mutex mutex_;
  double size_;
  Seconds recording_of_a_row_{0};  ///< a moving average
};

}  // namespace bazc

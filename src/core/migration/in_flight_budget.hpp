#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace bazc {

/// Bounds what is between reading and recording, in scenes and in bytes of source, so that memory
/// stays flat. A source that is larger than the whole budget passes alone. Once it is exhausted a
/// quarter has to come back before more is given, so that many pass at a time. Thread-safe.
class InFlightBudget {
 public:
  InFlightBudget(std::size_t max_scenes, std::size_t max_bytes)
      : max_scenes_(max_scenes), max_bytes_(max_bytes) {}

  /// Waits until there is room; false, and nothing taken, once the budget is closed.
  [[nodiscard]] bool acquire(std::size_t bytes) {
    std::unique_lock lock(mutex_);
    while (!is_closed_ && !has_room_for(bytes)) {
      is_exhausted_ = true;
      has_room_.wait(lock, [&] { return is_closed_ || !is_exhausted_; });
    }
    if (is_closed_) {
      return false;
    }
    ++scenes_;
    bytes_ += bytes;
    return true;
  }

  void release(std::size_t bytes) {
    std::unique_lock lock(mutex_);
    --scenes_;
    bytes_ -= bytes;
    if (is_exhausted_ && scenes_ <= max_scenes_ / 4 * 3 && bytes_ <= max_bytes_ / 4 * 3) {
      is_exhausted_ = false;
      lock.unlock();
      has_room_.notify_all();
    }
  }

  void close() {
    {
      const std::scoped_lock lock(mutex_);
      is_closed_ = true;
    }
    has_room_.notify_all();
  }

  /// Waits until the budget is closed, but no longer than `time`; whether it is.
  [[nodiscard]] bool closes_within(std::chrono::steady_clock::duration time) {
    std::unique_lock lock(mutex_);
    return has_room_.wait_for(lock, time, [&] { return is_closed_; });
  }

  [[nodiscard]] std::size_t scenes() const {
    const std::scoped_lock lock(mutex_);
    return scenes_;
  }

 private:
  [[nodiscard]] bool has_room_for(std::size_t bytes) const {
    return scenes_ == 0 || (scenes_ < max_scenes_ && bytes_ + bytes <= max_bytes_);
  }

  mutable std::mutex mutex_;
  std::condition_variable has_room_;
  std::size_t max_scenes_;
  std::size_t max_bytes_;
  std::size_t scenes_ = 0;
  std::size_t bytes_ = 0;
  bool is_exhausted_ = false;
  bool is_closed_ = false;
};

}  // namespace bazc

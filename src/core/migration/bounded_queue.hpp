#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace bazc {

/// A first-in, first-out queue between threads that holds at most `capacity` items. Thread-safe.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room; the queue must not be closed meanwhile.
  void push(T item) {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [&] { return items_.size() < capacity_; });
    items_.push_back(std::move(item));
    lock.unlock();
    has_item_.notify_one();
  }

  /// Waits for an item; nothing once the queue is closed and empty.
  [[nodiscard]] std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    has_item_.wait(lock, [&] { return !items_.empty() || is_closed_; });
    return take(std::move(lock));
  }

  /// Waits no longer than `time`.
  [[nodiscard]] std::optional<T> pop_within(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    has_item_.wait_for(lock, time, [&] { return !items_.empty() || is_closed_; });
    return take(std::move(lock));
  }

  void close() {
    {
      const std::scoped_lock lock(mutex_);
      is_closed_ = true;
    }
    has_item_.notify_all();
  }

 private:
  [[nodiscard]] std::optional<T> take(std::unique_lock<std::mutex> lock) {
    if (items_.empty()) {
      return std::nullopt;
    }
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    lock.unlock();
    has_room_.notify_one();
    return item;
  }

  std::mutex mutex_;
  std::condition_variable has_room_;
  std::condition_variable has_item_;
  std::deque<T> items_;
  std::size_t capacity_;
  bool is_closed_ = false;
};

}  // namespace bazc

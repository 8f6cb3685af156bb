#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace bazc {

/// A first-in, first-out queue between threads that holds at most `capacity` items. Thread-safe. To
/// wake a thread up costs as much as a small scene, so nobody is woken for each item: who finds the
/// queue full waits until it is half empty, and pop_some() waits for many.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room; the queue must not be closed meanwhile.
  void push(T item) {
    std::unique_lock lock(mutex_);
    if (items_.size() >= capacity_) {
      has_room_.wait(lock, [&] { return items_.size() <= capacity_ / 2; });
    }
    items_.push_back(std::move(item));
    const bool is_awaited = items_.size() >= enough_;
    lock.unlock();
    if (is_awaited) {
      has_item_.notify_one();
    }
  }

  /// Waits for an item; nothing once the queue is closed and empty.
  [[nodiscard]] std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    has_item_.wait(lock, [&] { return !items_.empty() || is_closed_; });
    return take(std::move(lock));
  }

  /// Up to `most` items: waits for so many, but no longer than `time`. For a queue's only consumer.
  [[nodiscard]] std::vector<T> pop_some(std::size_t most, std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    enough_ = most;
    has_item_.wait_for(lock, time,
                       [&] { return items_.size() >= most || is_hurried_ || is_closed_; });
    enough_ = 1;
    is_hurried_ = false;
    const auto end = items_.begin() + static_cast<std::ptrdiff_t>(std::min(most, items_.size()));
    std::vector<T> some(std::make_move_iterator(items_.begin()), std::make_move_iterator(end));
    items_.erase(items_.begin(), end);
    lock.unlock();
    has_room_.notify_all();
    return some;
  }

  /// Lets pop_some() come back now, or the next one at once.
  void hurry() {
    {
      const std::scoped_lock lock(mutex_);
      is_hurried_ = true;
    }
    has_item_.notify_all();
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
    const bool is_half_empty = items_.size() == capacity_ / 2;
    lock.unlock();
    if (is_half_empty) {
      has_room_.notify_all();
    }
    return item;
  }

  std::mutex mutex_;
  std::condition_variable has_room_;
  std::condition_variable has_item_;
  std::deque<T> items_;
  std::size_t capacity_;
  std::size_t enough_ = 1;  ///< items that the consumer waits for
  bool is_hurried_ = false;
  bool is_closed_ = false;
};

}  // namespace bazc

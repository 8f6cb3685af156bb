#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace bazc::native {

/// A vector of plain records that keeps its memory, and of which adding one costs little: what a
/// full one needs stands apart. Memory that is reserved is not touched.
template <typename T>
class Table {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] T& operator[](std::size_t index) { return records_.get()[index]; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return records_.get()[index]; }
  [[nodiscard]] const T& front() const { return *records_.get(); }
  [[nodiscard]] T& back() { return records_.get()[size_ - 1]; }
  [[nodiscard]] const T& back() const { return records_.get()[size_ - 1]; }
  [[nodiscard]] T* begin() { return records_.get(); }
  [[nodiscard]] T* end() { return records_.get() + size_; }
  [[nodiscard]] const T* begin() const { return records_.get(); }
  [[nodiscard]] const T* end() const { return records_.get() + size_; }

  void push_back(T record) {
    make_room();
    push_into_room(record);
  }
  /// The two halves of push_back(): a record that is made between them need not outlive a call.
  void make_room() {
    if (size_ == capacity_) {
      grow(size_ + 1);
    }
  }
  void push_into_room(T record) {
    new (end()) T(record);
    ++size_;
  }
  /// Drops all but the first `size`.
  void truncate(std::size_t size) { size_ = size; }
  void clear() { size_ = 0; }
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) {
      grow(capacity);
    }
  }

 private:
  struct Free {
    void operator()(T* records) const { std::free(records); }
  };

  [[gnu::noinline, gnu::cold]] void grow(std::size_t least) {
    const std::size_t capacity = std::max({least, capacity_ * 2, std::size_t{16}});
    void* const grown = std::realloc(records_.get(), capacity * sizeof(T));
    if (grown == nullptr) {
      throw std::bad_alloc();
    }
    static_cast<void>(records_.release());
    records_.reset(static_cast<T*>(grown));
    capacity_ = capacity;
  }

  std::unique_ptr<T, Free> records_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace bazc::native

#include "core/migration/batch_size.hpp"

#include <algorithm>

namespace bazc {
namespace {

constexpr std::size_t first_size = 100;
constexpr double factor = 1.2;
constexpr double weight_of_last = 0.3;

}  // namespace

BatchSize::BatchSize(std::size_t most, std::chrono::milliseconds target)
    : most_(std::max<std::size_t>(most, 1)),
      target_(target),
      size_(static_cast<double>(std::min(most_, first_size))) {}

std::size_t BatchSize::size() const {
  const std::scoped_lock lock(mutex_);
  return static_cast<std::size_t>(size_);
}

void BatchSize::note_query(std::size_t rows, std::chrono::steady_clock::duration time) {
  const std::scoped_lock lock(mutex_);
  const auto whole = Seconds(time) + static_cast<double>(rows) * recording_of_a_row_;
  if (whole > target_) {
    size_ = std::max(size_ / factor, 1.0);
  } else if (static_cast<double>(rows + 1) > size_) {  // fewer say nothing of a larger batch
    // From 1 a fifth more would be 1 again.
    size_ = std::min(std::max(size_ * factor, size_ + 0.5), static_cast<double>(most_));
  }
}

void BatchSize::note_recording(std::size_t rows, std::chrono::steady_clock::duration time) {
  if (rows == 0) {
    return;
  }
  const std::scoped_lock lock(mutex_);
  const Seconds of_a_row = Seconds(time) / static_cast<double>(rows);
  recording_of_a_row_ =
      recording_of_a_row_ == Seconds(0)
          ? of_a_row
          : weight_of_last * of_a_row + (1 - weight_of_last) * recording_of_a_row_;
}

void BatchSize::halve() {
  const std::scoped_lock lock(mutex_);
  size_ = std::max(size_ / 2, 1.0);
}

}  // namespace bazc

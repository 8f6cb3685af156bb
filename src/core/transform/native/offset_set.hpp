#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace bazc::native {

/// A set of offsets that keeps what the parser found out by trying. Empty, it costs one comparison.
class OffsetSet {
 public:
  [[nodiscard]] bool contains(std::uint32_t offset) const {
    if (size_ == 0) {
      return false;
    }
    for (std::size_t slot = first_slot(offset); slots_[slot] != 0; slot = next_slot(slot)) {
      if (slots_[slot] == offset + 1) {
        return true;
      }
    }
    return false;
  }

  void insert(std::uint32_t offset) {
    if ((size_ + 1) * 2 > slots_.size()) {
      grow();
    }
    std::size_t slot = first_slot(offset);
    while (slots_[slot] != 0) {
      if (slots_[slot] == offset + 1) {
        return;
      }
      slot = next_slot(slot);
    }
    slots_[slot] = offset + 1;
    ++size_;
  }

 private:
  [[nodiscard]] std::size_t first_slot(std::uint32_t offset) const {
    return static_cast<std::size_t>(offset * 0x9E37'79B1U) & (slots_.size() - 1);
  }
  [[nodiscard]] std::size_t next_slot(std::size_t slot) const {
    return (slot + 1) & (slots_.size() - 1);
  }
  void grow() {
    const std::vector<std::uint32_t> before = std::move(slots_);
    slots_.assign(before.empty() ? 64 : before.size() * 2, 0);
    size_ = 0;
    for (const std::uint32_t entry : before) {
      if (entry != 0) {
        insert(entry - 1);
      }
    }
  }

  std::vector<std::uint32_t> slots_;  // offset + 1; 0 is free
  std::size_t size_ = 0;
};

}  // namespace bazc::native

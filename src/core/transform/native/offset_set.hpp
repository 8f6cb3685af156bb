#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace bazc::native {

/// What the parser found out by trying, by offset. Empty, it costs one comparison.
class OffsetMap {
 public:
  /// Null where there is nothing.
  [[nodiscard]] const std::uint32_t* find(std::uint32_t offset) const {
    if (size_ == 0) {
      return nullptr;
    }
    for (std::size_t slot = first_slot(offset); slots_[slot].key != 0; slot = next_slot(slot)) {
      if (slots_[slot].key == offset + 1) {
        return &slots_[slot].value;
      }
    }
    return nullptr;
  }

  /// What is there stays.
  void insert(std::uint32_t offset, std::uint32_t value) {
    if ((size_ + 1) * 2 > slots_.size()) {
      grow();
    }
    std::size_t slot = first_slot(offset);
    while (slots_[slot].key != 0) {
      if (slots_[slot].key == offset + 1) {
        return;
      }
      slot = next_slot(slot);
    }
    slots_[slot] = {offset + 1, value};
    ++size_;
  }

 private:
  struct Slot {
    std::uint32_t key = 0;  // offset + 1; 0 is free
    std::uint32_t value = 0;
  };

  [[nodiscard]] std::size_t first_slot(std::uint32_t offset) const {
    return static_cast<std::size_t>(offset * 0x9E37'79B1U) & (slots_.size() - 1);
  }
  [[nodiscard]] std::size_t next_slot(std::size_t slot) const {
    return (slot + 1) & (slots_.size() - 1);
  }
  void grow() {
    const std::vector<Slot> before = std::move(slots_);
    slots_.assign(before.empty() ? 64 : before.size() * 2, Slot{});
    size_ = 0;
    for (const Slot& slot : before) {
      if (slot.key != 0) {
        insert(slot.key - 1, slot.value);
      }
    }
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

class OffsetSet {
 public:
  [[nodiscard]] bool contains(std::uint32_t offset) const { return map_.find(offset) != nullptr; }
  void insert(std::uint32_t offset) { map_.insert(offset, 0); }

 private:
  OffsetMap map_;
};

}  // namespace bazc::native

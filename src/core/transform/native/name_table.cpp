#include "core/transform/native/name_table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/transform/native/word_key.hpp"

namespace bazc::native {
namespace {

std::size_t hash_of(std::string_view text) {
  constexpr std::uint64_t factor = 0x9e37'79b9'7f4a'7c15;
  std::uint64_t hash = text.size();
  while (!text.empty()) {
    std::uint64_t part = 0;
    const std::size_t size = std::min(text.size(), sizeof(part));
    std::memcpy(&part, text.data(), size);
    hash = (hash ^ part) * factor;
    hash ^= hash >> 32;
    text.remove_prefix(size);
  }
  return static_cast<std::size_t>(hash);
}

}  // namespace

void NameTable::begin(std::string_view source, std::size_t most) {
  source_ = source;
  names_.clear();
  hashes_ = {};
  slots_.assign(std::bit_ceil(2 * most + 2), none);
}

std::uint32_t NameTable::add(const Token& token) {
  const std::string_view name = text_of(token);
  std::uint32_t& number = slots_[slot_of(name)];
  if (number == none) {
    number = size();
    names_.push_back(name);
    const std::uint8_t hash = WordKey::of(name).hash(name.size());
    hashes_[hash / 64U] |= std::uint64_t{1} << (hash % 64U);
  }
  return number;
}

std::uint32_t NameTable::find(std::string_view name) const {
  return names_.empty() ? none : slots_[slot_of(name)];
}

std::size_t NameTable::slot_of(std::string_view name) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash_of(name) & mask;
  while (slots_[slot] != none && names_[slots_[slot]] != name) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

}  // namespace bazc::native

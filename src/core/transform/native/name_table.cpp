#include "core/transform/native/name_table.hpp"

#include <bit>
#include <cstring>

namespace bazc::native {
namespace {

// How long a text may be of which the key is all.
constexpr std::size_t whole_key = 16;

// Of all of the text: what is between its first and last bytes counts too.
std::size_t hash_of(std::string_view text, const WordKey& key) {
  std::uint64_t hash = key.long_hash(text.size());
  for (std::size_t at = 8; at + 8 < text.size(); at += 8) {
    hash = WordKey{hash, load_word(text.data() + at)}.long_hash(at);
  }
  return static_cast<std::size_t>(hash ^ (hash >> 32));
}

}  // namespace

void NameTable::begin(std::string_view source, std::size_t most) {
  source_ = source;
  names_.clear();
  has_hash_.fill(false);
  slots_.assign(std::bit_ceil(2 * most + 2), none);
}

std::uint32_t NameTable::add(const Token& token) {
  const Name name = {key_of(token), text_of(token)};
  std::uint32_t& number = slots_[slot_of(name.text, name.key)];
  if (number == none) {
    number = size();
    names_.push_back(name);
    has_hash_[name.key.hash(name.text.size())] = true;
  }
  return number;
}

std::size_t NameTable::slot_of(std::string_view text, const WordKey& key) const {
  const std::size_t mask = slots_.size() - 1;
  const auto is_same = [&](const Name& name) {
    return name.key == key && name.text.size() == text.size() &&
           (text.size() <= whole_key || name.text == text);
  };
  std::size_t slot = hash_of(text, key) & mask;
  while (slots_[slot] != none && !is_same(names_[slots_[slot]])) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

}  // namespace bazc::native

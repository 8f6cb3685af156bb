#include "core/migration/outcome_cache.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

constexpr std::size_t slot_count = 65536;
constexpr std::size_t ways = 8;
constexpr std::size_t failure_count = 1024;
constexpr std::size_t digits_of_64_bits = 16;
constexpr int hexadecimal = 16;

std::uint64_t number_of(std::string_view hex) {
  std::uint64_t number = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), number, hexadecimal);
  return number;
}

}  // namespace

SourceDigest digest_of(std::string_view source) {
  const std::string hex = sha256_hex(source);
  return {number_of(std::string_view(hex).substr(0, digits_of_64_bits)),
          number_of(std::string_view(hex).substr(digits_of_64_bits, digits_of_64_bits))};
}

OutcomeCache::OutcomeCache() : slots_(slot_count) {
  failures_.reserve(failure_count);
}

OutcomeCache::Slot* OutcomeCache::first_of_set(const SourceDigest& source) {
  return slots_.data() + (source.high % (slot_count / ways)) * ways;
}

std::optional<SourceOutcome> OutcomeCache::find(const SourceDigest& source) {
  Slot* const first = first_of_set(source);
  Slot* const found = std::find_if(first, first + ways, [&](const Slot& slot) {
    return slot.state != State::empty && slot.source == source;
  });
  if (found == first + ways) {
    return std::nullopt;
  }
  found->last_use = ++use_;
  if (found->state == State::success) {
    return fmt::format("{:016x}", found->value);
  }
  if (found->value + failure_count < next_failure_) {
    return std::nullopt;  // newer failures took its place
  }
  return failures_[found->value % failure_count];
}

void OutcomeCache::insert(const SourceDigest& source, const SourceOutcome& outcome) {
  Slot* const first = first_of_set(source);
  Slot* slot = std::find_if(first, first + ways, [&](const Slot& candidate) {
    return candidate.state != State::empty && candidate.source == source;
  });
  if (slot == first + ways) {
    // An empty slot was never used, so it is the least recently used one.
    slot = std::min_element(first, first + ways, [](const Slot& left, const Slot& right) {
      return left.last_use < right.last_use;
    });
  }
  *slot = {source, 0, ++use_, State::success};
  if (const auto* hash = std::get_if<std::string>(&outcome)) {
    slot->value = number_of(*hash);
    return;
  }
  slot->state = State::failure;
  slot->value = next_failure_++;
  const CompileError& error = std::get<CompileError>(outcome);
  if (failures_.size() < failure_count) {
    failures_.push_back(error);
  } else {
    failures_[slot->value % failure_count] = error;
  }
}

}  // namespace bazc

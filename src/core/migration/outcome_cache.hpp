#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/diagnostics/compile_error.hpp"

namespace bazc {

/// The first half of a source's SHA-256: enough to tell sources apart.
struct SourceDigest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const SourceDigest&, const SourceDigest&) = default;
};

[[nodiscard]] SourceDigest digest_of(std::string_view source);

/// The hash of an artifact that is in the store, or why there is none.
using SourceOutcome = std::variant<std::string, CompileError>;

/// What sources compiled to in this run: 65,536 of them in a table of fixed size (8 ways to a set,
/// the least recently used one gives way), so that memory does not grow with the run; of failures,
/// whose messages are long, the last 1,024. Not thread-safe.
class OutcomeCache {
 public:
  OutcomeCache();

  [[nodiscard]] std::optional<SourceOutcome> find(const SourceDigest& source);
  void insert(const SourceDigest& source, const SourceOutcome& outcome);

 private:
  enum class State : std::uint8_t { empty, success, failure };
  struct Slot {
    SourceDigest source;
    std::uint64_t value = 0;  ///< the hash as a number, or the failure's sequence number
    std::uint32_t last_use = 0;
    State state = State::empty;
  };

  [[nodiscard]] Slot* first_of_set(const SourceDigest& source);

  std::vector<Slot> slots_;
  std::vector<CompileError> failures_;  ///< a ring, by sequence number
  std::uint64_t next_failure_ = 0;
  std::uint32_t use_ = 0;
};

}  // namespace bazc

#pragma once

#include <string>
#include <string_view>

#include "core/store/object_store.hpp"

namespace bazc {

/// What is known of an object after a look at it.
enum class ObjectState {
  ok,           ///< its bytes were read and have the hash that names it
  missing,      ///< the store answered that it has none
  corrupt,      ///< it is there with bytes of another hash
  bad_headers,  ///< the right bytes, to be served with wrong headers
  repaired,     ///< it was one of the three above, and is ok now: see object_repair.hpp
  unverified,   ///< it is there, but its bytes were not read
  error,        ///< no verdict: the store, or the row that names the object, is at fault
};

/// The word for a state: "ok", "missing", …
[[nodiscard]] std::string_view to_string(ObjectState state);

/// Whether a person must act: all states but ok, repaired and unverified.
[[nodiscard]] constexpr bool is_failure(ObjectState state) {
  return state != ObjectState::ok && state != ObjectState::repaired &&
         state != ObjectState::unverified;
}

enum class CheckDepth {
  bytes,  ///< reads the bytes and hashes them again
  quick,  ///< existence and size only; never says `ok`
};

struct ObjectCheck {
  ObjectState state = ObjectState::error;
  std::string detail = {};          ///< what was seen, where the state is not ok
  bool unreachable = false;         ///< the store did not answer, or not to the question
  bool has_hash_collision = false;  ///< with `corrupt`: other bytes with the same short hash
};

/// Looks at the artifact of `hash`. Thread-safe.
[[nodiscard]] ObjectCheck check_object(ObjectStore& store, std::string_view hash,
                                       CheckDepth depth = CheckDepth::bytes);

/// The same, and that the object's bytes are `expected`, whose hash is `hash`.
[[nodiscard]] ObjectCheck check_object_bytes(ObjectStore& store, std::string_view hash,
                                             std::string_view expected);

}  // namespace bazc

#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/store/object_store.hpp"
#include "core/verification/object_check.hpp"

namespace bazc {

/// Makes the artifact's bytes anew, or says why it cannot: "its source compiles to … now".
using ArtifactSource = std::function<Result<std::string, std::string>()>;

/// Whether repair_object() could mend what was found.
[[nodiscard]] constexpr bool is_repairable(ObjectState state) {
  return state == ObjectState::missing || state == ObjectState::corrupt ||
         state == ObjectState::bad_headers;
}

/// Mends what check_object() or check_object_bytes() found of the artifact of `hash`, going by what
/// the store has now. The right bytes with wrong headers are written again with the right ones; an
/// object that is missing or corrupt is stored from what `source` makes, if that has exactly the
/// hash. Other bytes with the same short hash are never touched. The object is then read back:
/// `repaired` only where all is right, and the detail says what was wrong. Otherwise it is the
/// state that was found, and the detail says also why it was not repaired. Thread-safe.
[[nodiscard]] ObjectCheck repair_object(ObjectStore& store, std::string_view hash,
                                        const ObjectCheck& found, const ArtifactSource& source);

}  // namespace bazc

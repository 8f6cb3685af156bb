#include "core/verification/object_repair.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

ObjectCheck not_repaired(const ObjectCheck& found, std::string_view why) {
  return {.state = found.state,
          .detail = fmt::format("{}{}not repaired: {}", found.detail,
                                found.detail.empty() ? "" : "; ", why)};
}

ObjectCheck not_repaired(const ObjectCheck& found, const Error& error) {
  ObjectCheck check = not_repaired(
      found, error.hint.empty() ? error.message : fmt::format("{}; {}", error.message, error.hint));
  check.unreachable = error.kind == ErrorKind::unavailable;
  return check;
}

// The bytes that the object should have: those that it has, where they are right.
Result<std::string, std::string> right_bytes(const std::optional<StoredObject>& present,
                                             std::string_view hash, const ArtifactSource& source) {
  if (present && content_hash(present->bytes) == hash) {
    return present->bytes;
  }
  auto bytes = source();
  if (bytes && content_hash(*bytes) != hash) {
    return fail(fmt::format("its source gives {}", content_hash(*bytes)));
  }
  return bytes;
}

Result<void> write(ObjectStore& store, std::string_view key, std::string_view bytes,
                   bool is_present) {
  const ObjectHeaders headers = artifact_headers(bytes);
  if (is_present) {
    return store.replace(key, bytes, headers);
  }
  // Whoever stores it meanwhile keeps it.
  const auto put = store.put(key, bytes, headers);
  return put ? Result<void>() : fail(put.error());
}

}  // namespace

ObjectCheck repair_object(ObjectStore& store, std::string_view hash, const ObjectCheck& found,
                          const ArtifactSource& source) {
  if (found.has_hash_collision) {
    return not_repaired(found, "it is another artifact, which others may use");
  }
  const std::string key = artifact_key(hash);
  const auto present = store.get(key);
  if (!present) {
    return not_repaired(found, present.error());
  }
  const auto bytes = right_bytes(*present, hash, source);
  if (!bytes) {
    return not_repaired(found, bytes.error());
  }
  if (auto written = write(store, key, *bytes, present->has_value()); !written) {
    return not_repaired(found, written.error());
  }
  ObjectCheck after = check_object_bytes(store, hash, *bytes);
  if (after.state != ObjectState::ok) {
    ObjectCheck check = not_repaired(
        found, fmt::format("it was stored, but read back it is {}{}{}", to_string(after.state),
                           after.detail.empty() ? "" : ": ", after.detail));
    check.unreachable = after.unreachable;
    return check;
  }
  return {.state = ObjectState::repaired,
          .detail = fmt::format("was {}{}{}", to_string(found.state),
                                found.detail.empty() ? "" : ": ", found.detail)};
}

}  // namespace bazc

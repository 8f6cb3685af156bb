#include "core/verification/object_check.hpp"

#include <optional>

#include <fmt/format.h>

#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

ObjectCheck store_failure(const Error& error) {
  return {.state = ObjectState::error,
          .detail =
              error.hint.empty() ? error.message : fmt::format("{}; {}", error.message, error.hint),
          .unreachable = true};
}

std::string differing_header(const ObjectHeaders& seen, const ObjectHeaders& wanted) {
  const auto difference = [](std::string_view name, std::string_view is, std::string_view should) {
    return fmt::format("{} is '{}', should be '{}'", name, is, should);
  };
  if (seen.content_type != wanted.content_type) {
    return difference("content-type", seen.content_type, wanted.content_type);
  }
  if (seen.cache_control != wanted.cache_control) {
    return difference("cache-control", seen.cache_control, wanted.cache_control);
  }
  return difference("sha256 metadata", seen.sha256, wanted.sha256);
}

ObjectCheck check_stored(const StoredObject& object, std::string_view hash) {
  const std::string actual = content_hash(object.bytes);
  if (actual != hash) {
    return {.state = ObjectState::corrupt,
            .detail = fmt::format("its {} bytes have the hash {}", object.bytes.size(), actual)};
  }
  const ObjectHeaders wanted = artifact_headers(object.bytes);
  if (object.info.headers && *object.info.headers != wanted) {
    return {.state = ObjectState::bad_headers,
            .detail = differing_header(*object.info.headers, wanted)};
  }
  return {.state = ObjectState::ok};
}

ObjectCheck quick_check(ObjectStore& store, std::string_view key) {
  const auto info = store.head(key);
  if (!info) {
    return store_failure(info.error());
  }
  if (!*info) {
    return {.state = ObjectState::missing};
  }
  if ((*info)->size == 0) {
    return {.state = ObjectState::corrupt, .detail = "it is empty"};
  }
  return {.state = ObjectState::unverified};
}

}  // namespace

std::string_view to_string(ObjectState state) {
  switch (state) {
    case ObjectState::ok:
      return "ok";
    case ObjectState::missing:
      return "missing";
    case ObjectState::corrupt:
      return "corrupt";
    case ObjectState::bad_headers:
      return "bad_headers";
    case ObjectState::repaired:
      return "repaired";
    case ObjectState::unverified:
      return "unverified";
    case ObjectState::error:
      return "error";
  }
  return "error";
}

ObjectCheck check_object(ObjectStore& store, std::string_view hash, CheckDepth depth) {
  const std::string key = artifact_key(hash);
  if (depth == CheckDepth::quick) {
    return quick_check(store, key);
  }
  const auto object = store.get(key);
  if (!object) {
    return store_failure(object.error());
  }
  return *object ? check_stored(**object, hash) : ObjectCheck{.state = ObjectState::missing};
}

ObjectCheck check_object_bytes(ObjectStore& store, std::string_view hash,
                               std::string_view expected) {
  const auto object = store.get(artifact_key(hash));
  if (!object) {
    return store_failure(object.error());
  }
  if (!*object) {
    return {.state = ObjectState::missing};
  }
  ObjectCheck check = check_stored(**object, hash);
  // 64 bits of a SHA-256 can in principle agree by accident, the bytes cannot.
  if (check.state == ObjectState::ok && (*object)->bytes != expected) {
    return {.state = ObjectState::corrupt,
            .detail = "other bytes with the same short hash",
            .has_hash_collision = true};
  }
  return check;
}

}  // namespace bazc

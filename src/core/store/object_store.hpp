#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace bazc {

/// What an object is served with. `sha256` is the full SHA-256 of the bytes in hex.
struct ObjectHeaders {
  std::string content_type;
  std::string cache_control;
  std::string sha256;

  friend bool operator==(const ObjectHeaders&, const ObjectHeaders&) = default;
};

/// The headers of every artifact (design.md, "Store").
[[nodiscard]] ObjectHeaders artifact_headers(std::string_view artifact);

struct ObjectInfo {
  std::uint64_t size = 0;                ///< bytes
  std::optional<ObjectHeaders> headers;  ///< nothing where the store keeps none (a directory)
};

struct StoredObject {
  std::string bytes;
  ObjectInfo info;
};

enum class PutOutcome {
  stored,   ///< it was absent and is there now, durably
  present,  ///< it was there already with the same bytes, and is durable too
};

/// Whether `key` is a relative path of one or more segments of [A-Za-z0-9._-], none of them "." or
/// "..". Every store refuses other keys with the error `usage`.
[[nodiscard]] bool is_object_key(std::string_view key);

/// Where artifacts live. Every function is thread-safe and blocks. Absent is not failed: a missing
/// object is an empty optional, and only a store that answered can say so. What goes wrong
/// otherwise is an error: `unavailable` where the store as a whole or the object is out of reach
/// (no such directory or bucket, no permission, no space, no answer), `conflict` from put(),
/// `usage` for a key that is none.
class ObjectStore {
 public:
  ObjectStore() = default;
  ObjectStore(const ObjectStore&) = delete;
  ObjectStore& operator=(const ObjectStore&) = delete;
  virtual ~ObjectStore() = default;

  /// For messages, without secrets: "file:./bucket", "r2://ACCOUNT/BUCKET".
  [[nodiscard]] virtual std::string describe() const = 0;

  /// Creates if absent and never overwrites: of many writers exactly one stores, whatever their
  /// processes. An object that is there with other bytes is the error `conflict`, which names the
  /// key and both SHA-256s, and stays as it is.
  [[nodiscard]] virtual Result<PutOutcome> put(std::string_view key, std::string_view bytes,
                                               const ObjectHeaders& headers) = 0;

  [[nodiscard]] virtual Result<std::optional<StoredObject>> get(std::string_view key) = 0;

  /// Without the bytes.
  [[nodiscard]] virtual Result<std::optional<ObjectInfo>> head(std::string_view key) = 0;

  /// Calls `visit` for every key that starts with `prefix` (any text, also part of a segment), in
  /// no stated order, until it returns false. Keys that are put meanwhile may be seen or not.
  [[nodiscard]] virtual Result<void> list(
      std::string_view prefix, const std::function<bool(std::string_view key)>& visit) = 0;

  /// The URL under which the world reads the object: the public base URL where one was given,
  /// otherwise the store's own.
  [[nodiscard]] virtual std::string public_url(std::string_view key) const = 0;

  /// Whether what the store needs (a directory, a bucket) is there.
  [[nodiscard]] virtual Result<bool> exists() = 0;

  /// Makes what exists() looks for; nothing happens where it is there.
  [[nodiscard]] virtual Result<void> create() = 0;
};

/// Opens the store of a URL, without touching it: "file:DIRECTORY" (also "file:///DIRECTORY"; the
/// path is taken as it is written, a relative one from the current directory). `public_base_url`
/// may be empty; slashes at its end do not matter. A URL that this build cannot serve is the error
/// `usage`.
[[nodiscard]] Result<std::unique_ptr<ObjectStore>> open_object_store(
    std::string_view url, std::string_view public_base_url);

}  // namespace bazc

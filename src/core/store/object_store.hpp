#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/store/credentials.hpp"
#include "core/store/http_client.hpp"

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

/// What a store should have beyond the artifacts, see ObjectStore::plan_setup().
struct StoreSetup {
  /// Who may read objects from a page: "*", or origins such as "https://app.example.com".
  std::vector<std::string> cors_origins = {"*"};
};

/// The requests of one kind to a store over a network.
struct StoreRequests {
  std::uint64_t requests = 0;        ///< sent, each attempt counted
  std::uint64_t bytes_sent = 0;      ///< of bodies
  std::uint64_t bytes_received = 0;  ///< likewise

  friend bool operator==(const StoreRequests&, const StoreRequests&) = default;
};

/// Their HTTP method, and the answer's status ("200") or, where none came, an HttpErrorKind.
using StoreRequestKind = std::pair<std::string, std::string>;

/// What a store over a network did since it was opened; all zero for one without.
struct StoreStatistics {
  std::uint64_t requests = 0;                              ///< sent, each attempt counted
  std::uint64_t retries = 0;                               ///< of these, attempts after the first
  std::uint64_t bytes_sent = 0;                            ///< of bodies
  std::uint64_t bytes_received = 0;                        ///< likewise
  std::map<StoreRequestKind, StoreRequests> by_kind = {};  ///< the same, parted

  /// What was done since `earlier`, which is of the same store.
  [[nodiscard]] StoreStatistics since(const StoreStatistics& earlier) const;
};

/// Whether `key` is a relative path of one or more segments of [A-Za-z0-9._-], none of them "." or
/// "..". Every store refuses other keys with the error `usage`.
[[nodiscard]] bool is_object_key(std::string_view key);

/// That error, where it is none.
[[nodiscard]] Result<void> check_object_key(std::string_view key);

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

  /// Writes the object whatever is there, whole or not at all. Only for bytes that `key` is the
  /// name of, or that were read from it: everything else goes through put().
  [[nodiscard]] virtual Result<void> replace(std::string_view key, std::string_view bytes,
                                             const ObjectHeaders& headers) = 0;

  /// Removes an object, if it is there. Only for what the caller itself made to try the store out:
  /// bazc removes no artifact.
  [[nodiscard]] virtual Result<void> remove(std::string_view key) = 0;

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

  /// What apply_setup() would change, a line each ("make directory '…'", "allow GET and HEAD from
  /// origin *"); empty where nothing is missing.
  [[nodiscard]] virtual Result<std::vector<std::string>> plan_setup(const StoreSetup& setup) = 0;

  /// Makes what exists() looks for, and what `setup` asks for as far as the store has such a thing.
  /// Idempotent; what is there for others (other CORS rules, a `_headers` file that bazc did not
  /// write) stays.
  [[nodiscard]] virtual Result<void> apply_setup(const StoreSetup& setup) = 0;

  /// How far the store's clock is ahead of ours, exact to about a second; nothing where the store
  /// has no clock of its own.
  [[nodiscard]] virtual Result<std::optional<std::chrono::seconds>> clock_skew() {
    return std::nullopt;
  }

  [[nodiscard]] virtual StoreStatistics statistics() const { return {}; }

  /// From now on nothing is tried again: calls under way return after their present attempt.
  virtual void stop_retrying() {}
};

/// What a store over a network needs besides its URL.
struct StoreOptions {
  std::string public_base_url = {};             ///< may be empty; slashes at its end do not matter
  std::optional<Credentials> credentials = {};  ///< r2: and s3: need them
  HttpClientOptions http = {};
  unsigned retries = 6;  ///< attempts after the first, for each request
  /// Told what a person should know although the call goes on (a corrected clock), from any thread.
  std::function<void(const std::string& message)> on_warning = {};
  /// Where set: above zero, nothing is tried again, as after stop_retrying(). Outlives the store.
  const std::atomic<int>* interrupts = nullptr;
  const Clock* clock = &real_clock();  ///< outlives the store
};

/// Opens the store of a URL, without touching it:
/// - "file:DIRECTORY" (also "file:///DIRECTORY"; the path is taken as it is written, a relative one
///   from the current directory);
/// - "r2://ACCOUNT_ID/BUCKET": Cloudflare R2;
/// - "s3://BUCKET?endpoint=URL&region=REGION": any S3-compatible service; without an endpoint that
///   of AWS in the region (us-east-1 by default); the region is `auto` by default. The endpoint may
///   have a path.
/// The error `usage` for a URL that is none of these, and where credentials are missing or
/// incomplete; `unavailable` where the HTTP library is missing.
[[nodiscard]] Result<std::unique_ptr<ObjectStore>> open_object_store(
    std::string_view url, const StoreOptions& options = StoreOptions());

}  // namespace bazc

#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/store/object_store.hpp"
#include "core/verification/object_check.hpp"

namespace bazc {

enum class ProbeState {
  ok,
  warned,  ///< it works, but a person should know something
  failed,
  skipped,  ///< it does not apply, or an earlier failure leaves nothing to try
};

/// What became of one thing that was tried.
struct ProbeResult {
  std::string_view name;  ///< "conditional write"; static
  ProbeState state = ProbeState::ok;
  std::string detail = {};
  std::string hint = {};  ///< what to do, where it failed or warned
  /// Of a failure: what kind, where the store or the database said so; nothing where it works, but
  /// not as it must.
  std::optional<ErrorKind> error = {};
};

/// A failure that an error tells of.
[[nodiscard]] ProbeResult failed_probe(std::string_view name, const Error& error);

using ProbeObserver = std::function<void(const ProbeResult&)>;

/// The object that a store is tried out with: a small module, served as artifacts are, so that what
/// stands between the store and a page treats it as one of them. Not below components/.
struct ProbeObject {
  std::string key;
  std::string bytes;
  std::string hash;
};

/// `unique`: letters and digits that no other run has.
[[nodiscard]] ProbeObject make_probe_object(std::string_view unique);

/// What is tried, all of it used until probe_store() returns.
struct StoreProbe {
  ObjectStore& store;
  bool is_directory = false;  ///< no credentials, no CORS
  ProbeObject object;
  StoreSetup setup = {};
  /// Reads the object as a page does, after it was written; empty: `without_public_url` is
  /// reported in its place.
  std::function<ObjectCheck(const ProbeObject&)> look_public = {};
  ProbeResult without_public_url = {};
};

inline constexpr std::string_view credentials_probe = "credentials";
inline constexpr std::string_view public_url_probe = "public URL";

/// Tries everything that bazc needs of a store, and reports each as it is known: credentials,
/// clock, bucket, write, conditional write, read back, CORS, public URL, delete. Writes one object
/// and removes it again, whatever fails in between; `interrupts` above zero skips what is left but
/// that.
void probe_store(const StoreProbe& probe, const std::atomic<int>& interrupts,
                 const ProbeObserver& observer);

}  // namespace bazc

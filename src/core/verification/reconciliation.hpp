#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/module/compile_scene.hpp"
#include "core/scenes/scene_repository.hpp"
#include "core/store/object_store.hpp"
#include "core/verification/hash_selection.hpp"
#include "core/verification/object_check.hpp"

namespace bazc {

/// Looks at the artifact of a hash, in a store or where the public reads it. Thread-safe.
using ObjectLook = std::function<ObjectCheck(std::string_view hash)>;

/// Whether a row's source is compiled to be compared with the row's hash.
enum class Recompile { no, yes };

/// Whether what is wrong is mended, see repair_object(); an object's bytes come from a row that
/// names it and whose source still compiles to its hash.
enum class Repair { no, yes };

/// How the rows of a database and their objects are compared.
struct ReconciliationOptions {
  HashSelection selection = {};
  std::size_t connections = 1;  ///< objects that are looked at, or mended, in parallel
  std::size_t jobs = 1;         ///< sources that are compiled in parallel
  Recompile recompile = Recompile::no;
  Repair repair = Repair::no;
  CompileOptions compile = {};
  /// Where set: the URL that a row should have for an object's key; another one is an error of the
  /// row, whose object was not looked at then.
  std::function<std::string(std::string_view key)> expected_url = {};
};

/// What is compared, all of it used until reconcile() returns.
struct ReconciliationParts {
  SceneRepository& repository;  ///< only read
  ObjectLook look;
  /// Mended, and listed for objects that no row names. Without one neither is done.
  ObjectStore* store = nullptr;
  Transformer* transformer = nullptr;  ///< needed to recompile and to repair
};

struct RowCheck {
  SceneId id;
  std::string hash;
  ObjectCheck check;
};

struct ReconciliationSummary {
  std::uint64_t rows = 0;  ///< that were looked at
  std::map<ObjectState, std::uint64_t> rows_by_state;
  std::uint64_t rows_left_out = 0;  ///< by the selection
  std::uint64_t unreferenced = 0;   ///< artifacts that no row names: older versions, most likely
  bool store_unreachable = false;   ///< some check failed because the store did not answer
  bool interrupted = false;         ///< what was not looked at is not counted
};

struct ReconciliationObserver {
  std::function<void(const RowCheck&)> on_row;                  ///< in the order of ids
  std::function<void(const std::string& key)> on_unreferenced;  ///< after all rows
};

/// Both ways: every compiled row's object, then every artifact that no row names, as far as the
/// selection takes their hashes. An object that several rows name is looked at, and mended, once;
/// a row that was reported before a later one made the mending possible stays as it was reported.
/// Memory grows by 16 bytes a distinct hash. An error means that the database or the store's
/// listing failed. `interrupts` above zero ends it early.
[[nodiscard]] Result<ReconciliationSummary> reconcile(const ReconciliationParts& parts,
                                                      const ReconciliationOptions& options,
                                                      const ReconciliationObserver& observer,
                                                      const std::atomic<int>& interrupts);

}  // namespace bazc

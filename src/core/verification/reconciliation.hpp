#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "core/base/result.hpp"
#include "core/module/compile_scene.hpp"
#include "core/scenes/scene_repository.hpp"
#include "core/store/object_store.hpp"
#include "core/verification/object_check.hpp"

namespace bazc {

/// How the rows of a database and the objects of a store are compared.
struct ReconciliationOptions {
  CheckDepth depth = CheckDepth::bytes;
  std::size_t jobs = 1;  ///< objects that are looked at in parallel
  /// Where set, each row's source is compiled again and must give the row's hash.
  Transformer* recompile_with = nullptr;
  CompileOptions compile = {};
};

struct RowCheck {
  SceneId id;
  std::string hash;
  ObjectCheck check;
};

struct ReconciliationSummary {
  std::uint64_t rows = 0;
  std::map<ObjectState, std::uint64_t> rows_by_state;
  std::uint64_t unreferenced = 0;  ///< artifacts that no row names: older versions, most likely
  bool store_unreachable = false;  ///< some error was that the store did not answer
  bool interrupted = false;        ///< what was not looked at is not counted
};

struct ReconciliationObserver {
  std::function<void(const RowCheck&)> on_row;                  ///< in the order of ids
  std::function<void(const std::string& key)> on_unreferenced;  ///< after all rows
};

/// Both ways: every compiled row's object, then every artifact that no row names. Memory grows by
/// 16 bytes a distinct hash. An error means that the database or the store's listing failed.
/// `interrupts` above zero ends it early.
[[nodiscard]] Result<ReconciliationSummary> reconcile(SceneRepository& repository,
                                                      ObjectStore& store,
                                                      const ReconciliationOptions& options,
                                                      const ReconciliationObserver& observer,
                                                      const std::atomic<int>& interrupts);

}  // namespace bazc

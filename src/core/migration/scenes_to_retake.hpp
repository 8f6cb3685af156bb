#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "core/scenes/scene_repository.hpp"

namespace bazc {

enum class RetakeReason {
  superseded,    ///< edited while it was compiled
  store_failed,  ///< compiled, and not stored
  row_locked,    ///< compiled and stored, and not recorded: somebody else had locked its row
};

/// The scenes of a run that were taken, came to no outcome, and are to be taken again. Not
/// thread-safe.
class ScenesToRetake {
 public:
  struct Retake {
    RetakeReason reason = RetakeReason::superseded;
    std::string message;  ///< of the store
  };

  /// Replaces what the scene is in here for.
  void add(const SceneId& id, RetakeReason reason, std::string message = {}) {
    remove(id);
    scenes_.emplace(id, Retake{reason, std::move(message)});
    ++count_of(reason);
  }

  void remove(const SceneId& id) {
    if (const auto found = scenes_.find(id); found != scenes_.end()) {
      --count_of(found->second.reason);
      scenes_.erase(found);
    }
  }

  [[nodiscard]] const std::map<SceneId, Retake>& scenes() const { return scenes_; }
  [[nodiscard]] bool empty() const { return scenes_.empty(); }
  [[nodiscard]] std::size_t superseded() const { return superseded_; }
  [[nodiscard]] std::size_t store_failed() const { return store_failed_; }
  [[nodiscard]] std::size_t row_locked() const { return row_locked_; }

 private:
  [[nodiscard]] std::size_t& count_of(RetakeReason reason) {
    switch (reason) {
      case RetakeReason::superseded:
        return superseded_;
      case RetakeReason::store_failed:
        return store_failed_;
      case RetakeReason::row_locked:
        break;
    }
    return row_locked_;
  }

  std::map<SceneId, Retake> scenes_;
  std::size_t superseded_ = 0;
  std::size_t store_failed_ = 0;
  std::size_t row_locked_ = 0;
};

}  // namespace bazc

#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/scenes/scene_repository.hpp"

namespace bazc {

/// What a run looks at to see whether it is in somebody's way.
struct PauseOptions {
  std::string query = {};           ///< SQL; a number above 0 pauses; empty: none
  std::filesystem::path file = {};  ///< pauses while it exists; empty: none
  std::optional<std::chrono::duration<double>> max_lag = {};  ///< of replicas
};

/// Tells whether a run is to pause. Asks the database at most once a second; the file is looked at
/// each time. Not thread-safe.
class PauseConditions {
 public:
  /// All outlive this object.
  PauseConditions(const PauseOptions& options, SceneRepository& repository, const Clock& clock)
      : options_(options), repository_(repository), clock_(clock) {}

  /// Why the run is to pause now, or nothing. A question that the database does not answer in time
  /// is a reason too; a wrong one is an error, and so is a database that is out of reach.
  [[nodiscard]] Result<std::optional<std::string>> reason();

 private:
  [[nodiscard]] Result<std::optional<std::string>> ask_database();
  [[nodiscard]] Result<std::optional<std::string>> reason_of_query();
  [[nodiscard]] Result<std::optional<std::string>> reason_of_lag();

  const PauseOptions& options_;
  SceneRepository& repository_;
  const Clock& clock_;
  std::optional<SteadyTime> asked_at_;
  std::optional<std::string> answer_;
};

}  // namespace bazc

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "databases/database_server.hpp"

namespace bazc::test {

/// The calling test case once for each server, with an empty database.
inline void on_each_server(const std::function<void(ServerBackend&)>& body) {
  SUBCASE("postgres") {
    ServerBackend backend(DatabaseServer::postgres());
    body(backend);
  }
  SUBCASE("mariadb") {
    ServerBackend backend(DatabaseServer::mariadb());
    body(backend);
  }
}

/// All selected scenes, walked in batches of two: every step compares with an id before.
inline std::vector<Scene> walk(SceneRepository& repository, const Selection& selection = {}) {
  const WalkBounds bounds = repository.begin_walk(selection).value();
  std::vector<Scene> scenes;
  std::optional<SceneId> after;
  while (scenes.size() <= bounds.count) {
    auto rows = repository.next_batch(selection, after, bounds, 2).value();
    if (rows.empty()) {
      break;
    }
    after = rows.back().id;
    scenes.insert(scenes.end(), rows.begin(), rows.end());
  }
  CHECK(scenes.size() == bounds.count);
  return scenes;
}

inline Recording success(const Scene& scene, const std::string& hash = "0123456789abcdef") {
  return {.id = scene.id,
          .compiled_source = scene.source,
          .version = scene.version,
          .compiled_at = SystemTime(std::chrono::seconds(1'800'000'000)),
          .result = Recording::Success{"https://x/" + hash + ".js", hash}};
}

inline std::vector<Recording> successes(const std::vector<Scene>& scenes) {
  std::vector<Recording> recordings;
  recordings.reserve(scenes.size());
  for (const Scene& scene : scenes) {
    recordings.push_back(success(scene));
  }
  return recordings;
}

/// Records the scenes as compiled; the outcomes in their order.
inline std::vector<RecordOutcome> outcomes(SceneRepository& repository,
                                           const std::vector<Scene>& scenes) {
  const auto results = repository.record(successes(scenes)).value();
  std::vector<RecordOutcome> found;
  found.reserve(results.size());
  for (const RecordResult& result : results) {
    found.push_back(result.outcome);
  }
  return found;
}

/// Scenes with these ids and the source "source of ID".
inline void insert_scenes(ServerBackend& backend, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    backend.execute(
        fmt::format("INSERT INTO scenes (id, tsx_code) VALUES ('{0}', 'source of {0}')", id));
  }
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace bazc::test

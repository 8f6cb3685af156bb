#pragma once

#include <memory>
#include <string>

#include "core/scenes/scene_repository.hpp"

namespace bazc {

/// Scenes in an SQLite file. `url` is the database's name in messages. A connection that writes
/// turns write-ahead logging on where it can, so that readers and a writer do not wait for one
/// another, and syncs at every commit: a recorded row survives a power cut. The log is back in the
/// database once the last connection is closed.
[[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_sqlite_repository(
    const std::string& path, const std::string& url, const DatabaseOptions& options);

}  // namespace bazc

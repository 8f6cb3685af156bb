#pragma once

#include <memory>
#include <string>

#include "core/scenes/scene_repository.hpp"

namespace bazc {

/// Scenes in an SQLite file. `url` is the database's name in messages. The journal mode is the
/// owner's and stays: a database with write-ahead log cannot be read by who may not write beside
/// it. A connection that writes syncs at every commit: a recorded row survives a power cut.
[[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_sqlite_repository(
    const std::string& path, const std::string& url, const DatabaseOptions& options);

}  // namespace bazc

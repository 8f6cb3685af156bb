#pragma once

#include <memory>
#include <string>

#include "core/scenes/scene_repository.hpp"

namespace bazc {

/// Scenes in MariaDB 10.6 or MySQL 8.0.1, or later. `url` is as parse_mariadb_url() reads it; where
/// it has no password, that of the options is taken. The host is always reached by TCP, "localhost"
/// too, unless the URL names a socket. A table name with a dot is DATABASE.TABLE, unless there is a
/// table of that very name. A time without a zone (DATETIME) is taken for UTC.
[[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_mariadb_repository(
    const std::string& url, const DatabaseOptions& options);

}  // namespace bazc

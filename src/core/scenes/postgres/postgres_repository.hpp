#pragma once

#include <memory>
#include <string>

#include "core/scenes/scene_repository.hpp"

namespace bazc {

/// Scenes in PostgreSQL 12 or later. `url` is a connection URI of libpq,
/// "postgresql://USER:PASSWORD@ HOST:PORT/DATABASE?sslmode=verify-full&sslrootcert=FILE", which
/// libpq itself reads, with all of its parameters. What the URL leaves out libpq takes from PGHOST,
/// PGPASSWORD, ~/.pgpass,
/// ~/.postgresql and so on: that library reads the environment, the core does not.
///
/// A table name with a dot is SCHEMA.TABLE, unless there is a table of that very name on the search
/// path. A time without a zone is taken for UTC. A server whose planner is led away from the index
/// of the id, a pooler in transaction mode included, is told the right way in every transaction;
/// the claims need a connection that stays the same.
[[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_postgres_repository(
    const std::string& url, const DatabaseOptions& options);

}  // namespace bazc

#pragma once

#include <string>
#include <vector>

#include "core/scenes/schema_mapping.hpp"
#include "core/scenes/sqlite_connection.hpp"

namespace bazc {

/// What the queries need to know of the scenes table beside the mapping.
struct SqliteTable {
  /// The collation of the unique index on the id: a walk that compared and sorted by another one
  /// could skip rows and could not use the index. Empty for a rowid, which has none.
  std::string id_collation;
  bool has_updated_column = false;
};

/// Checks what SceneRepository::check_schema() promises. Throws what SQLiteCpp throws.
[[nodiscard]] Result<SqliteTable> inspect_sqlite_table(SqliteConnection& connection,
                                                       const SchemaMapping& mapping);

/// See SceneRepository::plan_schema(). Throws what SQLiteCpp throws.
[[nodiscard]] Result<std::vector<std::string>> plan_sqlite_schema(SqliteConnection& connection,
                                                                  const SchemaMapping& mapping);

/// The error for a column that the table does not have; names the nearest that it has. `option` is
/// the command line's, "--id-column".
[[nodiscard]] Error missing_column_error(SqliteConnection& connection, const SchemaMapping& mapping,
                                         std::string_view column, std::string_view option);

}  // namespace bazc

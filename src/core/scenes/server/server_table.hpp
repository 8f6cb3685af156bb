#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/scenes/scene_repository.hpp"
#include "core/scenes/schema_mapping.hpp"

namespace bazc {

enum class ColumnKind {
  integer,
  text,  ///< also a uuid, and what else compares as itself when it is written as text
  time,  ///< without a zone, or in the session's
  time_with_zone,
  bytes,
  other,
};

/// A column as the catalogue has it.
struct ServerColumn {
  std::string name;
  std::string type;       ///< for people
  std::string cast_type;  ///< that a parameter is to be taken for, see SqlDialect::parameter()
  ColumnKind kind = ColumnKind::other;
  std::optional<std::uint64_t> max_length = {};  ///< of text, in characters; nothing: a lot
  bool not_null = false;
  bool may_select = true;
  bool may_update = true;
};

struct ServerIndex {
  std::string name;
  std::string first_column;  ///< empty for an expression
  bool is_primary_key = false;
  /// That column alone, over all rows, in its own collation, usable for searching in order.
  bool is_unique_key = false;
  bool is_valid = true;
};

struct TableFacts {
  enum class Kind { missing, missing_schema, table, view, other };
  Kind kind = Kind::missing;
  std::string schema;  ///< where it is, or where it would be made
  std::string name;    ///< likewise
  std::string sql;     ///< the two, quoted
  bool is_partitioned = false;
  std::vector<std::string> tables;       ///< that there are, where this one is not
  std::vector<std::string> index_names;  ///< that are taken in its schema
  std::vector<ServerColumn> columns;
  std::vector<std::string> primary_key;
  std::vector<ServerIndex> indexes;
};

/// A table that is as it should be.
struct ServerTable {
  std::string identity;  ///< "SCHEMA.TABLE": the same for every process
  std::string sql;       ///< quoted, for FROM
  std::string id_index;  ///< the name of the unique index on the id
  ServerColumn id;
  ServerColumn source;
  ServerColumn time;
  std::optional<ServerColumn> updated;
};

class SqlDialect;

/// What SceneRepository::check_schema() promises, but for the filter. `database` is for messages.
[[nodiscard]] Result<ServerTable> check_server_table(const SqlDialect& dialect,
                                                     const TableFacts& facts,
                                                     const SchemaMapping& mapping, OpenMode mode,
                                                     const std::string& database);

/// What SceneRepository::plan_schema() promises.
[[nodiscard]] Result<std::vector<std::string>> plan_server_table(const SqlDialect& dialect,
                                                                 const TableFacts& facts,
                                                                 const SchemaMapping& mapping,
                                                                 const std::string& database);

/// The names of the columns, for suggestions.
[[nodiscard]] std::vector<std::string> column_names(const TableFacts& facts);

/// idx_compiled_hash, or another name where that is taken.
[[nodiscard]] std::string free_index_name(const TableFacts& facts);

}  // namespace bazc

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/result.hpp"
#include "core/scenes/scene_repository.hpp"

namespace bazc {

/// The bytes of a text or a blob, NULs included. Not Column::getString(), which gives UTF-16 where
/// the database is in UTF-16.
[[nodiscard]] std::string text_of(const SQLite::Column& column);
[[nodiscard]] std::optional<std::string> optional_text(const SQLite::Column& column);

/// `usage` for an id that is neither an integer nor text.
[[nodiscard]] Result<SceneId> id_of(const SQLite::Column& column);

/// Registers the SQL function bazc_id_hash(id): a number of 0 or more that depends on nothing but
/// the text of the id.
void define_id_hash(SQLite::Database& database);

/// `id` must outlive the execution of the statement.
void bind_id(SQLite::Statement& statement, int index, const SceneId& id);

/// SQL for the instant of a column in milliseconds since 1970, or NULL where it is none: a date and
/// time as text, or a number of seconds or, above 1e11 (the year 5138 in seconds), of milliseconds.
[[nodiscard]] std::string instant_of(const std::string& column);

/// The mapping's names, quoted and, for columns, qualified: SQLite takes an unknown "name" that is
/// not qualified for a string.
struct SqliteNames {
  explicit SqliteNames(const SchemaMapping& mapping)
      : table(quote_identifier(mapping.table)),
        id(column(mapping.id_column)),
        source(column(mapping.source_column)),
        updated(column(mapping.updated_column)),
        deleted(mapping.deleted_column.empty() ? std::string() : column(mapping.deleted_column)),
        url(column(url_column)),
        hash(column(hash_column)),
        time(column(time_column)),
        error(column(error_column)) {}

  [[nodiscard]] std::string column(std::string_view name) const {
    return table + "." + quote_identifier(name);
  }

  std::string table;
  std::string id;
  std::string source;
  std::string updated;
  std::string deleted;  ///< empty: there is none
  std::string url;
  std::string hash;
  std::string time;
  std::string error;
};

}  // namespace bazc

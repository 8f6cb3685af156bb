#include "core/scenes/sqlite_schema.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/scenes/scenes_table.hpp"

namespace bazc {
namespace {

// As in written_columns.
constexpr std::array written_types = {"TEXT", "VARCHAR(16)", "TIMESTAMP", "TEXT"};

struct TableColumn {
  std::string name;
  bool not_null = false;
  bool in_primary_key = false;
};

struct TableIndex {
  std::string name;
  bool is_unique = false;  ///< over all rows
  bool is_primary_key = false;
};

std::vector<std::string> names_of(SQLite::Database& database, const char* sql,
                                  const std::string& argument = {}) {
  SQLite::Statement statement(database, sql);
  if (!argument.empty()) {
    statement.bind(1, argument);
  }
  std::vector<std::string> names;
  while (statement.executeStep()) {
    names.push_back(statement.getColumn(0).getString());
  }
  return names;
}

// "table", "view", or nothing where there is neither.
std::optional<std::string> type_of_table(SQLite::Database& database, const std::string& name) {
  SQLite::Statement statement(database,
                              "SELECT type FROM sqlite_master WHERE name = ?1 COLLATE NOCASE AND "
                              "type IN ('table', 'view')");
  statement.bind(1, name);
  return statement.executeStep() ? std::optional(statement.getColumn(0).getString()) : std::nullopt;
}

std::vector<TableColumn> columns_of(SQLite::Database& database, const std::string& table) {
  SQLite::Statement statement(database,
                              R"(SELECT name, "notnull", pk FROM pragma_table_xinfo(?1))");
  statement.bind(1, table);
  std::vector<TableColumn> columns;
  while (statement.executeStep()) {
    columns.push_back({statement.getColumn(0).getString(), statement.getColumn(1).getInt() != 0,
                       statement.getColumn(2).getInt() != 0});
  }
  return columns;
}

const TableColumn* find_column(const std::vector<TableColumn>& columns, std::string_view name) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const TableColumn& column) {
    return same_identifier(column.name, name);
  });
  return found == columns.end() ? nullptr : &*found;
}

std::vector<TableIndex> indexes_of(SQLite::Database& database, const std::string& table) {
  SQLite::Statement statement(
      database,
      R"(SELECT name, "unique" AND NOT partial, origin = 'pk' FROM pragma_index_list(?1))");
  statement.bind(1, table);
  std::vector<TableIndex> indexes;
  while (statement.executeStep()) {
    indexes.push_back({statement.getColumn(0).getString(), statement.getColumn(1).getInt() != 0,
                       statement.getColumn(2).getInt() != 0});
  }
  return indexes;
}

// The collation of an index whose only key is `column`.
std::optional<std::string> collation_of(SQLite::Database& database, const std::string& index,
                                        std::string_view column) {
  SQLite::Statement statement(database, "SELECT name, coll FROM pragma_index_xinfo(?1) WHERE key");
  statement.bind(1, index);
  if (!statement.executeStep()) {
    return std::nullopt;
  }
  const std::string name = statement.getColumn(0).getString();  // empty for an expression
  std::string collation = statement.getColumn(1).getString();
  const bool is_only_key = !statement.executeStep();
  return is_only_key && same_identifier(name, column) ? std::optional(std::move(collation))
                                                      : std::nullopt;
}

std::vector<std::string> column_names(SQLite::Database& database, const std::string& table) {
  return names_of(database, "SELECT name FROM pragma_table_xinfo(?1)", table);
}

// Nothing where it is a table.
std::optional<Error> table_error(SqliteConnection& connection, const SchemaMapping& mapping) {
  const auto type = type_of_table(connection.database(), mapping.table);
  if (!type) {
    return missing_table_error(connection.url(), mapping,
                               names_of(connection.database(),
                                        "SELECT name FROM sqlite_master WHERE type = 'table' "
                                        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"));
  }
  return *type == "view" ? std::optional(view_error(connection.url(), mapping)) : std::nullopt;
}

// Nothing where the columns that only the owner of the table can make are there.
std::optional<Error> mapped_column_error(SqliteConnection& connection, const SchemaMapping& mapping,
                                         const std::vector<TableColumn>& columns) {
  for (const MappedColumn& column : mapped_columns(mapping)) {
    if (column.required && find_column(columns, column.name) == nullptr) {
      return missing_column_error(connection, mapping, column.name, column.option);
    }
  }
  return std::nullopt;
}

// A walk by an id that is not unique would skip rows, and a record would hit several.
Result<std::string> require_unique_id(SqliteConnection& connection, const SchemaMapping& mapping,
                                      const std::vector<TableColumn>& columns) {
  SQLite::Database& database = connection.database();
  const TableColumn& id = *find_column(columns, mapping.id_column);
  std::vector<std::string> primary_key;
  for (const TableColumn& column : columns) {
    if (column.in_primary_key) {
      primary_key.push_back(column.name);
    }
  }
  const bool is_primary_key = id.in_primary_key && primary_key.size() == 1;
  bool has_index_of_primary_key = false;
  for (const TableIndex& index : indexes_of(database, mapping.table)) {
    has_index_of_primary_key = has_index_of_primary_key || index.is_primary_key;
    if (!index.is_unique || !(is_primary_key || id.not_null)) {
      continue;
    }
    if (auto collation = collation_of(database, index.name, id.name)) {
      return *std::move(collation);
    }
  }
  if (is_primary_key && !has_index_of_primary_key) {
    return std::string();  // INTEGER PRIMARY KEY: the rowid itself
  }
  return fail(
      not_unique_error(mapping, id.in_primary_key ? primary_key : std::vector<std::string>{}));
}

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { ::sqlite3_finalize(statement); }
};

// What is wrong with `condition` at the end of a WHERE, or nothing.
std::optional<std::string> condition_error(SQLite::Database& database, const std::string& table,
                                           const std::string& condition) {
  const std::string sql =
      fmt::format("SELECT 1 FROM {} WHERE {}", quote_identifier(table), condition);
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const int code = ::sqlite3_prepare_v2(database.getHandle(), sql.c_str(),
                                        static_cast<int>(sql.size() + 1), &raw, &tail);
  const std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement(raw);
  if (code != SQLITE_OK) {
    return database.getErrorMsg();
  }
  if (std::string_view(tail).find_first_not_of(" \t\r\n") != std::string_view::npos) {
    return "more than one statement";
  }
  if (::sqlite3_bind_parameter_count(statement.get()) != 0) {
    return "it has a parameter, and there is nothing to bind to it";
  }
  return std::nullopt;
}

Result<void> check_filter(SqliteConnection& connection, const SchemaMapping& mapping) {
  if (mapping.filter.empty()) {
    return {};
  }
  if (mapping.filter.find('\0') != std::string::npos) {
    return fail(ErrorKind::usage, "the filter contains a NUL");
  }
  for (const std::string& condition : filter_forms(mapping)) {
    if (const auto error = condition_error(connection.database(), mapping.table, condition)) {
      return fail(bad_filter_error(mapping, *error));
    }
  }
  return {};
}

std::string new_table(const SchemaMapping& mapping) {
  std::string sql =
      fmt::format("CREATE TABLE {} (\n  {} TEXT PRIMARY KEY NOT NULL,\n  {} TEXT",
                  quote_identifier(mapping.table), quote_identifier(mapping.id_column),
                  quote_identifier(mapping.source_column));
  if (!mapping.updated_column.empty()) {
    sql += fmt::format(",\n  {} TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP",
                       quote_identifier(mapping.updated_column));
  }
  if (!mapping.deleted_column.empty()) {
    sql += fmt::format(",\n  {} TIMESTAMP", quote_identifier(mapping.deleted_column));
  }
  for (std::size_t i = 0; i < written_columns.size(); ++i) {
    sql += fmt::format(",\n  {} {}", quote_identifier(written_columns[i]), written_types[i]);
  }
  return sql + "\n)";
}

bool has_hash_index(SQLite::Database& database, const std::string& table) {
  for (const TableIndex& index : indexes_of(database, table)) {
    const auto keys = names_of(
        database, "SELECT name FROM pragma_index_xinfo(?1) WHERE key ORDER BY seqno", index.name);
    if (same_identifier(index.name, hash_index) ||
        (!keys.empty() && same_identifier(keys.front(), hash_column))) {
      return true;
    }
  }
  return false;
}

// Names of indexes and tables are one name space for the whole database.
std::string free_index_name(SQLite::Database& database, const std::string& table) {
  const auto taken = names_of(database, "SELECT name FROM sqlite_master");
  std::string name(hash_index);
  for (int attempt = 1;
       std::any_of(taken.begin(), taken.end(),
                   [&](const std::string& other) { return same_identifier(other, name); });
       ++attempt) {
    name = fmt::format("idx_{}_{}", table, hash_column);
    if (attempt > 1) {
      name += fmt::format("_{}", attempt);
    }
  }
  return name;
}

}  // namespace

Error missing_column_error(SqliteConnection& connection, const SchemaMapping& mapping,
                           std::string_view column, std::string_view option) {
  return missing_column_error(connection.url(), mapping,
                              column_names(connection.database(), mapping.table), column, option);
}

Result<SqliteTable> inspect_sqlite_table(SqliteConnection& connection,
                                         const SchemaMapping& mapping) {
  if (auto error = table_error(connection, mapping)) {
    return fail(*std::move(error));
  }
  const auto columns = columns_of(connection.database(), mapping.table);
  if (auto error = mapped_column_error(connection, mapping, columns)) {
    return fail(*std::move(error));
  }
  for (const std::string_view column : written_columns) {
    if (find_column(columns, column) == nullptr) {
      return fail(missing_written_column_error(connection.url(), mapping, column));
    }
  }
  auto collation = require_unique_id(connection, mapping, columns);
  if (!collation) {
    return fail(std::move(collation).error());
  }
  if (auto checked = check_filter(connection, mapping); !checked) {
    return fail(std::move(checked).error());
  }
  return SqliteTable{
      *std::move(collation),
      !mapping.updated_column.empty() && find_column(columns, mapping.updated_column) != nullptr};
}

Result<std::vector<std::string>> plan_sqlite_schema(SqliteConnection& connection,
                                                    const SchemaMapping& mapping) {
  SQLite::Database& database = connection.database();
  std::vector<std::string> statements;
  if (!type_of_table(database, mapping.table)) {
    statements.push_back(new_table(mapping));
  } else {
    if (auto error = table_error(connection, mapping)) {
      return fail(*std::move(error));
    }
    const auto columns = columns_of(database, mapping.table);
    if (auto error = mapped_column_error(connection, mapping, columns)) {
      return fail(*std::move(error));
    }
    for (std::size_t i = 0; i < written_columns.size(); ++i) {
      if (find_column(columns, written_columns[i]) == nullptr) {
        statements.push_back(fmt::format("ALTER TABLE {} ADD COLUMN {} {}",
                                         quote_identifier(mapping.table),
                                         quote_identifier(written_columns[i]), written_types[i]));
      }
    }
  }
  if (!has_hash_index(database, mapping.table)) {
    statements.push_back(fmt::format("CREATE INDEX IF NOT EXISTS {} ON {} ({})",
                                     quote_identifier(free_index_name(database, mapping.table)),
                                     quote_identifier(mapping.table),
                                     quote_identifier(hash_column)));
  }
  return statements;
}

}  // namespace bazc

#include "core/scenes/server/server_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/scenes/scenes_table.hpp"
#include "core/scenes/server/sql_dialect.hpp"

namespace bazc {
namespace {

constexpr std::uint64_t hash_length = 16;
constexpr std::uint64_t error_length = 4000;  // recorded_error() makes no longer ones

class TableCheck {
 public:
  TableCheck(const SqlDialect& dialect, const TableFacts& facts, const SchemaMapping& mapping,
             const std::string& database)
      : dialect_(dialect), facts_(facts), mapping_(mapping), database_(database) {}

  [[nodiscard]] const ServerColumn* find(std::string_view name) const {
    const auto found =
        std::find_if(facts_.columns.begin(), facts_.columns.end(), [&](const ServerColumn& column) {
          return dialect_.folds_case() ? same_identifier(column.name, name) : column.name == name;
        });
    return found == facts_.columns.end() ? nullptr : &*found;
  }

  // Nothing where it is a table.
  [[nodiscard]] std::optional<Error> table_error() const {
    switch (facts_.kind) {
      case TableFacts::Kind::table:
        return std::nullopt;
      case TableFacts::Kind::view:
        return view_error(database_, mapping_);
      case TableFacts::Kind::missing_schema:
        return Error{
            ErrorKind::usage,
            fmt::format("there is no schema '{}' in {} for table '{}'", facts_.schema, database_,
                        mapping_.table),
            "a name with a dot is SCHEMA.TABLE, unless there is a table of that very name"};
      case TableFacts::Kind::other:
        return Error{ErrorKind::usage, fmt::format("'{}' in {} is not a table of its own",
                                                   mapping_.table, database_)};
      case TableFacts::Kind::missing:
        break;
    }
    return missing_table_error(database_, mapping_, facts_.tables);
  }

  [[nodiscard]] std::optional<Error> mapped_column_error() const {
    for (const MappedColumn& column : mapped_columns(mapping_)) {
      if (column.required && find(column.name) == nullptr) {
        return missing_column_error(database_, mapping_, column_names(facts_), column.name,
                                    column.option);
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Error> written_column_error(OpenMode mode) const {
    for (const std::string_view name : written_columns) {
      const ServerColumn* column = find(name);
      if (column == nullptr) {
        return missing_written_column_error(database_, mapping_, name);
      }
      const bool is_time = name == time_column;
      const bool fits =
          is_time ? column->kind == ColumnKind::time || column->kind == ColumnKind::time_with_zone
                  : column->kind == ColumnKind::text;
      if (!fits) {
        return of_wrong_type(*column, is_time ? "a date and time" : "text");
      }
      const std::uint64_t length = name == hash_column    ? hash_length
                                   : name == error_column ? error_length
                                                          : 0;
      if (column->max_length && *column->max_length < length) {
        return Error{ErrorKind::usage,
                     fmt::format("column '{}' of table '{}' in {} is too short: its type is {}, "
                                 "and {} characters must fit",
                                 column->name, mapping_.table, database_, column->type, length),
                     name == hash_column ? "make it varchar(16)" : "make it text"};
      }
      if (mode != OpenMode::read_only && !column->may_update) {
        return Error{ErrorKind::usage,
                     fmt::format("no privilege to UPDATE column '{}' of table '{}' in {}",
                                 column->name, mapping_.table, database_),
                     fmt::format("GRANT UPDATE ({}, {}, {}, {}) ON {} TO its user", url_column,
                                 hash_column, time_column, error_column, facts_.sql)};
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Error> select_error() const {
    for (const MappedColumn& mapped : mapped_columns(mapping_)) {
      const ServerColumn* column = find(mapped.name);
      if (column != nullptr && !column->may_select) {
        return Error{ErrorKind::usage,
                     fmt::format("no privilege to SELECT column '{}' of table '{}' in {}",
                                 column->name, mapping_.table, database_),
                     fmt::format("GRANT SELECT ON {} TO its user", facts_.sql)};
      }
    }
    return std::nullopt;
  }

  // A walk by an id that is not unique would skip rows, and a record would hit several.
  [[nodiscard]] Result<std::string> index_of_id() const {
    const ServerColumn& id = *find(mapping_.id_column);
    for (const ServerIndex& index : facts_.indexes) {
      if (index.is_unique_key && index.is_valid && id.not_null && index.first_column == id.name) {
        return index.name;
      }
    }
    const bool is_part = std::find(facts_.primary_key.begin(), facts_.primary_key.end(), id.name) !=
                         facts_.primary_key.end();
    return fail(
        not_unique_error(mapping_, is_part ? facts_.primary_key : std::vector<std::string>{}));
  }

  [[nodiscard]] Error of_wrong_type(const ServerColumn& column, std::string_view wanted) const {
    return Error{ErrorKind::usage,
                 fmt::format("column '{}' of table '{}' in {} is of type {}, not {}", column.name,
                             mapping_.table, database_, column.type, wanted)};
  }

 private:
  const SqlDialect& dialect_;
  const TableFacts& facts_;
  const SchemaMapping& mapping_;
  const std::string& database_;
};

std::string new_table(const SqlDialect& dialect, const TableFacts& facts,
                      const SchemaMapping& mapping) {
  const SqlDialect::Types types = dialect.types();
  std::string sql = fmt::format("CREATE TABLE {} (\n  {} {} PRIMARY KEY,\n  {} {}", facts.sql,
                                dialect.quote(mapping.id_column), types.id,
                                dialect.quote(mapping.source_column), types.source);
  if (!mapping.updated_column.empty()) {
    sql += fmt::format(",\n  {} {}", dialect.quote(mapping.updated_column), types.updated);
  }
  if (!mapping.deleted_column.empty()) {
    sql += fmt::format(",\n  {} {}", dialect.quote(mapping.deleted_column), types.deleted);
  }
  for (std::size_t i = 0; i < written_columns.size(); ++i) {
    sql += fmt::format(",\n  {} {}", dialect.quote(written_columns[i]), types.written[i]);
  }
  return sql + "\n)";
}

}  // namespace

Result<ServerTable> check_server_table(const SqlDialect& dialect, const TableFacts& facts,
                                       const SchemaMapping& mapping, OpenMode mode,
                                       const std::string& database) {
  const TableCheck check(dialect, facts, mapping, database);
  if (auto error = check.table_error()) {
    return fail(*std::move(error));
  }
  if (auto error = check.mapped_column_error()) {
    return fail(*std::move(error));
  }
  if (auto error = check.written_column_error(mode)) {
    return fail(*std::move(error));
  }
  if (auto error = check.select_error()) {
    return fail(*std::move(error));
  }
  auto index = check.index_of_id();
  if (!index) {
    return fail(std::move(index).error());
  }
  const ServerColumn& id = *check.find(mapping.id_column);
  if (id.kind != ColumnKind::integer && id.kind != ColumnKind::text) {
    return fail(check.of_wrong_type(id, "an integer, a uuid or text"));
  }
  const ServerColumn& source = *check.find(mapping.source_column);
  if (source.kind != ColumnKind::text) {
    return fail(check.of_wrong_type(source, "text"));
  }
  ServerTable table{.identity = facts.schema + "." + facts.name,
                    .sql = facts.sql,
                    .id_index = *std::move(index),
                    .id = id,
                    .source = source,
                    .time = *check.find(time_column),
                    .updated = {}};
  if (const ServerColumn* updated = check.find(mapping.updated_column)) {
    if (updated->kind != ColumnKind::time && updated->kind != ColumnKind::time_with_zone) {
      return fail(check.of_wrong_type(*updated, "a date and time"));
    }
    table.updated = *updated;
  }
  return table;
}

Result<std::vector<std::string>> plan_server_table(const SqlDialect& dialect,
                                                   const TableFacts& facts,
                                                   const SchemaMapping& mapping,
                                                   const std::string& database) {
  const TableCheck check(dialect, facts, mapping, database);
  std::vector<std::string> statements;
  if (facts.kind == TableFacts::Kind::missing) {
    statements.push_back(new_table(dialect, facts, mapping));
  } else {
    if (auto error = check.table_error()) {
      return fail(*std::move(error));
    }
    if (auto error = check.mapped_column_error()) {
      return fail(*std::move(error));
    }
    for (std::size_t i = 0; i < written_columns.size(); ++i) {
      if (check.find(written_columns[i]) == nullptr) {
        statements.push_back(
            fmt::format("ALTER TABLE {} {} {} {}", facts.sql, dialect.types().add_column,
                        dialect.quote(written_columns[i]), dialect.types().written[i]));
      }
    }
  }
  const bool has_index =
      std::any_of(facts.indexes.begin(), facts.indexes.end(), [&](const ServerIndex& index) {
        return index.is_valid && same_identifier(index.first_column, hash_column);
      });
  if (!has_index) {
    for (std::string& statement : dialect.index_statements(facts)) {
      statements.push_back(std::move(statement));
    }
  }
  return statements;
}

std::vector<std::string> column_names(const TableFacts& facts) {
  std::vector<std::string> names;
  names.reserve(facts.columns.size());
  for (const ServerColumn& column : facts.columns) {
    names.push_back(column.name);
  }
  return names;
}

std::string free_index_name(const TableFacts& facts) {
  std::string name(hash_index);
  for (int attempt = 1; std::any_of(facts.index_names.begin(), facts.index_names.end(),
                                    [&](const std::string& taken) { return taken == name; });
       ++attempt) {
    name = attempt == 1 ? fmt::format("idx_{}_{}", facts.name, hash_column)
                        : fmt::format("idx_{}_{}_{}", facts.name, hash_column, attempt);
  }
  return name;
}

}  // namespace bazc

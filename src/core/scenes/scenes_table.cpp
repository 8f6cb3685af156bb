#include "core/scenes/scenes_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace bazc {

std::array<MappedColumn, 4> mapped_columns(const SchemaMapping& mapping) {
  return {
      MappedColumn{mapping.id_column, "--id-column", true},
      MappedColumn{mapping.source_column, "--source-column", true},
      MappedColumn{
          mapping.updated_column, "--updated-column",
          !mapping.updated_column.empty() && mapping.updated_column != default_updated_column},
      MappedColumn{mapping.deleted_column, "--deleted-column", !mapping.deleted_column.empty()}};
}

Error missing_table_error(const std::string& database, const SchemaMapping& mapping,
                          const std::vector<std::string>& tables) {
  const auto nearest = nearest_name(mapping.table, tables);
  std::string init = fmt::format("bazc init --db {}", database);
  return Error{
      ErrorKind::usage, fmt::format("there is no table '{}' in {}", mapping.table, database),
      nearest ? fmt::format("did you mean '--table {}'? '{}' makes a new one", *nearest, init)
              : std::move(init)};
}

Error view_error(const std::string& database, const SchemaMapping& mapping) {
  return Error{ErrorKind::usage,
               fmt::format("'{}' in {} is a view, not a table", mapping.table, database)};
}

Error missing_column_error(const std::string& database, const SchemaMapping& mapping,
                           const std::vector<std::string>& columns, std::string_view column,
                           std::string_view option) {
  const auto nearest = nearest_name(column, columns);
  return Error{
      ErrorKind::usage,
      fmt::format("there is no column '{}' in table '{}' of {}", column, mapping.table, database),
      nearest ? fmt::format("did you mean '{} {}'?", option, *nearest)
              : fmt::format("name it with {}; the table has {}", option, fmt::join(columns, ", "))};
}

Error missing_written_column_error(const std::string& database, const SchemaMapping& mapping,
                                   std::string_view column) {
  return Error{
      ErrorKind::usage,
      fmt::format("there is no column '{}' in table '{}' of {}", column, mapping.table, database),
      fmt::format("'bazc init --db {}' adds it", database)};
}

Error not_unique_error(const SchemaMapping& mapping, const std::vector<std::string>& primary_key) {
  const std::string reason =
      primary_key.empty()
          ? std::string("is neither the primary key nor UNIQUE and NOT NULL")
          : fmt::format("is only a part of the primary key ({})", fmt::join(primary_key, ", "));
  return Error{
      ErrorKind::usage,
      fmt::format("column '{}' of table '{}' {}", mapping.id_column, mapping.table, reason),
      "name a column that is unique on its own with --id-column"};
}

Error bad_filter_error(const SchemaMapping& mapping, const std::string& reason) {
  return Error{ErrorKind::usage, fmt::format("bad filter '{}': {}", mapping.filter, reason),
               "a filter is an SQL condition on the table, such as \"project_id = 7\""};
}

std::array<std::string, 2> filter_forms(const SchemaMapping& mapping) {
  return {mapping.filter, fmt::format("({}\n)", mapping.filter)};
}

}  // namespace bazc

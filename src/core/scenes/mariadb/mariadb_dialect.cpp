#include "core/scenes/mariadb/mariadb_dialect.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace bazc {
namespace {

constexpr std::string_view uuid = "UUID";

// Reading the catalogue, step by step.
class Inspection {
 public:
  Inspection(const SqlDialect& dialect, SqlSession& session, const SchemaMapping& mapping)
      : dialect_(dialect), session_(session), mapping_(mapping) {}

  [[nodiscard]] SqlResult<TableFacts> run() {
    const std::size_t dot = mapping_.table.find('.');
    facts_.name = mapping_.table;
    auto found = look_up("table_schema = DATABASE() AND table_name = ?", {mapping_.table});
    if (found && found->empty() && dot != std::string::npos) {
      facts_.schema = mapping_.table.substr(0, dot);
      facts_.name = mapping_.table.substr(dot + 1);
      found = look_up("table_schema = ? AND table_name = ?", {facts_.schema, facts_.name});
    }
    if (!found) {
      return fail(std::move(found).error());
    }
    if (found->empty()) {
      return describe_missing();
    }
    const SqlRow& row = found->front();
    facts_.schema = row[0].value_or("");
    facts_.name = row[1].value_or("");
    const std::string type = row[2].value_or("");
    facts_.kind = type == "BASE TABLE"                     ? TableFacts::Kind::table
                  : type.find("VIEW") != std::string::npos ? TableFacts::Kind::view
                                                           : TableFacts::Kind::other;
    return read_columns()
        .and_then([&]() -> tl::expected<void, SqlFailure> { return read_indexes(); })
        .and_then([&]() -> tl::expected<TableFacts, SqlFailure> { return finish(); });
  }

 private:
  [[nodiscard]] SqlResult<std::vector<SqlRow>> read(std::string text,
                                                    std::vector<SqlValue> parameters) {
    return session_.read({std::move(text), std::move(parameters)}, SqlEffort::whole_table);
  }

  [[nodiscard]] SqlResult<std::vector<SqlRow>> look_up(std::string_view condition,
                                                       std::vector<SqlValue> parameters) {
    return read(fmt::format("SELECT table_schema, table_name, table_type FROM "
                            "information_schema.tables WHERE {}",
                            condition),
                std::move(parameters));
  }

  [[nodiscard]] SqlResult<TableFacts> describe_missing() {
    auto schema = facts_.schema.empty()
                      ? read("SELECT DATABASE()", {})
                      : read(
                            "SELECT schema_name FROM information_schema.schemata WHERE "
                            "schema_name = ?",
                            {facts_.schema});
    if (!schema) {
      return fail(std::move(schema).error());
    }
    facts_.kind = schema->empty() ? TableFacts::Kind::missing_schema : TableFacts::Kind::missing;
    if (!schema->empty()) {
      facts_.schema = schema->front()[0].value_or("");
    }
    auto tables = read(
        "SELECT CASE WHEN table_schema = DATABASE() THEN table_name ELSE CONCAT(table_schema, '.', "
        "table_name) END FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND "
        "table_schema NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema') ORDER BY "
        "1",
        {});
    if (!tables) {
      return fail(std::move(tables).error());
    }
    for (SqlRow& table : *tables) {
      facts_.tables.push_back(std::move(table[0]).value_or(""));
    }
    return finish();
  }

  [[nodiscard]] SqlResult<void> read_columns() {
    auto rows = read(
        "SELECT column_name, column_type, data_type, is_nullable, character_maximum_length, "
        "privileges FROM information_schema.columns WHERE table_schema = ? AND table_name = ? "
        "ORDER "
        "BY ordinal_position",
        {facts_.schema, facts_.name});
    if (!rows) {
      return fail(std::move(rows).error());
    }
    for (const SqlRow& row : *rows) {
      ServerColumn column{
          .name = row[0].value_or(""), .type = row[1].value_or(""), .cast_type = {}};
      set_kind(column, row[2].value_or(""));
      column.not_null = row[3] == "NO";
      if (row[4]) {
        std::uint64_t length = 0;
        std::from_chars(row[4]->data(), row[4]->data() + row[4]->size(), length);
        column.max_length = length;
      }
      // A user who has no privilege does not see the column at all.
      const std::string privileges = row[5].value_or("");
      column.may_select = privileges.find("select") != std::string::npos;
      column.may_update = privileges.find("update") != std::string::npos;
      facts_.columns.push_back(std::move(column));
    }
    return {};
  }

  static void set_kind(ServerColumn& column, const std::string& type) {
    const auto is_one_of = [&](std::initializer_list<std::string_view> types) {
      return std::find(types.begin(), types.end(), type) != types.end();
    };
    if (is_one_of({"tinyint", "smallint", "mediumint", "int", "bigint"})) {
      column.kind = ColumnKind::integer;
      column.cast_type = column.type.find("unsigned") == std::string::npos ? "SIGNED" : "UNSIGNED";
    } else if (is_one_of({"char", "varchar", "tinytext", "text", "mediumtext", "longtext"})) {
      column.kind = ColumnKind::text;
    } else if (type == "uuid") {
      column.kind = ColumnKind::text;
      column.cast_type = uuid;
    } else if (is_one_of({"datetime", "timestamp"})) {
      column.kind = ColumnKind::time;
    } else if (is_one_of({"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"})) {
      column.kind = ColumnKind::bytes;
    }
  }

  [[nodiscard]] SqlResult<void> read_indexes() {
    auto rows = read(
        "SELECT index_name, MAX(CASE WHEN seq_in_index = 1 THEN column_name END), MAX(CASE WHEN "
        "non_unique = 0 AND sub_part IS NULL AND index_type = 'BTREE' THEN 1 ELSE 0 END), "
        "COUNT(*), "
        "GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ', ') FROM "
        "information_schema.statistics WHERE table_schema = ? AND table_name = ? GROUP BY "
        "index_name ORDER BY index_name <> 'PRIMARY', index_name",
        {facts_.schema, facts_.name});
    if (!rows) {
      return fail(std::move(rows).error());
    }
    for (const SqlRow& row : *rows) {
      const bool is_single = row[3] == "1";
      ServerIndex index{.name = row[0].value_or(""), .first_column = row[1].value_or("")};
      index.is_primary_key = index.name == "PRIMARY";
      index.is_unique_key = is_single && row[2] == "1";
      if (index.is_primary_key) {
        std::string columns = row[4].value_or("");
        std::size_t end = 0;
        while ((end = columns.find(", ")) != std::string::npos) {
          facts_.primary_key.push_back(columns.substr(0, end));
          columns.erase(0, end + 2);
        }
        facts_.primary_key.push_back(columns);
      }
      facts_.index_names.push_back(index.name);
      facts_.indexes.push_back(std::move(index));
    }
    return {};
  }

  [[nodiscard]] SqlResult<TableFacts> finish() {
    facts_.sql = dialect_.quote(facts_.schema) + "." + dialect_.quote(facts_.name);
    return std::move(facts_);
  }

  const SqlDialect& dialect_;
  SqlSession& session_;
  const SchemaMapping& mapping_;
  TableFacts facts_;
};

}  // namespace

std::string MariadbDialect::quote(std::string_view name) const {
  std::string quoted = "`";
  for (const char c : name) {
    quoted.append(c == '`' ? 2 : 1, c);
  }
  return quoted + "`";
}

std::string MariadbDialect::parameter(std::size_t /*number*/, std::string_view type) const {
  return type.empty() ? "?" : fmt::format("CAST(? AS {})", type);
}

std::string MariadbDialect::as_text(const std::string& expression) const {
  return fmt::format("CAST({} AS CHAR)", expression);
}

std::string MariadbDialect::hash(const std::string& expression) const {
  return fmt::format("CRC32({})", expression);
}

std::string MariadbDialect::error_kind(const std::string& expression) const {
  return fmt::format(
      "CASE WHEN CONVERT({0} USING utf8mb4) COLLATE utf8mb4_bin REGEXP '^[a-z0-9_]+: ' THEN "
      "SUBSTRING_INDEX({0}, ': ', 1) ELSE 'other' "
      "END",
      expression);
}

bool MariadbDialect::can_be_id(std::string_view text, const ServerColumn& column) const {
  if (column.kind != ColumnKind::integer) {
    return true;  // a uuid that is none is NULL
  }
  const auto is_number = [&](auto number) {
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
  };
  return is_number(std::int64_t{}) ||
         (column.cast_type == "UNSIGNED" && is_number(std::uint64_t{}));
}

std::string MariadbDialect::by_index(const ServerTable& table) const {
  return fmt::format("{} FORCE INDEX ({})", table.sql, quote(table.id_index));
}

// The server's locks have names of at most 64 characters, and are not a database's own.
std::string MariadbDialect::try_lock() const {
  return "SELECT GET_LOCK(CONCAT('bazc ', SHA1(?)), 0)";
}

std::string MariadbDialect::unlock() const {
  return "SELECT COALESCE(RELEASE_LOCK(CONCAT('bazc ', SHA1(?))), 0)";
}

SqlResult<TableFacts> MariadbDialect::inspect(SqlSession& session,
                                              const SchemaMapping& mapping) const {
  return Inspection(*this, session, mapping).run();
}

// NULL DEFAULT NULL: the first TIMESTAMP of a table would change with every UPDATE otherwise.
SqlDialect::Types MariadbDialect::types() const {
  return {.id = "VARCHAR(191)",
          .source = "MEDIUMTEXT",
          .updated = "TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)",
          .deleted = "TIMESTAMP(3) NULL DEFAULT NULL",
          .written = {"TEXT", "VARCHAR(16)", "TIMESTAMP(3) NULL DEFAULT NULL", "TEXT"},
          .add_column = "ADD COLUMN"};
}

std::vector<std::string> MariadbDialect::index_statements(const TableFacts& facts) const {
  return {fmt::format("CREATE INDEX {} ON {} ({})", quote(free_index_name(facts)), facts.sql,
                      quote(hash_column))};
}

}  // namespace bazc

#include "core/scenes/postgres/postgres_dialect.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/base/ascii.hpp"

namespace bazc {
namespace {

bool is_hex_digit(char c) {
  const char lowered = ascii_lowered(c);
  return (c >= '0' && c <= '9') || (lowered >= 'a' && lowered <= 'f');
}

// "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", also without hyphens or in braces.
bool is_uuid(std::string_view text) {
  if (text.starts_with('{') && text.ends_with('}')) {
    text = text.substr(1, text.size() - 2);
  }
  constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  constexpr std::size_t digits = 32;
  if (text.size() == digits) {
    return std::all_of(text.begin(), text.end(), is_hex_digit);
  }
  return std::equal(text.begin(), text.end(), form.begin(), form.end(),
                    [](char c, char wanted) { return wanted == '-' ? c == '-' : is_hex_digit(c); });
}

bool is_true(const SqlValue& value) {
  return value == "t";
}

// Reading the catalogue, step by step.
class Inspection {
 public:
  Inspection(SqlSession& session, const SchemaMapping& mapping)
      : session_(session), mapping_(mapping) {}

  [[nodiscard]] SqlResult<TableFacts> run() {
    const std::size_t dot = mapping_.table.find('.');
    auto found = look_up("c.relname = $1 AND pg_table_is_visible(c.oid)", {mapping_.table});
    if (found && found->empty() && dot != std::string::npos) {
      found = look_up("n.nspname = $1 AND c.relname = $2",
                      {mapping_.table.substr(0, dot), mapping_.table.substr(dot + 1)});
    }
    if (!found) {
      return fail(std::move(found).error());
    }
    if (found->empty()) {
      return describe_missing(dot);
    }
    SqlRow& row = found->front();
    const std::string oid = row[0].value_or("");
    facts_.schema = row[1].value_or("");
    facts_.name = row[2].value_or("");
    const std::string relkind = row[3].value_or("");
    facts_.is_partitioned = relkind == "p";
    facts_.kind = relkind == "r" || relkind == "p"   ? TableFacts::Kind::table
                  : relkind == "v" || relkind == "m" ? TableFacts::Kind::view
                                                     : TableFacts::Kind::other;
    return read_columns(oid)
        .and_then([&]() -> tl::expected<void, SqlFailure> { return read_indexes(oid); })
        .and_then([&]() -> tl::expected<TableFacts, SqlFailure> { return finish(); });
  }

 private:
  [[nodiscard]] SqlResult<std::vector<SqlRow>> read(std::string text,
                                                    std::vector<SqlValue> parameters) {
    return session_.read({std::move(text), std::move(parameters)}, SqlEffort::whole_table);
  }

  [[nodiscard]] SqlResult<std::vector<SqlRow>> look_up(std::string_view condition,
                                                       std::vector<SqlValue> parameters) {
    return read(
        fmt::format("SELECT c.oid::text, n.nspname, c.relname, c.relkind::text FROM pg_class "
                    "c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN "
                    "('r', 'p', 'v', 'm', 'f') AND {}",
                    condition),
        std::move(parameters));
  }

  [[nodiscard]] SqlResult<TableFacts> describe_missing(std::size_t dot) {
    auto schema =
        dot == std::string::npos
            ? read("SELECT current_schema(), 't'", {})
            : read("SELECT $1::text, EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)::text",
                   {mapping_.table.substr(0, dot)});
    if (!schema) {
      return fail(std::move(schema).error());
    }
    const SqlRow& row = schema->front();
    facts_.schema = row[0].value_or("public");
    facts_.name = dot == std::string::npos ? mapping_.table : mapping_.table.substr(dot + 1);
    facts_.kind = row[1] == "t" || row[1] == "true" ? TableFacts::Kind::missing
                                                    : TableFacts::Kind::missing_schema;
    auto tables = read(
        "SELECT CASE WHEN pg_table_is_visible(c.oid) THEN c.relname::text ELSE n.nspname || '.' || "
        "c.relname END FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
        "c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', "
        "'pg_toast') ORDER BY 1",
        {});
    if (!tables) {
      return fail(std::move(tables).error());
    }
    for (SqlRow& table : *tables) {
      facts_.tables.push_back(std::move(table[0]).value_or(""));
    }
    return finish();
  }

  [[nodiscard]] SqlResult<void> read_columns(const std::string& oid) {
    auto rows = read(
        "SELECT a.attname, format_type(a.atttypid, a.atttypmod), b.typname, CASE WHEN b.typname IN "
        "('varchar', 'bpchar') AND m.typmod > 4 THEN (m.typmod - 4)::text END, a.attnotnull, "
        "has_column_privilege(a.attrelid, a.attnum, 'SELECT'), has_column_privilege(a.attrelid, "
        "a.attnum, 'UPDATE') FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_type "
        "b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END CROSS JOIN LATERAL "
        "(SELECT CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE a.atttypmod END AS typmod) m WHERE "
        "a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
        {oid});
    if (!rows) {
      return fail(std::move(rows).error());
    }
    for (const SqlRow& row : *rows) {
      ServerColumn column{
          .name = row[0].value_or(""), .type = row[1].value_or(""), .cast_type = {}};
      set_kind(column, row[2].value_or(""));
      if (row[3]) {
        std::uint64_t length = 0;
        std::from_chars(row[3]->data(), row[3]->data() + row[3]->size(), length);
        column.max_length = length;
      }
      column.not_null = is_true(row[4]);
      column.may_select = is_true(row[5]);
      column.may_update = is_true(row[6]);
      facts_.columns.push_back(std::move(column));
    }
    return {};
  }

  // A parameter of the column's own type, or an index would not serve; without its length, by which
  // a cast would cut.
  static void set_kind(ServerColumn& column, std::string_view base) {
    column.cast_type = column.type;
    if (base == "int2" || base == "int4" || base == "int8") {
      column.kind = ColumnKind::integer;
      column.cast_type = "bigint";
    } else if (base == "text" || base == "varchar" || base == "bpchar" || base == "uuid" ||
               base == "citext") {
      column.kind = ColumnKind::text;
      column.cast_type = base;
    } else if (base == "timestamp") {
      column.kind = ColumnKind::time;
    } else if (base == "timestamptz") {
      column.kind = ColumnKind::time_with_zone;
    } else if (base == "bytea") {
      column.kind = ColumnKind::bytes;
    }
  }

  [[nodiscard]] SqlResult<void> read_indexes(const std::string& oid) {
    auto rows = read(
        "SELECT x.relname, a.attname, i.indisprimary, i.indisunique AND i.indnkeyatts = 1 AND "
        "i.indpred IS NULL AND m.amname = 'btree' AND i.indcollation[0] = a.attcollation, "
        "i.indisvalid FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON "
        "m.oid "
        "= x.relam LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
        "WHERE i.indrelid = $1::oid ORDER BY i.indisprimary DESC, x.relname",
        {oid});
    if (!rows) {
      return fail(std::move(rows).error());
    }
    for (const SqlRow& row : *rows) {
      facts_.indexes.push_back({.name = row[0].value_or(""),
                                .first_column = row[1].value_or(""),
                                .is_primary_key = is_true(row[2]),
                                .is_unique_key = is_true(row[3]),
                                .is_valid = is_true(row[4])});
    }
    auto keys = read(
        "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND "
        "a.attnum = ANY (i.indkey) WHERE i.indrelid = $1::oid AND i.indisprimary ORDER BY "
        "array_position(i.indkey::int2[], a.attnum)",
        {oid});
    if (!keys) {
      return fail(std::move(keys).error());
    }
    for (SqlRow& row : *keys) {
      facts_.primary_key.push_back(std::move(row[0]).value_or(""));
    }
    return {};
  }

  // Indexes and tables are one name space.
  [[nodiscard]] SqlResult<TableFacts> finish() {
    facts_.sql = quote_identifier(facts_.schema) + "." + quote_identifier(facts_.name);
    auto names = read(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
        "n.nspname = $1 AND c.relname LIKE 'idx\\_%'",
        {facts_.schema});
    if (!names) {
      return fail(std::move(names).error());
    }
    for (SqlRow& row : *names) {
      facts_.index_names.push_back(std::move(row[0]).value_or(""));
    }
    return std::move(facts_);
  }

  SqlSession& session_;
  const SchemaMapping& mapping_;
  TableFacts facts_;
};

}  // namespace

std::string PostgresDialect::parameter(std::size_t number, std::string_view type) const {
  return type.empty() ? fmt::format("${}", number) : fmt::format("${}::{}", number, type);
}

std::string PostgresDialect::as_text(const std::string& expression) const {
  return fmt::format("({})::text", expression);
}

std::string PostgresDialect::instant(const std::string& expression,
                                     const ServerColumn& column) const {
  return column.kind == ColumnKind::time ? fmt::format("({} AT TIME ZONE 'UTC')", expression)
                                         : expression;
}

std::string PostgresDialect::hash(const std::string& expression) const {
  return fmt::format("(hashtextextended({}, 0) & {})", expression, INT64_MAX);
}

std::string PostgresDialect::error_kind(const std::string& expression) const {
  return fmt::format(
      "CASE WHEN {0} ~ '^[a-z0-9_]+: ' THEN split_part({0}, ': ', 1) ELSE 'other' END", expression);
}

bool PostgresDialect::can_be_id(std::string_view text, const ServerColumn& column) const {
  if (column.kind == ColumnKind::integer) {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
  }
  return column.cast_type == "uuid" ? is_uuid(text) : text.find('\0') == std::string_view::npos;
}

std::string PostgresDialect::try_lock() const {
  return "SELECT CASE WHEN pg_try_advisory_lock(hashtextextended($1::text, 0)) THEN 1 ELSE 0 END";
}

std::string PostgresDialect::unlock() const {
  return "SELECT CASE WHEN pg_advisory_unlock(hashtextextended($1::text, 0)) THEN 1 ELSE 0 END";
}

SqlResult<TableFacts> PostgresDialect::inspect(SqlSession& session,
                                               const SchemaMapping& mapping) const {
  return Inspection(session, mapping).run();
}

SqlDialect::Types PostgresDialect::types() const {
  return {.id = "TEXT",
          .source = "TEXT",
          .updated = "TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()",
          .deleted = "TIMESTAMP WITH TIME ZONE",
          .written = {"TEXT", "VARCHAR(16)", "TIMESTAMP WITH TIME ZONE", "TEXT"},
          .add_column = "ADD COLUMN IF NOT EXISTS"};
}

// An index whose building was cut off is left there, invalid: in nobody's way, and of no use.
std::vector<std::string> PostgresDialect::index_statements(const TableFacts& facts) const {
  std::vector<std::string> statements;
  TableFacts without = facts;
  for (const ServerIndex& index : facts.indexes) {
    if (!index.is_valid && index.first_column == hash_column) {
      statements.push_back(fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}.{}",
                                       quote(facts.schema), quote(index.name)));
      std::erase(without.index_names, index.name);
    }
  }
  statements.push_back(fmt::format("CREATE INDEX {}IF NOT EXISTS {} ON {} ({})",
                                   facts.is_partitioned ? "" : "CONCURRENTLY ",
                                   quote(free_index_name(without)), facts.sql, quote(hash_column)));
  return statements;
}

}  // namespace bazc

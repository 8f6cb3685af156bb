#include "core/scenes/sqlite_values.hpp"

#include <cstdint>
#include <string_view>

#include <fmt/format.h>
#include <sqlite3.h>

namespace bazc {
namespace {

// FNV-1a, whose bits are then mixed: parts of a table are told by its remainders.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : text) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  return hash ^ (hash >> 33U);
}

void id_hash(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto* text = sqlite3_value_text(values[0]);  // first: it decides how long the text is
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  const std::uint64_t hash =
      text == nullptr ? 0 : hash_of({reinterpret_cast<const char*>(text), size});
  sqlite3_result_int64(context, static_cast<sqlite3_int64>(hash >> 1U));
}

}  // namespace

void define_id_hash(SQLite::Database& database) {
  database.createFunction("bazc_id_hash", 1, true, nullptr, id_hash);
}

std::string text_of(const SQLite::Column& column) {
  if (column.isBlob()) {
    const auto* bytes = static_cast<const char*>(column.getBlob());
    return {bytes, static_cast<std::size_t>(column.getBytes())};
  }
  const char* text = column.getText();
  return {text, static_cast<std::size_t>(column.getBytes())};
}

std::optional<std::string> optional_text(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(text_of(column));
}

Result<SceneId> id_of(const SQLite::Column& column) {
  if (column.isInteger()) {
    return SceneId(std::int64_t{column.getInt64()});
  }
  if (column.isText()) {
    return SceneId(text_of(column));
  }
  return fail(ErrorKind::usage, "a row has an id that is neither an integer nor text");
}

void bind_id(SQLite::Statement& statement, int index, const SceneId& id) {
  if (const auto* number = std::get_if<std::int64_t>(&id)) {
    statement.bind(index, *number);
  } else {
    statement.bindNoCopy(index, std::get<std::string>(id));
  }
}

std::string instant_of(const std::string& column) {
  const std::string number =
      "CASE WHEN abs({0}) > 1e11 THEN CAST({0} AS INTEGER) ELSE CAST(round({0} * 1000.0) AS "
      "INTEGER) END";
  const std::string digits = fmt::format("CAST({} AS REAL)", column);
  return fmt::format(
      "CASE typeof({0}) WHEN 'integer' THEN {1} WHEN 'real' THEN {1} WHEN 'text' THEN CASE WHEN "
      "length({0}) >= 9 AND {0} NOT GLOB '*[^0-9]*' THEN {2} ELSE "
      "CAST(round((julianday({0}) - 2440587.5) * 86400000.0) AS INTEGER) END END",
      column, fmt::format(fmt::runtime(number), column), fmt::format(fmt::runtime(number), digits));
}

}  // namespace bazc

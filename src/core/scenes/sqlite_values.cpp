#include "core/scenes/sqlite_values.hpp"

#include <fmt/format.h>

namespace bazc {

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

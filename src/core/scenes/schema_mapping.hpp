#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bazc {

inline constexpr std::string_view default_updated_column = "updated_at";

/// Names of the table and of the columns that bazc reads; always quoted, never part of the SQL
/// text as they are, so every name is one identifier taken literally: "a.b" is a name with a dot.
/// `filter` is SQL of the user's own, a condition on the table.
struct SchemaMapping {
  std::string table = "scenes";
  std::string id_column = "id";
  std::string source_column = "tsx_code";
  /// Only staleness needs it: under its default name it may be missing.
  std::string updated_column = std::string(default_updated_column);
  std::string deleted_column = {};  ///< empty: there is none; otherwise not null means deleted
  std::string filter = {};          ///< empty: none
};

/// The columns that bazc writes (design.md, "Scene repository").
inline constexpr std::string_view url_column = "compiled_url";
inline constexpr std::string_view hash_column = "compiled_hash";
inline constexpr std::string_view time_column = "compiled_at";
inline constexpr std::string_view error_column = "compilation_error";
inline constexpr std::string_view hash_index = "idx_compiled_hash";

/// `name` in double quotes, those inside doubled (ISO 9075, <delimited identifier>).
[[nodiscard]] std::string quote_identifier(std::string_view name);

/// Whether two names are equal but for the case of ASCII letters, as SQLite compares identifiers.
[[nodiscard]] bool same_identifier(std::string_view left, std::string_view right);

/// The name that `wanted` was probably meant to be, or nothing where none is close.
[[nodiscard]] std::optional<std::string> nearest_name(std::string_view wanted,
                                                      const std::vector<std::string>& names);

}  // namespace bazc

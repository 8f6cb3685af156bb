#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/scenes/schema_mapping.hpp"

namespace bazc {

/// What every database's adapter says of a table that is not as it should be. `database` is the
/// name for messages, such as "sqlite:scenes.db".

/// A column that the mapping names, and the option that names it.
struct MappedColumn {
  const std::string& name;
  std::string_view option;  ///< "--id-column"
  bool required;            ///< that it is there
};

/// Those that only the owner of the table can make; `mapping` outlives the result.
[[nodiscard]] std::array<MappedColumn, 4> mapped_columns(const SchemaMapping& mapping);

inline constexpr std::array written_columns = {url_column, hash_column, time_column, error_column};

/// Names the nearest of `tables`.
[[nodiscard]] Error missing_table_error(const std::string& database, const SchemaMapping& mapping,
                                        const std::vector<std::string>& tables);

[[nodiscard]] Error view_error(const std::string& database, const SchemaMapping& mapping);

/// For a column that the table does not have; names the nearest of `columns`, which it has.
[[nodiscard]] Error missing_column_error(const std::string& database, const SchemaMapping& mapping,
                                         const std::vector<std::string>& columns,
                                         std::string_view column, std::string_view option);

/// For a column that `bazc init` makes.
[[nodiscard]] Error missing_written_column_error(const std::string& database,
                                                 const SchemaMapping& mapping,
                                                 std::string_view column);

/// `primary_key` are its columns, if the id is one of them; otherwise empty.
[[nodiscard]] Error not_unique_error(const SchemaMapping& mapping,
                                     const std::vector<std::string>& primary_key);

[[nodiscard]] Error bad_filter_error(const SchemaMapping& mapping, const std::string& reason);

/// The forms in which a filter is to be an SQL condition: alone and in parentheses, since
/// "1) OR (1" would be fine in parentheses and "1 LIMIT 5" alone. The newline ends a comment.
[[nodiscard]] std::array<std::string, 2> filter_forms(const SchemaMapping& mapping);

}  // namespace bazc

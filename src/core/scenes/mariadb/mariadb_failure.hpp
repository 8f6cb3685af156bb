#pragma once

#include <string>
#include <string_view>

#include "core/scenes/server/sql_session.hpp"

namespace bazc {

/// What the errors of MariaDB and MySQL mean, by their number (MariaDB's "Error Code Reference");
/// those from 2000 on are the client library's. `database` is the name for messages.

[[nodiscard]] SqlFailure mariadb_statement_failure(const std::string& database, unsigned number,
                                                   std::string_view text);

[[nodiscard]] SqlFailure mariadb_connection_failure(const std::string& database, unsigned number,
                                                    std::string_view text);

}  // namespace bazc

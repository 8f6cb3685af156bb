#pragma once

#include <string>
#include <string_view>

#include "core/scenes/server/sql_session.hpp"

namespace bazc {

/// What PostgreSQL's errors mean, by their SQLSTATE (PostgreSQL 15, appendix A). `database` is the
/// name for messages. `text` is the server's; nothing of a row's values is in it but where the
/// server quotes one.

[[nodiscard]] SqlFailure postgres_statement_failure(const std::string& database,
                                                    std::string_view sqlstate,
                                                    std::string_view text);

/// `message` is PQerrorMessage() of a connection of verbosity PQERRORS_VERBOSE that did not come
/// about, or that broke.
[[nodiscard]] SqlFailure postgres_connection_failure(const std::string& database,
                                                     std::string_view message);

}  // namespace bazc

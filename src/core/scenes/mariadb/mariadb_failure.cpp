#include "core/scenes/mariadb/mariadb_failure.hpp"

#include <fmt/format.h>

namespace bazc {
namespace {

SqlFailure usage(std::string message, std::string_view hint = {}) {
  return {SqlFailureKind::final, {ErrorKind::usage, std::move(message), std::string(hint)}};
}

SqlFailure unavailable(SqlFailureKind kind, std::string message, std::string_view hint = {}) {
  return {kind, {ErrorKind::unavailable, std::move(message), std::string(hint)}};
}

}  // namespace

SqlFailure mariadb_statement_failure(const std::string& database, unsigned number,
                                     std::string_view text) {
  const std::string said = fmt::format("{}: {}", database, text);
  switch (number) {
    case 1040:  // too many connections
    case 1053:  // the server is shutting down
    case 1077:
    case 1080:
    case 1152:  // an aborted connection
    case 1184:
    case 1317:  // interrupted: by a shutdown, or KILL
    case 1927:  // killed
    case 2002:
    case 2003:
    case 2006:  // gone away
    case 2013:  // lost during the query
    case 2055:
    case 4031:  // idle for too long
    case 5014:  // a packet that was cut off
      return unavailable(SqlFailureKind::disconnected,
                         fmt::format("lost the connection to {}", said));
    case 1205:  // lock wait time-out, of a table as well
      return unavailable(SqlFailureKind::busy, said,
                         "somebody holds a lock of the table for long; end that transaction, or "
                         "try again later");
    case 1020:  // the row has changed since it was read
    case 1213:  // deadlock
    case 3572:  // NOWAIT
      return unavailable(SqlFailureKind::busy, said, "others write the same rows; try again later");
    case 1969:  // max_statement_time
    case 3024:
      return {SqlFailureKind::final,
              {ErrorKind::timed_out, said, "the server is slow, or waits for a lock"}};
    case 1044:
    case 1142:
    case 1143:
    case 1227:
    case 1370:
      return usage(said, "GRANT SELECT, and UPDATE of the columns that bazc writes, to its user");
    case 1290:
    case 1792:
    case 1836:
      return unavailable(SqlFailureKind::final, said,
                         "this is a replica, or it may only be read; name the primary in the URL");
    case 1021:  // disk full
    case 1030:
    case 1114:  // the table is full
    case 1226:  // a user's limit
    case 2008:
      return unavailable(SqlFailureKind::final, said);
    default:
      // A trigger may run any SQL, and fail in any way.
      return {SqlFailureKind::refused, {ErrorKind::usage, said}};
  }
}

SqlFailure mariadb_connection_failure(const std::string& database, unsigned number,
                                      std::string_view text) {
  const std::string said = fmt::format("cannot connect to {}: {}", database, text);
  switch (number) {
    case 1045:  // wrong user or password
    case 1698:
      return usage(said, "the password comes from the URL or from MYSQL_PWD");
    case 1044:
      return usage(said, "GRANT it to its user, or name another database in the URL");
    case 1049:
      return usage(said, "name one that there is in the URL, or make it with CREATE DATABASE");
    case 1040:
    case 1203:
      return unavailable(SqlFailureKind::disconnected, said,
                         "the server has no connection left: run fewer processes, or raise its "
                         "max_connections");
    case 2005:
      return unavailable(SqlFailureKind::disconnected, said, "is the host in the URL right?");
    case 2026:
      return unavailable(SqlFailureKind::final, said,
                         "see sslmode and sslrootcert in the URL: sslmode=verify-full needs the "
                         "certificate of the server's authority");
    case 1130:  // this host may not connect
    case 2059:  // no plugin for the way of authentication
      return unavailable(SqlFailureKind::final, said);
    default:
      return unavailable(SqlFailureKind::disconnected, said);
  }
}

}  // namespace bazc

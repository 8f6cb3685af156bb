#include "core/scenes/postgres/postgres_failure.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/ascii.hpp"

namespace bazc {
namespace {

constexpr std::string_view where_passwords_are =
    "the password comes from the URL, from PGPASSWORD or from ~/.pgpass";

bool starts_with_one_of(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct ServerMessage {
  std::string_view sqlstate;
  std::string_view text;
};

// "…FATAL:  28P01: password authentication failed for user "x"\nLOCATION:  …": whatever the
// language of the server, two spaces are before a SQLSTATE and ": " after it.
ServerMessage server_message(std::string_view message) {
  constexpr std::string_view before = ":  ";
  constexpr std::size_t length = 5;
  for (std::size_t at = message.find(before); at != std::string_view::npos;
       at = message.find(before, at + 1)) {
    const std::string_view state = message.substr(at + before.size(), length);
    const std::string_view rest =
        message.substr(std::min(message.size(), at + before.size() + state.size()));
    if (state.size() == length && rest.starts_with(": ") &&
        std::all_of(state.begin(), state.end(), [](char c) {
          return is_ascii_alphanumeric(c) &&
                 ascii_lowered(c) == (c >= 'A' && c <= 'Z' ? ascii_lowered(c) : c) &&
                 !(c >= 'a' && c <= 'z');
        })) {
      const std::string_view text = rest.substr(2);
      return {state, text.substr(0, text.find('\n'))};
    }
  }
  return {};
}

std::string one_line(std::string_view message) {
  std::string line(trimmed(message));
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  return line;
}

SqlFailure usage(std::string message, std::string_view hint = {}) {
  return {SqlFailureKind::final, {ErrorKind::usage, std::move(message), std::string(hint)}};
}

SqlFailure unavailable(SqlFailureKind kind, std::string message, std::string_view hint = {}) {
  return {kind, {ErrorKind::unavailable, std::move(message), std::string(hint)}};
}

}  // namespace

SqlFailure postgres_statement_failure(const std::string& database, std::string_view sqlstate,
                                      std::string_view text) {
  const std::string said = fmt::format("{}: {}", database, text);
  // Class 08: connection exception; 25P03, 57P05: killed while idle; 57P01 to 57P03: shutting down,
  // crashed, starting up.
  if (starts_with_one_of(sqlstate, {"08", "25P03", "57P01", "57P02", "57P03", "57P05", "53300"})) {
    return unavailable(SqlFailureKind::disconnected,
                       fmt::format("lost the connection to {}", said));
  }
  if (starts_with_one_of(sqlstate, {"40001", "40P01", "55P03"})) {
    return unavailable(SqlFailureKind::busy, said,
                       sqlstate == "55P03"
                           ? "somebody holds a lock of the table for long; end that "
                             "transaction, or try again later"
                           : "others write the same rows; try again later");
  }
  if (sqlstate == "57014") {
    return {SqlFailureKind::final,
            {ErrorKind::timed_out, said, "the server is slow, or waits for a lock"}};
  }
  if (starts_with_one_of(sqlstate, {"42501"})) {
    return usage(said, "GRANT SELECT, and UPDATE of the columns that bazc writes, to its user");
  }
  if (starts_with_one_of(sqlstate, {"25006"})) {
    return unavailable(
        SqlFailureKind::final, said,
        "this is a replica, or a user that may only read; name the primary in the URL");
  }
  // 22: data exception, 23: a constraint, 44: WITH CHECK OPTION, P0: raised by PL/pgSQL, 09 and 27:
  // a trigger.
  if (starts_with_one_of(sqlstate, {"09", "22", "23", "27", "44", "P0"})) {
    return {SqlFailureKind::refused, {ErrorKind::usage, said}};
  }
  if (starts_with_one_of(sqlstate, {"53", "54", "58", "XX", "F0"})) {
    return unavailable(SqlFailureKind::final, said);
  }
  // A trigger may run any SQL, and fail in any way.
  return {SqlFailureKind::refused, {ErrorKind::usage, said}};
}

SqlFailure postgres_connection_failure(const std::string& database, std::string_view message) {
  const auto [sqlstate, text] = server_message(message);
  const std::string said = fmt::format("cannot connect to {}: {}", database,
                                       sqlstate.empty() ? one_line(message) : text);
  if (starts_with_one_of(sqlstate, {"28"}) || contains(message, "no password supplied")) {
    return usage(said, where_passwords_are);
  }
  if (sqlstate == "3D000") {
    return usage(said, "name one that there is in the URL, or make it with createdb");
  }
  if (sqlstate == "53300") {
    return unavailable(SqlFailureKind::disconnected, said,
                       "the server has no connection left: run fewer processes, or raise its "
                       "max_connections");
  }
  if (!sqlstate.empty() && !starts_with_one_of(sqlstate, {"08", "57P"})) {
    return unavailable(SqlFailureKind::final, said);
  }
  if (contains(message, "certificate verify failed") || contains(message, "root certificate") ||
      contains(message, "does not match host name") || contains(message, "does not support SSL")) {
    return unavailable(SqlFailureKind::final, said,
                       "see sslmode and sslrootcert in the URL: sslmode=verify-full needs the "
                       "certificate of the server's authority");
  }
  if (contains(message, "could not translate host name")) {
    return unavailable(SqlFailureKind::disconnected, said, "is the host in the URL right?");
  }
  return unavailable(SqlFailureKind::disconnected, said);
}

}  // namespace bazc

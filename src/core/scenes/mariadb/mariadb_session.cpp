#include "core/scenes/mariadb/mariadb_session.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>

#include "core/scenes/mariadb/mariadb_failure.hpp"

namespace bazc {
namespace {

constexpr std::size_t most_statements = 32;
constexpr int factor_of_whole_tables = 10;
constexpr std::chrono::milliseconds longest_probe{5'000};
constexpr unsigned oldest_mariadb = 100600;
constexpr unsigned oldest_mysql = 80001;
constexpr auto idle_in_transaction = std::chrono::seconds(60);
constexpr auto idle = std::chrono::hours(8);  // between two batches of a slow run

long long seconds_of(std::chrono::milliseconds time) {
  return std::max<long long>(1, (time.count() + 999) / 1000);
}

}  // namespace

void MariadbSession::set_options(MYSQL* connection) const {
  const auto set = [&](mysql_option option, const void* value) {
    mariadb_.optionsv(connection, option, value);
  };
  const unsigned connect_timeout = url_.connect_timeout;
  set(MYSQL_OPT_CONNECT_TIMEOUT, &connect_timeout);
  // A network that swallows everything; the server's own time-outs come first.
  const auto read_timeout = static_cast<unsigned>(
      seconds_of(options_.statement_timeout * factor_of_whole_tables + std::chrono::seconds(30)));
  set(MYSQL_OPT_READ_TIMEOUT, &read_timeout);
  set(MYSQL_OPT_WRITE_TIMEOUT, &read_timeout);
  set(MYSQL_SET_CHARSET_NAME, "utf8mb4");
  const unsigned local_infile = 0;
  set(MYSQL_OPT_LOCAL_INFILE, &local_infile);
  if (url_.socket.empty()) {  // otherwise "localhost" would be a socket of the library's choice
    const unsigned protocol = MYSQL_PROTOCOL_TCP;
    set(MYSQL_OPT_PROTOCOL, &protocol);
  }
  mariadb_.optionsv(connection, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "bazc");
  const auto set_file = [&](mysql_option option, const std::string& path) {
    if (!path.empty()) {
      set(option, path.c_str());
    }
  };
  if (url_.tls != TlsMode::disable) {
    const my_bool on = 1;
    set(MYSQL_OPT_SSL_ENFORCE, &on);
    if (url_.tls == TlsMode::verify) {
      set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &on);
    }
    set_file(MYSQL_OPT_SSL_CA, url_.tls_authorities);
    set_file(MYSQL_OPT_SSL_CERT, url_.tls_certificate);
    set_file(MYSQL_OPT_SSL_KEY, url_.tls_key);
  }
}

SqlResult<void> MariadbSession::connect() {
  if (connection_) {
    return {};
  }
  connection_ = {mariadb_.init(nullptr), Close{&mariadb_}};
  if (!connection_) {
    throw std::bad_alloc();
  }
  set_options(connection_.get());
  const std::string& password = url_.password ? *url_.password : options_.password;
  const char* const socket = url_.socket.empty() ? nullptr : url_.socket.c_str();
  if (mariadb_.real_connect(connection_.get(), socket == nullptr ? url_.host.c_str() : nullptr,
                            url_.user.c_str(), password.c_str(), url_.database.c_str(), url_.port,
                            socket, CLIENT_FOUND_ROWS) == nullptr) {
    SqlFailure failure = mariadb_connection_failure(name_, mariadb_.error_number(connection_.get()),
                                                    mariadb_.error(connection_.get()));
    disconnect();
    return fail(std::move(failure));
  }
  time_limit_.reset();
  if (auto configured = configure(); !configured) {
    disconnect();
    return configured;
  }
  ++connections_;
  return {};
}

void MariadbSession::disconnect() {
  statements_.clear();
  connection_.reset();
}

bool MariadbSession::is_mariadb() const {
  return std::strstr(mariadb_.get_server_info(connection_.get()), "MariaDB") != nullptr;
}

// Backticks quote names in every sql_mode; this one makes a value that does not fit an error.
SqlResult<void> MariadbSession::configure() {
  const auto version = static_cast<unsigned>(mariadb_.get_server_version(connection_.get()));
  if (version < (is_mariadb() ? oldest_mariadb : oldest_mysql)) {
    return fail(SqlFailure{
        SqlFailureKind::final,
        {ErrorKind::usage,
         fmt::format("{} is of version {}", name_, mariadb_.get_server_info(connection_.get())),
         "bazc needs MariaDB 10.6 or MySQL 8.0.1, or later"}});
  }
  std::string settings = fmt::format(
      "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', "
      "innodb_lock_wait_timeout = {0}, lock_wait_timeout = {0}, wait_timeout = {1}",
      seconds_of(options_.busy_timeout), seconds_of(idle));
  if (is_mariadb()) {
    settings += fmt::format(", idle_transaction_timeout = {}", seconds_of(idle_in_transaction));
  }
  if (auto set = run(settings); !set) {
    return set;
  }
  if (auto set = run("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"); !set) {
    return set;
  }
  return run(options_.mode == OpenMode::read_only ? "SET SESSION TRANSACTION READ ONLY"
                                                  : "SET SESSION TRANSACTION READ WRITE");
}

// 0: none.
SqlResult<void> MariadbSession::limit_time(std::chrono::milliseconds timeout) {
  if (timeout == time_limit_) {
    return {};
  }
  time_limit_ = timeout;
  return run(is_mariadb() ? fmt::format("SET SESSION max_statement_time = {}.{:03}",
                                        timeout.count() / 1000, timeout.count() % 1000)
                          : fmt::format("SET SESSION max_execution_time = {}", timeout.count()));
}

SqlResult<std::vector<SqlRow>> MariadbSession::read(const SqlStatement& statement,
                                                    SqlEffort effort) {
  const auto timeout = effort == SqlEffort::probe
                           ? std::min(options_.statement_timeout, longest_probe)
                           : options_.statement_timeout *
                                 (effort == SqlEffort::whole_table ? factor_of_whole_tables : 1);
  if (auto limited = limit_time(timeout); !limited) {
    return fail(std::move(limited).error());
  }
  return execute(statement);
}

SqlResult<void> MariadbSession::begin() {
  if (auto limited = limit_time(options_.statement_timeout); !limited) {
    return limited;
  }
  return run("START TRANSACTION");
}

SqlResult<std::vector<SqlRow>> MariadbSession::execute(const SqlStatement& statement) {
  auto ready = prepared(statement.text);
  if (!ready) {
    return fail(std::move(ready).error());
  }
  if (auto done = execute(*ready, statement.parameters); !done) {
    return fail(std::move(done).error());
  }
  return rows_of(*ready);
}

SqlResult<std::vector<std::uint64_t>> MariadbSession::execute_each(
    const std::string& text, const std::vector<std::vector<SqlValue>>& rows) {
  auto ready = prepared(text);
  if (!ready) {
    return fail(std::move(ready).error());
  }
  if (is_mariadb() && rows.size() > 1) {
    if (auto done = execute_in_bulk(*ready, rows); !done) {
      return fail(std::move(done).error());
    }
    return std::vector<std::uint64_t>(rows.size(), 1);
  }
  std::vector<std::uint64_t> changed;
  changed.reserve(rows.size());
  for (const auto& row : rows) {
    if (auto done = execute(*ready, row); !done) {
      return fail(std::move(done).error());
    }
    changed.push_back(mariadb_.stmt_affected_rows(*ready));
  }
  return changed;
}

// MariaDB's own: all rows in one message. Only how many rows were met in all is told, so it is an
// error where some were not.
SqlResult<void> MariadbSession::execute_in_bulk(MYSQL_STMT* statement,
                                                const std::vector<std::vector<SqlValue>>& rows) {
  const std::size_t columns = rows.front().size();
  std::vector<MYSQL_BIND> binds(columns);
  std::vector<std::vector<char*>> values(columns);
  std::vector<std::vector<unsigned long>> lengths(columns);
  std::vector<std::vector<char>> indicators(columns);
  for (std::size_t column = 0; column < columns; ++column) {
    for (const auto& row : rows) {
      const SqlValue& value = row[column];
      values[column].push_back(value ? const_cast<char*>(value->data()) : nullptr);
      lengths[column].push_back(value ? value->size() : 0);
      indicators[column].push_back(value ? STMT_INDICATOR_NONE : STMT_INDICATOR_NULL);
    }
    binds[column].buffer_type = MYSQL_TYPE_STRING;
    binds[column].buffer = static_cast<void*>(values[column].data());
    binds[column].length = lengths[column].data();
    binds[column].u.indicator = indicators[column].data();
  }
  auto size = static_cast<unsigned>(rows.size());
  mariadb_.stmt_attr_set(statement, STMT_ATTR_ARRAY_SIZE, &size);
  const bool failed = mariadb_.stmt_bind_param(statement, binds.data()) != 0 ||
                      mariadb_.stmt_execute(statement) != 0;
  std::optional<SqlFailure> failure;
  if (failed) {
    failure = failure_of(statement);
  } else if (const auto met = mariadb_.stmt_affected_rows(statement); met != rows.size()) {
    failure = SqlFailure{SqlFailureKind::refused,
                         {ErrorKind::unavailable,
                          fmt::format("{}: {} of {} rows were met", name_, met, rows.size())}};
  }
  size = 0;
  mariadb_.stmt_attr_set(statement, STMT_ATTR_ARRAY_SIZE, &size);
  return failure ? SqlResult<void>(fail(*std::move(failure))) : SqlResult<void>();
}

SqlResult<void> MariadbSession::commit() {
  return run("COMMIT");
}

void MariadbSession::rollback() {
  if (connection_ && !run("ROLLBACK")) {
    disconnect();
  }
}

SqlResult<void> MariadbSession::define(const std::string& text,
                                       std::optional<std::chrono::milliseconds> lock_timeout) {
  if (auto limited = limit_time(std::chrono::milliseconds(0)); !limited) {
    return limited;
  }
  const auto wait_at_most = [](std::chrono::milliseconds time) {
    return fmt::format("SET SESSION lock_wait_timeout = {}", seconds_of(time));
  };
  if (auto set = run(wait_at_most(lock_timeout.value_or(idle))); !set) {
    return set;
  }
  auto defined = run(text);
  if (!run(wait_at_most(options_.busy_timeout))) {
    disconnect();
  }
  return defined;
}

SqlResult<std::size_t> MariadbSession::prepare(const std::string& text) {
  auto ready = prepared(text);
  if (!ready) {
    return fail(std::move(ready).error());
  }
  return mariadb_.stmt_param_count(*ready);
}

SqlResult<void> MariadbSession::run(const std::string& text) {
  if (!connection_) {
    return fail(failure());
  }
  if (mariadb_.real_query(connection_.get(), text.data(), text.size()) != 0) {
    return fail(failure());
  }
  return {};
}

SqlResult<MYSQL_STMT*> MariadbSession::prepared(const std::string& text) {
  if (!connection_) {
    return fail(failure());
  }
  if (const auto known = statements_.find(text); known != statements_.end()) {
    return known->second.get();
  }
  StatementPointer statement(mariadb_.stmt_init(connection_.get()), CloseStatement{&mariadb_});
  if (!statement) {
    throw std::bad_alloc();
  }
  if (mariadb_.stmt_prepare(statement.get(), text.data(), text.size()) != 0) {
    return fail(failure_of(statement.get()));
  }
  if (statements_.size() >= most_statements) {
    statements_.clear();
  }
  return statements_.emplace(text, std::move(statement)).first->second.get();
}

SqlResult<void> MariadbSession::execute(MYSQL_STMT* statement,
                                        const std::vector<SqlValue>& values) {
  std::vector<MYSQL_BIND> binds(values.size());
  std::vector<unsigned long> lengths(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) {
      binds[i].buffer_type = MYSQL_TYPE_NULL;
      continue;
    }
    lengths[i] = values[i]->size();
    binds[i].buffer_type = MYSQL_TYPE_STRING;
    binds[i].buffer = const_cast<char*>(values[i]->data());  // it is only read
    binds[i].buffer_length = lengths[i];
    binds[i].length = &lengths[i];
  }
  if ((!binds.empty() && mariadb_.stmt_bind_param(statement, binds.data()) != 0) ||
      mariadb_.stmt_execute(statement) != 0) {
    return fail(failure_of(statement));
  }
  return {};
}

// First the lengths of a row, then its values into strings of that length.
SqlResult<std::vector<SqlRow>> MariadbSession::rows_of(MYSQL_STMT* statement) {
  std::vector<SqlRow> rows;
  const std::size_t columns = mariadb_.stmt_field_count(statement);
  if (columns == 0) {
    return rows;
  }
  std::vector<MYSQL_BIND> binds(columns);
  std::vector<unsigned long> lengths(columns);
  std::vector<my_bool> nulls(columns);
  std::array<char, 1> nothing{};
  for (std::size_t i = 0; i < columns; ++i) {
    binds[i].buffer_type = MYSQL_TYPE_STRING;
    binds[i].buffer = nothing.data();
    binds[i].buffer_length = 0;
    binds[i].length = &lengths[i];
    binds[i].is_null = &nulls[i];
  }
  if (mariadb_.stmt_bind_result(statement, binds.data()) != 0 ||
      mariadb_.stmt_store_result(statement) != 0) {
    return fail(failure_of(statement));
  }
  int fetched = 0;
  while ((fetched = mariadb_.stmt_fetch(statement)) == 0 || fetched == MYSQL_DATA_TRUNCATED) {
    SqlRow row(columns);
    for (std::size_t i = 0; i < columns; ++i) {
      if (nulls[i] != 0) {
        continue;
      }
      row[i].emplace(lengths[i], '\0');
      MYSQL_BIND into{};
      unsigned long length = 0;
      into.buffer_type = MYSQL_TYPE_STRING;
      into.buffer = row[i]->data();
      into.buffer_length = lengths[i];
      into.length = &length;
      if (lengths[i] > 0 &&
          mariadb_.stmt_fetch_column(statement, &into, static_cast<unsigned>(i), 0) != 0) {
        return fail(failure_of(statement));
      }
    }
    rows.push_back(std::move(row));
  }
  if (fetched != MYSQL_NO_DATA) {
    return fail(failure_of(statement));
  }
  mariadb_.stmt_free_result(statement);
  return rows;
}

SqlFailure MariadbSession::failure() const {
  if (!connection_) {
    return {SqlFailureKind::disconnected,
            {ErrorKind::unavailable, fmt::format("lost the connection to {}", name_)}};
  }
  return mariadb_statement_failure(name_, mariadb_.error_number(connection_.get()),
                                   mariadb_.error(connection_.get()));
}

SqlFailure MariadbSession::failure_of(MYSQL_STMT* statement) const {
  return mariadb_statement_failure(name_, mariadb_.stmt_errno(statement),
                                   mariadb_.stmt_error(statement));
}

}  // namespace bazc

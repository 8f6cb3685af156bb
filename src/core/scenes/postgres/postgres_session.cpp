#include "core/scenes/postgres/postgres_session.hpp"

#include <poll.h>

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "core/scenes/postgres/postgres_failure.hpp"

namespace bazc {
namespace {

constexpr int poll_interval = 100;  // ms: interrupts come without a notification
constexpr int oldest_server = 120000;
constexpr auto idle_in_transaction = std::chrono::seconds(60);
constexpr int factor_of_whole_tables = 10;
constexpr std::chrono::milliseconds longest_probe{5'000};

// Before what the URL says, which wins.
constexpr std::array default_parameters = {
    std::pair{"connect_timeout", "10"}, std::pair{"keepalives_idle", "30"},
    std::pair{"keepalives_interval", "10"}, std::pair{"keepalives_count", "3"},
    std::pair{"fallback_application_name", "bazc"}};

void ignore_notice(void* /*context*/, const char* /*message*/) {}

Error bad_url() {
  return Error{ErrorKind::usage, "the database's URL cannot be read",
               "write postgresql://USER@HOST:PORT/DATABASE?sslmode=require; special characters in "
               "USER and PASSWORD are percent-encoded, as %40 for @"};
}

// "postgresql://user@host:port/database", without all else.
Result<std::string> name_of(const PqLibrary& pq, const std::string& url) {
  char* reason = nullptr;
  PQconninfoOption* const options = pq.conninfo_parse(url.c_str(), &reason);
  pq.freemem(reason);  // it may quote the password
  if (options == nullptr) {
    return fail(bad_url());
  }
  std::string user;
  std::string host;
  std::string port;
  std::string database;
  for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
    const std::string_view keyword = option->keyword;
    const std::string value = option->val == nullptr ? "" : option->val;
    if (keyword == "user") {
      user = value;
    } else if (keyword == "host" || (keyword == "hostaddr" && host.empty())) {
      host = value;
    } else if (keyword == "port") {
      port = value;
    } else if (keyword == "dbname") {
      database = value;
    }
  }
  pq.conninfo_free(options);
  // A password with a bare '@', ':' or '/' in it, of which the rest would be shown.
  if (host.find('@') != std::string::npos ||
      port.find_first_not_of("0123456789,") != std::string::npos) {
    return fail(bad_url());
  }
  return fmt::format("postgresql://{}{}{}{}/{}", user, user.empty() ? "" : "@", host,
                     port.empty() ? "" : ":" + port, database);
}

}  // namespace

Result<std::unique_ptr<PostgresSession>> PostgresSession::make(const PqLibrary& pq,
                                                               const std::string& url,
                                                               const DatabaseOptions& options) {
  if (url.find('\0') != std::string::npos) {
    return fail(ErrorKind::usage, "the database's URL contains a NUL");
  }
  auto name = name_of(pq, url);
  if (!name) {
    return fail(std::move(name).error());
  }
  // make_unique cannot reach the constructor.
  return std::unique_ptr<PostgresSession>(new PostgresSession(pq, url, *std::move(name), options));
}

SqlResult<void> PostgresSession::connect() {
  if (connection_) {
    return {};
  }
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  for (const auto& [keyword, value] : default_parameters) {
    keywords.push_back(keyword);
    values.push_back(value);
  }
  keywords.insert(keywords.end(), {"dbname", "client_encoding", nullptr});
  values.insert(values.end(), {url_.c_str(), "UTF8", nullptr});
  connection_ = {pq_.connect_start_params(keywords.data(), values.data(), 1), Finish{&pq_}};
  if (!connection_) {
    throw std::bad_alloc();
  }
  // So that an error has its SQLSTATE, whatever the language of the server.
  pq_.set_error_verbosity(connection_.get(), PQERRORS_VERBOSE);
  pq_.set_notice_processor(connection_.get(), ignore_notice, nullptr);
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;
  while (pq_.status(connection_.get()) != CONNECTION_BAD && state != PGRES_POLLING_OK &&
         state != PGRES_POLLING_FAILED) {
    if (!wait_for_socket(state == PGRES_POLLING_READING ? POLLIN : POLLOUT)) {
      break;
    }
    state = pq_.connect_poll(connection_.get());
  }
  if (state != PGRES_POLLING_OK || pq_.status(connection_.get()) != CONNECTION_OK) {
    SqlFailure failure = postgres_connection_failure(name_, pq_.error_message(connection_.get()));
    connection_.reset();
    return fail(std::move(failure));
  }
  pq_.set_error_verbosity(connection_.get(), PQERRORS_DEFAULT);
  if (const int version = pq_.server_version(connection_.get()); version < oldest_server) {
    connection_.reset();
    return fail(
        SqlFailure{SqlFailureKind::final,
                   {ErrorKind::usage, fmt::format("{} is PostgreSQL {}", name_, version / 10000),
                    fmt::format("bazc needs PostgreSQL {} or later", oldest_server / 10000)}});
  }
  // A database without an encoding gives bytes: the compiler says which of them are no UTF-8.
  const char* const encoding = pq_.parameter_status(connection_.get(), "server_encoding");
  if (encoding != nullptr && std::string_view(encoding) == "SQL_ASCII") {
    if (auto set = run("SET client_encoding = 'SQL_ASCII'"); !set) {
      connection_.reset();
      return set;
    }
  }
  ++connections_;
  must_begin_ = false;
  return {};
}

// Of the transaction that it is sent in. Without sequential scans, bitmaps and sorts only the index
// of the id is left to walk along; a planner that expects few rows would read all of the table for
// each batch instead.
SqlStatement PostgresSession::settings(SqlEffort effort) const {
  const auto timeout = effort == SqlEffort::probe
                           ? std::min(options_.statement_timeout, longest_probe)
                           : options_.statement_timeout *
                                 (effort == SqlEffort::whole_table ? factor_of_whole_tables : 1);
  std::string text = fmt::format(
      "SELECT set_config('statement_timeout', '{}', true), set_config('lock_timeout', '{}', true), "
      "set_config('idle_in_transaction_session_timeout', '{}', true), "
      "set_config('DateStyle', 'ISO', true), set_config('TimeZone', 'UTC', true)",
      timeout.count(), options_.busy_timeout.count(),
      std::chrono::milliseconds(idle_in_transaction).count());
  if (effort == SqlEffort::by_index) {
    text +=
        ", set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', "
        "true), "
        "set_config('enable_sort', 'off', true), set_config('jit', 'off', true)";
  }
  return {std::move(text)};
}

SqlResult<std::vector<SqlRow>> PostgresSession::read(const SqlStatement& statement,
                                                     SqlEffort effort) {
  const bool sent = start() && send({"BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY"}) &&
                    send(settings(effort)) && send(statement) && send({"COMMIT"});
  auto results = finish(sent);
  if (!results) {
    rollback();
    return fail(std::move(results).error());
  }
  return rows_of((*results)[2]);
}

SqlResult<void> PostgresSession::begin() {
  must_begin_ = true;
  return {};
}

SqlResult<std::vector<SqlRow>> PostgresSession::execute(const SqlStatement& statement) {
  bool sent = start();
  if (must_begin_) {
    sent = sent && send({"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"}) &&
           send(settings(SqlEffort::by_index));
    must_begin_ = false;
  }
  auto results = finish(sent && send(statement));
  if (!results) {
    return fail(std::move(results).error());
  }
  return rows_of(results->back());
}

SqlResult<std::vector<std::uint64_t>> PostgresSession::execute_each(
    const std::string& text, const std::vector<std::vector<SqlValue>>& rows) {
  bool sent = start() && pq_.send_prepare(connection_.get(), "", text.c_str(), 0, nullptr) == 1;
  for (const auto& row : rows) {
    std::vector<const char*> values;
    values.reserve(row.size());
    for (const SqlValue& value : row) {
      values.push_back(value ? value->c_str() : nullptr);
    }
    sent = sent && pq_.send_query_prepared(connection_.get(), "", static_cast<int>(values.size()),
                                           values.data(), nullptr, nullptr, 0) == 1;
  }
  auto results = finish(sent);
  if (!results) {
    return fail(std::move(results).error());
  }
  std::vector<std::uint64_t> changed;
  for (std::size_t i = 1; i < results->size(); ++i) {
    const std::string_view count = pq_.cmd_tuples((*results)[i].get());
    changed.push_back(0);
    std::from_chars(count.data(), count.data() + count.size(), changed.back());
  }
  return changed;
}

SqlResult<void> PostgresSession::commit() {
  if (std::exchange(must_begin_, false)) {
    return {};  // nothing was done
  }
  return run("COMMIT");
}

void PostgresSession::rollback() {
  must_begin_ = false;
  if (connection_ && pq_.status(connection_.get()) == CONNECTION_OK &&
      pq_.transaction_status(connection_.get()) != PQTRANS_IDLE && !run("ROLLBACK")) {
    disconnect();
  }
}

// The settings are the session's: an index cannot be built concurrently inside of a transaction.
// Where a pooler keeps the session, the RESET keeps them from whoever has it next.
SqlResult<void> PostgresSession::define(const std::string& text,
                                        std::optional<std::chrono::milliseconds> lock_timeout) {
  if (auto set = run(fmt::format("SET lock_timeout = {}",
                                 lock_timeout.value_or(std::chrono::milliseconds(0)).count()));
      !set) {
    return set;
  }
  if (auto set = run("SET statement_timeout = 0"); !set) {
    return set;
  }
  auto defined = run(text);
  for (const char* reset : {"RESET lock_timeout", "RESET statement_timeout"}) {
    if (connection_ && !run(reset)) {
      disconnect();
    }
  }
  return defined;
}

SqlResult<std::size_t> PostgresSession::prepare(const std::string& text) {
  auto results =
      finish(start() && pq_.send_prepare(connection_.get(), "", text.c_str(), 0, nullptr) == 1 &&
             pq_.send_describe_prepared(connection_.get(), "") == 1);
  if (!results) {
    return fail(std::move(results).error());
  }
  return static_cast<std::size_t>(pq_.nparams(results->back().get()));
}

bool PostgresSession::start() {
  is_cancelled_ = false;
  return connection_ && pq_.enter_pipeline_mode(connection_.get()) == 1;
}

bool PostgresSession::send(const SqlStatement& statement) {
  std::vector<const char*> values;
  values.reserve(statement.parameters.size());
  for (const SqlValue& value : statement.parameters) {
    values.push_back(value ? value->c_str() : nullptr);
  }
  return pq_.send_query_params(connection_.get(), statement.text.c_str(),
                               static_cast<int>(values.size()), nullptr, values.data(), nullptr,
                               nullptr, 0) == 1;
}

SqlResult<std::vector<PostgresSession::ResultPointer>> PostgresSession::finish(bool was_sent) {
  if (!was_sent || pq_.pipeline_sync(connection_.get()) != 1) {
    return fail(lost());
  }
  std::vector<ResultPointer> results;
  std::optional<SqlFailure> failure;
  while (true) {
    ResultPointer last(nullptr, ClearResult{&pq_});
    while (ResultPointer result = next_result()) {
      last = std::move(result);
      if (pq_.result_status(last.get()) == PGRES_PIPELINE_SYNC) {
        break;
      }
    }
    if (!last || pq_.status(connection_.get()) == CONNECTION_BAD) {
      return fail(last && pq_.result_status(last.get()) == PGRES_FATAL_ERROR
                      ? SqlFailure{SqlFailureKind::disconnected, failure_of(last).error}
                      : lost());
    }
    const ExecStatusType status = pq_.result_status(last.get());
    if (status == PGRES_PIPELINE_SYNC) {
      break;
    }
    if (!failure && status == PGRES_FATAL_ERROR) {
      failure = failure_of(last);
    }
    results.push_back(std::move(last));
  }
  pq_.exit_pipeline_mode(connection_.get());
  if (failure) {
    return fail(*std::move(failure));
  }
  return results;
}

SqlResult<void> PostgresSession::run(const std::string& text) {
  is_cancelled_ = false;
  if (!connection_ || pq_.send_query(connection_.get(), text.c_str()) != 1) {
    return fail(lost());
  }
  std::optional<SqlFailure> failure;
  while (const ResultPointer result = next_result()) {
    if (pq_.result_status(result.get()) == PGRES_FATAL_ERROR && !failure) {
      failure = failure_of(result);
    }
  }
  if (pq_.status(connection_.get()) == CONNECTION_BAD) {
    return fail(failure ? SqlFailure{SqlFailureKind::disconnected, failure->error} : lost());
  }
  return failure ? SqlResult<void>(fail(*std::move(failure))) : SqlResult<void>();
}

PostgresSession::ResultPointer PostgresSession::next_result() {
  while (pq_.is_busy(connection_.get()) == 1) {
    if (!wait_for_socket(POLLIN) || pq_.consume_input(connection_.get()) != 1) {
      break;  // PQgetResult() says what happened
    }
  }
  return {pq_.get_result(connection_.get()), ClearResult{&pq_}};
}

// False where there is nothing to wait for.
bool PostgresSession::wait_for_socket(short events) {
  while (true) {
    pollfd waited{pq_.socket(connection_.get()), events, 0};
    if (waited.fd < 0) {
      return false;
    }
    if (::poll(&waited, 1, poll_interval) > 0) {
      return true;
    }
    if (options_.interrupts != nullptr && *options_.interrupts > 1 && !is_cancelled_) {
      cancel();
      if (pq_.status(connection_.get()) != CONNECTION_OK) {
        return false;  // it was being made
      }
    }
  }
}

void PostgresSession::cancel() {
  is_cancelled_ = true;
  if (PGcancel* const request = pq_.get_cancel(connection_.get())) {
    std::array<char, 256> ignored{};
    pq_.cancel(request, ignored.data(), static_cast<int>(ignored.size()));
    pq_.free_cancel(request);
  }
}

std::vector<SqlRow> PostgresSession::rows_of(const ResultPointer& result) const {
  std::vector<SqlRow> rows(static_cast<std::size_t>(pq_.ntuples(result.get())));
  const int columns = pq_.nfields(result.get());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int row = static_cast<int>(i);
    rows[i].reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      if (pq_.getisnull(result.get(), row, column) == 1) {
        rows[i].emplace_back();
      } else {
        rows[i].emplace_back(
            std::string(pq_.getvalue(result.get(), row, column),
                        static_cast<std::size_t>(pq_.getlength(result.get(), row, column))));
      }
    }
  }
  return rows;
}

SqlFailure PostgresSession::failure_of(const ResultPointer& result) const {
  const auto field = [&](int code) -> std::string_view {
    const char* const value = pq_.result_error_field(result.get(), code);
    return value == nullptr ? std::string_view() : value;
  };
  if (field(PG_DIAG_SQLSTATE).empty()) {
    return lost();  // libpq's own: the connection broke
  }
  return postgres_statement_failure(name_, field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY));
}

SqlFailure PostgresSession::lost() const {
  const std::string_view reason =
      connection_ ? pq_.error_message(connection_.get()) : "it is not open";
  SqlFailure failure = postgres_connection_failure(name_, reason);
  failure.kind = SqlFailureKind::disconnected;
  failure.error.message = fmt::format(
      "lost the connection to {}{}", name_,
      failure.error.message.substr(std::string_view("cannot connect to ").size() + name_.size()));
  return failure;
}

}  // namespace bazc

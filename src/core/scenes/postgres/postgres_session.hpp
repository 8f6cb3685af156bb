#pragma once

#include <memory>
#include <string>
#include <vector>

#include <libpq-fe.h>

#include "core/scenes/postgres/pq_library.hpp"
#include "core/scenes/scene_repository.hpp"
#include "core/scenes/server/sql_session.hpp"

namespace bazc {

/// A connection to PostgreSQL. Every transaction sets its own time-outs (SET LOCAL): a pooler
/// between us and the server may give a session's settings to somebody else. They travel with the
/// transaction's first statement, in one pipeline.
class PostgresSession final : public SqlSession {
 public:
  /// `usage` for a URL that libpq cannot read.
  [[nodiscard]] static Result<std::unique_ptr<PostgresSession>> make(
      const PqLibrary& pq, const std::string& url, const DatabaseOptions& options);

  [[nodiscard]] std::string describe() const override { return name_; }
  [[nodiscard]] SqlResult<void> connect() override;
  void disconnect() override { connection_.reset(); }
  [[nodiscard]] std::uint64_t connections() const override { return connections_; }
  [[nodiscard]] SqlResult<std::vector<SqlRow>> read(const SqlStatement& statement,
                                                    SqlEffort effort) override;
  [[nodiscard]] SqlResult<void> begin() override;
  [[nodiscard]] SqlResult<std::vector<SqlRow>> execute(const SqlStatement& statement) override;
  [[nodiscard]] SqlResult<std::vector<std::uint64_t>> execute_each(
      const std::string& text, const std::vector<std::vector<SqlValue>>& rows) override;
  [[nodiscard]] SqlResult<void> commit() override;
  void rollback() override;
  [[nodiscard]] SqlResult<void> define(
      const std::string& text, std::optional<std::chrono::milliseconds> lock_timeout) override;
  [[nodiscard]] SqlResult<std::size_t> prepare(const std::string& text) override;

 private:
  struct ClearResult {
    const PqLibrary* pq;
    void operator()(PGresult* result) const { pq->clear(result); }
  };
  using ResultPointer = std::unique_ptr<PGresult, ClearResult>;
  struct Finish {
    const PqLibrary* pq;
    void operator()(PGconn* connection) const { pq->finish(connection); }
  };

  PostgresSession(const PqLibrary& pq, std::string url, std::string name,
                  const DatabaseOptions& options)
      : pq_(pq), url_(std::move(url)), name_(std::move(name)), options_(options) {}

  [[nodiscard]] SqlStatement settings(SqlEffort effort) const;

  // A pipeline: start(), any number of send…(), then finish(), which gives the last result of each,
  // or the first failure.
  [[nodiscard]] bool start();
  [[nodiscard]] bool send(const SqlStatement& statement);
  [[nodiscard]] SqlResult<std::vector<ResultPointer>> finish(bool was_sent);
  [[nodiscard]] ResultPointer next_result();
  [[nodiscard]] SqlResult<void> run(const std::string& text);

  [[nodiscard]] bool wait_for_socket(short events);
  void cancel();
  [[nodiscard]] std::vector<SqlRow> rows_of(const ResultPointer& result) const;
  [[nodiscard]] SqlFailure failure_of(const ResultPointer& result) const;
  [[nodiscard]] SqlFailure lost() const;

  const PqLibrary& pq_;
  std::string url_;  ///< may hold a password
  std::string name_;
  DatabaseOptions options_;
  std::unique_ptr<PGconn, Finish> connection_;
  std::uint64_t connections_ = 0;
  bool is_cancelled_ = false;
  bool must_begin_ = false;  ///< with the next statement
};

}  // namespace bazc

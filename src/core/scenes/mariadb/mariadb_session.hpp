#pragma once

#include <mysql.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/scenes/mariadb/mariadb_library.hpp"
#include "core/scenes/mariadb/mariadb_url.hpp"
#include "core/scenes/scene_repository.hpp"
#include "core/scenes/server/sql_session.hpp"

namespace bazc {

/// A connection to MariaDB 10.6 or MySQL 8.0, or later: both can skip locked rows. Values travel in
/// prepared statements, which are kept while the connection is.
class MariadbSession final : public SqlSession {
 public:
  MariadbSession(const MariadbLibrary& mariadb, MariadbUrl url, const DatabaseOptions& options)
      : mariadb_(mariadb), url_(std::move(url)), name_(url_.describe()), options_(options) {}

  [[nodiscard]] std::string describe() const override { return name_; }
  [[nodiscard]] SqlResult<void> connect() override;
  void disconnect() override;
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
  struct Close {
    const MariadbLibrary* mariadb;
    void operator()(MYSQL* connection) const { mariadb->close(connection); }
  };
  struct CloseStatement {
    const MariadbLibrary* mariadb;
    void operator()(MYSQL_STMT* statement) const { mariadb->stmt_close(statement); }
  };
  using StatementPointer = std::unique_ptr<MYSQL_STMT, CloseStatement>;

  void set_options(MYSQL* connection) const;
  [[nodiscard]] SqlResult<void> configure();
  [[nodiscard]] bool is_mariadb() const;
  [[nodiscard]] SqlResult<void> run(const std::string& text);
  [[nodiscard]] SqlResult<void> limit_time(std::chrono::milliseconds timeout);
  [[nodiscard]] SqlResult<MYSQL_STMT*> prepared(const std::string& text);
  [[nodiscard]] SqlResult<void> execute(MYSQL_STMT* statement, const std::vector<SqlValue>& values);
  [[nodiscard]] SqlResult<void> execute_in_bulk(MYSQL_STMT* statement,
                                                const std::vector<std::vector<SqlValue>>& rows);
  [[nodiscard]] SqlResult<std::vector<SqlRow>> rows_of(MYSQL_STMT* statement);
  [[nodiscard]] SqlFailure failure() const;
  [[nodiscard]] SqlFailure failure_of(MYSQL_STMT* statement) const;

  const MariadbLibrary& mariadb_;
  MariadbUrl url_;
  std::string name_;
  DatabaseOptions options_;
  std::unique_ptr<MYSQL, Close> connection_;
  std::map<std::string, StatementPointer> statements_;  ///< by their text; go before the connection
  std::uint64_t connections_ = 0;
  std::optional<std::chrono::milliseconds> time_limit_;  ///< that the session has
};

}  // namespace bazc

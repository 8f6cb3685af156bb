#pragma once

#include "core/scenes/server/sql_dialect.hpp"

namespace bazc {

/// PostgreSQL 12 and later.
class PostgresDialect final : public SqlDialect {
 public:
  [[nodiscard]] std::string quote(std::string_view name) const override {
    return quote_identifier(name);
  }
  [[nodiscard]] std::string parameter(std::size_t number, std::string_view type) const override;
  [[nodiscard]] std::string as_text(const std::string& expression) const override;
  [[nodiscard]] std::string instant(const std::string& expression,
                                    const ServerColumn& column) const override;
  [[nodiscard]] std::string hash(const std::string& expression) const override;
  [[nodiscard]] std::string error_kind(const std::string& expression) const override;
  [[nodiscard]] bool can_be_id(std::string_view text, const ServerColumn& column) const override;
  [[nodiscard]] std::string by_index(const ServerTable& table) const override { return table.sql; }
  [[nodiscard]] std::string lock_free_rows() const override {
    return " FOR NO KEY UPDATE SKIP LOCKED";
  }
  [[nodiscard]] std::string try_lock() const override;
  [[nodiscard]] std::string unlock() const override;
  [[nodiscard]] std::string replication_lag() const override {
    return "SELECT extract(epoch FROM max(replay_lag)) FROM pg_stat_replication";
  }
  [[nodiscard]] SqlResult<TableFacts> inspect(SqlSession& session,
                                              const SchemaMapping& mapping) const override;
  [[nodiscard]] bool folds_case() const override { return false; }
  [[nodiscard]] Types types() const override;
  [[nodiscard]] std::vector<std::string> index_statements(const TableFacts& facts) const override;
  [[nodiscard]] bool may_wait(const std::string& statement) const override {
    return statement.find(" INDEX CONCURRENTLY ") != std::string::npos;
  }
};

}  // namespace bazc

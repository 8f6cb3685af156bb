#pragma once

#include "core/scenes/server/sql_dialect.hpp"

namespace bazc {

/// MariaDB 10.6 and MySQL 8.0, and later.
class MariadbDialect final : public SqlDialect {
 public:
  [[nodiscard]] std::string quote(std::string_view name) const override;
  [[nodiscard]] std::string parameter(std::size_t number, std::string_view type) const override;
  [[nodiscard]] std::string as_text(const std::string& expression) const override;
  [[nodiscard]] std::string instant(const std::string& expression,
                                    const ServerColumn& /*column*/) const override {
    return expression;  // the session's time zone is UTC
  }
  [[nodiscard]] std::string hash(const std::string& expression) const override;
  [[nodiscard]] std::string error_kind(const std::string& expression) const override;
  [[nodiscard]] bool can_be_id(std::string_view text, const ServerColumn& column) const override;
  [[nodiscard]] std::string by_index(const ServerTable& table) const override;
  [[nodiscard]] std::string lock_free_rows() const override { return " FOR UPDATE SKIP LOCKED"; }
  [[nodiscard]] std::string try_lock() const override;
  [[nodiscard]] std::string unlock() const override;
  [[nodiscard]] SqlResult<TableFacts> inspect(SqlSession& session,
                                              const SchemaMapping& mapping) const override;
  [[nodiscard]] bool folds_case() const override { return true; }
  [[nodiscard]] Types types() const override;
  [[nodiscard]] std::vector<std::string> index_statements(const TableFacts& facts) const override;
  [[nodiscard]] bool may_wait(const std::string& /*statement*/) const override { return false; }
};

}  // namespace bazc

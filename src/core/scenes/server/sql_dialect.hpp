#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenes/server/server_table.hpp"
#include "core/scenes/server/sql_session.hpp"

namespace bazc {

/// How the SQL of a server differs. Expressions in, expressions out.
class SqlDialect {
 public:
  SqlDialect() = default;
  SqlDialect(const SqlDialect&) = delete;
  SqlDialect& operator=(const SqlDialect&) = delete;
  virtual ~SqlDialect() = default;

  [[nodiscard]] virtual std::string quote(std::string_view name) const = 0;
  /// The placeholder of the parameter with that number, from 1, as a value of `type`.
  [[nodiscard]] virtual std::string parameter(std::size_t number, std::string_view type) const = 0;

  /// A value of any type as text, always the same text for the same value.
  [[nodiscard]] virtual std::string as_text(const std::string& expression) const = 0;
  /// The instant of a column of time, so that two of different types compare; a time without a zone
  /// is taken for UTC.
  [[nodiscard]] virtual std::string instant(const std::string& expression,
                                            const ServerColumn& column) const = 0;
  /// A number of 0 or more that depends on nothing but the text of the expression.
  [[nodiscard]] virtual std::string hash(const std::string& expression) const = 0;
  /// The KIND of "KIND: message" as recorded_error() writes it, otherwise 'other'.
  [[nodiscard]] virtual std::string error_kind(const std::string& expression) const = 0;

  /// Whether the text could be the value of the column at all: the server might call another one an
  /// error.
  [[nodiscard]] virtual bool can_be_id(std::string_view text, const ServerColumn& column) const = 0;

  /// The table in FROM, to be read along the index of the id.
  [[nodiscard]] virtual std::string by_index(const ServerTable& table) const = 0;
  /// After a SELECT: locks its rows, and leaves out those that somebody else has locked.
  [[nodiscard]] virtual std::string lock_free_rows() const = 0;

  /// Statements with a name as their parameter, which give 1 where its lock is had or let go,
  /// otherwise 0. The lock belongs to the connection.
  [[nodiscard]] virtual std::string try_lock() const = 0;
  [[nodiscard]] virtual std::string unlock() const = 0;

  /// A SELECT of the seconds that the replica furthest behind is behind, or NULL; empty where the
  /// server cannot tell.
  [[nodiscard]] virtual std::string replication_lag() const { return {}; }

  /// What the catalogue says of the mapping's table.
  [[nodiscard]] virtual SqlResult<TableFacts> inspect(SqlSession& session,
                                                      const SchemaMapping& mapping) const = 0;
  /// Whether names of columns that differ in the case of letters are the same.
  [[nodiscard]] virtual bool folds_case() const = 0;
  /// Of the id, the source, a time (as bazc writes it) and of written_columns.
  struct Types {
    std::string_view id;
    std::string_view source;
    std::string_view updated;
    std::string_view deleted;
    std::array<std::string_view, 4> written;
    std::string_view add_column;  ///< "ADD COLUMN", or one that may find it there
  };
  [[nodiscard]] virtual Types types() const = 0;
  /// The statements that make the index of the hashes, without blocking a writer.
  [[nodiscard]] virtual std::vector<std::string> index_statements(
      const TableFacts& facts) const = 0;
  /// Whether nobody queues behind the statement while it waits for others.
  [[nodiscard]] virtual bool may_wait(const std::string& statement) const = 0;
};

/// Puts a statement together; the parameters in the order of their places.
class SqlBuilder {
 public:
  explicit SqlBuilder(const SqlDialect& dialect) : dialect_(dialect) {}

  SqlBuilder& add(std::string_view text) {
    statement_.text += text;
    return *this;
  }
  SqlBuilder& bind(SqlValue value, std::string_view type) {
    statement_.parameters.push_back(std::move(value));
    statement_.text += dialect_.parameter(statement_.parameters.size(), type);
    return *this;
  }
  [[nodiscard]] const SqlStatement& statement() const { return statement_; }

 private:
  const SqlDialect& dialect_;
  SqlStatement statement_;
};

}  // namespace bazc

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace bazc {

/// What went wrong with a statement decides what may be done about it.
enum class SqlFailureKind {
  disconnected,  ///< the connection is gone, or cannot be made now; what it did last is not known
  busy,     ///< a deadlock, a serialization failure, a lock's time-out: the statement is undone
  refused,  ///< this row's own: a constraint, a trigger, a value that its column cannot hold
  final,    ///< the next attempt would fail as well
};

struct SqlFailure {
  SqlFailureKind kind = SqlFailureKind::final;
  Error error;
};

template <class T>
using SqlResult = Result<T, SqlFailure>;

/// A value as text in UTF-8 (a column without an encoding: its bytes), or NULL.
using SqlValue = std::optional<std::string>;
using SqlRow = std::vector<SqlValue>;

struct SqlStatement {
  std::string text;
  std::vector<SqlValue> parameters = {};
};

/// How a read may find its rows.
enum class SqlEffort {
  by_index,     ///< along the index of the id, never by reading the table and sorting it
  whole_table,  ///< as the server likes; may take ten times as long
  probe,        ///< as the server likes, for a few seconds at most
};

/// One connection to a server. Not thread-safe. No transaction is open between calls but for those
/// from begin() to commit() or rollback(). Statements have time-outs, and never wait for a row.
class SqlSession {
 public:
  SqlSession() = default;
  SqlSession(const SqlSession&) = delete;
  SqlSession& operator=(const SqlSession&) = delete;
  virtual ~SqlSession() = default;

  /// For messages, without secrets.
  [[nodiscard]] virtual std::string describe() const = 0;

  /// Where it is connected already: nothing.
  [[nodiscard]] virtual SqlResult<void> connect() = 0;
  virtual void disconnect() = 0;
  /// Goes up with every connection that is made: what a connection held is gone with it.
  [[nodiscard]] virtual std::uint64_t connections() const = 0;

  /// One statement in a read-only transaction of its own.
  [[nodiscard]] virtual SqlResult<std::vector<SqlRow>> read(const SqlStatement& statement,
                                                            SqlEffort effort) = 0;

  /// A transaction that writes, each statement seeing what is committed when it begins.
  [[nodiscard]] virtual SqlResult<void> begin() = 0;
  [[nodiscard]] virtual SqlResult<std::vector<SqlRow>> execute(const SqlStatement& statement) = 0;
  /// The same statement for each of `rows` of parameters; gives how many rows each changed or would
  /// have, had they not been equal. After a failure the transaction is only good for rollback().
  [[nodiscard]] virtual SqlResult<std::vector<std::uint64_t>> execute_each(
      const std::string& text, const std::vector<std::vector<SqlValue>>& rows) = 0;
  [[nodiscard]] virtual SqlResult<void> commit() = 0;
  virtual void rollback() = 0;

  /// A statement of data definition, which waits for locks at most so long; nothing: for ever, as
  /// is right for one that nobody queues behind.
  [[nodiscard]] virtual SqlResult<void> define(
      const std::string& text, std::optional<std::chrono::milliseconds> lock_timeout) = 0;

  /// How many parameters the statement has. It is not run.
  [[nodiscard]] virtual SqlResult<std::size_t> prepare(const std::string& text) = 0;
};

}  // namespace bazc

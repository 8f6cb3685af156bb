#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/scenes/scene_repository.hpp"
#include "core/scenes/server/sql_dialect.hpp"
#include "core/scenes/server/sql_session.hpp"

namespace bazc {

/// Scenes on a server: what PostgreSQL and MariaDB have in common, which is all but the session and
/// the dialect. A connection that broke is opened again, and the call repeated: reading changes
/// nothing, and what was recorded is known again by its result.
class ServerRepository final : public SceneRepository {
 public:
  ServerRepository(std::unique_ptr<SqlSession> session, std::unique_ptr<SqlDialect> dialect,
                   DatabaseOptions options)
      : session_(std::move(session)), dialect_(std::move(dialect)), options_(std::move(options)) {}

  /// The first connection: without patience, since most of what is wrong is a matter of the URL.
  [[nodiscard]] Result<void> connect();

  [[nodiscard]] std::string describe() const override { return session_->describe(); }
  [[nodiscard]] Result<void> check_schema() override;
  [[nodiscard]] Result<std::vector<std::string>> plan_schema() override;
  [[nodiscard]] Result<void> apply_schema() override;
  [[nodiscard]] Result<WalkBounds> begin_walk(const Selection& selection) override;
  [[nodiscard]] Result<std::vector<Scene>> next_batch(const Selection& selection,
                                                      const std::optional<SceneId>& after,
                                                      const WalkBounds& bounds,
                                                      std::size_t limit) override;
  [[nodiscard]] Result<Reread> reread(const Selection& selection, const SceneId& id) override;
  [[nodiscard]] Result<std::optional<Scene>> find(std::string_view id) override;
  [[nodiscard]] Result<std::vector<RecordResult>> record(
      const std::vector<Recording>& recordings) override;
  [[nodiscard]] Result<std::vector<CompiledRow>> next_compiled(const std::optional<SceneId>& after,
                                                               std::size_t limit) override;
  [[nodiscard]] Result<SceneCounts> counts() override;
  [[nodiscard]] Result<std::optional<double>> number(const std::string& sql) override;
  [[nodiscard]] Result<std::optional<std::chrono::duration<double>>> replication_lag() override;
  [[nodiscard]] bool has_claims() const override { return true; }
  [[nodiscard]] Result<Claim> claim_next(const Selection& selection,
                                         const std::optional<SceneId>& after,
                                         const WalkBounds& bounds) override;
  [[nodiscard]] Result<void> release(const Claim& claim) override;

 private:
  /// An outage or a quarrel over locks, from its first failure on.
  struct Trouble {
    unsigned failures = 0;
    std::optional<std::chrono::steady_clock::time_point> disconnected_since = {};
  };

  /// What `body` gives, which returns a SqlResult<T>, as often as it takes.
  template <class T, class Body>
  [[nodiscard]] Result<T> patiently(Body&& body) {
    Trouble trouble;
    while (true) {
      auto outcome = session_->connect().and_then([&]() -> tl::expected<T, SqlFailure> {
        tell_of_recovery(trouble);
        return body();
      });
      if (outcome) {
        return *std::move(outcome);
      }
      if (!try_again(trouble, outcome.error())) {
        return fail(std::move(outcome).error().error);
      }
    }
  }

  /// The same once the schema is known to be right.
  template <class T, class Body>
  [[nodiscard]] Result<T> with_schema(Body&& body) {
    if (!table_) {
      if (auto checked = check_schema(); !checked) {
        return fail(std::move(checked).error());
      }
    }
    return patiently<T>(std::forward<Body>(body));
  }

  [[nodiscard]] bool try_again(Trouble& trouble, const SqlFailure& failure);
  void tell_of_recovery(Trouble& trouble);
  [[nodiscard]] bool wait(std::chrono::milliseconds time) const;
  [[nodiscard]] double random() { return std::uniform_real_distribution<double>()(random_); }

  [[nodiscard]] SqlResult<std::vector<std::string>> plan();
  [[nodiscard]] SqlResult<std::optional<std::string>> filter_error(const TableFacts& facts);

  // Parts of SQL.
  [[nodiscard]] std::string column(std::string_view name) const { return dialect_->quote(name); }
  /// Qualified: as a bare name ORDER BY would take it for the text of it that is selected.
  [[nodiscard]] std::string id() const { return table_->sql + "." + column(table_->id.name); }
  [[nodiscard]] std::string id_text() const { return dialect_->as_text(id()); }
  [[nodiscard]] std::string version() const { return dialect_->as_text(column(time_column)); }
  [[nodiscard]] std::string scene_columns() const;
  [[nodiscard]] std::string in_scope() const;
  [[nodiscard]] std::string is_stale() const;
  [[nodiscard]] std::string selected_by(const Selection& selection) const;
  void bind_id(SqlBuilder& sql, const SceneId& id) const;
  void add_range(SqlBuilder& sql, const std::optional<SceneId>& after,
                 const std::optional<SceneId>& last) const;
  [[nodiscard]] Result<void> require_updated_column(const Selection& selection);

  [[nodiscard]] SceneId id_of(const SqlValue& text) const;
  [[nodiscard]] Scene scene_of(SqlRow& row) const;
  /// At most `limit` rows of `columns` whose sources fit into max_batch_bytes, the first being the
  /// id; an empty result is the end.
  [[nodiscard]] SqlResult<std::vector<SqlRow>> bounded_rows(const std::string& columns,
                                                            const std::string& condition,
                                                            std::optional<SceneId> after,
                                                            const std::optional<SceneId>& last,
                                                            std::size_t limit);
  [[nodiscard]] SqlResult<std::optional<SqlRow>> first_row(const SqlStatement& statement,
                                                           SqlEffort effort = SqlEffort::by_index);

  // record(), in server_record.cpp.
  enum class Together { yes, no };
  [[nodiscard]] SqlResult<std::vector<RecordResult>> record_free_rows(
      const std::vector<Recording>& recordings, bool may_be_ours, Together together);
  [[nodiscard]] SqlResult<void> compare(const std::vector<Recording>& recordings, bool may_be_ours,
                                        std::vector<RecordResult>& results,
                                        std::vector<std::size_t>& equal);
  [[nodiscard]] SqlResult<void> tell_deleted_from_locked(const std::vector<Recording>& recordings,
                                                         std::vector<RecordResult>& results);
  [[nodiscard]] SqlResult<void> set_together(const std::vector<Recording>& recordings,
                                             const std::vector<std::size_t>& equal,
                                             std::vector<RecordResult>& results);
  [[nodiscard]] SqlResult<void> set_one_by_one(const std::vector<Recording>& recordings,
                                               const std::vector<std::size_t>& equal,
                                               std::vector<RecordResult>& results);
  [[nodiscard]] std::string update_of(bool is_success) const;
  [[nodiscard]] std::vector<SqlValue> values_of(const Recording& recording) const;

  // Claims, in server_claims.cpp.
  [[nodiscard]] SqlResult<Claim> try_claim(const Selection& selection,
                                           const std::optional<SceneId>& after,
                                           const WalkBounds& bounds);
  [[nodiscard]] SqlResult<bool> hold(const Claim& claim);
  [[nodiscard]] SqlResult<bool> call_for(const std::string& lock_statement,
                                         const std::string& name);
  void forget_lost_claims();

  std::unique_ptr<SqlSession> session_;
  std::unique_ptr<SqlDialect> dialect_;
  DatabaseOptions options_;
  std::optional<ServerTable> table_;  ///< once the schema was checked
  std::vector<Claim> claims_;         ///< those that are held
  std::uint64_t connection_of_claims_ = 0;
  std::minstd_rand random_{std::random_device{}()};
};

}  // namespace bazc

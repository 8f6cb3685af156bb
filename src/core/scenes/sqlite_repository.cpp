#include "core/scenes/sqlite_repository.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/scenes/sqlite_connection.hpp"
#include "core/scenes/sqlite_row_recorder.hpp"
#include "core/scenes/sqlite_schema.hpp"
#include "core/scenes/sqlite_values.hpp"

namespace bazc {
namespace {

constexpr std::chrono::seconds longest_number{5};

/// While it lives, a statement that runs until its end is interrupted.
class ExecutionLimit {
 public:
  ExecutionLimit(SQLite::Database& database, std::chrono::steady_clock::duration time)
      : database_(database), end_(std::chrono::steady_clock::now() + time) {
    constexpr int instructions = 10'000;  // a fraction of a millisecond
    ::sqlite3_progress_handler(database.getHandle(), instructions, is_over, this);
  }
  ExecutionLimit(const ExecutionLimit&) = delete;
  ExecutionLimit& operator=(const ExecutionLimit&) = delete;
  ~ExecutionLimit() { ::sqlite3_progress_handler(database_.getHandle(), 0, nullptr, nullptr); }

 private:
  static int is_over(void* limit) {
    return std::chrono::steady_clock::now() >= static_cast<ExecutionLimit*>(limit)->end_ ? 1 : 0;
  }

  SQLite::Database& database_;
  std::chrono::steady_clock::time_point end_;
};

class SqliteRepository final : public SceneRepository {
 public:
  SqliteRepository(std::unique_ptr<SqliteConnection> connection, SchemaMapping mapping)
      : connection_(std::move(connection)), mapping_(std::move(mapping)), names_(mapping_) {
    define_id_hash(database());
  }

  [[nodiscard]] std::string describe() const override { return connection_->url(); }

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

 private:
  /// Runs `body` once the schema is known to be right.
  template <class Body>
  auto with_schema(Body&& body) -> decltype(body()) {
    if (!table_) {
      if (auto checked = check_schema(); !checked) {
        return fail(std::move(checked).error());
      }
    }
    return connection_->run(std::forward<Body>(body));
  }

  [[nodiscard]] SQLite::Database& database() { return connection_->database(); }
  [[nodiscard]] Result<void> require_updated_column(const Selection& selection);
  [[nodiscard]] Result<void> require_addressable(const Selection& selection);
  [[nodiscard]] std::string collated_id() const;
  [[nodiscard]] std::string in_scope() const;
  [[nodiscard]] std::string selected_by(const Selection& selection) const;
  [[nodiscard]] std::string is_stale() const;
  [[nodiscard]] std::string scene_columns() const;
  [[nodiscard]] Result<Scene> scene_of(SQLite::Statement& row) const;

  std::unique_ptr<SqliteConnection> connection_;
  SchemaMapping mapping_;
  SqliteNames names_;
  std::optional<SqliteTable> table_;  ///< once the schema was checked
};

Result<void> SqliteRepository::check_schema() {
  return connection_->run([&]() -> Result<void> {
    table_.reset();
    auto table = inspect_sqlite_table(*connection_, mapping_);
    if (!table) {
      return fail(std::move(table).error());
    }
    table_ = *std::move(table);
    return {};
  });
}

Result<std::vector<std::string>> SqliteRepository::plan_schema() {
  return connection_->run([&] { return plan_sqlite_schema(*connection_, mapping_); });
}

Result<void> SqliteRepository::apply_schema() {
  return connection_->run([&]() -> Result<void> {
    auto missing = plan_sqlite_schema(*connection_, mapping_);
    if (!missing) {
      return fail(std::move(missing).error());
    }
    if (missing->empty()) {
      return {};
    }
    // Once more under the lock: another init may have come first.
    SQLite::Transaction transaction(database(), SQLite::TransactionBehavior::IMMEDIATE);
    missing = plan_sqlite_schema(*connection_, mapping_);
    if (!missing) {
      return fail(std::move(missing).error());
    }
    for (const std::string& statement : *missing) {
      database().exec(statement);
    }
    transaction.commit();
    table_.reset();
    return {};
  });
}

std::string SqliteRepository::collated_id() const {
  return table_->id_collation.empty()
             ? names_.id
             : fmt::format("{} COLLATE {}", names_.id, quote_identifier(table_->id_collation));
}

// Rows that take part at all. The newline ends a comment at the end of the filter.
std::string SqliteRepository::in_scope() const {
  std::string condition = "1";
  if (!names_.deleted.empty()) {
    condition += fmt::format(" AND +{} IS NULL", names_.deleted);
  }
  if (!mapping_.filter.empty()) {
    condition += fmt::format(" AND ({}\n)", mapping_.filter);
  }
  return condition;
}

// The unary plus keeps the planner from preferring an index on these columns, which would make it
// collect and sort the rest of the table for every batch.
std::string SqliteRepository::selected_by(const Selection& selection) const {
  std::string condition = in_scope();
  if (selection.shard.count > 1) {
    condition += fmt::format(" AND bazc_id_hash({}) % {} = {}", names_.id, selection.shard.count,
                             selection.shard.index);
  }
  if (selection.all) {
    return condition;
  }
  condition += fmt::format(" AND ((+{} IS NULL AND +{} IS NULL)", names_.hash, names_.error);
  if (selection.retry_failed) {
    condition += fmt::format(" OR +{} IS NOT NULL", names_.error);
  }
  if (selection.stale) {
    condition += fmt::format(" OR {}", is_stale());
  }
  return condition + ")";
}

std::string SqliteRepository::is_stale() const {
  return table_->has_updated_column
             ? fmt::format("coalesce({} > {}, 0)", instant_of(names_.updated),
                           instant_of(names_.time))
             : "0";
}

std::string SqliteRepository::scene_columns() const {
  return fmt::format("{}, {}, CAST({} AS TEXT)", names_.id, names_.source, names_.time);
}

Result<Scene> SqliteRepository::scene_of(SQLite::Statement& row) const {
  auto id = id_of(row.getColumn(0));
  if (!id) {
    return fail(std::move(id).error().with_context(describe()));
  }
  return Scene{*std::move(id), optional_text(row.getColumn(1)), optional_text(row.getColumn(2))};
}

Result<void> SqliteRepository::require_updated_column(const Selection& selection) {
  if (!selection.stale || selection.all) {
    return {};
  }
  if (!table_->has_updated_column) {
    Error error =
        missing_column_error(*connection_, mapping_, mapping_.updated_column, "--updated-column");
    error.message += ", and stale rows cannot be told without it";
    return fail(std::move(error));
  }
  SQLite::Statement unreadable(
      database(),
      fmt::format("SELECT count(*), CAST(min({0}) AS TEXT) FROM {1} WHERE {2} AND {0} IS NOT NULL "
                  "AND {3} IS NOT NULL AND {4} IS NULL",
                  names_.updated, names_.table, in_scope(), names_.time,
                  instant_of(names_.updated)));
  unreadable.executeStep();
  if (const auto count = unreadable.getColumn(0).getInt64(); count != 0) {
    return fail(ErrorKind::usage,
                fmt::format("column '{}' of table '{}' holds no time in {} rows, such as '{}'",
                            mapping_.updated_column, mapping_.table, count,
                            text_of(unreadable.getColumn(1))),
                "stale rows are told by text such as '2026-01-31 12:00:00', or by seconds or "
                "milliseconds since 1970");
  }
  return {};
}

Result<void> SqliteRepository::require_addressable(const Selection& selection) {
  SQLite::Statement odd(
      database(), fmt::format("SELECT typeof({0}), count(*) FROM {1} WHERE {2} AND typeof({0}) NOT "
                              "IN ('integer', 'text') GROUP BY 1 ORDER BY 1",
                              names_.id, names_.table, selected_by(selection)));
  std::string found;
  while (odd.executeStep()) {
    found += fmt::format("{}{} of type {}", found.empty() ? "" : ", ", odd.getColumn(1).getInt64(),
                         odd.getColumn(0).getString());
  }
  if (found.empty()) {
    return {};
  }
  return fail(ErrorKind::usage,
              fmt::format("table '{}' of {} has rows whose '{}' is neither an integer nor text: {}",
                          mapping_.table, describe(), mapping_.id_column, found),
              "give these rows another id, or leave them out with --filter");
}

Result<WalkBounds> SqliteRepository::begin_walk(const Selection& selection) {
  return with_schema([&]() -> Result<WalkBounds> {
    if (auto checked = require_updated_column(selection); !checked) {
      return fail(std::move(checked).error());
    }
    if (auto checked = require_addressable(selection); !checked) {
      return fail(std::move(checked).error());
    }
    WalkBounds bounds;
    const std::string condition = selected_by(selection);
    SQLite::Statement last(database(),
                           fmt::format("SELECT {} FROM {} WHERE {} ORDER BY {} DESC "
                                       "LIMIT 1",
                                       names_.id, names_.table, condition, collated_id()));
    if (!last.executeStep()) {
      return bounds;
    }
    auto id = id_of(last.getColumn(0));
    if (!id) {
      return fail(std::move(id).error().with_context(describe()));
    }
    bounds.last = *std::move(id);
    last.reset();
    SQLite::Statement count(
        database(), fmt::format("SELECT count(*) FROM {} WHERE {}", names_.table, condition));
    count.executeStep();
    bounds.count = static_cast<std::uint64_t>(count.getColumn(0).getInt64());
    return bounds;
  });
}

Result<std::vector<Scene>> SqliteRepository::next_batch(const Selection& selection,
                                                        const std::optional<SceneId>& after,
                                                        const WalkBounds& bounds,
                                                        std::size_t limit) {
  if (!bounds.last) {
    return std::vector<Scene>{};
  }
  return with_schema([&]() -> Result<std::vector<Scene>> {
    SQLite::Statement rows(
        database(), fmt::format("SELECT {} FROM {} WHERE {}{} <= ?2 AND {} ORDER BY {} LIMIT ?3",
                                scene_columns(), names_.table,
                                after ? fmt::format("{} > ?1 AND ", collated_id()) : std::string(),
                                collated_id(), selected_by(selection), collated_id()));
    if (after) {
      bind_id(rows, 1, *after);
    }
    bind_id(rows, 2, *bounds.last);
    rows.bind(3, static_cast<std::int64_t>(limit));
    std::vector<Scene> scenes;
    std::size_t bytes = 0;
    while (bytes < max_batch_bytes && rows.executeStep()) {
      auto scene = scene_of(rows);
      if (!scene) {
        return fail(std::move(scene).error());
      }
      bytes += scene->source ? scene->source->size() : 0;
      scenes.push_back(*std::move(scene));
    }
    return scenes;
  });
}

Result<Reread> SqliteRepository::reread(const Selection& selection, const SceneId& id) {
  return with_schema([&]() -> Result<Reread> {
    SQLite::Statement row(
        database(), fmt::format("SELECT {}, {}, {} FROM {} WHERE {} = ?1", scene_columns(),
                                selected_by(selection),
                                names_.deleted.empty() ? "0" : names_.deleted + " IS NOT NULL",
                                names_.table, collated_id()));
    bind_id(row, 1, id);
    if (!row.executeStep() || row.getColumn(4).getInt() != 0) {
      return Reread{Reread::State::deleted};
    }
    if (row.getColumn(3).getInt() == 0) {
      return Reread{Reread::State::not_selected};
    }
    auto scene = scene_of(row);
    if (!scene) {
      return fail(std::move(scene).error());
    }
    return Reread{Reread::State::selected, *std::move(scene)};
  });
}

Result<std::optional<Scene>> SqliteRepository::find(std::string_view id) {
  return with_schema([&]() -> Result<std::optional<Scene>> {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(id.data(), id.data() + id.size(), number);
    const bool is_number = parsed.ec == std::errc{} && parsed.ptr == id.data() + id.size();
    SQLite::Statement row(database(),
                          fmt::format("SELECT {0} FROM {1} WHERE {2} IN (?1, ?2) LIMIT 2",
                                      scene_columns(), names_.table, collated_id()));
    row.bind(1, std::string(id));
    if (is_number) {
      row.bind(2, number);
    }
    if (!row.executeStep()) {
      return std::nullopt;
    }
    auto scene = scene_of(row);
    if (!scene) {
      return fail(std::move(scene).error());
    }
    if (row.executeStep()) {
      return fail(ErrorKind::usage,
                  fmt::format("there are two rows with the id '{}' in table '{}', one a number and "
                              "one text",
                              id, mapping_.table));
    }
    return *std::move(scene);
  });
}

// Whether an error of an UPDATE is this row's: a constraint, or what a trigger raises.
bool is_row_error(const SQLite::Exception& exception) {
  switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_CONSTRAINT:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return true;
    default:
      return false;
  }
}

Result<std::vector<RecordResult>> SqliteRepository::record(
    const std::vector<Recording>& recordings) {
  if (recordings.empty()) {
    return std::vector<RecordResult>{};
  }
  return with_schema([&]() -> Result<std::vector<RecordResult>> {
    std::vector<RecordResult> results(recordings.size());
    std::vector<bool> left_out(recordings.size());
    // One round, and one more for every row whose trigger rolls the whole transaction back.
    for (bool whole = false; !whole;) {
      SQLite::Transaction transaction(database(), SQLite::TransactionBehavior::IMMEDIATE);
      SqliteRowRecorder recorder(database(), names_, collated_id());
      whole = true;
      for (std::size_t i = 0; i < recordings.size() && whole; ++i) {
        if (left_out[i]) {
          continue;
        }
        database().exec("SAVEPOINT bazc_row");
        try {
          results[i] = recorder.record(recordings[i]);
        } catch (const SQLite::Exception& exception) {
          if (!is_row_error(exception)) {
            throw;
          }
          results[i] = {RecordOutcome::refused, exception.what()};
          left_out[i] = true;
          recorder.reset();
          whole = ::sqlite3_get_autocommit(database().getHandle()) == 0;
          if (whole) {
            database().exec("ROLLBACK TO bazc_row");
          }
        }
        if (whole) {
          database().exec("RELEASE bazc_row");
        }
      }
      if (whole) {
        transaction.commit();
      }
    }
    return results;
  });
}

Result<std::vector<CompiledRow>> SqliteRepository::next_compiled(
    const std::optional<SceneId>& after, std::size_t limit) {
  return with_schema([&]() -> Result<std::vector<CompiledRow>> {
    SQLite::Statement rows(
        database(),
        fmt::format("SELECT {}, {}, {}, {} FROM {} WHERE {}{} AND +{} IS NOT NULL ORDER BY {} "
                    "LIMIT ?2",
                    names_.id, names_.source, names_.url, names_.hash, names_.table,
                    after ? fmt::format("{} > ?1 AND ", collated_id()) : std::string(), in_scope(),
                    names_.hash, collated_id()));
    if (after) {
      bind_id(rows, 1, *after);
    }
    rows.bind(2, static_cast<std::int64_t>(limit));
    std::vector<CompiledRow> found;
    std::size_t bytes = 0;
    while (bytes < max_batch_bytes && rows.executeStep()) {
      auto id = id_of(rows.getColumn(0));
      if (!id) {
        return fail(std::move(id).error().with_context(describe()));
      }
      found.push_back({*std::move(id), optional_text(rows.getColumn(1)), text_of(rows.getColumn(2)),
                       text_of(rows.getColumn(3))});
      bytes += found.back().source ? found.back().source->size() : 0;
    }
    return found;
  });
}

Result<SceneCounts> SqliteRepository::counts() {
  return with_schema([&]() -> Result<SceneCounts> {
    SceneCounts counts;
    SQLite::Statement sums(
        database(),
        fmt::format("SELECT count(*), total({1} IS NULL AND {0} IS NOT NULL), total({1} IS NOT "
                    "NULL), total({1} IS NULL AND {0} IS NULL), total({2}) FROM {3} WHERE {4}",
                    names_.hash, names_.error, is_stale(), names_.table, in_scope()));
    sums.executeStep();
    const auto sum = [&](int column) {
      return static_cast<std::uint64_t>(sums.getColumn(column).getInt64());
    };
    counts.total = sum(0);
    counts.compiled = sum(1);
    counts.failed = sum(2);
    counts.pending = sum(3);
    counts.stale = sum(4);
    SQLite::Statement kinds(
        database(),
        fmt::format("SELECT CASE WHEN instr({0}, ': ') > 1 AND substr({0}, 1, instr({0}, ': ') - "
                    "1) NOT GLOB '*[^a-z0-9_]*' THEN substr({0}, 1, instr({0}, ': ') - 1) ELSE "
                    "'other' END, count(*) FROM {1} WHERE {0} IS NOT NULL AND {2} GROUP BY 1 ORDER "
                    "BY 2 DESC, 1",
                    names_.error, names_.table, in_scope()));
    while (kinds.executeStep()) {
      counts.failed_by_kind.emplace_back(text_of(kinds.getColumn(0)),
                                         static_cast<std::uint64_t>(kinds.getColumn(1).getInt64()));
    }
    return counts;
  });
}

Result<std::optional<double>> SqliteRepository::number(const std::string& sql) {
  return connection_->run([&]() -> Result<std::optional<double>> {
    SQLite::Statement statement(database(), sql);
    const ExecutionLimit limit(database(), longest_number);
    if (!statement.executeStep() || statement.getColumn(0).isNull()) {
      return std::nullopt;
    }
    const SQLite::Column value = statement.getColumn(0);
    if (!value.isInteger() && !value.isFloat()) {
      return fail(ErrorKind::usage,
                  fmt::format("'{}' gives '{}', which is no number", sql, text_of(value)));
    }
    return value.getDouble();
  });
}

}  // namespace

Result<std::unique_ptr<SceneRepository>> open_sqlite_repository(const std::string& path,
                                                                const std::string& url,
                                                                const DatabaseOptions& options) {
  auto connection = SqliteConnection::open(path, url, options.mode, options.busy_timeout);
  if (!connection) {
    return fail(std::move(connection).error());
  }
  return std::make_unique<SqliteRepository>(*std::move(connection), options.mapping);
}

}  // namespace bazc

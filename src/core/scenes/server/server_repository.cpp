#include "core/scenes/server/server_repository.hpp"

#include <algorithm>
#include <charconv>
#include <thread>

#include <fmt/format.h>

#include "core/scenes/scenes_table.hpp"
#include "core/store/retry.hpp"

namespace bazc {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr unsigned most_quarrels = 8;
constexpr RetryPolicy after_quarrel{
    .first = milliseconds(20), .factor = 2, .longest = milliseconds(1000)};
constexpr RetryPolicy after_outage{
    .first = milliseconds(100), .factor = 2, .longest = milliseconds(5000)};
constexpr milliseconds longest_slice{50};  // interrupts come without a notification

constexpr milliseconds lock_of_definition{3'000};
constexpr int most_definitions = 20;
constexpr milliseconds after_definition{1'000};
constexpr std::string_view definition_lock = "bazc init";

std::uint64_t number_of(const SqlValue& text) {
  std::uint64_t number = 0;
  if (text) {
    std::from_chars(text->data(), text->data() + text->size(), number);
  }
  return number;
}

std::optional<std::int64_t> integer_of(std::string_view text) {
  std::int64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() ? std::optional(number)
                                                                             : std::nullopt;
}

bool is_one(const SqlValue& value) {
  return value == "1";
}

}  // namespace

Result<void> ServerRepository::connect() {
  if (auto connected = session_->connect(); !connected) {
    return fail(std::move(connected).error().error);
  }
  return {};
}

// False where the failure is to be reported.
bool ServerRepository::try_again(Trouble& trouble, const SqlFailure& failure) {
  ++trouble.failures;
  if (failure.kind == SqlFailureKind::busy) {
    session_->rollback();
    return trouble.failures < most_quarrels &&
           wait(backoff(after_quarrel, trouble.failures, random()));
  }
  if (failure.kind != SqlFailureKind::disconnected) {
    session_->rollback();
    return false;
  }
  session_->disconnect();
  const auto now = SteadyClock::now();
  if (!trouble.disconnected_since) {
    trouble.disconnected_since = now;
    if (options_.on_warning && options_.reconnect_timeout.count() > 0) {
      options_.on_warning(fmt::format("{}; connecting again for up to {} s", failure.error.message,
                                      options_.reconnect_timeout.count() / 1000));
    }
  }
  return now - *trouble.disconnected_since < options_.reconnect_timeout &&
         wait(backoff(after_outage, trouble.failures, random()));
}

void ServerRepository::tell_of_recovery(Trouble& trouble) {
  if (trouble.disconnected_since && options_.on_warning) {
    options_.on_warning(fmt::format("connected to {} again", describe()));
  }
  trouble.disconnected_since.reset();
}

// False where a person interrupted.
bool ServerRepository::wait(milliseconds time) const {
  const auto end = SteadyClock::now() + time;
  while (SteadyClock::now() < end) {
    if (options_.interrupts != nullptr && *options_.interrupts > 0) {
      return false;
    }
    std::this_thread::sleep_for(
        std::min<SteadyClock::duration>(longest_slice, end - SteadyClock::now()));
  }
  return true;
}

Result<void> ServerRepository::check_schema() {
  table_.reset();
  using Checked = Result<ServerTable>;
  auto outcome = patiently<Checked>([&]() -> SqlResult<Checked> {
    auto facts = dialect_->inspect(*session_, options_.mapping);
    if (!facts) {
      return fail(std::move(facts).error());
    }
    auto table = check_server_table(*dialect_, *facts, options_.mapping, options_.mode, describe());
    if (table && !options_.mapping.filter.empty()) {
      auto reason = filter_error(*facts);
      if (!reason) {
        return fail(std::move(reason).error());
      }
      if (*reason) {
        return Checked(fail(bad_filter_error(options_.mapping, **reason)));
      }
    }
    return table;
  });
  if (!outcome) {
    return fail(std::move(outcome).error());
  }
  if (!*outcome) {
    return fail(std::move(*outcome).error());
  }
  table_ = **std::move(outcome);
  return {};
}

// What is wrong with the filter, or nothing.
SqlResult<std::optional<std::string>> ServerRepository::filter_error(const TableFacts& facts) {
  if (options_.mapping.filter.find('\0') != std::string::npos) {
    return std::optional<std::string>("it contains a NUL");
  }
  for (const std::string& condition : filter_forms(options_.mapping)) {
    auto prepared =
        session_->prepare(fmt::format("SELECT 1 FROM {} WHERE {}", facts.sql, condition));
    if (!prepared && (prepared.error().kind == SqlFailureKind::disconnected ||
                      prepared.error().kind == SqlFailureKind::busy)) {
      return fail(std::move(prepared).error());
    }
    if (!prepared) {
      return std::optional(std::move(prepared).error().error.message);
    }
    if (*prepared != 0) {
      return std::optional<std::string>("it has a parameter, and there is nothing to bind to it");
    }
  }
  return std::optional<std::string>();
}

SqlResult<std::vector<std::string>> ServerRepository::plan() {
  auto facts = dialect_->inspect(*session_, options_.mapping);
  if (!facts) {
    return fail(std::move(facts).error());
  }
  auto statements = plan_server_table(*dialect_, *facts, options_.mapping, describe());
  if (!statements) {
    return fail(SqlFailure{SqlFailureKind::final, std::move(statements).error()});
  }
  return *std::move(statements);
}

Result<std::vector<std::string>> ServerRepository::plan_schema() {
  return patiently<std::vector<std::string>>([&] { return plan(); });
}

// One statement at a time, each planned anew: another init may have come first, or a statement may
// have left something half made.
Result<void> ServerRepository::apply_schema() {
  table_.reset();
  const std::string lock(definition_lock);
  int attempts = 0;
  while (true) {
    auto missing = plan_schema();
    if (!missing) {
      return fail(std::move(missing).error());
    }
    if (missing->empty()) {
      return {};
    }
    const bool may_wait = dialect_->may_wait(missing->front());
    // Not a lock to wait for: a statement that waits has a snapshot, and an index that is being
    // built waits for all snapshots.
    auto outcome = patiently<SqlResult<void>>([&]() -> SqlResult<SqlResult<void>> {
      auto locked = first_row({dialect_->try_lock(), {lock}});
      if (!locked) {
        return fail(std::move(locked).error());
      }
      if (!is_one((**locked)[0])) {
        return SqlResult<void>(fail(SqlFailure{
            SqlFailureKind::busy,
            {ErrorKind::unavailable, fmt::format("another 'bazc init' works on {}", describe())}}));
      }
      auto again = plan();
      SqlResult<void> defined;
      if (!again) {
        defined = fail(std::move(again).error());
      } else if (!again->empty() && again->front() == missing->front()) {
        defined = session_->define(missing->front(),
                                   may_wait ? std::nullopt : std::optional(lock_of_definition));
      }
      if (defined || defined.error().kind != SqlFailureKind::disconnected) {
        static_cast<void>(first_row({dialect_->unlock(), {lock}}));
      } else {
        return fail(std::move(defined).error());
      }
      return defined;
    });
    if (!outcome) {
      return fail(std::move(outcome).error());
    }
    if (*outcome) {
      attempts = 0;
      continue;
    }
    SqlFailure& failure = outcome->error();
    if (failure.kind != SqlFailureKind::busy || ++attempts >= most_definitions ||
        !wait(after_definition)) {
      return fail(std::move(failure.error));
    }
  }
}

std::string ServerRepository::scene_columns() const {
  return fmt::format("{}, {}, {}", id_text(), column(table_->source.name), version());
}

// Rows that take part at all. The newline ends a comment at the end of the filter.
std::string ServerRepository::in_scope() const {
  std::string condition = "1 = 1";
  if (!options_.mapping.deleted_column.empty()) {
    condition += fmt::format(" AND {} IS NULL", column(options_.mapping.deleted_column));
  }
  if (!options_.mapping.filter.empty()) {
    condition += fmt::format(" AND ({}\n)", options_.mapping.filter);
  }
  return condition;
}

std::string ServerRepository::is_stale() const {
  return table_->updated
             ? fmt::format("coalesce({} > {}, 1 = 0)",
                           dialect_->instant(column(table_->updated->name), *table_->updated),
                           dialect_->instant(column(time_column), table_->time))
             : "1 = 0";
}

// coalesce(): one condition that no index has, or the planner might prefer the index of the hashes,
// and would collect and sort what is left of the table for every batch.
std::string ServerRepository::selected_by(const Selection& selection) const {
  std::string condition = in_scope();
  if (!selection.all) {
    condition +=
        fmt::format(" AND (coalesce({}, {}) IS NULL", column(hash_column), column(error_column));
    if (selection.retry_failed) {
      condition += fmt::format(" OR {} IS NOT NULL", column(error_column));
    }
    if (selection.stale) {
      condition += fmt::format(" OR {}", is_stale());
    }
    condition += ")";
  }
  if (selection.shard.count > 1) {
    condition += fmt::format(" AND {} % {} = {}", dialect_->hash(id_text()), selection.shard.count,
                             selection.shard.index);
  }
  return condition;
}

void ServerRepository::bind_id(SqlBuilder& sql, const SceneId& id) const {
  sql.bind(to_string(id), table_->id.cast_type);
}

void ServerRepository::add_range(SqlBuilder& sql, const std::optional<SceneId>& after,
                                 const std::optional<SceneId>& last) const {
  if (after) {
    bind_id(sql.add(id()).add(" > "), *after);
    sql.add(" AND ");
  }
  if (last) {
    bind_id(sql.add(id()).add(" <= "), *last);
    sql.add(" AND ");
  }
}

Result<void> ServerRepository::require_updated_column(const Selection& selection) {
  if (!selection.stale || selection.all || table_->updated) {
    return {};
  }
  auto facts =
      patiently<TableFacts>([&] { return dialect_->inspect(*session_, options_.mapping); });
  if (!facts) {
    return fail(std::move(facts).error());
  }
  Error error = missing_column_error(describe(), options_.mapping, column_names(*facts),
                                     options_.mapping.updated_column, "--updated-column");
  error.message += ", and stale rows cannot be told without it";
  return fail(std::move(error));
}

// An unsigned number above the largest SceneId stays text.
SceneId ServerRepository::id_of(const SqlValue& text) const {
  if (table_->id.kind == ColumnKind::integer) {
    if (const auto number = integer_of(text.value_or(""))) {
      return *number;
    }
  }
  return text.value_or("");
}

Scene ServerRepository::scene_of(SqlRow& row) const {
  return {.id = id_of(row[0]), .source = std::move(row[1]), .version = std::move(row[2])};
}

SqlResult<std::optional<SqlRow>> ServerRepository::first_row(const SqlStatement& statement,
                                                             SqlEffort effort) {
  auto rows = session_->read(statement, effort);
  if (!rows) {
    return fail(std::move(rows).error());
  }
  return rows->empty() ? std::optional<SqlRow>() : std::optional(std::move(rows->front()));
}

Result<WalkBounds> ServerRepository::begin_walk(const Selection& selection) {
  return with_schema<bool>([]() -> SqlResult<bool> { return true; })
      .and_then([&](bool /*known*/) -> tl::expected<bool, Error> {
        auto checked = require_updated_column(selection);
        return checked ? tl::expected<bool, Error>(true) : fail(std::move(checked).error());
      })
      .and_then([&](bool /*known*/) -> tl::expected<WalkBounds, Error> {
        return patiently<WalkBounds>([&]() -> SqlResult<WalkBounds> {
          WalkBounds bounds;
          const std::string condition = selected_by(selection);
          auto last =
              first_row({fmt::format("SELECT {} FROM {} WHERE {} ORDER BY {} DESC LIMIT 1",
                                     id_text(), dialect_->by_index(*table_), condition, id())});
          if (!last) {
            return fail(std::move(last).error());
          }
          if (!*last) {
            return bounds;
          }
          bounds.last = id_of((**last)[0]);
          auto count =
              first_row({fmt::format("SELECT count(*) FROM {} WHERE {}", table_->sql, condition)},
                        SqlEffort::whole_table);
          if (!count) {
            return fail(std::move(count).error());
          }
          bounds.count = number_of((**count)[0]);
          return bounds;
        });
      });
}

// First the lengths, then the rows: a server sends whole results, and these could be of any size.
SqlResult<std::vector<SqlRow>> ServerRepository::bounded_rows(const std::string& columns,
                                                              const std::string& condition,
                                                              std::optional<SceneId> after,
                                                              const std::optional<SceneId>& last,
                                                              std::size_t limit) {
  while (true) {
    SqlBuilder lengths(*dialect_);
    lengths.add(fmt::format("SELECT {}, coalesce(octet_length({}), 0) FROM {} WHERE ", id_text(),
                            column(table_->source.name), dialect_->by_index(*table_)));
    add_range(lengths, after, last);
    lengths.add(fmt::format("{} ORDER BY {} LIMIT {}", condition, id(), limit));
    auto found = session_->read(lengths.statement(), SqlEffort::by_index);
    if (!found || found->empty()) {
      return found;
    }
    std::uint64_t bytes = 0;
    std::size_t count = 0;
    while (count < found->size() && bytes < max_batch_bytes) {
      bytes += number_of((*found)[count++][1]);
    }
    const SceneId first_id = id_of(found->front()[0]);
    const SceneId last_id = id_of((*found)[count - 1][0]);
    SqlBuilder rows(*dialect_);
    rows.add(
        fmt::format("SELECT {} FROM {} WHERE {} >= ", columns, dialect_->by_index(*table_), id()));
    bind_id(rows, first_id);
    bind_id(rows.add(fmt::format(" AND {} <= ", id())), last_id);
    rows.add(fmt::format(" AND {} ORDER BY {} LIMIT {}", condition, id(), count));
    auto read = session_->read(rows.statement(), SqlEffort::by_index);
    if (!read || !read->empty()) {
      return read;
    }
    after = last_id;  // somebody recorded all of them meanwhile: not the end yet
  }
}

Result<std::vector<Scene>> ServerRepository::next_batch(const Selection& selection,
                                                        const std::optional<SceneId>& after,
                                                        const WalkBounds& bounds,
                                                        std::size_t limit) {
  if (!bounds.last) {
    return std::vector<Scene>{};
  }
  return with_schema<std::vector<Scene>>([&]() -> SqlResult<std::vector<Scene>> {
    auto rows = bounded_rows(scene_columns(), selected_by(selection), after, bounds.last, limit);
    if (!rows) {
      return fail(std::move(rows).error());
    }
    std::vector<Scene> scenes;
    scenes.reserve(rows->size());
    for (SqlRow& row : *rows) {
      scenes.push_back(scene_of(row));
    }
    return scenes;
  });
}

Result<Reread> ServerRepository::reread(const Selection& selection, const SceneId& id) {
  return with_schema<Reread>([&]() -> SqlResult<Reread> {
    const std::string& deleted = options_.mapping.deleted_column;
    SqlBuilder sql(*dialect_);
    sql.add(fmt::format(
        "SELECT {}, CASE WHEN {} THEN 1 ELSE 0 END, CASE WHEN {} THEN 1 ELSE 0 END "
        "FROM {} WHERE {} = ",
        scene_columns(), selected_by(selection),
        deleted.empty() ? "1 = 0" : column(deleted) + " IS NOT NULL", table_->sql, this->id()));
    bind_id(sql, id);
    auto row = first_row(sql.statement());
    if (!row) {
      return fail(std::move(row).error());
    }
    if (!*row || is_one((**row)[4])) {
      return Reread{Reread::State::deleted};
    }
    if (!is_one((**row)[3])) {
      return Reread{Reread::State::not_selected};
    }
    return Reread{Reread::State::selected, scene_of(**row)};
  });
}

Result<std::optional<Scene>> ServerRepository::find(std::string_view id) {
  return with_schema<std::optional<Scene>>([&]() -> SqlResult<std::optional<Scene>> {
    if (!dialect_->can_be_id(id, table_->id)) {
      return std::optional<Scene>();
    }
    SqlBuilder sql(*dialect_);
    sql.add(fmt::format("SELECT {} FROM {} WHERE {} = ", scene_columns(), table_->sql, this->id()));
    sql.bind(std::string(id), table_->id.cast_type);
    auto row = first_row(sql.statement());
    if (!row) {
      return fail(std::move(row).error());
    }
    return *row ? std::optional(scene_of(**row)) : std::nullopt;
  });
}

Result<std::vector<CompiledRow>> ServerRepository::next_compiled(
    const std::optional<SceneId>& after, std::size_t limit) {
  return with_schema<std::vector<CompiledRow>>([&]() -> SqlResult<std::vector<CompiledRow>> {
    // coalesce(): as in selected_by().
    auto rows = bounded_rows(
        fmt::format("{}, {}, {}, {}", id_text(), column(table_->source.name), column(url_column),
                    column(hash_column)),
        fmt::format("{} AND coalesce({}) IS NOT NULL", in_scope(), column(hash_column)), after,
        std::nullopt, limit);
    if (!rows) {
      return fail(std::move(rows).error());
    }
    std::vector<CompiledRow> found;
    found.reserve(rows->size());
    for (SqlRow& row : *rows) {
      found.push_back({id_of(row[0]), std::move(row[1]), std::move(row[2]).value_or(""),
                       std::move(row[3]).value_or("")});
    }
    return found;
  });
}

Result<SceneCounts> ServerRepository::counts() {
  return with_schema<SceneCounts>([&]() -> SqlResult<SceneCounts> {
    const auto sum_of = [](const std::string& condition) {
      return fmt::format("coalesce(sum(CASE WHEN {} THEN 1 ELSE 0 END), 0)", condition);
    };
    const std::string hash = column(hash_column);
    const std::string error = column(error_column);
    auto sums =
        first_row({fmt::format("SELECT count(*), {}, {}, {}, {} FROM {} WHERE {}",
                               sum_of(fmt::format("{} IS NULL AND {} IS NOT NULL", error, hash)),
                               sum_of(error + " IS NOT NULL"),
                               sum_of(fmt::format("{} IS NULL AND {} IS NULL", error, hash)),
                               sum_of(is_stale()), table_->sql, in_scope())},
                  SqlEffort::whole_table);
    if (!sums) {
      return fail(std::move(sums).error());
    }
    const SqlRow& row = **sums;
    SceneCounts counts{.total = number_of(row[0]),
                       .compiled = number_of(row[1]),
                       .failed = number_of(row[2]),
                       .pending = number_of(row[3]),
                       .stale = number_of(row[4]),
                       .failed_by_kind = {}};
    auto kinds = session_->read(
        {fmt::format(
            "SELECT {}, count(*) FROM {} WHERE {} IS NOT NULL AND {} GROUP BY 1 ORDER BY 2 "
            "DESC, 1",
            dialect_->error_kind(error), table_->sql, error, in_scope())},
        SqlEffort::whole_table);
    if (!kinds) {
      return fail(std::move(kinds).error());
    }
    for (SqlRow& kind : *kinds) {
      counts.failed_by_kind.emplace_back(std::move(kind[0]).value_or(""), number_of(kind[1]));
    }
    return counts;
  });
}

Result<std::optional<double>> ServerRepository::number(const std::string& sql) {
  using Number = std::optional<double>;
  return patiently<SqlRow>([&]() -> SqlResult<SqlRow> {
           auto row = first_row({sql}, SqlEffort::probe);
           if (!row) {
             return fail(std::move(row).error());
           }
           return std::move(*row).value_or(SqlRow{});
         })
      .and_then([&](const SqlRow& row) -> tl::expected<Number, Error> {
        if (row.empty() || !row.front()) {
          return Number();
        }
        const std::string& text = *row.front();
        if (text == "t" || text == "f") {
          return Number(text == "t" ? 1 : 0);  // a boolean of PostgreSQL
        }
        double number = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
        if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) {
          return fail(ErrorKind::usage,
                      fmt::format("'{}' gives '{}', which is no number", sql, text));
        }
        return Number(number);
      });
}

Result<std::optional<std::chrono::duration<double>>> ServerRepository::replication_lag() {
  using Lag = std::optional<std::chrono::duration<double>>;
  const std::string sql = dialect_->replication_lag();
  if (sql.empty()) {
    return Lag();
  }
  return number(sql).map([](const std::optional<double>& seconds) {
    return seconds ? Lag(std::chrono::duration<double>(*seconds)) : Lag();
  });
}

}  // namespace bazc

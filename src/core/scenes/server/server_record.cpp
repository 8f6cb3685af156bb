// How a server's rows are recorded. A row that somebody else has locked is never waited for:
// whoever waits holds the locks of the rest of the batch, and everybody else who wants one of its
// rows.
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "core/scenes/server/server_repository.hpp"

namespace bazc {
namespace {

using std::chrono::milliseconds;

// A writer's transaction is usually shorter than these together.
constexpr std::array waits_for_locks = {milliseconds(10), milliseconds(50), milliseconds(200)};

constexpr const char* left_as_it_was = "a trigger left the row as it was";

bool is_success(const Recording& recording) {
  return std::holds_alternative<Recording::Success>(recording.result);
}

// Whether the row has what the recording would give it.
bool has_result_of(const Recording& recording, const SqlValue& hash, const SqlValue& error) {
  if (const auto* success = std::get_if<Recording::Success>(&recording.result)) {
    return hash == success->hash && !error;
  }
  return error == std::get<Recording::Failure>(recording.result).message;
}

}  // namespace

Result<std::vector<RecordResult>> ServerRepository::record(
    const std::vector<Recording>& recordings) {
  if (recordings.empty()) {
    return std::vector<RecordResult>{};
  }
  const std::uint64_t connection = session_->connections();
  Together together = Together::yes;
  auto results = with_schema<std::vector<RecordResult>>([&] {
    // After a connection that broke at the COMMIT nobody knows whether it took place.
    const bool may_be_ours = session_->connections() != connection;
    auto recorded = record_free_rows(recordings, may_be_ours, together);
    if (!recorded && recorded.error().kind == SqlFailureKind::refused &&
        together == Together::yes) {
      together = Together::no;
      session_->rollback();
      recorded = record_free_rows(recordings, may_be_ours, together);
    }
    return recorded;
  });
  for (const milliseconds time : waits_for_locks) {
    if (!results) {
      return results;
    }
    std::vector<std::size_t> locked;
    std::vector<Recording> again;
    for (std::size_t i = 0; i < recordings.size(); ++i) {
      if ((*results)[i].outcome == RecordOutcome::locked) {
        locked.push_back(i);
        again.push_back(recordings[i]);
      }
    }
    if (locked.empty() || !wait(time)) {
      return results;
    }
    auto more = with_schema<std::vector<RecordResult>>([&] {
      return record_free_rows(again, session_->connections() != connection, Together::no);
    });
    if (!more) {
      return results;  // the rest is recorded: those stay locked, and are tried again later
    }
    for (std::size_t i = 0; i < locked.size(); ++i) {
      (*results)[locked[i]] = std::move((*more)[i]);
    }
  }
  return results;
}

SqlResult<std::vector<RecordResult>> ServerRepository::record_free_rows(
    const std::vector<Recording>& recordings, bool may_be_ours, Together together) {
  if (auto begun = session_->begin(); !begun) {
    return fail(std::move(begun).error());
  }
  std::vector<RecordResult> results(recordings.size(),
                                    {RecordOutcome::locked, "somebody else has locked the row"});
  std::vector<std::size_t> equal;
  auto done = compare(recordings, may_be_ours, results, equal)
                  .and_then([&]() -> tl::expected<void, SqlFailure> {
                    return tell_deleted_from_locked(recordings, results);
                  })
                  .and_then([&]() -> tl::expected<void, SqlFailure> {
                    return together == Together::yes ? set_together(recordings, equal, results)
                                                     : set_one_by_one(recordings, equal, results);
                  })
                  .and_then([&]() -> tl::expected<void, SqlFailure> { return session_->commit(); });
  if (!done) {
    session_->rollback();
    return fail(std::move(done).error());
  }
  return results;
}

// Locks what is free, and finds the rows to be set. The source is compared here, byte for byte,
// whatever the column's collation.
SqlResult<void> ServerRepository::compare(const std::vector<Recording>& recordings,
                                          bool may_be_ours, std::vector<RecordResult>& results,
                                          std::vector<std::size_t>& equal) {
  const std::string& deleted = options_.mapping.deleted_column;
  SqlBuilder sql(*dialect_);
  sql.add(fmt::format("SELECT {}, CASE WHEN {} THEN 1 ELSE 0 END, {}, {} FROM {} WHERE {} IN (",
                      scene_columns(), deleted.empty() ? "1 = 0" : column(deleted) + " IS NOT NULL",
                      column(hash_column), column(error_column), table_->sql, id()));
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    if (!places.emplace(to_string(recordings[i].id), i).second) {
      results[i] = {RecordOutcome::already_recorded};  // by one before it
      continue;
    }
    bind_id(i == 0 ? sql : sql.add(", "), recordings[i].id);
  }
  sql.add(")").add(dialect_->lock_free_rows());
  auto rows = session_->execute(sql.statement());
  if (!rows) {
    return fail(std::move(rows).error());
  }
  for (const SqlRow& row : *rows) {
    const auto place = places.find(row[0].value_or(""));
    if (place == places.end()) {
      continue;
    }
    const Recording& recording = recordings[place->second];
    RecordResult& result = results[place->second];
    if (row[3] == "1") {
      result = {RecordOutcome::deleted};
    } else if (row[1] != recording.compiled_source) {
      result = {RecordOutcome::superseded};
    } else if (row[2] == recording.version) {
      equal.push_back(place->second);
      result = {RecordOutcome::recorded};
    } else {
      result = {may_be_ours && has_result_of(recording, row[4], row[5])
                    ? RecordOutcome::recorded
                    : RecordOutcome::already_recorded};
    }
  }
  return {};
}

SqlResult<void> ServerRepository::tell_deleted_from_locked(const std::vector<Recording>& recordings,
                                                           std::vector<RecordResult>& results) {
  SqlBuilder sql(*dialect_);
  sql.add(fmt::format("SELECT {} FROM {} WHERE {} IN (", id_text(), table_->sql, id()));
  std::unordered_map<std::string, std::size_t> absent;
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    if (results[i].outcome == RecordOutcome::locked) {
      bind_id(absent.empty() ? sql : sql.add(", "), recordings[i].id);
      absent.emplace(to_string(recordings[i].id), i);
    }
  }
  if (absent.empty()) {
    return {};
  }
  auto present = session_->execute(sql.add(")").statement());
  if (!present) {
    return fail(std::move(present).error());
  }
  for (const SqlRow& row : *present) {
    absent.erase(row[0].value_or(""));
  }
  for (const auto& [id, place] : absent) {
    results[place] = {RecordOutcome::deleted};
  }
  return {};
}

// The values in the order of values_of().
std::string ServerRepository::update_of(bool is_success) const {
  SqlBuilder update(*dialect_);
  update.add(fmt::format("UPDATE {} SET {} = ", table_->sql, column(time_column)))
      .bind(std::nullopt, table_->time.cast_type);
  const auto also = [&](std::string_view name) {
    update.add(fmt::format(", {} = ", column(name))).bind(std::nullopt, {});
  };
  if (is_success) {
    also(url_column);
    also(hash_column);
    update.add(fmt::format(", {} = NULL", column(error_column)));
  } else {
    also(error_column);
  }
  update.add(fmt::format(" WHERE {} = ", id())).bind(std::nullopt, table_->id.cast_type);
  return update.statement().text;
}

std::vector<SqlValue> ServerRepository::values_of(const Recording& recording) const {
  std::string time = format_timestamp(recording.compiled_at);
  if (table_->time.kind == ColumnKind::time_with_zone) {
    time += "+00";
  }
  std::vector<SqlValue> values = {std::move(time)};
  if (const auto* success = std::get_if<Recording::Success>(&recording.result)) {
    values.emplace_back(success->url);
    values.emplace_back(success->hash);
  } else {
    values.emplace_back(std::get<Recording::Failure>(recording.result).message);
  }
  values.emplace_back(to_string(recording.id));
  return values;
}

SqlResult<void> ServerRepository::set_together(const std::vector<Recording>& recordings,
                                               const std::vector<std::size_t>& equal,
                                               std::vector<RecordResult>& results) {
  for (const bool success : {true, false}) {
    std::vector<std::size_t> places;
    std::vector<std::vector<SqlValue>> values;
    for (const std::size_t place : equal) {
      if (is_success(recordings[place]) == success) {
        places.push_back(place);
        values.push_back(values_of(recordings[place]));
      }
    }
    if (places.empty()) {
      continue;
    }
    auto changed = session_->execute_each(update_of(success), values);
    if (!changed) {
      return fail(std::move(changed).error());
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      if ((*changed)[i] == 0) {
        results[places[i]] = {RecordOutcome::refused, left_as_it_was};
      }
    }
  }
  return {};
}

SqlResult<void> ServerRepository::set_one_by_one(const std::vector<Recording>& recordings,
                                                 const std::vector<std::size_t>& equal,
                                                 std::vector<RecordResult>& results) {
  for (const std::size_t place : equal) {
    const Recording& recording = recordings[place];
    if (auto saved = session_->execute({"SAVEPOINT bazc_row"}); !saved) {
      return fail(std::move(saved).error());
    }
    auto changed = session_->execute_each(update_of(is_success(recording)), {values_of(recording)});
    if (!changed && changed.error().kind != SqlFailureKind::refused) {
      return fail(std::move(changed).error());
    }
    if (!changed) {
      results[place] = {RecordOutcome::refused, changed.error().error.message};
    } else if ((*changed)[0] == 0) {
      results[place] = {RecordOutcome::refused, left_as_it_was};
    }
    auto ended = session_->execute(
        {changed ? "RELEASE SAVEPOINT bazc_row" : "ROLLBACK TO SAVEPOINT bazc_row"});
    if (!ended) {
      return fail(std::move(ended).error());
    }
  }
  return {};
}

}  // namespace bazc

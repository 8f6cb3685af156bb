#include "core/scenes/sqlite_row_recorder.hpp"

#include <fmt/format.h>

namespace bazc {

SqliteRowRecorder::SqliteRowRecorder(SQLite::Database& database, const SqliteNames& names,
                                     const std::string& collated_id)
    : look_(database,
            fmt::format("SELECT {0}, coalesce(CASE typeof({1}) WHEN 'null' THEN ?2 IS NULL WHEN "
                        "'blob' THEN {1} = ?3 ELSE CAST({1} AS TEXT) = ?2 COLLATE BINARY END, "
                        "0), CAST({2} AS TEXT) IS ?4 COLLATE BINARY FROM {3} WHERE {4} = ?1",
                        names.deleted.empty() ? "0" : names.deleted + " IS NOT NULL", names.source,
                        names.time, names.table, collated_id)),
      succeed_(database, fmt::format("UPDATE {} SET {} = ?2, {} = ?3, {} = ?4, {} = NULL WHERE "
                                     "{} = ?1",
                                     names.table, quote_identifier(time_column),
                                     quote_identifier(url_column), quote_identifier(hash_column),
                                     quote_identifier(error_column), collated_id)),
      fail_(database, fmt::format("UPDATE {} SET {} = ?2, {} = ?3 WHERE {} = ?1", names.table,
                                  quote_identifier(time_column), quote_identifier(error_column),
                                  collated_id)) {}

RecordResult SqliteRowRecorder::record(const Recording& recording) {
  if (const auto outcome = compare(recording); outcome != RecordOutcome::recorded) {
    return {outcome};
  }
  if (set(recording) == 0) {
    return {RecordOutcome::refused, "a trigger left the row as it was"};
  }
  return {RecordOutcome::recorded};
}

void SqliteRowRecorder::reset() {
  for (SQLite::Statement* statement : {&look_, &succeed_, &fail_}) {
    static_cast<void>(statement->tryReset());
  }
}

// The source's bytes decide, whatever its collation and storage class.
RecordOutcome SqliteRowRecorder::compare(const Recording& recording) {
  look_.reset();
  look_.clearBindings();
  bind_id(look_, 1, recording.id);
  if (const auto& source = recording.compiled_source) {
    look_.bindNoCopy(2, *source);
    look_.bindNoCopy(3, source->data(), static_cast<int>(source->size()));
  }
  if (recording.version) {
    look_.bindNoCopy(4, *recording.version);
  }
  if (!look_.executeStep() || look_.getColumn(0).getInt() != 0) {
    look_.reset();
    return RecordOutcome::deleted;
  }
  const bool is_same_source = look_.getColumn(1).getInt() != 0;
  const bool is_same_version = look_.getColumn(2).getInt() != 0;
  look_.reset();
  if (!is_same_source) {
    return RecordOutcome::superseded;
  }
  return is_same_version ? RecordOutcome::recorded : RecordOutcome::already_recorded;
}

int SqliteRowRecorder::set(const Recording& recording) {
  const auto* success = std::get_if<Recording::Success>(&recording.result);
  SQLite::Statement& update = success != nullptr ? succeed_ : fail_;
  update.reset();
  bind_id(update, 1, recording.id);
  update.bind(2, format_timestamp(recording.compiled_at));
  if (success != nullptr) {
    update.bindNoCopy(3, success->url);
    update.bindNoCopy(4, success->hash);
  } else {
    update.bindNoCopy(3, std::get<Recording::Failure>(recording.result).message);
  }
  return update.exec();
}

}  // namespace bazc

#pragma once

#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/scenes/scene_repository.hpp"
#include "core/scenes/sqlite_values.hpp"

namespace bazc {

/// The statements of SceneRepository::record(), prepared once for a batch. The transaction is the
/// caller's. Throws what SQLiteCpp throws.
class SqliteRowRecorder {
 public:
  /// `collated_id` is SQL for the id under the collation of its index.
  SqliteRowRecorder(SQLite::Database& database, const SqliteNames& names,
                    const std::string& collated_id);

  [[nodiscard]] RecordResult record(const Recording& recording);

  /// After an error: the statements let go of the transaction.
  void reset();

 private:
  [[nodiscard]] RecordOutcome compare(const Recording& recording);
  [[nodiscard]] int set(const Recording& recording);

  SQLite::Statement look_;
  SQLite::Statement succeed_;
  SQLite::Statement fail_;
};

}  // namespace bazc

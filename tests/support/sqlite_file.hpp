#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/scenes/scene_repository.hpp"
#include "support/temporary_directory.hpp"

namespace bazc::test {

/// A database file of a test's own, as another program sees it. Throws on bad SQL.
class SqliteFile {
 public:
  SqliteFile() : database_(path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    database_.setBusyTimeout(10'000);
  }

  [[nodiscard]] std::string path() const { return (directory_ / "scenes.db").string(); }
  [[nodiscard]] std::string url() const { return "sqlite:" + path(); }
  [[nodiscard]] SQLite::Database& database() { return database_; }

  void execute(const std::string& sql) { database_.exec(sql); }

  /// The first column of the first row as text; nothing where it is NULL or there is no row.
  [[nodiscard]] std::optional<std::string> value(const std::string& sql) {
    return value_of(database_, sql);
  }
  /// The same through a connection of its own.
  [[nodiscard]] static std::optional<std::string> value_of(const std::string& path,
                                                           const std::string& sql) {
    SQLite::Database database(path);
    return value_of(database, sql);
  }
  [[nodiscard]] static std::optional<std::string> value_of(SQLite::Database& database,
                                                           const std::string& sql) {
    SQLite::Statement statement(database, sql);
    if (!statement.executeStep() || statement.getColumn(0).isNull()) {
      return std::nullopt;
    }
    return statement.getColumn(0).getString();
  }

  [[nodiscard]] Result<std::unique_ptr<SceneRepository>> open(
      const SchemaMapping& mapping = {}, OpenMode mode = OpenMode::read_write,
      std::chrono::milliseconds busy_timeout = std::chrono::seconds(10)) const {
    return open_scene_repository(url(),
                                 {.mapping = mapping, .mode = mode, .busy_timeout = busy_timeout});
  }

  /// With the tables and columns that init makes.
  [[nodiscard]] std::unique_ptr<SceneRepository> initialised(
      const SchemaMapping& mapping = {}) const {
    auto repository = open(mapping).value();
    if (auto applied = repository->apply_schema(); !applied) {
      throw std::runtime_error(applied.error().message);
    }
    return repository;
  }

 private:
  TemporaryDirectory directory_;
  SQLite::Database database_;
};

}  // namespace bazc::test

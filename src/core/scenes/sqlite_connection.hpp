#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/result.hpp"
#include "core/scenes/scene_repository.hpp"

namespace bazc {

/// One connection, and the one place that turns SQLite's errors into ours.
class SqliteConnection {
 public:
  /// See open_sqlite_repository().
  [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>> open(
      const std::string& path, const std::string& url, OpenMode mode,
      std::chrono::milliseconds busy_timeout);

  [[nodiscard]] SQLite::Database& database() { return database_; }
  [[nodiscard]] const std::string& url() const { return url_; }

  /// What `body`, which gives a Result, gives; what SQLiteCpp throws inside becomes an error.
  template <class Body>
  [[nodiscard]] auto run(Body&& body) -> decltype(body()) {
    try {
      return std::forward<Body>(body)();
    } catch (const SQLite::Exception& exception) {
      return fail(error_of(exception.getErrorCode(), exception.what()));
    }
  }

 private:
  SqliteConnection(const std::string& path, std::string url, int flags,
                   std::chrono::milliseconds busy_timeout);

  [[nodiscard]] Result<void> configure(OpenMode mode);
  [[nodiscard]] Error error_of(int code, const std::string& text);

  std::string url_;
  std::chrono::milliseconds busy_timeout_;
  SQLite::Database database_;
};

}  // namespace bazc

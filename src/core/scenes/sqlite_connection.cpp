#include "core/scenes/sqlite_connection.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/base/file.hpp"

namespace bazc {
namespace {

constexpr const char* in_memory = ":memory:";

Error unavailable(std::string message, std::string hint = {}) {
  return Error{ErrorKind::unavailable, std::move(message), std::move(hint)};
}

// SQLite itself says no more than "unable to open database file", and opens lazily.
Result<void> check_file(const std::string& path, const std::string& url, OpenMode mode) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) {
      return fail(unavailable(system_error(errno, "open database", path).message));
    }
    if (mode != OpenMode::create) {
      return fail(ErrorKind::not_found, fmt::format("there is no database '{}'", path),
                  fmt::format("bazc init --db {}", url));
    }
    const auto parent = std::filesystem::path(path).parent_path();
    if (!parent.empty() && ::stat(parent.c_str(), &status) != 0) {
      Error error = system_error(errno, "create a database in", parent);
      if (error.kind != ErrorKind::not_found) {
        error.kind = ErrorKind::unavailable;
      }
      return fail(std::move(error));
    }
    return {};
  }
  if (S_ISDIR(status.st_mode)) {
    return fail(ErrorKind::usage, fmt::format("'{}' is a directory, not a database", path));
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorKind::usage, fmt::format("'{}' is not a regular file", path));
  }
  if (::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0) {
    return fail(unavailable(system_error(errno, "open database", path).message));
  }
  if (mode != OpenMode::read_only && ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) {
    return fail(unavailable(system_error(errno, "write to database", path).message));
  }
  return {};
}

int flags_of(OpenMode mode) {
  switch (mode) {
    // Only a connection that may write can roll back what a killed writer left, and put the
    // write-ahead log into the database at its end; query_only keeps it from all else. SQLite
    // opens a file without write permission for reading all the same.
    case OpenMode::read_only:
    case OpenMode::read_write:
      return SQLite::OPEN_READWRITE;
    case OpenMode::create:
      break;
  }
  return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, std::string url, int flags,
                                   std::chrono::milliseconds busy_timeout)
    : url_(std::move(url)), busy_timeout_(busy_timeout), database_(path, flags) {}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(
    const std::string& path, const std::string& url, OpenMode mode,
    std::chrono::milliseconds busy_timeout) {
  std::string name = path;
  if (path == in_memory) {
    if (mode != OpenMode::create) {
      return fail(ErrorKind::usage, "a database in memory is empty and ends with this command",
                  "write sqlite:PATH");
    }
  } else {
    if (auto checked = check_file(path, url, mode); !checked) {
      return fail(std::move(checked).error());
    }
    if (!path.starts_with('/')) {
      name.insert(0, "./");  // "file:…" and ":memory:…" are names of files like any other
    }
  }
  try {
    // make_unique cannot reach the constructor.
    std::unique_ptr<SqliteConnection> connection(
        new SqliteConnection(name, url, flags_of(mode), busy_timeout));
    if (auto configured = connection->run([&] { return connection->configure(mode); });
        !configured) {
      return fail(std::move(configured).error());
    }
    return connection;
  } catch (const SQLite::Exception& exception) {
    return fail(unavailable(fmt::format("cannot open database {}: {}", url, exception.what())));
  }
}

Result<void> SqliteConnection::configure(OpenMode mode) {
  database_.setBusyTimeout(static_cast<int>(busy_timeout_.count()));
  // The first read: finds out whether this is a database at all.
  database_.execAndGet("PRAGMA schema_version");
  if (mode == OpenMode::read_only) {
    database_.exec("PRAGMA query_only = ON");
    return {};
  }
  if (::sqlite3_db_readonly(database_.getHandle(), "main") == 1) {
    return fail(unavailable(fmt::format("database {} is read-only", url_)));
  }
  database_.exec("PRAGMA synchronous = FULL");
  // A gain, not a need: no waiting for another connection, and no error.
  database_.setBusyTimeout(0);
  static_cast<void>(database_.tryExec("PRAGMA journal_mode = WAL"));
  database_.setBusyTimeout(static_cast<int>(busy_timeout_.count()));
  return {};
}

Error SqliteConnection::error_of(int code, const std::string& text) {
  switch (code & 0xFF) {  // the primary result code (sqlite.org/rescode.html)
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return unavailable(fmt::format("database {} is locked by another process (waited {:.1f} s)",
                                     url_, static_cast<double>(busy_timeout_.count()) / 1000),
                         "end the program that holds it, or try again when it is done");
    case SQLITE_INTERRUPT:
      return Error{ErrorKind::timed_out,
                   fmt::format("database {}: a statement took too long", url_)};
    case SQLITE_FULL:
      return unavailable(fmt::format("cannot write to database {}: no space left on device", url_));
    case SQLITE_READONLY:
      return unavailable(fmt::format("database {} is read-only", url_),
                         "the file and its directory must be writable");
    case SQLITE_CORRUPT:
      return unavailable(fmt::format("database {} is damaged: {}", url_, text),
                         "check it with 'PRAGMA integrity_check' and restore it from a backup");
    case SQLITE_NOTADB:
      return Error{ErrorKind::usage, fmt::format("{} is not an SQLite database", url_)};
    case SQLITE_IOERR: {
      const int number = ::sqlite3_system_errno(database_.getHandle());
      if (number == ENOSPC) {
        return unavailable(
            fmt::format("cannot write to database {}: no space left on device", url_));
      }
      return unavailable(fmt::format("cannot read or write database {}: {}", url_, text));
    }
    case SQLITE_CANTOPEN:
      return unavailable(
          fmt::format("cannot open database {}: {}", url_, text),
          "SQLite keeps its journal beside the file: its directory must be writable");
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return Error{ErrorKind::usage, fmt::format("database {}: {}", url_, text)};
    default:
      return unavailable(fmt::format("database {}: {}", url_, text));
  }
}

}  // namespace bazc

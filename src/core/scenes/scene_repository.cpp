#include "core/scenes/scene_repository.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/scenes/sqlite_repository.hpp"
#ifdef BAZC_MARIADB
#include "core/scenes/mariadb/mariadb_repository.hpp"
#endif
#ifdef BAZC_POSTGRES
#include "core/scenes/postgres/postgres_repository.hpp"
#endif

namespace bazc {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::size_t longest_recorded_error = 4000;

bool is_sqlite_path(std::string_view url) {
  return url.ends_with(".db") || url.ends_with(".sqlite") || url.ends_with(".sqlite3");
}

Result<std::unique_ptr<SceneRepository>> open_sqlite(std::string_view path, std::string_view url,
                                                     const DatabaseOptions& options) {
  if (path.starts_with("//")) {
    if (!path.starts_with("///")) {
      return fail(ErrorKind::usage,
                  fmt::format("database '{}' names a host, and SQLite has none", url),
                  "write sqlite:PATH for a relative path, sqlite:///PATH for an absolute one");
    }
    path.remove_prefix(2);
  }
  if (path.empty()) {
    return fail(ErrorKind::usage, fmt::format("database '{}' names no file", url),
                "write sqlite:PATH");
  }
  if (path.find('\0') != std::string_view::npos) {
    return fail(ErrorKind::usage, "the database's path contains a NUL");
  }
  return open_sqlite_repository(std::string(path), std::string(url), options);
}

Result<std::unique_ptr<SceneRepository>> open_postgres(
    [[maybe_unused]] std::string_view url, [[maybe_unused]] const DatabaseOptions& options) {
#ifdef BAZC_POSTGRES
  return open_postgres_repository(std::string(url), options);
#else
  return fail(ErrorKind::usage, "this bazc was built without PostgreSQL",
              "build it again where libpq-dev is installed");
#endif
}

Result<std::unique_ptr<SceneRepository>> open_mariadb(
    [[maybe_unused]] std::string_view url, [[maybe_unused]] const DatabaseOptions& options) {
#ifdef BAZC_MARIADB
  return open_mariadb_repository(std::string(url), options);
#else
  return fail(ErrorKind::usage, "this bazc was built without MariaDB and MySQL",
              "build it again where libmariadb-dev is installed");
#endif
}

}  // namespace

std::string to_string(const SceneId& id) {
  if (const auto* number = std::get_if<std::int64_t>(&id)) {
    return std::to_string(*number);
  }
  return std::get<std::string>(id);
}

std::string recorded_error(const CompileError& error) {
  std::string position;
  if (error.position.line != 0) {
    position = fmt::format(" ({}:{})", error.position.line, error.position.column);
  }
  std::string text = fmt::format("{}: {}", to_string(error.kind), error.message);
  if (text.size() + position.size() > longest_recorded_error) {
    constexpr std::string_view ellipsis = "…";
    std::size_t end = longest_recorded_error - position.size() - ellipsis.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;  // not inside of a character
    }
    text.resize(end);
    text += ellipsis;
  }
  std::replace(text.begin(), text.end(), '\0', ' ');
  return text + position;
}

Result<Claim> SceneRepository::claim_next(const Selection& /*selection*/,
                                          const std::optional<SceneId>& /*after*/,
                                          const WalkBounds& /*bounds*/) {
  return fail(ErrorKind::internal, fmt::format("{} has no claims", describe()));
}

Result<void> SceneRepository::release(const Claim& /*claim*/) {
  return {};
}

Result<std::unique_ptr<SceneRepository>> open_scene_repository(std::string_view url,
                                                               const DatabaseOptions& options) {
  if (url.starts_with(sqlite_scheme)) {
    return open_sqlite(url.substr(sqlite_scheme.size()), url, options);
  }
  for (const std::string_view scheme : {"postgres://", "postgresql://"}) {
    if (url.starts_with(scheme)) {
      return open_postgres(url, options);
    }
  }
  for (const std::string_view scheme : {"mysql://", "mariadb://"}) {
    if (url.starts_with(scheme)) {
      return open_mariadb(url, options);
    }
  }
  // Only the scheme is repeated: the rest of a URL may hold a password.
  const std::size_t colon = url.find("://");
  if (colon != std::string_view::npos) {
    return fail(ErrorKind::usage, fmt::format("there is no '{}:' database", url.substr(0, colon)),
                "use --db sqlite:PATH, postgresql://USER@HOST/DATABASE or "
                "mysql://USER@HOST/DATABASE");
  }
  if (is_sqlite_path(url)) {
    return open_sqlite(url, fmt::format("sqlite:{}", url), options);
  }
  return fail(ErrorKind::usage, fmt::format("database '{}' is not a URL", url),
              fmt::format("write sqlite:{}", url.empty() ? "PATH" : url));
}

std::string database_versions() {
  std::string text = fmt::format("sqlite (SQLite {})", ::sqlite3_libversion());
#ifdef BAZC_POSTGRES
  text += ", postgres (libpq)";
#endif
#ifdef BAZC_MARIADB
  text += ", mysql (MariaDB Connector/C)";
#endif
  return text;
}

}  // namespace bazc

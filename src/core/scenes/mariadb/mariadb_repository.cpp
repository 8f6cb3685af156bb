#include "core/scenes/mariadb/mariadb_repository.hpp"

#include "core/scenes/mariadb/mariadb_dialect.hpp"
#include "core/scenes/mariadb/mariadb_session.hpp"
#include "core/scenes/server/server_repository.hpp"

namespace bazc {

Result<std::unique_ptr<SceneRepository>> open_mariadb_repository(const std::string& url,
                                                                 const DatabaseOptions& options) {
  auto parsed = parse_mariadb_url(url);
  if (!parsed) {
    return fail(std::move(parsed).error());
  }
  const Result<MariadbLibrary>& mariadb = mariadb_library();
  if (!mariadb) {
    return fail(mariadb.error());
  }
  auto repository = std::make_unique<ServerRepository>(
      std::make_unique<MariadbSession>(*mariadb, *std::move(parsed), options),
      std::make_unique<MariadbDialect>(), options);
  if (auto connected = repository->connect(); !connected) {
    return fail(std::move(connected).error());
  }
  return repository;
}

}  // namespace bazc

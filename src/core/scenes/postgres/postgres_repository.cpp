#include "core/scenes/postgres/postgres_repository.hpp"

#include "core/scenes/postgres/postgres_dialect.hpp"
#include "core/scenes/postgres/postgres_session.hpp"
#include "core/scenes/server/server_repository.hpp"

namespace bazc {

Result<std::unique_ptr<SceneRepository>> open_postgres_repository(const std::string& url,
                                                                  const DatabaseOptions& options) {
  const Result<PqLibrary>& pq = pq_library();
  if (!pq) {
    return fail(pq.error());
  }
  auto session = PostgresSession::make(*pq, url, options);
  if (!session) {
    return fail(std::move(session).error());
  }
  auto repository = std::make_unique<ServerRepository>(
      *std::move(session), std::make_unique<PostgresDialect>(), options);
  if (auto connected = repository->connect(); !connected) {
    return fail(std::move(connected).error());
  }
  return repository;
}

}  // namespace bazc

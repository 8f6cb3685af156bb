// How the servers find the rows of a walk, by the plans of the statements that bazc runs, as the
// servers themselves log them.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/base/file.hpp"
#include "databases/scenes.hpp"

using bazc::Claim;
using bazc::Selection;
using bazc::test::contains;
using bazc::test::DatabaseServer;
using bazc::test::ServerBackend;

namespace {

constexpr int rows = 50'000;

// The parts of a walk over a table where most rows are done, and whose other indexes tempt.
void walk_all_ways(ServerBackend& backend, const std::string& url) {
  const auto repository = bazc::open_scene_repository(url, {}).value();
  REQUIRE(repository->check_schema());
  for (const Selection& selection : {Selection{}, Selection{.retry_failed = true, .stale = true},
                                     Selection{.all = true}, Selection{.shard = {1, 4}}}) {
    const auto bounds = repository->begin_walk(selection).value();
    const auto batch = repository->next_batch(selection, std::nullopt, bounds, 100).value();
    REQUIRE(batch.size() == 100);
    REQUIRE(repository->next_batch(selection, batch.back().id, bounds, 100));
    const Claim claim = repository->claim_next(selection, batch.back().id, bounds).value();
    REQUIRE(claim.state == Claim::State::claimed);
    REQUIRE(repository->record(bazc::test::successes({batch[0], batch[1]})));
    backend.execute("UPDATE scenes SET compiled_hash = NULL WHERE id = '" +
                    bazc::to_string(batch[0].id) + "'");
  }
  REQUIRE(repository->next_compiled(std::nullopt, 100));
}

std::string log_since(const std::string& file, std::size_t before) {
  return bazc::read_file(file).value().substr(before);
}

}  // namespace

TEST_CASE("postgres walks along the primary key, without reading the table or sorting it") {
  ServerBackend backend(DatabaseServer::postgres());
  static_cast<void>(backend.initialised());
  backend.execute(fmt::format(
      "INSERT INTO scenes (id, tsx_code, compiled_hash, compiled_url, compiled_at) SELECT md5(n::"
      "text), repeat('source ', 20), CASE WHEN n % 50 > 0 THEN '0123456789abcdef' END, 'u', now() "
      "FROM generate_series(1, {}) n",
      rows));
  backend.execute("CREATE INDEX by_error ON scenes (compilation_error)");
  backend.execute("CREATE INDEX by_update ON scenes (updated_at)");
  backend.execute("VACUUM ANALYZE scenes");
  const std::string log = DatabaseServer::postgres().text("directory") + "/postgres.out";
  const std::size_t before = bazc::read_file(log).value().size();
  walk_all_ways(
      backend, backend.url() +
                   "?options=-c%20session_preload_libraries%3Dauto_explain%20-c%20auto_explain.log_"
                   "min_duration%3D0");
  const std::string plans = log_since(log, before);
  // Each entry is a statement and its plan.
  std::size_t walks = 0;
  for (std::size_t at = plans.find("Query Text:"); at != std::string::npos;) {
    const std::size_t next = plans.find("Query Text:", at + 1);
    const std::string entry = plans.substr(at, next - at);
    at = next;
    if (!contains(entry, "\"scenes\"") || contains(entry, "count(*)")) {
      continue;  // the catalogue, and the one statement that is to see every row
    }
    CAPTURE(entry);
    CHECK(contains(entry, "using scenes_pkey on scenes"));
    CHECK_FALSE(contains(entry, "Seq Scan"));
    CHECK_FALSE(contains(entry, "Sort"));
    CHECK_FALSE(contains(entry, "Bitmap"));
    ++walks;
  }
  CHECK(walks > 20);
}

TEST_CASE("mariadb walks along the primary key, without reading the table or sorting it") {
  ServerBackend backend(DatabaseServer::mariadb());
  static_cast<void>(backend.initialised());
  backend.execute(fmt::format(
      "INSERT INTO scenes (id, tsx_code, compiled_hash, compiled_url, compiled_at) SELECT "
      "md5(seq), "
      "repeat('source ', 20), CASE WHEN seq % 50 > 0 THEN '0123456789abcdef' END, 'u', now() FROM "
      "seq_1_to_{}",
      rows));
  backend.execute("CREATE INDEX by_error ON scenes (compilation_error(50))");
  backend.execute("CREATE INDEX by_update ON scenes (updated_at)");
  backend.execute("ANALYZE TABLE scenes");
  const std::string log = DatabaseServer::mariadb().text("directory") + "/slow.log";
  backend.execute("SET GLOBAL slow_query_log_file = '" + log +
                  "', GLOBAL log_slow_verbosity = 'explain', GLOBAL slow_query_log = 1, GLOBAL "
                  "long_query_time = 0");
  walk_all_ways(backend, backend.url());
  backend.execute("SET GLOBAL slow_query_log = 0, GLOBAL long_query_time = 10");
  const std::string entries = log_since(log, 0);
  std::size_t walks = 0;
  for (std::size_t at = entries.find("# User@Host:"); at != std::string::npos;) {
    const std::size_t next = entries.find("# User@Host:", at + 1);
    const std::string entry = entries.substr(at, next - at);
    at = next;
    if (!contains(entry, "`scenes`") || contains(entry, "count(*)") ||
        !contains(entry, "# explain:")) {
      continue;
    }
    CAPTURE(entry);
    CHECK(contains(entry, "\tPRIMARY\t"));
    CHECK_FALSE(contains(entry, "\tALL\t"));
    CHECK_FALSE(contains(entry, "filesort"));
    ++walks;
  }
  CHECK(walks > 20);
}

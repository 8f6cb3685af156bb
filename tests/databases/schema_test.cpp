// What `bazc init` does to a server that is in use.
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "databases/scenes.hpp"

using bazc::test::DatabaseServer;
using bazc::test::on_each_server;
using bazc::test::ServerBackend;

namespace {

void make_table(ServerBackend& backend) {
  backend.execute("CREATE TABLE scenes (id INTEGER PRIMARY KEY, tsx_code TEXT)");
  backend.execute("INSERT INTO scenes VALUES (1, 'x'), (2, 'y')");
}

}  // namespace

TEST_CASE("init only adds, and says what it would run") {
  SUBCASE("postgres") {
    ServerBackend backend(DatabaseServer::postgres());
    make_table(backend);
    CHECK(
        backend.open({})->plan_schema().value() ==
        std::vector<std::string>{
            R"(ALTER TABLE "public"."scenes" ADD COLUMN IF NOT EXISTS "compiled_url" TEXT)",
            R"(ALTER TABLE "public"."scenes" ADD COLUMN IF NOT EXISTS "compiled_hash" VARCHAR(16))",
            R"(ALTER TABLE "public"."scenes" ADD COLUMN IF NOT EXISTS "compiled_at" TIMESTAMP WITH TIME ZONE)",
            R"(ALTER TABLE "public"."scenes" ADD COLUMN IF NOT EXISTS "compilation_error" TEXT)",
            R"(CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_compiled_hash" ON "public"."scenes" ("compiled_hash"))"});
  }
  SUBCASE("mariadb") {
    ServerBackend backend(DatabaseServer::mariadb());
    make_table(backend);
    const std::string table = fmt::format("`{}`.`scenes`", backend.name());
    CHECK(backend.open({})->plan_schema().value() ==
          std::vector<std::string>{
              "ALTER TABLE " + table + " ADD COLUMN `compiled_url` TEXT",
              "ALTER TABLE " + table + " ADD COLUMN `compiled_hash` VARCHAR(16)",
              "ALTER TABLE " + table + " ADD COLUMN `compiled_at` TIMESTAMP(3) NULL DEFAULT NULL",
              "ALTER TABLE " + table + " ADD COLUMN `compilation_error` TEXT",
              "CREATE INDEX `idx_compiled_hash` ON " + table + " (`compiled_hash`)"});
  }
}

TEST_CASE("several inits at once are one") {
  on_each_server([](ServerBackend& backend) {
    make_table(backend);
    std::vector<std::string> errors(4);
    std::vector<std::thread> threads;
    threads.reserve(errors.size());
    for (std::string& error : errors) {
      threads.emplace_back([&] {
        const auto applied = backend.open({})->apply_schema();
        error = applied ? "" : applied.error().message;
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    for (const std::string& error : errors) {
      CHECK(error.empty());
    }
    CHECK(backend.open({})->plan_schema().value().empty());
    CHECK(
        backend.value(backend.is_postgres()
                          ? "SELECT count(*) FROM pg_index WHERE indrelid = 'scenes'::regclass"
                          : "SELECT count(DISTINCT index_name) FROM information_schema.statistics "
                            "WHERE table_schema = DATABASE() AND table_name = 'scenes'") == "2");
  });
}

TEST_CASE("init gives way to a transaction that holds the table, and comes back") {
  on_each_server([](ServerBackend& backend) {
    make_table(backend);
    const auto other = backend.client();
    other->execute("BEGIN");
    other->execute("UPDATE scenes SET tsx_code = 'z' WHERE id = 1");
    std::string error = "not yet";
    std::thread init([&] {
      const auto applied = backend.open({})->apply_schema();
      error = applied ? "" : applied.error().message;
    });
    // It waits for the lock of the table …
    const std::string waiting =
        backend.is_postgres()
            ? "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'scenes'::regclass"
            : "SELECT count(*) FROM information_schema.processlist WHERE db = DATABASE() AND state "
              "LIKE '%metadata lock%'";
    while (backend.value(waiting) == "0") {
    }
    // … and stops waiting, though nobody gave it.
    while (backend.value(waiting) != "0") {
    }
    other->execute("COMMIT");
    init.join();
    CHECK(error.empty());
    CHECK(backend.open({})->plan_schema().value().empty());
  });
}

TEST_CASE("postgres: an index whose building was cut off is built again") {
  ServerBackend backend(DatabaseServer::postgres());
  const auto repository = backend.initialised();
  backend.execute(
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_compiled_hash'::regclass");
  CHECK(repository->check_schema());
  CHECK(
      repository->plan_schema().value() ==
      std::vector<std::string>{
          R"(DROP INDEX CONCURRENTLY IF EXISTS "public"."idx_compiled_hash")",
          R"(CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_compiled_hash" ON "public"."scenes" ("compiled_hash"))"});
  REQUIRE(repository->apply_schema());
  CHECK(backend.value("SELECT indisvalid FROM pg_index WHERE indexrelid = "
                      "'idx_compiled_hash'::regclass") == "t");
}

TEST_CASE("postgres: an index of another table, and a partitioned table, are no hindrance") {
  ServerBackend backend(DatabaseServer::postgres());
  const auto repository = backend.initialised();
  backend.execute(
      "CREATE TABLE parts (id INTEGER PRIMARY KEY, tsx_code TEXT) PARTITION BY RANGE (id)");
  backend.execute("CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (100)");
  backend.execute("INSERT INTO parts VALUES (1, 'x')");
  const auto parts = backend.open({.table = "parts"});
  REQUIRE(parts->apply_schema());
  CHECK(parts->plan_schema().value().empty());
  CHECK(bazc::test::outcomes(*parts, bazc::test::walk(*parts)) ==
        std::vector{bazc::RecordOutcome::recorded});
}

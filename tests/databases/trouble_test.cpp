// Tables, rows and neighbours that are not as one would wish.
#include <chrono>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "databases/scenes.hpp"

using bazc::DatabaseOptions;
using bazc::Error;
using bazc::ErrorKind;
using bazc::OpenMode;
using bazc::Recording;
using bazc::RecordOutcome;
using bazc::Scene;
using bazc::test::contains;
using bazc::test::DatabaseServer;
using bazc::test::on_each_server;
using bazc::test::outcomes;
using bazc::test::ServerBackend;
using bazc::test::successes;
using bazc::test::walk;

namespace {

constexpr const char* written =
    "compiled_url TEXT, compiled_hash VARCHAR(16), compiled_at TIMESTAMP NULL, compilation_error "
    "TEXT";

Error schema_error(ServerBackend& backend, const DatabaseOptions& options = {}) {
  const auto checked = backend.open_with(options).value()->check_schema();
  REQUIRE_FALSE(checked);
  return checked.error();
}

}  // namespace

TEST_CASE("a table that cannot be used is refused, and it is said why") {
  on_each_server([](ServerBackend& backend) {
    const auto check = [&](const std::string& columns, const std::string& part) {
      CAPTURE(columns);
      backend.execute("CREATE TABLE scenes (" + columns + ")");
      const Error error = schema_error(backend);
      CAPTURE(error.message);
      CHECK(error.kind == ErrorKind::usage);
      CHECK(contains(error.message, part));
      backend.execute("DROP TABLE scenes");
    };
    const std::string rest = std::string(", tsx_code TEXT, ") + written;
    check("id INTEGER" + rest, "neither the primary key nor UNIQUE");
    check("id INTEGER UNIQUE" + rest, "neither the primary key nor UNIQUE");
    check("id INTEGER, v INTEGER" + rest + ", PRIMARY KEY (id, v)", "(id, v)");
    check("id NUMERIC PRIMARY KEY" + rest, "'id'");
    check("id INTEGER PRIMARY KEY, tsx_code INTEGER, " + std::string(written), "not text");
    const auto replaced = [&](std::string columns, const std::string& what, const std::string& by) {
      return "id INTEGER PRIMARY KEY" + columns.replace(columns.find(what), what.size(), by);
    };
    check(replaced(rest, "VARCHAR(16)", "VARCHAR(8)"), "too short");
    check(replaced(rest, "compilation_error TEXT", "compilation_error VARCHAR(255)"), "too short");
    check(replaced(rest, "TIMESTAMP NULL", "INTEGER"), "not a date and time");
    check(replaced(rest, "tsx_code TEXT", "tsx_code TEXT, updated_at INTEGER"), "'updated_at'");

    backend.execute("CREATE TABLE actual (id INTEGER NOT NULL UNIQUE" + rest + ")");
    CHECK(backend.open({.table = "actual"})->check_schema());
    backend.execute("CREATE VIEW scenes AS SELECT * FROM actual");
    CHECK(contains(schema_error(backend).message, "is a view"));
    CHECK(contains(backend.open({})->plan_schema().error().message, "is a view"));
  });
}

TEST_CASE("a user without the right to write may read, and is told what is missing") {
  on_each_server([](ServerBackend& backend) {
    static_cast<void>(backend.initialised());
    insert_scenes(backend, {"a"});
    const bool postgres = backend.is_postgres();
    const std::string user = backend.name() + "_reader";
    backend.execute(postgres ? "CREATE ROLE " + user +
                                   " LOGIN PASSWORD 'x'; GRANT SELECT ON scenes "
                                   "TO " +
                                   user
                             : "CREATE USER " + user +
                                   " IDENTIFIED BY 'x'; GRANT SELECT ON scenes TO " + user);
    const std::string url =
        fmt::format("{}://{}:x@{}:{}/{}", backend.server().scheme(), user,
                    backend.server().text("host"), backend.server().port(), backend.name());
    const auto reader = bazc::open_scene_repository(url, {.mode = OpenMode::read_only}).value();
    CHECK(reader->counts().value().pending == 1);
    const auto writer = bazc::open_scene_repository(url, {}).value();
    const Error error = writer->check_schema().error();
    CHECK(error.kind == ErrorKind::usage);
    CHECK(contains(error.message, "no privilege to UPDATE column 'compiled_url'"));
    CHECK(contains(error.hint, "GRANT UPDATE"));
    // The columns that it writes are enough.
    backend.execute(
        "GRANT UPDATE (compiled_url, compiled_hash, compiled_at, compilation_error) ON "
        "scenes TO " +
        user);
    CHECK(outcomes(*writer, walk(*writer)) == std::vector{RecordOutcome::recorded});
  });
}

TEST_CASE("a row that the database refuses costs the others nothing") {
  on_each_server([](ServerBackend& backend) {
    const auto repository = backend.initialised();
    insert_scenes(backend, {"a", "b", "c"});
    std::string expected = "no writes to b";
    if (backend.is_postgres()) {
      const auto trigger = [&](const std::string& body) {
        backend.execute(
            "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.id "
            "= 'b' THEN " +
            body +
            "; END IF; RETURN NEW; END $$; CREATE TRIGGER t BEFORE "
            "UPDATE ON scenes FOR EACH ROW EXECUTE FUNCTION t()");
      };
      SUBCASE("raises") {
        trigger("RAISE EXCEPTION 'no writes to b'");
      }
      SUBCASE("skips") {
        trigger("RETURN NULL");
        expected = "a trigger left the row as it was";
      }
      SUBCASE("fails") {
        trigger("PERFORM 1 / 0");
        expected = "division by zero";
      }
    } else {
      SUBCASE("raises") {
        backend.execute(
            "CREATE TRIGGER t BEFORE UPDATE ON scenes FOR EACH ROW BEGIN IF OLD.id = 'b' "
            "THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no writes to b'; END IF; "
            "END");
      }
      SUBCASE("constraint") {
        backend.execute(
            "ALTER TABLE scenes ADD CONSTRAINT k CHECK (id <> 'b' OR compiled_url IS "
            "NULL)");
        expected = "CONSTRAINT `k` failed";
      }
    }
    const auto results = repository->record(successes(walk(*repository))).value();
    REQUIRE(results.size() == 3);
    CHECK(results[0].outcome == RecordOutcome::recorded);
    CHECK(results[1].outcome == RecordOutcome::refused);
    CAPTURE(results[1].message);
    CHECK(contains(results[1].message, expected));
    CHECK(results[2].outcome == RecordOutcome::recorded);
    CHECK(backend.value("SELECT count(*) FROM scenes WHERE compiled_hash IS NOT NULL") == "2");
  });
}

TEST_CASE("a row that somebody holds locked is given back, and the rest is recorded at once") {
  on_each_server([](ServerBackend& backend) {
    const auto repository = backend.initialised();
    insert_scenes(backend, {"a", "b", "c", "d"});
    const auto scenes = walk(*repository);
    const auto other = backend.client();
    other->execute("BEGIN");
    other->execute("UPDATE scenes SET tsx_code = 'edited' WHERE id = 'b'");
    other->execute("DELETE FROM scenes WHERE id = 'c'");
    const auto begin = std::chrono::steady_clock::now();
    const auto first = outcomes(*repository, scenes);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    CHECK(first == std::vector{RecordOutcome::recorded, RecordOutcome::locked,
                               RecordOutcome::locked, RecordOutcome::recorded});
    SUBCASE("and then gives it up") {
      other->execute("ROLLBACK");
      CHECK(outcomes(*repository, {scenes[1], scenes[2]}) ==
            std::vector{RecordOutcome::recorded, RecordOutcome::recorded});
    }
    SUBCASE("and then commits") {
      other->execute("COMMIT");
      CHECK(outcomes(*repository, {scenes[1], scenes[2]}) ==
            std::vector{RecordOutcome::superseded, RecordOutcome::deleted});
    }
  });
}

TEST_CASE("a table that somebody holds locked is waited for, and then given up") {
  on_each_server([](ServerBackend& backend) {
    static_cast<void>(backend.initialised());
    insert_scenes(backend, {"a"});
    const std::atomic<int> interrupted{1};  // no second attempt
    const auto repository =
        backend
            .open_with({.busy_timeout = std::chrono::milliseconds(200), .interrupts = &interrupted})
            .value();
    const auto scenes = walk(*repository);
    const auto other = backend.client();
    other->execute("BEGIN");
    other->execute(backend.is_postgres() ? "LOCK TABLE scenes" : "LOCK TABLES scenes WRITE");
    const auto recorded = repository->record(successes(scenes));
    REQUIRE_FALSE(recorded);
    CHECK(recorded.error().kind == ErrorKind::unavailable);
    CAPTURE(recorded.error().message);
    CHECK(contains(recorded.error().hint, "lock"));
    other->execute(backend.is_postgres() ? "COMMIT" : "UNLOCK TABLES");
    CHECK(outcomes(*repository, scenes) == std::vector{RecordOutcome::recorded});
  });
}

TEST_CASE("a deadlock or a serialization failure is tried again") {
  on_each_server([](ServerBackend& backend) {
    const auto repository = backend.initialised();
    insert_scenes(backend, {"a", "b"});
    if (backend.is_postgres()) {
      backend.execute(
          "CREATE SEQUENCE tries; CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
          "IF "
          "nextval('tries') < 4 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = CASE "
          "currval('tries') % 2 WHEN 0 THEN '40P01' ELSE '40001' END; END IF; RETURN NEW; END $$; "
          "CREATE TRIGGER t BEFORE UPDATE ON scenes FOR EACH ROW EXECUTE FUNCTION t()");
    } else {
      backend.execute(
          "CREATE TRIGGER t BEFORE UPDATE ON scenes FOR EACH ROW BEGIN SET @tries = "
          "COALESCE(@tries, "
          "0) + 1; IF @tries < 4 THEN SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213; END IF; END");
    }
    CHECK(outcomes(*repository, walk(*repository)) ==
          std::vector{RecordOutcome::recorded, RecordOutcome::recorded});
  });
}

TEST_CASE("postgres: a database of serializable transactions by default") {
  ServerBackend backend(DatabaseServer::postgres());
  backend.execute("ALTER DATABASE " + backend.name() +
                  " SET default_transaction_isolation = serializable");
  const auto repository = backend.initialised();
  insert_scenes(backend, {"a"});
  CHECK(outcomes(*repository, walk(*repository)) == std::vector{RecordOutcome::recorded});
}

TEST_CASE("sources of five megabytes, and of every character, come and are compared whole") {
  on_each_server([](ServerBackend& backend) {
    const auto repository = backend.initialised();
    std::string source;
    std::string literal;
    while (source.size() < 5'000'000) {
      source += "const scene = '' || \"🎬 é\";\r\n\t";
      literal += "const scene = '''' || \"🎬 é\";\r\n\t";
    }
    backend.execute("INSERT INTO scenes (id, tsx_code) VALUES ('a', '" + literal + "')");
    const auto scenes = walk(*repository);
    REQUIRE(scenes.size() == 1);
    CHECK((scenes[0].source == source));
    Scene cut = scenes[0];
    cut.source->back() = ' ';
    CHECK(outcomes(*repository, {cut}) == std::vector{RecordOutcome::superseded});
    CHECK(outcomes(*repository, scenes) == std::vector{RecordOutcome::recorded});
  });
}

TEST_CASE("postgres: a database in another encoding, and one in none") {
  ServerBackend backend(DatabaseServer::postgres());
  const std::string name = backend.name() + "_encoded";
  const auto open = [&](const std::string& encoding) {
    backend.execute("CREATE DATABASE " + name + " ENCODING '" + encoding +
                    "' LOCALE 'C' TEMPLATE template0");
    auto repository = bazc::open_scene_repository(backend.server().url(name), {}).value();
    REQUIRE(repository->apply_schema());
    const auto client = backend.server().client(name);
    client->execute("SET client_encoding = '" + encoding + "'");
    client->execute("INSERT INTO scenes (id, tsx_code) VALUES ('a', 'caf\xe9')");
    return repository;
  };
  SUBCASE("LATIN1") {
    const auto repository = open("LATIN1");
    const auto scenes = walk(*repository);
    CHECK(scenes[0].source == "café");
    Recording failed = bazc::test::success(scenes[0]);
    failed.result = Recording::Failure{"syntax: 🎬"};
    const auto results = repository->record({failed}).value();
    CHECK(results[0].outcome == RecordOutcome::refused);
    CHECK(contains(results[0].message, "LATIN1"));
    CHECK(outcomes(*repository, scenes) == std::vector{RecordOutcome::recorded});
  }
  SUBCASE("SQL_ASCII: the bytes as they are, for the compiler to refuse") {
    const auto repository = open("SQL_ASCII");
    const auto scenes = walk(*repository);
    CHECK(scenes[0].source == "caf\xe9");
    CHECK(outcomes(*repository, scenes) == std::vector{RecordOutcome::recorded});
  }
}

TEST_CASE("mariadb: sources in another encoding, and a collation that ignores case") {
  ServerBackend backend(DatabaseServer::mariadb());
  backend.execute(
      "CREATE TABLE scenes (id VARCHAR(20) PRIMARY KEY, tsx_code TEXT CHARACTER SET "
      "latin1 COLLATE latin1_general_ci)");
  const auto repository = backend.initialised();
  backend.execute("INSERT INTO scenes (id, tsx_code) VALUES ('a', 'café')");
  const auto scenes = walk(*repository);
  CHECK(scenes[0].source == "café");
  backend.execute("UPDATE scenes SET tsx_code = 'CAFÉ'");
  CHECK(outcomes(*repository, scenes) == std::vector{RecordOutcome::superseded});
  CHECK(outcomes(*repository, walk(*repository)) == std::vector{RecordOutcome::recorded});
}

TEST_CASE("mariadb: a session whose server has another sql_mode and time zone") {
  ServerBackend backend(DatabaseServer::mariadb());
  backend.execute("SET GLOBAL sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES', GLOBAL time_zone = '+05:30'");
  const auto repository = backend.initialised();
  insert_scenes(backend, {"a"});
  CHECK(outcomes(*repository, walk(*repository)) == std::vector{RecordOutcome::recorded});
  CHECK(contains(backend.value("SELECT compiled_at FROM scenes").value_or(""),
                 "2027-01-15 08:00:00"));  // the client's zone is UTC
  backend.execute("SET GLOBAL sql_mode = DEFAULT, GLOBAL time_zone = DEFAULT");
}

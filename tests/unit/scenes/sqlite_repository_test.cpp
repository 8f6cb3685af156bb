#include <algorithm>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "support/sqlite_file.hpp"
#include "unit/scenes/repository_contract.hpp"

using bazc::Error;
using bazc::ErrorKind;
using bazc::Recording;
using bazc::RecordOutcome;
using bazc::Scene;
using bazc::SceneId;
using bazc::SceneRepository;
using bazc::SchemaMapping;
using bazc::Selection;
using bazc::SystemTime;
using bazc::WalkBounds;
using bazc::test::SqliteFile;

namespace {

class SqliteBackend final : public bazc::test::Backend {
 public:
  [[nodiscard]] std::unique_ptr<SceneRepository> open(const SchemaMapping& mapping) override {
    return file_.open(mapping).value();
  }
  void execute(const std::string& sql) override { file_.execute(sql); }
  [[nodiscard]] std::optional<std::string> value(const std::string& sql) override {
    return file_.value(sql);
  }

 private:
  SqliteFile file_;
};

// One row at a time: every step compares with the id before.
std::vector<SceneId> walk_ids(SceneRepository& repository, const Selection& selection = {}) {
  const WalkBounds bounds = repository.begin_walk(selection).value();
  std::vector<SceneId> ids;
  std::optional<SceneId> after;
  while (ids.size() <= bounds.count + 10) {
    const auto rows = repository.next_batch(selection, after, bounds, 1).value();
    if (rows.empty()) {
      break;
    }
    after = rows[0].id;
    ids.push_back(rows[0].id);
  }
  CHECK(ids.size() == bounds.count);
  return ids;
}

Recording success(const Scene& scene) {
  return {.id = scene.id,
          .compiled_source = scene.source,
          .version = scene.version,
          .compiled_at = SystemTime(std::chrono::seconds(1'800'000'000)),
          .result = Recording::Success{"u", "0123456789abcdef"}};
}

std::vector<Scene> all_scenes(SceneRepository& repository) {
  const WalkBounds bounds = repository.begin_walk({}).value();
  return repository.next_batch({}, std::nullopt, bounds, 1000).value();
}

constexpr const char* written = "compiled_url, compiled_hash, compiled_at, compilation_error";

}  // namespace

TEST_CASE("sqlite keeps the contract of a scene repository") {
  bazc::test::check_repository_contract([] { return std::make_unique<SqliteBackend>(); });
}

TEST_CASE("a walk over ids of both storage classes visits each row once") {
  SqliteFile file;
  file.execute(std::string("CREATE TABLE scenes (id PRIMARY KEY NOT NULL, tsx_code, ") + written +
               ")");
  file.execute("INSERT INTO scenes (id) VALUES ('b'), (10), ('10'), (9), ('9'), (-1), ('')");
  const auto repository = file.open().value();
  const std::vector<SceneId> expected = {
      std::int64_t{-1}, std::int64_t{9}, std::int64_t{10}, "", "10", "9", "b"};
  CHECK(walk_ids(*repository) == expected);
  for (const Scene& scene : all_scenes(*repository)) {
    CHECK(repository->record({success(scene)}).value()[0].outcome == RecordOutcome::recorded);
  }
  CHECK(file.value("SELECT count(*) FROM scenes WHERE compiled_hash IS NULL") == "0");
  CHECK(repository->find("b").value());
  CHECK(repository->find("-1").value()->id == SceneId(std::int64_t{-1}));
  CHECK(repository->find("10").error().kind == ErrorKind::usage);
}

TEST_CASE("integer ids walk in the order of numbers") {
  SqliteFile file;
  file.execute(std::string("CREATE TABLE scenes (id INTEGER PRIMARY KEY, tsx_code, ") + written +
               ")");
  file.execute("INSERT INTO scenes (id) VALUES (100), (9), (9223372036854775807), (-5)");
  const auto repository = file.open().value();
  CHECK(walk_ids(*repository) ==
        std::vector<SceneId>{std::int64_t{-5}, std::int64_t{9}, std::int64_t{100}, INT64_MAX});
  CHECK(repository->find("9").value()->id == SceneId(std::int64_t{9}));
  CHECK_FALSE(repository->find("nine").value());
}

TEST_CASE("a walk follows the collation of the id's index, so nothing is skipped") {
  SqliteFile file;
  // The column and its unique index may disagree: under NOCASE 'A' is not after 'a'.
  const std::string columns = std::string(", tsx_code, ") + written;
  SUBCASE("NOCASE key") {
    file.execute("CREATE TABLE scenes (id TEXT PRIMARY KEY NOT NULL COLLATE NOCASE" + columns +
                 ")");
    file.execute("INSERT INTO scenes (id) VALUES ('b'), ('A'), ('c'), ('D')");
    const auto repository = file.open().value();
    CHECK(walk_ids(*repository) == std::vector<SceneId>{"A", "b", "c", "D"});
  }
  SUBCASE("NOCASE column, binary index") {
    file.execute("CREATE TABLE scenes (id TEXT NOT NULL COLLATE NOCASE" + columns + ")");
    file.execute("CREATE UNIQUE INDEX by_id ON scenes (id COLLATE BINARY)");
    file.execute("INSERT INTO scenes (id, tsx_code) VALUES ('b', 1), ('a', 1), ('B', 1), ('A', 1)");
    const auto repository = file.open().value();
    CHECK(walk_ids(*repository) == std::vector<SceneId>{"A", "B", "a", "b"});
    const auto scenes = all_scenes(*repository);
    REQUIRE(scenes.size() == 4);
    CHECK(repository->record({success(scenes[0])}).value()[0].outcome == RecordOutcome::recorded);
    CHECK(file.value("SELECT group_concat(id) FROM scenes WHERE compiled_hash IS NOT NULL") == "A");
    CHECK(repository->find("a").value()->id == SceneId("a"));
  }
  SUBCASE("WITHOUT ROWID") {
    file.execute("CREATE TABLE scenes (id TEXT PRIMARY KEY NOT NULL" + columns + ") WITHOUT ROWID");
    file.execute("INSERT INTO scenes (id) VALUES ('b'), ('a')");
    CHECK(walk_ids(*file.open().value()) == std::vector<SceneId>{"a", "b"});
  }
}

TEST_CASE("a row whose id bazc cannot hold is an error, never skipped in silence") {
  SqliteFile file;
  file.execute(std::string("CREATE TABLE scenes (id PRIMARY KEY, tsx_code, ") + written + ")");
  file.execute("INSERT INTO scenes (id) VALUES ('a'), (NULL), (NULL), (1.5), (x'00')");
  const auto error = file.open().value()->begin_walk({}).error();
  CHECK(error.kind == ErrorKind::usage);
  for (const char* part : {"2 of type null", "1 of type real", "1 of type blob"}) {
    CHECK(error.message.find(part) != std::string::npos);
  }
  const auto repository = file.open({.filter = "typeof(id) = 'text'"}).value();
  CHECK(walk_ids(*repository) == std::vector<SceneId>{"a"});
}

TEST_CASE("an id that is not unique on its own is refused") {
  const auto error_of = [](const std::string& columns) {
    SqliteFile file;
    file.execute("CREATE TABLE scenes (" + columns + ")");
    const auto checked = file.open().value()->check_schema();
    return checked ? std::string("fine") : checked.error().message;
  };
  const std::string rest = std::string(", tsx_code, ") + written;
  CHECK(error_of("id TEXT" + rest).find("is neither the primary key nor UNIQUE") !=
        std::string::npos);
  CHECK(error_of("id TEXT UNIQUE" + rest).find("neither") != std::string::npos);
  CHECK(error_of("id TEXT, v INT" + rest + ", PRIMARY KEY (id, v)").find("(id, v)") !=
        std::string::npos);
  CHECK(error_of("id TEXT NOT NULL UNIQUE" + rest) == "fine");
  CHECK(error_of("id INTEGER PRIMARY KEY" + rest) == "fine");
  CHECK(error_of("id TEXT NOT NULL UNIQUE, v INT" + rest + ", PRIMARY KEY (id, v)") == "fine");

  SqliteFile partial;
  partial.execute("CREATE TABLE scenes (id TEXT NOT NULL" + rest + ")");
  partial.execute("CREATE UNIQUE INDEX i ON scenes (id) WHERE tsx_code IS NOT NULL");
  CHECK_FALSE(partial.open().value()->check_schema());
}

TEST_CASE("sources survive with NULs and bytes that are no UTF-8, as text and as blob") {
  SqliteFile file;
  const auto repository = file.initialised();
  file.execute(
      "INSERT INTO scenes (id, tsx_code) VALUES ('blob', x'6100ff62'), "
      "('text', CAST(x'6100ff62' AS TEXT)), ('empty blob', x''), ('empty text', '')");
  file.execute(
      "CREATE TABLE numbers (id PRIMARY KEY NOT NULL, tsx_code, compiled_url, "
      "compiled_hash, compiled_at, compilation_error)");
  const auto scenes = all_scenes(*repository);
  REQUIRE(scenes.size() == 4);
  CHECK(scenes[0].source == std::string("a\0\xff"
                                        "b",
                                        4));
  CHECK(scenes[3].source == std::string("a\0\xff"
                                        "b",
                                        4));
  CHECK(scenes[1].source == "");
  for (const Scene& scene : scenes) {
    CAPTURE(bazc::to_string(scene.id));
    Recording cut = success(scene);
    cut.compiled_source = scene.source->empty() ? "x" : scene.source->substr(0, 1);
    CHECK(repository->record({cut}).value()[0].outcome == RecordOutcome::superseded);
    CHECK(repository->record({success(scene)}).value()[0].outcome == RecordOutcome::recorded);
  }
}

TEST_CASE("a source is compared byte for byte whatever the column's collation and type") {
  SqliteFile file;
  file.execute(std::string("CREATE TABLE scenes (id INTEGER PRIMARY KEY, tsx_code TEXT COLLATE "
                           "NOCASE, ") +
               written + ")");
  file.execute("INSERT INTO scenes (id, tsx_code) VALUES (1, 'abc')");
  const auto repository = file.open().value();
  const auto scene = all_scenes(*repository)[0];
  file.execute("UPDATE scenes SET tsx_code = 'ABC'");
  CHECK(repository->record({success(scene)}).value()[0].outcome == RecordOutcome::superseded);

  SqliteFile numbers;
  numbers.execute(std::string("CREATE TABLE scenes (id INTEGER PRIMARY KEY, tsx_code, ") + written +
                  ")");
  numbers.execute("INSERT INTO scenes (id, tsx_code) VALUES (1, 42), (2, 1.5)");
  const auto odd = numbers.open().value();
  for (const Scene& number : all_scenes(*odd)) {
    CHECK(odd->record({success(number)}).value()[0].outcome == RecordOutcome::recorded);
  }
}

TEST_CASE("a database in UTF-16 is read and compared like any other") {
  SqliteFile file;
  file.execute("PRAGMA encoding = 'UTF-16le'; CREATE TABLE first (x)");
  const auto repository = file.initialised();
  file.execute("INSERT INTO scenes (id, tsx_code) VALUES ('é', 'const 𝒳 = 1')");
  REQUIRE(file.value("PRAGMA encoding") == "UTF-16le");
  const auto scenes = all_scenes(*repository);
  REQUIRE(scenes.size() == 1);
  CHECK(scenes[0].id == SceneId("é"));
  CHECK(scenes[0].source == "const 𝒳 = 1");
  CHECK(repository->record({success(scenes[0])}).value()[0].outcome == RecordOutcome::recorded);
}

TEST_CASE("a row that the database refuses keeps its place and costs the others nothing") {
  SqliteFile file;
  const auto repository = file.initialised();
  file.execute("INSERT INTO scenes (id, tsx_code) VALUES ('a', 'x'), ('b', 'x'), ('c', 'x')");
  std::string expected = "no writes to b";
  SUBCASE("abort") {
    file.execute(
        "CREATE TRIGGER t BEFORE UPDATE ON scenes WHEN OLD.id = 'b' BEGIN "
        "SELECT RAISE(ABORT, 'no writes to b'); END");
  }
  SUBCASE("fail") {
    file.execute(
        "CREATE TRIGGER t AFTER UPDATE ON scenes WHEN OLD.id = 'b' BEGIN "
        "SELECT RAISE(FAIL, 'no writes to b'); END");
  }
  SUBCASE("rollback") {
    file.execute(
        "CREATE TRIGGER t BEFORE UPDATE ON scenes WHEN OLD.id = 'b' BEGIN "
        "SELECT RAISE(ROLLBACK, 'no writes to b'); END");
  }
  SUBCASE("ignore") {
    file.execute(
        "CREATE TRIGGER t BEFORE UPDATE ON scenes WHEN OLD.id = 'b' BEGIN "
        "SELECT RAISE(IGNORE); END");
    expected = "a trigger left the row as it was";
  }
  std::vector<Recording> recordings;
  for (const Scene& scene : all_scenes(*repository)) {
    recordings.push_back(success(scene));
  }
  const auto results = repository->record(recordings).value();
  REQUIRE(results.size() == 3);
  CHECK(results[0].outcome == RecordOutcome::recorded);
  CHECK(results[1].outcome == RecordOutcome::refused);
  CHECK(results[1].message.find(expected) != std::string::npos);
  CHECK(results[2].outcome == RecordOutcome::recorded);
  CHECK(file.value("SELECT group_concat(id) FROM (SELECT id FROM scenes WHERE compiled_hash IS NOT "
                   "NULL ORDER BY id)") == "a,c");
  file.execute("BEGIN IMMEDIATE");  // nothing is left open
  file.execute("COMMIT");
}

TEST_CASE("stale is told from every common form of a time") {
  SqliteFile file;
  file.execute(
      std::string("CREATE TABLE scenes (id TEXT PRIMARY KEY NOT NULL, tsx_code, updated_at, "
                  "compiled_url, compiled_hash, compilation_error, compiled_at)"));
  // compiled_at is 2027-01-15 08:00:00.500 UTC, 1800000000.5 s.
  const std::vector<std::pair<std::string, bool>> times = {
      {"'2027-01-15 08:00:00'", false},
      {"'2027-01-15 08:00:01'", true},
      {"'2027-01-15 08:00:00.499'", false},
      {"'2027-01-15 08:00:00.501'", true},
      {"'2027-01-15T08:00:00Z'", false},
      {"'2027-01-15T08:00:00.501Z'", true},
      {"'2027-01-15T09:00:00.400+01:00'", false},
      {"'2027-01-15T07:00:01-01:00'", true},
      {"'2027-01-14'", false},
      {"'2027-01-16'", true},
      {"1800000000", false},
      {"1800000001", true},
      {"1800000000.25", false},
      {"1800000000.75", true},
      {"1800000000500", false},
      {"1800000000501", true},
      {"'1800000000'", false},
      {"'1800000001'", true},
      {"NULL", false},
  };
  std::set<std::string> expected;
  for (const auto& [time, is_stale] : times) {
    std::string id = time;
    id.erase(std::remove(id.begin(), id.end(), '\''), id.end());
    id += time[0] == '\'' ? " text" : "";
    file.execute(
        fmt::format("INSERT INTO scenes VALUES ('{}', 'x', {}, 'u', 'h', NULL, "
                    "'2027-01-15 08:00:00.500')",
                    id, time));
    if (is_stale) {
      expected.insert(id);
    }
  }
  const auto repository = file.open().value();
  std::set<std::string> found;
  for (const SceneId& id : walk_ids(*repository, {.stale = true})) {
    found.insert(bazc::to_string(id));
  }
  CHECK(found == expected);
  CHECK(repository->counts().value().stale == expected.size());

  file.execute("UPDATE scenes SET updated_at = 'yesterday' WHERE id = '2027-01-14 text'");
  const Error error = repository->begin_walk({.stale = true}).error();
  CHECK(error.kind == ErrorKind::usage);
  CHECK(error.message.find("'yesterday'") != std::string::npos);
}

TEST_CASE("only a stale selection needs the column of updates") {
  SqliteFile file;
  file.execute(std::string("CREATE TABLE scenes (id TEXT PRIMARY KEY NOT NULL, tsx_code, ") +
               written + ")");
  file.execute("INSERT INTO scenes (id) VALUES ('a')");
  const auto repository = file.open().value();
  REQUIRE(repository->check_schema());
  CHECK(walk_ids(*repository).size() == 1);
  CHECK(repository->counts().value().stale == 0);
  const Error error = repository->begin_walk({.stale = true}).error();
  CHECK(error.kind == ErrorKind::usage);
  CHECK(error.message.find("'updated_at'") != std::string::npos);
}

namespace {

std::vector<std::string>& traced_statements() {
  static std::vector<std::string> statements;
  return statements;
}

int keep_statement(unsigned /*event*/, void* /*context*/, void* statement, void* /*sql*/) {
  char* expanded = ::sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
  traced_statements().emplace_back(expanded == nullptr ? "" : expanded);
  ::sqlite3_free(expanded);
  return 0;
}

int trace_connection(sqlite3* handle, const char** /*error*/, const void* /*api*/) {
  ::sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, keep_statement, nullptr);
  return SQLITE_OK;
}

/// The statements that connections run which are opened while this lives.
class StatementTrace {
 public:
  StatementTrace() {
    traced_statements().clear();
    ::sqlite3_auto_extension(reinterpret_cast<void (*)()>(trace_connection));
  }
  ~StatementTrace() {
    ::sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(trace_connection));
  }
  StatementTrace(const StatementTrace&) = delete;
  StatementTrace& operator=(const StatementTrace&) = delete;
};

}  // namespace

TEST_CASE("a batch is a search of the primary key, without sorting, whatever else is indexed") {
  for (const char* id : {"id INTEGER PRIMARY KEY", "id TEXT PRIMARY KEY NOT NULL",
                         "id TEXT PRIMARY KEY NOT NULL COLLATE NOCASE"}) {
    CAPTURE(id);
    SqliteFile file;
    file.execute(std::string("CREATE TABLE scenes (") + id + ", tsx_code, updated_at, " + written +
                 ")");
    for (const char* column : {"compilation_error", "compiled_at", "updated_at"}) {
      file.execute(std::string("CREATE INDEX by_") + column + " ON scenes (" + column + ")");
    }
    const StatementTrace trace;
    const auto repository = file.initialised();
    file.execute("INSERT INTO scenes (id) VALUES (1), (2)");
    for (const Selection& selection :
         {Selection{}, Selection{.retry_failed = true, .stale = true}, Selection{.all = true}}) {
      const auto bounds = repository->begin_walk(selection).value();
      traced_statements().clear();
      const auto rows = repository->next_batch(selection, std::nullopt, bounds, 1).value();
      REQUIRE(repository->next_batch(selection, rows[0].id, bounds, 1));
      REQUIRE(repository->next_compiled(rows[0].id, 1));
      const auto statements = traced_statements();
      REQUIRE(statements.size() == 3);
      for (const std::string& sql : statements) {
        CAPTURE(sql);
        SQLite::Statement plan(file.database(), "EXPLAIN QUERY PLAN " + sql);
        REQUIRE(plan.executeStep());
        const std::string detail = plan.getColumn(3).getString();
        CAPTURE(detail);
        CHECK(detail.starts_with("SEARCH scenes USING"));
        CHECK((detail.find("INTEGER PRIMARY KEY") != std::string::npos ||
               detail.find("sqlite_autoindex_scenes_1") != std::string::npos));
        CHECK_FALSE(plan.executeStep());
      }
    }
  }
}

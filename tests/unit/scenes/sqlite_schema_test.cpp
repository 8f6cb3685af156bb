#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "support/sqlite_file.hpp"

using bazc::Error;
using bazc::ErrorKind;
using bazc::OpenMode;
using bazc::test::SqliteFile;

namespace {

constexpr const char* own_table = "CREATE TABLE scenes (id TEXT PRIMARY KEY NOT NULL, tsx_code)";

}  // namespace

TEST_CASE("init's plan is the SQL that it runs") {
  SqliteFile file;
  file.execute(own_table);
  const auto repository = file.open().value();
  CHECK(repository->plan_schema().value() ==
        std::vector<std::string>{
            "ALTER TABLE \"scenes\" ADD COLUMN \"compiled_url\" TEXT",
            "ALTER TABLE \"scenes\" ADD COLUMN \"compiled_hash\" VARCHAR(16)",
            "ALTER TABLE \"scenes\" ADD COLUMN \"compiled_at\" TIMESTAMP",
            "ALTER TABLE \"scenes\" ADD COLUMN \"compilation_error\" TEXT",
            "CREATE INDEX IF NOT EXISTS \"idx_compiled_hash\" ON \"scenes\" (\"compiled_hash\")"});
  CHECK(file.value("SELECT count(*) FROM pragma_table_info('scenes')") == "2");
}

TEST_CASE("a fresh table has the mapping's columns") {
  SqliteFile file;
  const auto repository = file.initialised({.table = "my \"scenes\"",
                                            .id_column = "key",
                                            .source_column = "code",
                                            .updated_column = "changed",
                                            .deleted_column = "gone"});
  REQUIRE(repository->check_schema());
  file.execute(R"(INSERT INTO "my ""scenes""" (key, code) VALUES ('a', 'x'))");
  CHECK(repository->begin_walk({.stale = true}).value().count == 1);
  CHECK(file.value(R"(SELECT changed FROM "my ""scenes""")")->size() == 19);
}

TEST_CASE("an index's name that another table took is derived anew, and stays") {
  SqliteFile file;
  file.execute("CREATE TABLE other (x)");
  file.execute("CREATE INDEX idx_compiled_hash ON other (x)");
  const auto repository = file.initialised();
  CHECK(file.value("SELECT tbl_name FROM sqlite_master WHERE name = "
                   "'idx_scenes_compiled_hash'") == "scenes");
  CHECK(repository->plan_schema().value().empty());
}

TEST_CASE("a view is refused, and a table without the mapped columns is not extended by them") {
  SqliteFile file;
  file.execute("CREATE TABLE t (id TEXT PRIMARY KEY NOT NULL, code TEXT)");
  file.execute("CREATE VIEW scenes AS SELECT * FROM t");
  CHECK(file.open().value()->check_schema().error().message.find("is a view") != std::string::npos);
  CHECK(file.open().value()->apply_schema().error().kind == ErrorKind::usage);
  const Error error = file.open({.table = "t"}).value()->apply_schema().error();
  CHECK(error.kind == ErrorKind::usage);
  CHECK(error.message.find("'tsx_code'") != std::string::npos);
  CHECK(file.value("SELECT count(*) FROM pragma_table_info('t')") == "2");
}

TEST_CASE("names are found whatever their case, as SQLite does") {
  SqliteFile file;
  file.execute(
      "CREATE TABLE Scenes (ID TEXT PRIMARY KEY NOT NULL, TSX_Code, Compiled_URL, "
      "COMPILED_HASH, compiled_at, compilation_error)");
  const auto repository = file.open().value();
  CHECK(repository->check_schema());
  CHECK(repository->plan_schema().value().size() == 1);
}

TEST_CASE("init on a read-only connection plans and does not write") {
  SqliteFile file;
  file.execute(own_table);
  const auto repository = file.open({}, OpenMode::read_only).value();
  CHECK(repository->plan_schema().value().size() == 5);
  const Error error = repository->apply_schema().error();
  CHECK(error.kind == ErrorKind::unavailable);
  CHECK(error.message.find("read-only") != std::string::npos);
}

TEST_CASE("many inits at once are one") {
  const SqliteFile file;
  std::atomic<int> failures = 0;
  std::vector<std::thread> inits;
  inits.reserve(4);
  for (int i = 0; i < 4; ++i) {
    inits.emplace_back([&] {
      const auto repository = file.open();
      failures += repository && (*repository)->apply_schema() ? 0 : 1;
    });
  }
  for (auto& init : inits) {
    init.join();
  }
  CHECK(failures == 0);
  CHECK(file.open().value()->check_schema());
  CHECK(file.open().value()->plan_schema().value().empty());
}

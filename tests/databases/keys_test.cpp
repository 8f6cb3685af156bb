// Every type of key, under names that need quoting.
#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "databases/scenes.hpp"

using bazc::RecordOutcome;
using bazc::Reread;
using bazc::Scene;
using bazc::SceneId;
using bazc::SchemaMapping;
using bazc::test::DatabaseServer;
using bazc::test::on_each_server;
using bazc::test::outcomes;
using bazc::test::ServerBackend;
using bazc::test::success;
using bazc::test::walk;

namespace {

struct Key {
  std::string type;
  std::vector<std::string> ids;
};

struct Shape {
  SchemaMapping mapping;
  std::string time;
};

const std::vector<std::string> uuids = {
    "f47ac10b-58cc-4372-a567-0e02b2c3d479", "00000000-0000-4000-8000-000000000001",
    "7c9e6679-7425-40de-944b-e07fc1f90ae7", "7c9e6679-7425-40de-944b-e07fc1f90ae8",
    "ffffffff-ffff-4fff-bfff-ffffffffffff"};
const std::vector<std::string> words = {"b", "a''quote", "back\"tick`", "Zürich 🎬", "%_ 10"};
const std::vector<std::string> numbers = {"100", "9", "-5", "0", "2147483647"};
const std::vector<std::string> large = {"9223372036854775807", "9", "-9223372036854775807", "10",
                                        "4611686018427387905"};

std::string quoted(const std::string& name) {
  return bazc::quote_identifier(name);
}

void check_key(ServerBackend& backend, const Key& key, const Shape& shape) {
  CAPTURE(key.type);
  CAPTURE(shape.mapping.table);
  CAPTURE(shape.time);
  const SchemaMapping& mapping = shape.mapping;
  const std::string table = quoted(mapping.table);
  backend.execute(fmt::format("CREATE TABLE {} ({} {} PRIMARY KEY, {} TEXT, {} {}, {} {})", table,
                              quoted(mapping.id_column), key.type, quoted(mapping.source_column),
                              quoted(mapping.updated_column), shape.time,
                              quoted(mapping.deleted_column), shape.time));
  for (const std::string& id : key.ids) {
    backend.execute(
        fmt::format("INSERT INTO {} ({}, {}, {}) VALUES ('{}', 'source of {}', "
                    "'2020-01-01 00:00:00')",
                    table, quoted(mapping.id_column), quoted(mapping.source_column),
                    quoted(mapping.updated_column), id, id));
  }
  const auto repository = backend.open_with({.mapping = mapping}).value();
  REQUIRE(repository->apply_schema());
  REQUIRE(repository->check_schema());
  CHECK(repository->plan_schema().value().empty());

  const auto scenes = walk(*repository);
  REQUIRE(scenes.size() == key.ids.size());
  std::vector<std::string> walked;
  for (const Scene& scene : scenes) {
    walked.push_back(bazc::to_string(scene.id));
    CHECK(scene.source == "source of " + walked.back());
  }
  // The order of the server itself.
  for (std::size_t i = 0; i < walked.size(); ++i) {
    CHECK(backend.value(fmt::format("SELECT {0} FROM {1} ORDER BY {0} LIMIT 1 OFFSET {2}",
                                    quoted(mapping.id_column), table, i)) == walked[i]);
  }
  for (const Scene& scene : scenes) {
    const auto found = repository->find(bazc::to_string(scene.id)).value();
    REQUIRE(found);
    CHECK(found->id == scene.id);
    CHECK(repository->reread({}, scene.id).value().state == Reread::State::selected);
  }
  CHECK_FALSE(repository->find("no such id").value());
  CHECK_FALSE(repository->find("12345678901234567890123").value());

  for (const RecordOutcome outcome : outcomes(*repository, scenes)) {
    CHECK(outcome == RecordOutcome::recorded);
  }
  CHECK(walk(*repository).empty());
  backend.execute(fmt::format("UPDATE {} SET {} = '2030-01-01 00:00:00' WHERE {} = '{}'", table,
                              quoted(mapping.updated_column), quoted(mapping.id_column),
                              key.ids[0]));
  CHECK(walk(*repository, {.stale = true}).size() == 1);
  CHECK(repository->counts().value().stale == 1);
  std::vector<SceneId> compiled;
  std::optional<SceneId> after;
  for (auto rows = repository->next_compiled(after, 2).value(); !rows.empty();
       rows = repository->next_compiled(after, 2).value()) {
    after = rows.back().id;
    for (const auto& row : rows) {
      compiled.push_back(row.id);
      CHECK(row.hash == "0123456789abcdef");
    }
  }
  CHECK(compiled.size() == key.ids.size());
  backend.execute(fmt::format("UPDATE {} SET {} = '2030-01-01 00:00:00'", table,
                              quoted(mapping.deleted_column)));
  CHECK(walk(*repository, {.all = true}).empty());
  CHECK(repository->record({success(scenes[0])}).value()[0].outcome == RecordOutcome::deleted);

  // The shards are all rows, each once.
  backend.execute(fmt::format("UPDATE {} SET {} = NULL", table, quoted(mapping.deleted_column)));
  std::vector<std::string> sharded;
  for (std::uint32_t index = 0; index < 3; ++index) {
    for (const Scene& scene : walk(*repository, {.all = true, .shard = {index, 3}})) {
      sharded.push_back(bazc::to_string(scene.id));
    }
  }
  std::sort(sharded.begin(), sharded.end());
  std::sort(walked.begin(), walked.end());
  CHECK(sharded == walked);
  backend.execute("DROP TABLE " + table);
}

const std::vector<SchemaMapping> mappings = {
    {.table = "bazaar-vid_scene",
     .source_column = "tsxCode",
     .updated_column = "updatedAt",
     .deleted_column = "deletedAt"},
    {.table = "Select \"of\" `all`",
     .id_column = "order",
     .source_column = "The \"Source\"",
     .updated_column = "when `edited`",
     .deleted_column = "group"},
};

}  // namespace

TEST_CASE("postgres: every type of key, name and time") {
  ServerBackend backend(DatabaseServer::postgres());
  const std::vector<Key> keys = {{"integer", numbers},   {"bigint", large},
                                 {"uuid", uuids},        {"text", words},
                                 {"varchar(64)", words}, {"text COLLATE \"und-x-icu\"", words},
                                 {"char(36)", uuids}};
  for (const Key& key : keys) {
    for (const SchemaMapping& mapping : mappings) {
      for (const char* time : {"timestamp", "timestamp with time zone"}) {
        check_key(backend, key, {mapping, time});
      }
    }
  }
}

TEST_CASE("mariadb: every type of key, name and time") {
  ServerBackend backend(DatabaseServer::mariadb());
  const std::vector<Key> keys = {
      {"INTEGER", numbers},
      {"BIGINT", large},
      {"BIGINT UNSIGNED", {"18446744073709551615", "9", "0", "10", "9223372036854775808"}},
      {"UUID", uuids},
      {"VARCHAR(64)", words},
      {"VARCHAR(64) COLLATE utf8mb4_bin", words},
      {"CHAR(36) CHARACTER SET latin1", uuids}};
  for (const Key& key : keys) {
    for (const SchemaMapping& mapping : mappings) {
      for (const char* time : {"DATETIME NULL", "TIMESTAMP NULL"}) {
        check_key(backend, key, {mapping, time});
      }
    }
  }
}

TEST_CASE("a table name with a dot is a schema's table, unless a table has that very name") {
  on_each_server([](ServerBackend& backend) {
    const std::string schema = backend.is_postgres() ? "app" : backend.name() + "_app";
    backend.execute("CREATE SCHEMA " + quoted(schema));
    const SchemaMapping mapping{.table = schema + ".scenes"};
    const auto repository = backend.open(mapping);
    REQUIRE(repository->apply_schema());
    REQUIRE(repository->check_schema());
    backend.execute("INSERT INTO " + quoted(schema) +
                    ".scenes (id, tsx_code) VALUES ('a', 'there')");
    CHECK(walk(*repository)[0].source == "there");

    backend.execute("CREATE TABLE " + quoted(mapping.table) +
                    " (id VARCHAR(20) PRIMARY KEY, tsx_code TEXT)");
    backend.execute("INSERT INTO " + quoted(mapping.table) + " VALUES ('a', 'here')");
    const auto literal = backend.open(mapping);
    REQUIRE(literal->apply_schema());
    CHECK(walk(*literal)[0].source == "here");

    const auto error = backend.open({.table = "nowhere.scenes"})->plan_schema().error();
    CHECK(error.kind == bazc::ErrorKind::usage);
    CHECK(bazc::test::contains(error.message, "no schema 'nowhere'"));
  });
}

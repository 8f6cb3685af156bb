#include "unit/scenes/repository_contract.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <doctest/doctest.h>

namespace bazc::test {
namespace {

using std::chrono::milliseconds;

const SystemTime noon = SystemTime(std::chrono::seconds(1'800'000'000));  // 2027-01-15 08:00:00

std::vector<Scene> walk(SceneRepository& repository, const Selection& selection,
                        std::size_t batch = 2) {
  std::vector<Scene> scenes;
  const WalkBounds bounds = repository.begin_walk(selection).value();
  std::optional<SceneId> after;
  while (true) {
    auto rows = repository.next_batch(selection, after, bounds, batch).value();
    if (rows.empty()) {
      CHECK(bounds.count == scenes.size());
      return scenes;
    }
    CHECK(rows.size() <= batch);
    after = rows.back().id;
    scenes.insert(scenes.end(), rows.begin(), rows.end());
  }
}

std::string ids(const std::vector<Scene>& scenes) {
  std::string text;
  for (const Scene& scene : scenes) {
    text += text.empty() ? "" : " ";
    text += to_string(scene.id);
  }
  return text;
}

std::string walked(SceneRepository& repository, const Selection& selection = {}) {
  return ids(walk(repository, selection));
}

Scene scene(SceneRepository& repository, std::string_view id) {
  auto found = repository.find(id).value();
  REQUIRE(found);
  return *std::move(found);
}

Recording success(const Scene& scene, const std::string& hash = "0123456789abcdef",
                  SystemTime time = noon) {
  return {.id = scene.id,
          .compiled_source = scene.source,
          .version = scene.version,
          .compiled_at = time,
          .result = Recording::Success{"https://x/" + hash + ".js", hash}};
}

Recording failure(const Scene& scene, const std::string& message, SystemTime time = noon) {
  return {.id = scene.id,
          .compiled_source = scene.source,
          .version = scene.version,
          .compiled_at = time,
          .result = Recording::Failure{message}};
}

RecordOutcome record(SceneRepository& repository, const Recording& recording) {
  const auto results = repository.record({recording}).value();
  REQUIRE(results.size() == 1);
  return results[0].outcome;
}

void insert(Backend& backend, const std::string& id, const std::string& source) {
  backend.execute("INSERT INTO scenes (id, tsx_code, updated_at) VALUES ('" + id + "', '" + source +
                  "', '2020-01-01 00:00:00')");
}

// Without its zone, which is UTC.
std::string time_of(Backend& backend) {
  const std::string time = backend.value("SELECT compiled_at FROM scenes").value_or("");
  return time.substr(0, time.find('+'));
}

}  // namespace

void check_repository_contract(const std::function<std::unique_ptr<Backend>()>& make_backend) {
  const auto backend = make_backend();
  const auto repository = backend->open({});

  SUBCASE("init makes a table, and the second time nothing") {
    CHECK(repository->check_schema().error().kind == ErrorKind::usage);
    CHECK_FALSE(repository->plan_schema().value().empty());
    REQUIRE(repository->apply_schema());
    CHECK(repository->plan_schema().value().empty());
    REQUIRE(repository->apply_schema());
    REQUIRE(repository->check_schema());
    CHECK_FALSE(repository->begin_walk({}).value().last);
    CHECK(repository->counts().value().total == 0);
  }

  SUBCASE("init adds to a table of the user's own, and keeps what is there") {
    backend->execute(
        "CREATE TABLE \"bazaar-vid_scene\" (\"scene id\" INTEGER PRIMARY KEY, \"tsxCode\" TEXT, "
        "compiled_url TEXT)");
    backend->execute("INSERT INTO \"bazaar-vid_scene\" VALUES (7, 'code', NULL)");
    const auto mapped = backend->open(
        {.table = "bazaar-vid_scene", .id_column = "scene id", .source_column = "tsxCode"});
    const Error error = mapped->check_schema().error();
    CHECK(error.kind == ErrorKind::usage);
    CHECK(error.message.find("'compiled_hash'") != std::string::npos);
    CHECK(error.hint.find("bazc init") != std::string::npos);
    REQUIRE(mapped->apply_schema());
    REQUIRE(mapped->check_schema());
    CHECK(mapped->plan_schema().value().empty());
    const auto scenes = walk(*mapped, {});
    REQUIRE(scenes.size() == 1);
    CHECK(scenes[0].id == SceneId(std::int64_t{7}));
    CHECK(scenes[0].source == "code");
  }

  SUBCASE("names that are wrong are named, with the nearest that is right") {
    REQUIRE(repository->apply_schema());
    const auto error_of = [&](const SchemaMapping& mapping) {
      const Error error = backend->open(mapping)->check_schema().error();
      CHECK(error.kind == ErrorKind::usage);
      return error.message + " | " + error.hint;
    };
    const auto check = [](const std::string& text, const std::string& wrong,
                          const std::string& right) {
      CAPTURE(text);
      CHECK(text.find("'" + wrong + "'") != std::string::npos);
      CHECK(text.find("did you mean '" + right) != std::string::npos);
    };
    check(error_of({.table = "scene"}), "scene", "--table scenes");
    check(error_of({.id_column = "idd"}), "idd", "--id-column id");
    check(error_of({.source_column = "tsxCode"}), "tsxCode", "--source-column tsx_code");
    check(error_of({.updated_column = "update_at"}), "update_at", "--updated-column updated_at");
    check(error_of({.deleted_column = "updated"}), "updated", "--deleted-column updated_at");
    CHECK(error_of({.filter = "no_such_column = 1"}).find("no_such_column") != std::string::npos);
    for (const char* filter :
         {"1 = ", "1) OR (1", "1; DROP TABLE scenes", "1) ; --", "id = ?", "1 = 1 LIMIT 1"}) {
      CAPTURE(filter);
      CHECK(error_of({.filter = filter}).find("bad filter") != std::string::npos);
    }
  }

  if (!repository->check_schema()) {
    REQUIRE(repository->apply_schema());
  }

  SUBCASE("a walk visits every selected row once, in the order of ids") {
    for (const char* id : {"e", "b", "a", "d", "c"}) {
      insert(*backend, id, std::string("source ") + id);
    }
    const auto scenes = walk(*repository, {});
    CHECK(ids(scenes) == "a b c d e");
    CHECK(scenes[2].source == "source c");
    CHECK_FALSE(scenes[2].version);
  }

  SUBCASE("a walk ends where the table ended when it began") {
    insert(*backend, "b", "x");
    insert(*backend, "d", "x");
    const WalkBounds bounds = repository->begin_walk({}).value();
    CHECK(bounds.count == 2);
    CHECK(bounds.last == SceneId("d"));
    insert(*backend, "e", "x");
    insert(*backend, "c", "x");
    CHECK(ids(repository->next_batch({}, std::nullopt, bounds, 10).value()) == "b c d");
    CHECK(repository->next_batch({}, SceneId("d"), bounds, 10).value().empty());
  }

  SUBCASE("each selection takes its rows") {
    for (const char* id : {"compiled", "failed", "pending", "refailed", "stale"}) {
      insert(*backend, id, "x");
    }
    REQUIRE(record(*repository, success(scene(*repository, "compiled"))) ==
            RecordOutcome::recorded);
    REQUIRE(record(*repository, failure(scene(*repository, "failed"), "syntax: x")) ==
            RecordOutcome::recorded);
    REQUIRE(record(*repository, success(scene(*repository, "refailed"))) ==
            RecordOutcome::recorded);
    REQUIRE(record(*repository, failure(scene(*repository, "refailed"), "syntax: x")) ==
            RecordOutcome::recorded);
    REQUIRE(record(*repository, success(scene(*repository, "stale"))) == RecordOutcome::recorded);
    backend->execute("UPDATE scenes SET updated_at = '2027-01-15 08:00:01' WHERE id = 'stale'");

    CHECK(walked(*repository) == "pending");
    CHECK(walked(*repository, {.retry_failed = true}) == "failed pending refailed");
    CHECK(walked(*repository, {.stale = true}) == "pending stale");
    CHECK(walked(*repository, {.retry_failed = true, .stale = true}) ==
          "failed pending refailed stale");
    CHECK(walked(*repository, {.all = true}) == "compiled failed pending refailed stale");

    const SceneCounts counts = repository->counts().value();
    CHECK(counts.total == 5);
    CHECK(counts.compiled == 2);
    CHECK(counts.failed == 2);
    CHECK(counts.pending == 1);
    CHECK(counts.stale == 1);
  }

  SUBCASE("a success is recorded whole and clears the error") {
    insert(*backend, "a", "x");
    REQUIRE(record(*repository, failure(scene(*repository, "a"), "syntax: bad")) ==
            RecordOutcome::recorded);
    CHECK(record(*repository, success(scene(*repository, "a"), "00000000000000aa",
                                      noon + milliseconds(1234))) == RecordOutcome::recorded);
    CHECK(backend->value("SELECT compiled_url FROM scenes") == "https://x/00000000000000aa.js");
    CHECK(backend->value("SELECT compiled_hash FROM scenes") == "00000000000000aa");
    CHECK(time_of(*backend) == "2027-01-15 08:00:01.234");
    CHECK_FALSE(backend->value("SELECT compilation_error FROM scenes"));
  }

  SUBCASE("a failure keeps the last working version") {
    insert(*backend, "a", "x");
    REQUIRE(record(*repository, success(scene(*repository, "a"))) == RecordOutcome::recorded);
    REQUIRE(record(*repository, failure(scene(*repository, "a"), "no_component: x",
                                        noon + milliseconds(1))) == RecordOutcome::recorded);
    CHECK(backend->value("SELECT compiled_hash FROM scenes") == "0123456789abcdef");
    CHECK(backend->value("SELECT compiled_url FROM scenes") == "https://x/0123456789abcdef.js");
    CHECK(time_of(*backend) == "2027-01-15 08:00:00.001");
    CHECK(backend->value("SELECT compilation_error FROM scenes") == "no_component: x");
  }

  SUBCASE("a row that was edited is left alone, one that is gone is told apart") {
    insert(*backend, "edited", "x");
    insert(*backend, "gone", "x");
    insert(*backend, "same", "x");
    insert(*backend, "to_null", "x");
    const auto scenes = walk(*repository, {});
    backend->execute("UPDATE scenes SET tsx_code = 'X' WHERE id = 'edited'");
    backend->execute("UPDATE scenes SET tsx_code = NULL WHERE id = 'to_null'");
    backend->execute("DELETE FROM scenes WHERE id = 'gone'");
    std::vector<Recording> recordings;
    recordings.reserve(scenes.size());
    for (const Scene& found : scenes) {
      recordings.push_back(success(found));
    }
    const auto results = repository->record(recordings).value();
    REQUIRE(results.size() == 4);
    CHECK(results[0].outcome == RecordOutcome::superseded);
    CHECK(results[1].outcome == RecordOutcome::deleted);
    CHECK(results[2].outcome == RecordOutcome::recorded);
    CHECK(results[3].outcome == RecordOutcome::superseded);
    CHECK_FALSE(backend->value("SELECT compiled_at FROM scenes WHERE id = 'edited'"));
  }

  SUBCASE("of two that read the same row one records it") {
    insert(*backend, "a", "x");
    const auto other = backend->open({});
    const Scene here = scene(*repository, "a");
    const Scene there = scene(*other, "a");
    CHECK(record(*repository, success(here, "00000000000000aa")) == RecordOutcome::recorded);
    CHECK(record(*other, success(there, "00000000000000bb")) == RecordOutcome::already_recorded);
    CHECK(backend->value("SELECT compiled_hash FROM scenes") == "00000000000000aa");
    CHECK(record(*other, success(scene(*other, "a"), "00000000000000bb")) ==
          RecordOutcome::recorded);
  }

  SUBCASE("a NULL source is read and compared as such") {
    backend->execute("INSERT INTO scenes (id, tsx_code) VALUES ('a', NULL), ('b', NULL)");
    const auto scenes = walk(*repository, {});
    REQUIRE(scenes.size() == 2);
    CHECK_FALSE(scenes[0].source);
    CHECK(record(*repository, failure(scenes[0], "empty: x")) == RecordOutcome::recorded);
    backend->execute("UPDATE scenes SET tsx_code = '' WHERE id = 'b'");
    CHECK(record(*repository, failure(scenes[1], "empty: x")) == RecordOutcome::superseded);
  }

  SUBCASE("soft-deleted rows and rows outside the filter take no part") {
    backend->execute("ALTER TABLE scenes ADD COLUMN gone_at TIMESTAMP");
    backend->execute("ALTER TABLE scenes ADD COLUMN project INTEGER");
    for (const char* id : {"a", "b", "c"}) {
      insert(*backend, id, "x");
    }
    backend->execute("UPDATE scenes SET project = 1 WHERE id <> 'c'");
    const auto mapped = backend->open(
        {.deleted_column = "gone_at", .filter = "project = 1 OR project = 2 -- mine"});
    const auto scenes = walk(*mapped, {});
    CHECK(ids(scenes) == "a b");
    backend->execute("UPDATE scenes SET gone_at = '2026-01-01 00:00:00' WHERE id = 'b'");
    CHECK(walked(*mapped, {.all = true}) == "a");
    CHECK(mapped->counts().value().total == 1);
    CHECK(record(*mapped, success(scenes[1])) == RecordOutcome::deleted);
    CHECK(mapped->reread({}, SceneId("b")).value().state == Reread::State::deleted);
    CHECK(mapped->reread({}, SceneId("c")).value().state == Reread::State::not_selected);
    CHECK(mapped->reread({}, SceneId("none")).value().state == Reread::State::deleted);
    CHECK(mapped->find("b").value());
    backend->execute("UPDATE scenes SET compiled_hash = '00000000000000aa'");
    REQUIRE(mapped->next_compiled(std::nullopt, 10).value().size() == 1);
  }

  SUBCASE("a row is read once more as it is now") {
    insert(*backend, "a", "x");
    const Scene first = walk(*repository, {})[0];
    backend->execute("UPDATE scenes SET tsx_code = 'y'");
    const Reread again = repository->reread({}, first.id).value();
    REQUIRE(again.state == Reread::State::selected);
    CHECK(again.scene.source == "y");
    CHECK(record(*repository, success(again.scene)) == RecordOutcome::recorded);
    CHECK(repository->reread({}, first.id).value().state == Reread::State::not_selected);
    CHECK(repository->reread({.all = true}, first.id).value().state == Reread::State::selected);
  }

  SUBCASE("failures are counted by kind, most first") {
    const std::vector<std::string> errors = {"syntax: a: b (1:2)", "syntax: c", "no_component: d",
                                             "written by hand", "An error: x"};
    for (std::size_t i = 0; i < errors.size(); ++i) {
      insert(*backend, std::to_string(i), "x");
      record(*repository, failure(scene(*repository, std::to_string(i)), errors[i]));
    }
    using Kinds = std::vector<std::pair<std::string, std::uint64_t>>;
    CHECK(repository->counts().value().failed_by_kind ==
          Kinds{{"other", 2}, {"syntax", 2}, {"no_component", 1}});
  }

  SUBCASE("compiled rows come in the order of ids, also those whose last compilation failed") {
    for (const char* id : {"a", "b", "c", "d"}) {
      insert(*backend, id, std::string("source ") + id);
    }
    record(*repository, success(scene(*repository, "c"), "00000000000000cc"));
    record(*repository, success(scene(*repository, "a"), "00000000000000aa"));
    record(*repository, failure(scene(*repository, "a"), "syntax: x", noon + milliseconds(5)));
    record(*repository, failure(scene(*repository, "d"), "syntax: x"));
    const auto first = repository->next_compiled(std::nullopt, 1).value();
    REQUIRE(first.size() == 1);
    CHECK(first[0].id == SceneId("a"));
    CHECK(first[0].hash == "00000000000000aa");
    CHECK(first[0].url == "https://x/00000000000000aa.js");
    CHECK(first[0].source == "source a");
    const auto second = repository->next_compiled(first[0].id, 10).value();
    REQUIRE(second.size() == 1);
    CHECK(second[0].id == SceneId("c"));
    CHECK(repository->next_compiled(second[0].id, 10).value().empty());
  }

  SUBCASE("a batch is bounded by bytes too, and a large source comes alone") {
    const std::string large(max_batch_bytes, 'x');
    for (const char* id : {"a", "b", "c"}) {
      insert(*backend, id, large);
    }
    insert(*backend, "d", "small");
    const WalkBounds bounds = repository->begin_walk({}).value();
    CHECK(ids(repository->next_batch({}, std::nullopt, bounds, 100).value()) == "a");
    CHECK(ids(walk(*repository, {}, 100)) == "a b c d");
  }

  SUBCASE("shards part the rows, about evenly, and the same rows every time") {
    REQUIRE(repository->apply_schema());
    constexpr int rows = 400;
    for (int i = 0; i < rows; ++i) {
      const std::string number = std::to_string(i);
      backend->execute("INSERT INTO scenes (id, tsx_code) VALUES ('scene-" + number + "', 's')");
    }
    std::set<std::string> seen;
    for (std::uint32_t index = 0; index < 4; ++index) {
      const Selection selection{.shard = {index, 4}};
      const auto part = walk(*repository, selection, 50);
      CHECK(part.size() > rows / 4 - 50);
      CHECK(part.size() < rows / 4 + 50);
      CHECK(ids(part) == ids(walk(*repository, selection, 30)));
      for (const Scene& each : part) {
        CHECK(seen.insert(to_string(each.id)).second);
      }
    }
    CHECK(seen.size() == rows);
  }

  SUBCASE("a number of the user's own SQL") {
    CHECK(repository->number("SELECT 41 + 1").value() == 42);
    CHECK(repository->number("SELECT 2.5").value() == 2.5);
    CHECK(repository->number("SELECT 2 > 1").value() == 1);
    CHECK(repository->number("SELECT 1 > 2").value() == 0);
    CHECK_FALSE(repository->number("SELECT NULL").value());
    CHECK_FALSE(repository->number("SELECT 1 WHERE 1 = 0").value());
    CHECK(repository->number("SELECT 'many'").error().kind == ErrorKind::usage);
    CHECK(repository->number("SELECT nothing of the kind").error().kind == ErrorKind::usage);
    REQUIRE(repository->apply_schema());
    backend->execute("INSERT INTO scenes (id, tsx_code) VALUES ('a', 's')");
    CHECK(repository->number("SELECT count(*) FROM scenes").value() == 1);
    CHECK_FALSE(repository->replication_lag().value());
  }

  SUBCASE("values that look like SQL stay values") {
    const std::string id = "'; DROP TABLE scenes; --";
    insert(*backend, "''; DROP TABLE scenes; --", "x");
    CHECK(walked(*repository) == id);
    CHECK(record(*repository, success(scene(*repository, id), "'\"")) == RecordOutcome::recorded);
    CHECK(backend->value("SELECT compiled_hash FROM scenes") == "'\"");
    CHECK_FALSE(repository->find("' OR 1=1 --").value());
  }
}

}  // namespace bazc::test

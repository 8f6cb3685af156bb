#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"

namespace bazc::test {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Initialised : Project {
  Initialised() { REQUIRE(command("init").exit_code == 0); }
};

}  // namespace

TEST_CASE_FIXTURE(Project, "migrate: from an empty directory to recorded rows") {
  CHECK(command("init").exit_code == 0);
  insert("good", good);
  insert("twin", good);
  insert("broken", broken);
  execute("INSERT INTO scenes(id) VALUES ('null')");

  const ProcessResult result = command("migrate", {"--report", "report.json"});
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "scene broken: syntax: unexpected token (1:11)\n"));

  const std::string hash = content_hash(good_artifact);
  CHECK(object(good_artifact) == good_artifact);
  CHECK(stored() == 1);
  for (const char* id : {"good", "twin"}) {
    const std::string where = std::string(" FROM scenes WHERE id = '") + id + "'";
    CHECK(value("SELECT compiled_hash" + where) == hash);
    CHECK(contains(value("SELECT compiled_url" + where), "/components/" + hash + ".js"));
    CHECK(value("SELECT compilation_error" + where) == "(none)");
    CHECK(value("SELECT tsx_code" + where) == good);
    CHECK(value("SELECT compiled_at > datetime('now', '-5 minutes')" + where) == "1");
  }
  CHECK(value("SELECT compilation_error FROM scenes WHERE id = 'broken'") ==
        "syntax: unexpected token (1:11)");
  CHECK(value("SELECT compiled_hash FROM scenes WHERE id = 'broken'") == "(none)");
  CHECK(value("SELECT compilation_error FROM scenes WHERE id = 'null'").starts_with("empty: "));

  const auto report = nlohmann::json::parse(read("report.json"));
  CHECK(report["counts"]["compiled"] == 2);
  CHECK(report["counts"]["failed"] == 2);
  CHECK(report["remaining"] == 0);
}

TEST_CASE_FIXTURE(Initialised, "migrate: a second run has nothing to do") {
  insert("a", good);
  CHECK(command("migrate").exit_code == 0);
  const std::string recorded = value("SELECT compiled_at FROM scenes");
  const ProcessResult second = command("migrate", {"--json"});
  CHECK(second.exit_code == 0);
  CHECK(nlohmann::json::parse(second.out)["counts"]["selected"] == 0);
  CHECK(value("SELECT compiled_at FROM scenes") == recorded);
}

TEST_CASE_FIXTURE(Initialised, "migrate: an error keeps the last working version") {
  insert("a", good);
  CHECK(command("migrate").exit_code == 0);
  execute("UPDATE scenes SET tsx_code = 'const x = = 1', updated_at = '2999-01-01'");
  CHECK(command("migrate", {"--stale"}).exit_code == 1);
  CHECK(value("SELECT compiled_hash FROM scenes") == content_hash(good_artifact));
  CHECK(value("SELECT compilation_error FROM scenes").starts_with("syntax: "));

  // It is mended; only --retry-failed takes it up.
  execute("UPDATE scenes SET tsx_code = '" + source(7) + "', updated_at = '2000-01-01'");
  CHECK(command("migrate").exit_code == 0);
  CHECK(value("SELECT compiled_hash FROM scenes") == content_hash(good_artifact));
  CHECK(command("migrate", {"--retry-failed"}).exit_code == 0);
  CHECK(value("SELECT compiled_hash FROM scenes") == content_hash(artifact(7)));
  CHECK(value("SELECT compilation_error FROM scenes") == "(none)");
}

TEST_CASE_FIXTURE(Initialised, "migrate: a dry run writes nothing") {
  insert("good", good);
  insert("broken", broken);
  const ProcessResult result = command("migrate", {"--dry-run", "--json"});
  CHECK(result.exit_code == 1);
  CHECK(contains(result.out, R"({"scene":"good","outcome":"compiled"})"));
  CHECK(stored() == 0);
  CHECK(value("SELECT count(*) FROM scenes WHERE compiled_at IS NOT NULL") == "0");
}

TEST_CASE_FIXTURE(Initialised, "migrate: --limit, --filter and deleted rows") {
  execute("ALTER TABLE scenes ADD COLUMN gone TEXT; ALTER TABLE scenes ADD COLUMN project INT");
  for (int i = 0; i < 6; ++i) {
    insert(std::to_string(i), source(i));
  }
  execute("UPDATE scenes SET gone = 'yes' WHERE id = '0'; UPDATE scenes SET project = id % 2");
  const std::vector<std::string> odd = {"--deleted-column", "gone", "--filter", "project = 1"};
  auto limited = odd;
  limited.insert(limited.end(), {"--limit", "2"});
  CHECK(command("migrate", limited).exit_code == 0);
  CHECK(value("SELECT group_concat(id) FROM scenes WHERE compiled_hash IS NOT NULL") == "1,3");
  CHECK(command("migrate", odd).exit_code == 0);
  CHECK(value("SELECT group_concat(id) FROM scenes WHERE compiled_hash IS NOT NULL") == "1,3,5");
  CHECK(command("migrate", {"--deleted-column", "gone"}).exit_code == 0);
  CHECK(value("SELECT group_concat(id) FROM scenes WHERE compiled_hash IS NULL") == "0");
}

TEST_CASE_FIXTURE(Initialised, "migrate: thresholds give exit code 4 and stop the run") {
  for (int i = 0; i < 8; ++i) {
    insert("broken" + std::to_string(i), broken + std::to_string(i));
    insert("good" + std::to_string(i), source(i));
  }
  const ProcessResult one = command("migrate", {"--dry-run", "--max-errors", "7"});
  CHECK(one.exit_code == 4);
  CHECK(contains(one.err, "--max-errors 7"));
  CHECK(command("migrate", {"--dry-run", "--max-errors", "8"}).exit_code == 1);
  CHECK(command("migrate", {"--dry-run", "--max-error-rate", "49%"}).exit_code == 4);
  CHECK(command("migrate", {"--dry-run", "--max-error-rate", "50%"}).exit_code == 1);
}

TEST_CASE_FIXTURE(Project, "migrate: the table in real use, with hyphens, capitals and uuids") {
  execute(
      "CREATE TABLE \"bazaar-vid_scene\" (id TEXT PRIMARY KEY NOT NULL, \"tsxCode\" TEXT,"
      "  \"updatedAt\" TIMESTAMP, \"deletedAt\" TIMESTAMP);"
      "INSERT INTO \"bazaar-vid_scene\" VALUES"
      "  ('7f1c6f0e-8f3b-4c55-9a5e-0b1f6f1c2d3e', '" +
      source(1) +
      "', '2026-01-01', NULL),"
      "  ('8f1c6f0e-8f3b-4c55-9a5e-0b1f6f1c2d3e', '" +
      source(2) + "', '2026-01-01', '2026-02-01')");
  const std::vector<std::string> mapping = {
      "--table",          "bazaar-vid_scene", "--source-column",  "tsxCode",
      "--updated-column", "updatedAt",        "--deleted-column", "deletedAt"};
  CHECK(command("init", mapping).exit_code == 0);
  CHECK(command("migrate", mapping).exit_code == 0);
  CHECK(value("SELECT group_concat(compiled_hash) FROM \"bazaar-vid_scene\"") ==
        content_hash(artifact(1)));
  CHECK(command("verify", mapping).exit_code == 0);
}

TEST_CASE_FIXTURE(Initialised, "migrate: two at once record each scene once") {
  constexpr int scenes = 60;
  for (int i = 0; i < scenes; ++i) {
    insert(std::to_string(i), source(i));
  }
  ProcessResult results[2];
  {
    std::jthread other([&] { results[1] = command("migrate", {"--json"}); });
    results[0] = command("migrate", {"--json"});
  }
  std::uint64_t compiled = 0;
  for (const ProcessResult& result : results) {
    CHECK(result.exit_code == 0);
    const std::size_t line = result.out.rfind('\n', result.out.size() - 2);
    const auto report =
        nlohmann::json::parse(result.out.substr(line == std::string::npos ? 0 : line + 1));
    compiled += report["counts"]["compiled"].get<std::uint64_t>();
  }
  CHECK(compiled == scenes);
  for (int i = 0; i < scenes; ++i) {
    CHECK(value("SELECT compiled_hash FROM scenes WHERE id = '" + std::to_string(i) + "'") ==
          content_hash(artifact(i)));
  }
}

TEST_CASE_FIXTURE(Initialised,
                  "migrate: SIGTERM finishes what is in flight, and the next run goes on") {
  constexpr int scenes = 2000;
  {
    SQLite::Database database(path("scenes.db"), SQLite::OPEN_READWRITE);
    SQLite::Transaction transaction(database);
    for (int i = 0; i < scenes; ++i) {
      database.exec("INSERT INTO scenes(id, tsx_code) VALUES (" + std::to_string(i) + ", '" +
                    source(i) + "')");
    }
    transaction.commit();
  }
  // The first scene line on standard output says that the run is under way.
  const ProcessResult result = shell(
      "mkfifo lines; \"$1\" migrate --db sqlite:scenes.db --store file:bucket --jobs 1 --json "
      ">lines 2>errors & p=$!; "
      "exec 9<lines; read -r first <&9; kill -TERM $p; cat <&9 >rest; wait $p; echo $?");
  CHECK(result.out == "130\n");
  const int recorded = std::stoi(value("SELECT count(compiled_hash) FROM scenes"));
  CHECK(recorded > 0);
  CHECK(recorded < scenes);
  CHECK(stored() == static_cast<std::size_t>(recorded));
  CHECK(command("migrate").exit_code == 0);
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == std::to_string(scenes));
}

TEST_CASE_FIXTURE(Initialised, "migrate: all results are in the database file itself at the end") {
  execute("PRAGMA journal_mode = WAL");
  insert("1", good);
  for (const std::string name : {"migrate", "verify", "status"}) {
    CAPTURE(name);
    CHECK((name == "status" ? bazc({name, "--db", "sqlite:scenes.db"}) : command(name)).exit_code ==
          0);
    CHECK_FALSE(std::filesystem::exists(path("scenes.db-wal")));
    CHECK_FALSE(std::filesystem::exists(path("scenes.db-shm")));
  }
}

TEST_CASE_FIXTURE(Initialised, "migrate: a second signal ends a run that a scene holds up") {
  std::string exponential = "0";
  for (int i = 0; i < 60; ++i) {
    exponential.insert(0, "(class A { x = ").append(" })");
  }
  insert("1", good);
  insert("2", "const a = " + exponential);
  // Scene 1 is recorded, scene 2 is compiled until its time limit, which is longer than the test's.
  // Two different signals, since two of a kind may come as one; a shell lets background jobs
  // ignore SIGINT.
  const ProcessResult result = shell(
      "mkfifo lines; env --default-signal=INT \"$1\" migrate --db sqlite:scenes.db --store "
      "file:bucket --jobs 1 --json --compile-timeout 10m >lines 2>errors & p=$!; "
      "exec 9<lines; read -r first <&9; kill -TERM $p; kill -INT $p; wait $p; echo $?");
  CHECK(result.out == "130\n");
  CHECK(value("SELECT compiled_hash FROM scenes WHERE id = '1'") == content_hash(good_artifact));
  CHECK(value("SELECT compilation_error FROM scenes WHERE id = '2'") == "(none)");
}

TEST_CASE_FIXTURE(Initialised, "migrate: a report that cannot be written is told before the run") {
  insert("1", good);
  write("file", "");
  for (const char* report : {"missing/report.json", "file/report.json", "bucket"}) {
    CAPTURE(report);
    const ProcessResult result = command("migrate", {"--report", report});
    CHECK(result.exit_code == 2);
    CHECK(result.err.starts_with("error: --report: cannot write "));
    CHECK(value("SELECT compiled_hash FROM scenes") == "(none)");
  }
}

TEST_CASE_FIXTURE(Project, "migrate: what it needs and does not find is named") {
  const auto check = [&](const ProcessResult& result, int code, const std::string& part) {
    CAPTURE(part);
    CAPTURE(result.err);
    CHECK(result.exit_code == code);
    CHECK(contains(result.err, part));
    CHECK(result.err.starts_with("error: "));
  };
  std::filesystem::create_directory(path("bucket"));
  check(command("migrate"), 3, "scenes.db");
  CHECK_FALSE(std::filesystem::exists(path("scenes.db")));

  write("scenes.db", "this is no database, whatever its name is, and longer than a header");
  check(command("migrate"), 2, "scenes.db");
  std::filesystem::remove(path("scenes.db"));
  std::filesystem::create_directory(path("scenes.db"));
  check(command("migrate"), 2, "scenes.db");
  std::filesystem::remove(path("scenes.db"));

  execute("CREATE TABLE scene (id TEXT PRIMARY KEY NOT NULL, tsx TEXT)");
  check(command("migrate"), 2, "'scenes'");
  check(command("migrate", {"--table", "scene"}), 2, "'tsx_code'");
  check(command("migrate", {"--table", "scene", "--source-column", "tsx"}), 2, "bazc init");
  check(bazc({"migrate", "--db", "mongodb://x", "--store", "file:bucket"}), 2, "mongodb");
  check(bazc({"migrate", "--store", "file:bucket"}), 2, "--db");
  check(bazc({"migrate", "--db", "sqlite:scenes.db"}), 2, "--store");

  CHECK(command("init", {"--table", "scene", "--source-column", "tsx"}).exit_code == 0);
  std::filesystem::remove(path("bucket"));
  check(command("migrate", {"--table", "scene", "--source-column", "tsx"}), 3, "bucket");
  CHECK_FALSE(std::filesystem::exists(path("bucket")));
}

TEST_CASE_FIXTURE(Initialised, "migrate: an object with other bytes is not touched") {
  insert("a", good);
  insert("b", source(1));
  write("bucket/" + artifact_key(content_hash(good_artifact)), "other bytes");
  const ProcessResult result = command("migrate");
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "store_conflict"));
  CHECK(object(good_artifact) == "other bytes");
  CHECK(value("SELECT compiled_at FROM scenes WHERE id = 'a'") == "(none)");
  CHECK(value("SELECT compiled_hash FROM scenes WHERE id = 'b'") == content_hash(artifact(1)));
}

TEST_CASE_FIXTURE(Initialised,
                  "migrate: a store that fails is in no row, and the next run goes on") {
  constexpr int scenes = 25;
  for (int i = 0; i < scenes; ++i) {
    insert(std::to_string(i), source(i));
  }
  insert("broken", broken);
  write("bucket/components", "a file where the directory of the artifacts is to be");
  const ProcessResult many = command("migrate", {"--report", "report.json"});
  CHECK(many.exit_code == 3);
  CHECK(contains(many.err, "error: the store failed 20 times in a row: store file:bucket: "));
  CHECK(contains(many.out, "not stored, left to the next run"));
  const auto report = nlohmann::json::parse(read("report.json"));
  CHECK(report["stopped"] == "error");
  CHECK(report["errors"][0]["kind"] == "store_unavailable");
  CHECK(report["store"]["requests"] == 0);

  CHECK(contains(command("migrate", {"--max-store-failures", "4"}).err, "failed 4 times in a row"));

  // Too few to break the run off, so it is told of the first one.
  const ProcessResult few = command("migrate", {"--limit", "3", "--json"});
  CHECK(few.exit_code == 3);
  CHECK(contains(few.err, "warning: the store failed"));
  CHECK(contains(few.err, "error: 3 scenes could not be stored: store file:bucket: "));
  CHECK(contains(few.out, R"({"scene":"0","outcome":"postponed","error":{"kind":"store_unav)"));
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == "0");
  CHECK(value("SELECT count(*) FROM scenes WHERE id != 'broken' AND compiled_at IS NOT NULL") ==
        "0");

  std::filesystem::remove(path("bucket/components"));
  CHECK(command("migrate", {"--retry-failed"}).exit_code == 1);
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == std::to_string(scenes));
}

TEST_CASE_FIXTURE(Initialised, "migrate: --rate is a bound on scenes a second") {
  for (int i = 0; i < 6; ++i) {
    insert(std::to_string(i), source(i));
  }
  CHECK(command("migrate", {"--rate", "20", "--report", "report.json"}).exit_code == 0);
  const auto report = nlohmann::json::parse(read("report.json"));
  CHECK(report["counts"]["compiled"] == 6);
  CHECK(report["elapsed_seconds"] >= 0.25);  // five waits of 50 ms
  for (const char* rate : {"0", "-1", "fast", "20/s"}) {
    CHECK(command("migrate", {"--rate", rate}).exit_code == 2);
  }
}

TEST_CASE_FIXTURE(Initialised, "migrate: a source that runs for ever, and one that is huge") {
  std::string exponential = "0";
  for (int i = 0; i < 60; ++i) {
    exponential.insert(0, "(class A { x = ").append(" })");
  }
  insert("for ever", "const a = " + exponential);
  insert("good", good);
  insert("huge", "//" + std::string(std::size_t{10} << 20, 'x'));
  insert("nested", std::string(100'000, '(') + "1" + std::string(100'000, ')'));
  CHECK(command("migrate", {"--compile-timeout", "300ms"}).exit_code == 1);
  const auto error_of = [&](const std::string& id) {
    return value("SELECT compilation_error FROM scenes WHERE id = '" + id + "'");
  };
  CHECK(error_of("for ever").starts_with("timeout: "));
  CHECK(error_of("huge").starts_with("too_large: "));
  CHECK(error_of("nested").starts_with("too_deep: "));
  CHECK(value("SELECT compiled_hash FROM scenes WHERE id = 'good'") == content_hash(good_artifact));
}

TEST_CASE_FIXTURE(Project, "init: a dry run prints the SQL, and running it does the same") {
  const ProcessResult dry = command("init", {"--dry-run"});
  CHECK(dry.exit_code == 0);
  CHECK_FALSE(std::filesystem::exists(path("scenes.db")));
  CHECK_FALSE(std::filesystem::exists(path("bucket")));
  execute(dry.out);
  const std::string schema = value("SELECT group_concat(sql) FROM sqlite_schema");

  const ProcessResult again = command("init", {"--dry-run"});
  CHECK(again.out.empty());
  std::filesystem::remove(path("scenes.db"));
  CHECK(command("init").exit_code == 0);
  CHECK(value("SELECT group_concat(sql) FROM sqlite_schema") == schema);
  CHECK(command("init").exit_code == 0);
  CHECK(bazc({"init"}).exit_code == 2);
}

TEST_CASE_FIXTURE(Initialised, "status: coverage as a table and as JSON") {
  insert("good", good);
  insert("broken", broken);
  insert("other", broken + "1");
  CHECK(command("migrate", {"--limit", "2"}).exit_code == 1);
  const ProcessResult json = bazc({"status", "--db", "sqlite:scenes.db", "--json"});
  CHECK(json.exit_code == 0);
  const auto counts = nlohmann::json::parse(json.out);
  CHECK(counts["total"] == 3);
  CHECK(counts["compiled"] == 1);
  CHECK(counts["failed"] == 1);
  CHECK(counts["failed_by_kind"]["syntax"] == 1);
  CHECK(counts["pending"] == 1);
  const ProcessResult table = bazc({"status", "--db", "sqlite:scenes.db"});
  CHECK(contains(table.out, "compiled"));
  CHECK(contains(table.out, "33.3%"));
}

}  // namespace bazc::test

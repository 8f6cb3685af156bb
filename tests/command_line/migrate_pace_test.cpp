#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"

namespace bazc::test {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Filled : Project {
  Filled() {
    REQUIRE(command("init").exit_code == 0);
    for (int i = 0; i < scenes; ++i) {
      insert(std::to_string(i), source(i));
    }
  }

  [[nodiscard]] ProcessResult check(const std::vector<std::string>& arguments = {}) const {
    std::vector<std::string> all = {"migrate", "--db", "sqlite:scenes.db", "--check"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return bazc(all);
  }

  /// The run is started with standard error as the fifo `errors`, whose lines `script` reads.
  [[nodiscard]] ProcessResult follow(const std::string& options, const std::string& script) const {
    return shell("mkfifo errors; \"$1\" migrate --db sqlite:scenes.db --store file:bucket " +
                 options + " 2>errors >results & p=$!; exec 9<errors; " + script +
                 "; cat <&9 >rest; wait $p; echo $?");
  }

  static constexpr int scenes = 40;
};

}  // namespace

TEST_CASE_FIXTURE(Filled, "check: exits with 1 while a row is pending, with 0 then") {
  const ProcessResult before = check({"--json"});
  CHECK(before.exit_code == 1);
  const auto counts = nlohmann::json::parse(before.out);
  CHECK(counts["pending"] == scenes);
  CHECK(counts["done"] == false);
  CHECK(counts["table"]["total"] == scenes);
  CHECK(value("SELECT count(*) FROM scenes WHERE compiled_at IS NOT NULL") == "0");
  CHECK(stored() == 0);
  CHECK(contains(check().out, "left to migrate"));

  CHECK(command("migrate").exit_code == 0);
  const ProcessResult after = check({"--json"});
  CHECK(after.exit_code == 0);
  CHECK(nlohmann::json::parse(after.out)["done"] == true);
}

TEST_CASE_FIXTURE(Filled, "check: asks for what the run would take") {
  CHECK(command("migrate").exit_code == 0);
  execute(
      "UPDATE scenes SET updated_at = '2999-01-01' WHERE id = '7';"
      "UPDATE scenes SET compilation_error = 'syntax: x' WHERE id = '8';"
      "UPDATE scenes SET compiled_hash = NULL WHERE id = '9'");
  const auto pending = [&](const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"--json"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const ProcessResult result = check(all);
    const auto count = nlohmann::json::parse(result.out)["pending"].get<int>();
    CHECK(result.exit_code == (count == 0 ? 0 : 1));
    return count;
  };
  CHECK(pending({}) == 1);
  CHECK(pending({"--stale"}) == 2);
  CHECK(pending({"--retry-failed"}) == 2);
  CHECK(pending({"--stale", "--retry-failed"}) == 3);
  CHECK(pending({"--filter", "id <> '9'"}) == 0);
  int sum = 0;
  for (const char* shard : {"0/3", "1/3", "2/3"}) {
    sum += pending({"--stale", "--retry-failed", "--shard", shard});
  }
  CHECK(sum == 3);
}

TEST_CASE_FIXTURE(Filled, "check: what makes no sense with it, and what it needs") {
  CHECK(check({"--dry-run"}).exit_code == 2);
  CHECK(check({"--all"}).exit_code == 2);
  CHECK(bazc({"migrate", "--check"}).exit_code == 2);
  CHECK(bazc({"migrate", "--check", "--db", "sqlite:none.db"}).exit_code == 3);
}

TEST_CASE_FIXTURE(Filled, "shard: parts counted from 0 are disjoint, and together all") {
  int compiled = 0;
  for (const char* shard : {"0/4", "1/4", "2/4", "3/4"}) {
    const ProcessResult result = command("migrate", {"--shard", shard, "--report", "report.json"});
    CHECK(result.exit_code == 0);
    const auto report = nlohmann::json::parse(read("report.json"));
    CHECK(report["counts"]["planned"] == report["counts"]["compiled"]);
    CHECK(report["remaining"] == 0);
    compiled += report["counts"]["compiled"].get<int>();
    CHECK(value("SELECT count(compiled_hash) FROM scenes") == std::to_string(compiled));
  }
  CHECK(compiled == scenes);
}

TEST_CASE_FIXTURE(Filled, "shard: what is none is said") {
  for (const char* shard : {"8/8", "1", "/50", "1/", "-1/8", "0/0", "a/b", "1/8/2", "0/1000001"}) {
    CAPTURE(shard);
    const ProcessResult result = command("migrate", {"--shard", shard});
    CHECK(result.exit_code == 2);
    CHECK(contains(result.err, "with K from 0 to N - 1"));
  }
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == "0");
}

TEST_CASE_FIXTURE(Filled, "run time: stops in good order and says what is left") {
  const ProcessResult result =
      command("migrate", {"--rate", "20", "--run-time", "400ms", "--report", "report.json"});
  CHECK(result.exit_code == 0);
  const auto report = nlohmann::json::parse(read("report.json"));
  CHECK(report["stopped"] == "run_time");
  const int left = report["remaining"].get<int>();
  CHECK(left > 0);
  CHECK(left < scenes);
  CHECK(contains(result.err, "(--run-time): " + std::to_string(left) + " scenes are left"));
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == std::to_string(scenes - left));

  insert("-1", broken);  // the first one
  CHECK(command("migrate", {"--rate", "20", "--run-time", "200ms"}).exit_code == 1);
  CHECK(command("migrate", {"--run-time", "10m"}).exit_code == 0);
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == std::to_string(scenes));
}

TEST_CASE_FIXTURE(Filled, "throttle file: pauses with its reason, once, and goes on without it") {
  write("pause", "");
  const ProcessResult result = follow("--throttle-file pause --report report.json",
                                      "read -r line <&9; echo \"$line\"; sleep 0.3; rm pause");
  CHECK(result.out == "paused: the file 'pause' exists\n0\n");
  CHECK(read("rest").starts_with("going on after a pause of "));
  CHECK(read("rest").find("paused:") == std::string::npos);
  CHECK(nlohmann::json::parse(read("report.json"))["paused_seconds"] >= 0.3);
  CHECK(contains(read("results"), "of this paused"));
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == std::to_string(scenes));
}

TEST_CASE_FIXTURE(Filled, "throttle query: pauses while it gives a number above 0") {
  execute("CREATE TABLE busy (x); INSERT INTO busy VALUES (1)");
  const ProcessResult result =
      follow("--throttle-query 'SELECT count(*) FROM busy'",
             "read -r line <&9; echo \"$line\"; sqlite3 scenes.db 'DELETE FROM busy'");
  CHECK(result.out == "paused: the throttle query gives 1\n0\n");
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == std::to_string(scenes));
}

TEST_CASE_FIXTURE(Filled, "a signal ends a pause at once") {
  write("pause", "");
  const ProcessResult result =
      follow("--throttle-file pause", "read -r line <&9; echo \"$line\"; kill -TERM $p");
  CHECK(result.out == "paused: the file 'pause' exists\n130\n");
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == "0");
}

TEST_CASE_FIXTURE(Filled, "a throttle query that is no such SQL is an error, and changes nothing") {
  for (const char* query : {"SELECT nothing", "SELECT 'busy'", "DELETE FROM scenes", "nonsense"}) {
    CAPTURE(query);
    const ProcessResult result = command("migrate", {"--throttle-query", query});
    CHECK(result.exit_code != 0);
    CHECK(contains(result.err, "error: the throttle query: "));
  }
  CHECK(value("SELECT count(*) FROM scenes") == std::to_string(scenes));
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == "0");
}

TEST_CASE_FIXTURE(Filled, "options of pace: what SQLite cannot tell is a warning, and all work") {
  const ProcessResult result =
      command("migrate", {"--max-lag", "10", "--batch-time", "200ms", "--batch-size", "8",
                          "--sleep", "5ms", "--no-claims", "--report", "report.json"});
  CHECK(result.exit_code == 0);
  CHECK(contains(result.err, "warning: --max-lag: sqlite:scenes.db does not tell of a replica"));
  CHECK(nlohmann::json::parse(read("report.json"))["elapsed_seconds"] >= 0.02);
  for (const auto& wrong : std::vector<std::vector<std::string>>{{"--max-lag", "0"},
                                                                 {"--batch-time", "fast"},
                                                                 {"--sleep", "5"},
                                                                 {"--run-time", "25h"},
                                                                 {"--batch-size", "0"}}) {
    CHECK(command("migrate", wrong).exit_code == 2);
  }
}

}  // namespace bazc::test

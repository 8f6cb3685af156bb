#include <set>
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"

namespace bazc::test {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.insert(line);
  }
  return lines;
}

struct Initialised : Project {
  Initialised() {
    REQUIRE(command("init").exit_code == 0);
    insert("good", good);
    insert("twin", good);
    insert("broken", broken);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Initialised, "metrics file: what the run came to, as Prometheus reads it") {
  CHECK(command("migrate", {"--metrics-file", "bazc.prom"}).exit_code == 1);
  const std::string text = read("bazc.prom");
  const std::set<std::string> lines = lines_of(text);
  for (const char* line : {
           "# TYPE bazc_compilations_total counter",
           "bazc_compilations_total{result=\"compiled\",error_kind=\"\"} 1",
           "bazc_compilations_total{result=\"failed\",error_kind=\"syntax\"} 1",
           "bazc_compilations_total{result=\"failed\",error_kind=\"timeout\"} 0",
           "# TYPE bazc_compile_duration_seconds histogram",
           "bazc_compile_duration_seconds_bucket{le=\"+Inf\"} 2",
           "bazc_compile_duration_seconds_count 2",
           "bazc_cache_hits_total{cache=\"memory\"} 1",
           "bazc_scenes_total{outcome=\"compiled\"} 2",
           "bazc_scenes_total{outcome=\"failed\"} 1",
           "bazc_scenes_pending 0",
           "bazc_scenes_in_flight 0",
           "bazc_artifacts_total{outcome=\"stored\"} 1",
           "bazc_run_active 0",
           "bazc_run_exit_code 1",
       }) {
    CAPTURE(line);
    CHECK(lines.contains(line));
  }
  const ProcessResult witness =
      run_process("/usr/bin/promtool", {"check", "metrics"}, {.input = text});
  CHECK(witness.exit_code == 0);
  CHECK(witness.err == "");
}

TEST_CASE_FIXTURE(Initialised, "metrics file: written while the run goes on, too") {
  write("pause", "");
  const ProcessResult result = shell(
      "\"$1\" migrate --db sqlite:scenes.db --store file:bucket --throttle-file pause "
      "--metrics-file bazc.prom >results 2>errors & p=$!; "
      "until [ -e bazc.prom ]; do sleep 0.01; done; cp bazc.prom during; rm pause; wait $p; "
      "echo $?");
  CHECK(result.out == "1\n");
  const std::set<std::string> during = lines_of(read("during"));
  CHECK(during.contains("bazc_run_active 1"));
  CHECK(during.contains("bazc_scenes_pending 3"));
  CHECK_FALSE(contains(read("during"), "bazc_run_exit_code"));
  CHECK(lines_of(read("bazc.prom")).contains("bazc_run_active 0"));
}

TEST_CASE_FIXTURE(Initialised,
                  "metrics file: another user may read it, and nothing is left beside") {
  const ProcessResult result = shell(
      "umask 077; mkdir -p metrics; \"$1\" migrate --db sqlite:scenes.db --store file:bucket "
      "--metrics-file metrics/bazc.prom >results 2>errors; stat -c %a metrics/bazc.prom; "
      "ls -A metrics");
  CHECK(result.out == "644\nbazc.prom\n");
}

TEST_CASE_FIXTURE(Initialised, "metrics file: one that cannot be written is said before the run") {
  write("directory/file", "");
  for (const char* path : {"directory", "none/bazc.prom", "/dev/null"}) {
    CAPTURE(path);
    const ProcessResult result = command("migrate", {"--metrics-file", path});
    CHECK(result.exit_code == 2);
    CHECK(result.err.starts_with("error: --metrics-file: cannot write "));
  }
  CHECK(value("SELECT count(*) FROM scenes WHERE compiled_at IS NOT NULL") == "0");
}

TEST_CASE_FIXTURE(Initialised, "metrics file: tells of a run that ended by an error") {
  execute("ALTER TABLE scenes RENAME COLUMN compiled_hash TO other");
  CHECK(command("migrate", {"--metrics-file", "bazc.prom"}).exit_code != 0);
  CHECK(read("bazc.prom") == "(no file)");  // there was no run
  execute("ALTER TABLE scenes RENAME COLUMN other TO compiled_hash");
  std::filesystem::remove_all(path("bucket/components"));
  write("bucket/components", "no directory");
  CHECK(command("migrate", {"--metrics-file", "bazc.prom"}).exit_code == 3);
  CHECK(lines_of(read("bazc.prom")).contains("bazc_run_exit_code 3"));
}

TEST_CASE_FIXTURE(Initialised, "slow: warned of, counted, and exit code 4") {
  std::string large = "export default function Scene() {\n";
  for (int i = 0; i < 4000; ++i) {
    large += "  const value" + std::to_string(i) + ": number = " + std::to_string(i) + ";\n";
  }
  insert("large", large + "  return null;\n}\n");
  execute("DELETE FROM scenes WHERE id = 'broken'");
  const ProcessResult result = command("migrate", {"--engine", "sucrase", "--slow", "1ms",
                                                   "--report", "report.json", "--jobs", "1"});
  CHECK(result.exit_code == 4);
  CHECK(contains(result.err, "warning: scene large: took "));
  CHECK(contains(result.err, " longer than --slow 1 ms to compile\n"));
  const auto report = nlohmann::json::parse(read("report.json"));
  CHECK(report["counts"]["slow"] >= 1);
  CHECK(report["threshold_crossed"] == true);
  CHECK(report["stopped"] == "finished");
  CHECK(value("SELECT count(compiled_hash) FROM scenes") == "3");

  execute("UPDATE scenes SET compiled_hash = NULL");
  CHECK(command("migrate", {"--slow", "1h"}).exit_code == 0);
}

}  // namespace bazc::test

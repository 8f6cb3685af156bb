#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/migration/migration.hpp"

using bazc::Error;
using bazc::ErrorKind;
using bazc::MigrationReport;
using bazc::StopReason;
using bazc::to_json;

TEST_CASE("a report is one JSON object with everything in it") {
  MigrationReport report;
  report.counts.compiled = 3;
  report.counts.failed = 1;
  report.counts.artifact_bytes = 12;
  report.counts.postponed = 2;
  report.store = {.requests = 7, .retries = 1, .bytes_sent = 900, .bytes_received = 400};
  report.compile_times.p95 = 7.5;
  report.errors = {{"syntax", "unexpected <name>", 1, "id", "unexpected \"\xff\""}};
  report.warnings = {{"engines_differ", "kept in <name>", 2, "w", "kept in 'x'"}};
  report.engine = bazc::EngineReport{
      "auto", {.native = 90, .sucrase = 10, .cross_checked = 9, .different = 2, .undecided = 1}};
  report.started_at = bazc::SystemTime(std::chrono::seconds(1'800'000'000));
  report.stopped = StopReason::threshold;
  report.is_threshold_crossed = true;
  report.remaining = 5;
  const auto json = nlohmann::json::parse(to_json(report));
  CHECK(json["counts"]["compiled"] == 3);
  CHECK(json["counts"]["postponed"] == 2);
  CHECK(json["store"]["requests"] == 7);
  CHECK(json["store"]["retries"] == 1);
  CHECK(json["store"]["bytes_sent"] == 900);
  CHECK(json["store"]["bytes_received"] == 400);
  CHECK(json["success_rate"] == 0.75);
  CHECK(json["bytes"]["artifacts"] == 12);
  CHECK(json["compile_milliseconds"]["p95"] == 7.5);
  CHECK(json["errors"][0]["example"]["id"] == "id");
  CHECK(json["errors"][0]["count"] == 1);
  CHECK(json["warnings"][0]["kind"] == "engines_differ");
  CHECK(json["warnings"][0]["count"] == 2);
  CHECK(json["engine"] == nlohmann::json{{"name", "auto"},
                                         {"by_native", 90},
                                         {"by_sucrase", 10},
                                         {"cross_checked", 9},
                                         {"different", 2},
                                         {"undecided", 1}});
  CHECK(json["started_at"] == "2027-01-15 08:00:00.000");
  CHECK(json["stopped"] == "threshold");
  CHECK(json["threshold_crossed"] == true);
  CHECK(json["remaining"] == 5);
  CHECK(json["error"].is_null());
  CHECK(json["dry_run"] == false);
}

TEST_CASE("what is not known is null") {
  MigrationReport report;
  report.error = Error{ErrorKind::unavailable, "store gone"};
  const auto json = nlohmann::json::parse(to_json(report));
  CHECK(json["success_rate"].is_null());
  CHECK(json["remaining"].is_null());
  CHECK(json["engine"].is_null());
  CHECK(json["error"] == "store gone");
}

#include "cli/migration_display.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "support/test_environment.hpp"

using namespace std::chrono_literals;

namespace bazc::cli {

// The lines of docs/progress-events.md, which tests/oracle/progress_events.mjs holds against the
// schema there.
TEST_CASE("progress events: what a run tells, as the page shows it") {
  test::TestEnvironment world;
  MigrationDisplay display(world.environment, ProgressMode::json, SceneLines::no);
  const SceneId id = std::string("intro");
  display.warn("--max-lag: sqlite:scenes.db does not tell of a replica; going on without");
  display.started(52);
  display.scene_finished(
      {id, SceneOutcome::failed, "syntax", "unexpected token", SourcePosition{3, 14}});
  display.source_compiled({.id = id, .time = 6500ms, .is_slow = true});
  display.source_compiled({.id = id, .time = 6500ms, .is_slow = false});
  display.store_failed({ErrorKind::unavailable, "PUT components/x.js: 503"});
  display.store_recovered();
  display.paused("the file 'pause' exists");
  world.clock.advance(2500ms);
  display.resumed();
  display.waits_for_chunks(3);
  display.waits_for_chunks(2);  // too soon
  display.waits_for_rows(2, 500ms);
  CHECK(world.err.str() ==
        "{\"event\":\"warning\",\"message\":\"--max-lag: sqlite:scenes.db does not tell of a "
        "replica; going on without\"}\n"
        "{\"event\":\"started\",\"total\":52}\n"
        "{\"event\":\"scene_failed\",\"scene\":\"intro\",\"error\":{\"kind\":\"syntax\","
        "\"message\":\"unexpected token\",\"line\":3,\"column\":14}}\n"
        "{\"event\":\"scene_slow\",\"scene\":\"intro\",\"seconds\":6.5}\n"
        "{\"event\":\"store_failed\",\"message\":\"PUT components/x.js: 503\"}\n"
        "{\"event\":\"store_recovered\"}\n"
        "{\"event\":\"paused\",\"reason\":\"the file 'pause' exists\"}\n"
        "{\"event\":\"resumed\",\"seconds\":2.5}\n"
        "{\"event\":\"waiting_for_chunks\",\"chunks\":3}\n"
        "{\"event\":\"waiting_for_rows\",\"rows\":2,\"seconds\":0.5}\n");
  CHECK(world.out.str().empty());
}

TEST_CASE("progress events: failures, slow scenes and outages are told 20 times") {
  test::TestEnvironment world;
  MigrationDisplay display(world.environment, ProgressMode::json, SceneLines::no);
  const SceneId id = std::string("intro");
  for (int i = 0; i < 30; ++i) {
    display.scene_finished({id, SceneOutcome::failed, "syntax", "unexpected token"});
    display.source_compiled({.id = id, .time = 6500ms, .is_slow = true});
    display.store_failed({ErrorKind::unavailable, "503"});
    display.store_recovered();
  }
  const std::string text = world.err.str();
  CHECK(std::count(text.begin(), text.end(), '\n') == 4 * 20);
}

TEST_CASE("progress events: no byte of a scene breaks a line or its JSON") {
  test::TestEnvironment world;
  MigrationDisplay display(world.environment, ProgressMode::json, SceneLines::no);
  const SceneId id = std::string("a\nb\xff");
  display.scene_finished({id, SceneOutcome::failed, "syntax", "\"\n{"});
  const std::string text = world.err.str();
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  CHECK(Json::parse(text)["scene"] == "a\nb\uFFFD");
  CHECK(Json::parse(text)["error"]["message"] == "\"\n{");
}

}  // namespace bazc::cli

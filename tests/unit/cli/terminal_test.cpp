#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "cli/terminal/color.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/quantities.hpp"
#include "cli/terminal/table.hpp"
#include "support/test_environment.hpp"

namespace bazc::cli {

using namespace std::chrono_literals;

TEST_CASE("bytes, durations and counts for people") {
  CHECK(format_bytes(0) == "0 B");
  CHECK(format_bytes(1023) == "1023 B");
  CHECK(format_bytes(1024) == "1 KiB");
  CHECK(format_bytes(1536) == "1.5 KiB");
  CHECK(format_bytes(1048575) == "1 MiB");
  CHECK(format_bytes(268435456) == "256 MiB");
  CHECK(format_bytes(UINT64_MAX) == "16 EiB");
  CHECK(format_duration(0ms) == "0 ms");
  CHECK(format_duration(999ms) == "999 ms");
  CHECK(format_duration(1500ms) == "1.5 s");
  CHECK(format_duration(59'949ms) == "59.9 s");
  CHECK(format_duration(59'960ms) == "1 min 00 s");
  CHECK(format_duration(185s) == "3 min 05 s");
  CHECK(format_duration(2h + 7min) == "2 h 07 min");
  CHECK(format_count(0) == "0");
  CHECK(format_count(999) == "999");
  CHECK(format_count(12345) == "12,345");
  CHECK(format_count(1234567) == "1,234,567");
  CHECK(format_count(1, "scene", "scenes") == "1 scene");
  CHECK(format_count(0, "scene", "scenes") == "0 scenes");
}

TEST_CASE("a table aligns by terminal cells") {
  CHECK(render_table({Align::left, Align::right}, {{"name", "count"}, {"漢字", "7"}, {"é", ""}}) ==
        "name  count\n"
        "漢字      7\n"
        "é\n");
}

TEST_CASE("colour: only on a terminal, NO_COLOR holds, --color decides over both") {
  std::optional<std::string> no_color;
  std::string term = "xterm";
  const auto variable = [&](std::string_view name) -> std::optional<std::string> {
    return name == "NO_COLOR" ? no_color : name == "TERM" ? std::optional(term) : std::nullopt;
  };
  CHECK(use_color(ColorMode::automatic, StreamKind::terminal, variable));
  CHECK_FALSE(use_color(ColorMode::automatic, StreamKind::other, variable));
  term = "dumb";
  CHECK_FALSE(use_color(ColorMode::automatic, StreamKind::terminal, variable));
  term = "xterm";
  no_color = "";
  CHECK(use_color(ColorMode::automatic, StreamKind::terminal, variable));
  no_color = "1";
  CHECK_FALSE(use_color(ColorMode::automatic, StreamKind::terminal, variable));
  CHECK(use_color(ColorMode::always, StreamKind::other, variable));
  CHECK_FALSE(use_color(ColorMode::never, StreamKind::terminal, variable));
}

TEST_CASE("progress on a terminal: a bar, at most ten times a second, cleared at the end") {
  test::TestEnvironment world;
  world.environment.err_is_terminal = true;
  {
    Progress progress(ProgressMode::automatic, world.environment);
    world.clock.advance(10s);
    progress.update({.done = 50, .failed = 2, .total = 200});
    CHECK(world.err.str() ==
          "\r\x1b[K[#######" + std::string(23, ' ') + "]  25% 50/200, 2 failed, 5.0/s, 30 s left");
    world.err.str("");
    world.clock.advance(99ms);
    progress.update({.done = 51, .total = 200});
    CHECK(world.err.str().empty());
    world.clock.advance(1ms);
    progress.update({.done = 52, .total = 200});
    CHECK(world.err.str().find("52/200") != std::string::npos);
    world.err.str("");
    progress.print("note\n");
    CHECK(world.err.str().starts_with("\r\x1b[Knote\n\r\x1b[K["));
    world.err.str("");
  }
  CHECK(world.err.str() == "\r\x1b[K");
}

TEST_CASE("progress on a narrow terminal stays on one line") {
  test::TestEnvironment world;
  world.environment.err_is_terminal = true;
  for (const int width : {0, 1, 10, 40, 45}) {
    world.environment.terminal_width = width;
    world.err.str("");
    Progress progress(ProgressMode::automatic, world.environment);
    world.clock.advance(1s);
    progress.update({.done = 50, .total = 200});
    CHECK(world.err.str().size() <= std::size_t(std::max(width, 1)) + 3);
  }
}

TEST_CASE("progress elsewhere: a line every ten seconds") {
  test::TestEnvironment world;
  Progress progress(ProgressMode::automatic, world.environment);
  progress.update({.done = 1, .total = 200});
  world.clock.advance(9999ms);
  progress.update({.done = 10, .total = 200});
  CHECK(world.err.str().empty());
  world.clock.advance(1ms);
  progress.update({.done = 50, .failed = 1, .total = 200});
  CHECK(world.err.str() == "50 of 200 scenes (25%), 1 failed, 5.0/s, 30 s left\n");
  progress.finish();
  progress.update({.done = 200, .total = 200});
  CHECK(world.err.str() == "50 of 200 scenes (25%), 1 failed, 5.0/s, 30 s left\n");
}

TEST_CASE("progress as JSON: one object a line, the last one says so") {
  test::TestEnvironment world;
  Progress progress(ProgressMode::json, world.environment);
  world.clock.advance(2s);
  progress.update({.done = 10, .failed = 1, .total = 40});
  progress.update({.done = 40, .failed = 1, .total = 40});
  progress.finish();
  std::istringstream lines(world.err.str());
  std::string line;
  REQUIRE(std::getline(lines, line));
  const auto first = nlohmann::json::parse(line);
  CHECK(first["event"] == "progress");
  CHECK(first["done"] == 10);
  CHECK(first["failed"] == 1);
  CHECK(first["total"] == 40);
  CHECK(first["elapsed_seconds"] == 2);
  CHECK(first["per_second"] == 5);
  CHECK(first["seconds_left"] == 6);
  REQUIRE(std::getline(lines, line));
  const auto last = nlohmann::json::parse(line);
  CHECK(last["event"] == "end");
  CHECK(last["done"] == 40);
  CHECK_FALSE(std::getline(lines, line));
}

TEST_CASE("progress without a total, and past it") {
  test::TestEnvironment world;
  Progress progress(ProgressMode::automatic, world.environment);
  world.clock.advance(10s);
  progress.update({});
  CHECK(world.err.str() == "0 of 0 scenes (0%), 0.0/s\n");
  world.clock.advance(10s);
  progress.update({.done = 40, .total = 20});
  CHECK(world.err.str().ends_with("40 of 20 scenes (100%), 2.0/s, 0 ms left\n"));
}

}  // namespace bazc::cli

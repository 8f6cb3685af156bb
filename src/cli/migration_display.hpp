#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/environment.hpp"
#include "cli/json_results.hpp"
#include "cli/terminal/progress.hpp"
#include "core/migration/migration.hpp"

namespace bazc::cli {

enum class SceneLines { no, yes };

/// Turns the events of a run into progress and news on standard error, as lines for people or, with
/// ProgressMode::json, as the events of docs/progress-events.md; and, if asked, into a JSON line
/// for each scene on standard output.
class MigrationDisplay final : public MigrationObserver {
 public:
  MigrationDisplay(const Environment& environment, ProgressMode mode, SceneLines scene_lines)
      : environment_(environment),
        progress_(mode, environment),
        form_(mode == ProgressMode::json ? Form::events : Form::text),
        scene_lines_(scene_lines) {}

  void started(std::uint64_t planned) override;
  void source_compiled(const Compilation& compilation) override;
  void scene_finished(const SceneEvent& event) override;
  void progressed(const MigrationCounts& counts) override;
  void store_failed(const Error& error) override;
  void store_recovered() override;
  void paused(std::string_view reason) override;
  void resumed() override;
  void waits_for_chunks(std::size_t chunks) override;
  void waits_for_rows(std::uint64_t rows, std::chrono::milliseconds time) override;

  /// From any thread.
  void warn(const std::string& message);

  void finish() { progress_.finish(); }

 private:
  enum class Form { text, events };

  /// Prints either `text` or the event, whose other members are `members`.
  void tell(std::string_view event, const Json& members, const std::string& text);
  void print_differences(const SceneEvent& event);

  const Environment& environment_;
  Progress progress_;
  Form form_;
  SceneLines scene_lines_;
  std::uint64_t planned_ = 0;
  std::uint64_t failures_ = 0;
  std::uint64_t differences_ = 0;
  std::uint64_t slow_ = 0;
  int outages_ = 0;
  SteadyTime paused_at_ = {};
  std::optional<SteadyTime> waiting_told_at_ = {};
};

/// What a run came to: names and values.
[[nodiscard]] std::vector<std::vector<std::string>> summary_rows(const MigrationReport& report);

/// The same with its failures and warnings, as tables for people.
[[nodiscard]] std::string summary_of(const MigrationReport& report);

}  // namespace bazc::cli

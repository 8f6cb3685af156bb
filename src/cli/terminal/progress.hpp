#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "cli/environment.hpp"
#include "core/base/clock.hpp"

namespace bazc::cli {

enum class ProgressMode {
  automatic,  ///< a bar on a terminal, otherwise a line every ten seconds
  json,       ///< one JSON object a line, at most one a second
  none,
};

/// How far a run is. `total` may be an estimate and may be exceeded.
struct ProgressCounts {
  std::uint64_t done = 0;  ///< failed ones too
  std::uint64_t failed = 0;
  std::uint64_t total = 0;
};

/// Shows on a stream how far a run is, with its rate and the time left. Thread-safe. Time comes
/// from the clock of the environment; nothing is drawn between calls.
///
/// JSON: {"event":"progress","done":…,"failed":…,"total":…,"elapsed_seconds":…,
/// "per_second":…,"seconds_left":…} (null where not known yet), the last one with "event":"end".
class Progress {
 public:
  /// Draws on `environment.err`, which must outlive this object.
  Progress(ProgressMode mode, const Environment& environment);
  /// Clears the bar, if finish() was not called.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// May be called for every scene: draws at most ten times a second.
  void update(const ProgressCounts& counts);

  /// Writes `text`, whole lines, between clearing the bar and drawing it again.
  void print(std::string_view text);

  /// Clears the bar; the JSON form gets its last event. Nothing is drawn after.
  void finish();

 private:
  enum class Form { bar, lines, json, none };

  [[nodiscard]] std::string bar_text() const;
  [[nodiscard]] std::string line_text() const;
  [[nodiscard]] std::string json_text(std::string_view event) const;
  [[nodiscard]] double elapsed_seconds() const;
  [[nodiscard]] double per_second() const;
  /// Nothing before there is a rate.
  [[nodiscard]] std::optional<std::chrono::milliseconds> time_left() const;
  void draw_bar();
  void clear_bar();

  std::ostream& err_;
  const Clock& clock_;
  Form form_;
  int width_;
  SteadyTime start_;

  std::mutex mutex_;
  std::optional<SteadyTime> last_drawn_;
  ProgressCounts counts_;
  bool bar_is_drawn_ = false;
  bool finished_ = false;
};

}  // namespace bazc::cli

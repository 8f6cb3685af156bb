#include "cli/terminal/progress.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/terminal/quantities.hpp"

namespace bazc::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto bar_interval = 100ms;
constexpr auto line_interval = 10s;
constexpr auto json_interval = 1s;
constexpr int longest_bar = 30;
constexpr std::string_view clear_line = "\r\x1b[K";

double fraction(const ProgressCounts& counts) {
  return counts.total == 0
             ? 0
             : std::min(1.0, static_cast<double>(counts.done) / static_cast<double>(counts.total));
}

std::string failed_text(const ProgressCounts& counts) {
  return counts.failed == 0 ? "" : fmt::format(", {} failed", format_count(counts.failed));
}

}  // namespace

Progress::Progress(ProgressMode mode, const Environment& environment)
    : err_(environment.err),
      clock_(environment.clock),
      form_(mode == ProgressMode::none    ? Form::none
            : mode == ProgressMode::json  ? Form::json
            : environment.err_is_terminal ? Form::bar
                                          : Form::lines),
      width_(environment.terminal_width),
      start_(environment.clock.steady_now()) {
  if (form_ == Form::lines || form_ == Form::json) {
    last_drawn_ = start_;  // the first line after an interval: a short run prints none
  }
}

Progress::~Progress() {
  clear_bar();
}

void Progress::update(const ProgressCounts& counts) {
  const std::lock_guard lock(mutex_);
  counts_ = counts;
  if (finished_ || form_ == Form::none) {
    return;
  }
  const SteadyTime now = clock_.steady_now();
  const std::chrono::milliseconds interval = form_ == Form::bar     ? bar_interval
                                             : form_ == Form::lines ? line_interval
                                                                    : json_interval;
  if (last_drawn_ && now - *last_drawn_ < interval) {
    return;
  }
  last_drawn_ = now;
  if (form_ == Form::bar) {
    draw_bar();
  } else {
    err_ << (form_ == Form::json ? json_text("progress") : line_text());
  }
}

void Progress::print(std::string_view text) {
  const std::lock_guard lock(mutex_);
  const bool redraw = bar_is_drawn_;
  clear_bar();
  err_ << text;
  if (redraw) {
    draw_bar();
  }
}

void Progress::finish() {
  const std::lock_guard lock(mutex_);
  if (finished_) {
    return;
  }
  finished_ = true;
  clear_bar();
  if (form_ == Form::json) {
    err_ << json_text("end");
  }
}

void Progress::draw_bar() {
  err_ << fmt::format("{}{}", clear_line, bar_text()) << std::flush;
  bar_is_drawn_ = true;
}

void Progress::clear_bar() {
  if (bar_is_drawn_) {
    err_ << clear_line << std::flush;
    bar_is_drawn_ = false;
  }
}

double Progress::elapsed_seconds() const {
  return std::chrono::duration<double>(clock_.steady_now() - start_).count();
}

double Progress::per_second() const {
  const double elapsed = elapsed_seconds();
  return elapsed > 0 ? static_cast<double>(counts_.done) / elapsed : 0;
}

std::optional<std::chrono::milliseconds> Progress::time_left() const {
  const double rate = per_second();
  if (rate <= 0) {
    return std::nullopt;
  }
  const std::uint64_t left = counts_.total - std::min(counts_.done, counts_.total);
  // Beyond a year a number says nothing, and it must fit into the type.
  constexpr double longest = 366.0 * 24 * 3600;
  const double seconds = std::min(static_cast<double>(left) / rate, longest);
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

std::string Progress::bar_text() const {
  const auto left = time_left();
  const std::string numbers =
      fmt::format(" {:3.0f}% {}/{}{}, {:.1f}/s{}", fraction(counts_) * 100,
                  format_count(counts_.done), format_count(counts_.total), failed_text(counts_),
                  per_second(), left ? ", " + format_duration(*left) + " left" : "");
  // One cell stays free: a full line would wrap on some terminals.
  const int room = width_ - 1;
  const int bar = std::clamp(room - static_cast<int>(numbers.size()) - 2, 0, longest_bar);
  if (bar < 4) {
    return numbers.substr(1, static_cast<std::size_t>(std::max(room, 0)));
  }
  const auto filled = static_cast<int>(fraction(counts_) * bar);
  return fmt::format("[{:#<{}}{:{}}]{}", "", filled, "", bar - filled, numbers);
}

std::string Progress::line_text() const {
  const auto left = time_left();
  return fmt::format("{} of {} scenes ({:.0f}%){}, {:.1f}/s{}\n", format_count(counts_.done),
                     format_count(counts_.total), fraction(counts_) * 100, failed_text(counts_),
                     per_second(), left ? ", " + format_duration(*left) + " left" : "");
}

std::string Progress::json_text(std::string_view event) const {
  const auto left = time_left();
  const auto rounded = [](double number) {
    return static_cast<double>(static_cast<std::int64_t>(number * 1000)) / 1000;
  };
  nlohmann::ordered_json object = {{"event", event},
                                   {"done", counts_.done},
                                   {"failed", counts_.failed},
                                   {"total", counts_.total},
                                   {"elapsed_seconds", rounded(elapsed_seconds())},
                                   {"per_second", rounded(per_second())},
                                   {"seconds_left", nullptr}};
  if (left) {
    object["seconds_left"] = rounded(std::chrono::duration<double>(*left).count());
  }
  return object.dump() + "\n";
}

}  // namespace bazc::cli

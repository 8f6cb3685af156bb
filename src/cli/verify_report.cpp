#include "cli/verify_report.hpp"

#include <ostream>

#include <fmt/format.h>

#include "cli/json_results.hpp"
#include "cli/terminal/quantities.hpp"
#include "core/diagnostics/visible_text.hpp"
#include "core/module/content_hash.hpp"

namespace bazc::cli {

void VerifyReport::add(const Finding& finding) {
  ++counts_[finding.check.state];
  has_failure_ |= is_failure(finding.check.state);
  is_unreachable_ |= finding.check.unreachable;
  // What was repaired was wrong: whoever asks for silence wants to know of that.
  if (!quiet_ || is_failure(finding.check.state) || finding.check.state == ObjectState::repaired) {
    print(to_string(finding.check.state), finding);
  }
}

void VerifyReport::add_unreferenced(const std::string& key) {
  ++unreferenced_;
  if (!quiet_) {
    print("unreferenced",
          {.subject = key, .hash = hash_of_key(key), .check = {.detail = "no row names it"}});
  }
}

void VerifyReport::print(std::string_view state, const Finding& finding) const {
  const std::string& detail = finding.check.detail;
  if (form_ == ReportForm::json) {
    Json object = {{"subject", finding.subject}, {"hash", nullptr}, {"state", state}};
    if (!finding.hash.empty()) {
      object["hash"] = finding.hash;
    }
    if (!detail.empty()) {
      object["detail"] = detail;
    }
    environment_.out << json_line(object);
    return;
  }
  constexpr int state_width = 12;
  environment_.out << fmt::format(
      "{:<{}} {:<16} {}{}{}\n", state, state_width, finding.hash.empty() ? "-" : finding.hash,
      visible_text(finding.subject), detail.empty() ? "" : ": ", visible_text(detail));
}

void VerifyReport::print_summary() const {
  if (form_ == ReportForm::json) {
    Json counts = Json::object();
    for (const auto& [state, count] : counts_) {
      counts[std::string(to_string(state))] = count;
    }
    counts["unreferenced"] = unreferenced_;
    counts["not_looked_at"] = left_out_;
    environment_.out << json_line({{"summary", counts}});
    return;
  }
  std::string text;
  const auto add_count = [&text](std::uint64_t count, std::string_view what) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", format_count(count), what);
  };
  for (const auto& [state, count] : counts_) {
    add_count(count, to_string(state));
  }
  if (unreferenced_ > 0) {
    add_count(unreferenced_, "unreferenced");
  }
  if (left_out_ > 0) {
    add_count(left_out_, "not looked at");
  }
  environment_.out.flush();
  environment_.err << (text.empty() ? "nothing to verify" : text) << '\n';
}

ExitCode VerifyReport::exit_code() const {
  if (environment_.interrupts.load() > 0) {
    return ExitCode::interrupted;
  }
  if (is_unreachable_) {
    return ExitCode::unavailable;
  }
  return has_failure_ ? ExitCode::some_failed : ExitCode::success;
}

}  // namespace bazc::cli

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "cli/environment.hpp"
#include "core/verification/object_check.hpp"

namespace bazc::cli {

/// One line of what `bazc verify` says.
struct Finding {
  std::string subject;    ///< what the user named, or "scene ID"
  std::string hash = {};  ///< empty where there is none
  ObjectCheck check;
};

enum class ReportForm { text, json };

/// Prints findings as they come and counts them.
class VerifyReport {
 public:
  /// `quiet`: prints only what a person must act on. Uses `environment` until its end.
  VerifyReport(const Environment& environment, ReportForm form, bool quiet)
      : environment_(environment), form_(form), quiet_(quiet) {}

  void add(const Finding& finding);
  /// An artifact that no row names.
  void add_unreferenced(const std::string& key);
  /// That `count` more were not looked at, since --subset or --sample left them out.
  void add_left_out(std::uint64_t count) { left_out_ += count; }

  /// As a finding does whose check says so.
  void note_unreachable() { is_unreachable_ = true; }

  void print_summary() const;

  /// By the worst of the findings; an interrupt counts before all.
  [[nodiscard]] ExitCode exit_code() const;

 private:
  void print(std::string_view state, const Finding& finding) const;

  const Environment& environment_;
  ReportForm form_;
  bool quiet_;
  std::map<ObjectState, std::uint64_t> counts_;
  std::uint64_t unreferenced_ = 0;
  std::uint64_t left_out_ = 0;
  bool has_failure_ = false;
  bool is_unreachable_ = false;
};

}  // namespace bazc::cli

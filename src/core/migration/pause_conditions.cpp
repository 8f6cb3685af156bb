#include "core/migration/pause_conditions.hpp"

#include <fmt/format.h>

namespace bazc {
namespace {

using Reason = Result<std::optional<std::string>>;

constexpr std::chrono::seconds between_questions{1};

}  // namespace

Reason PauseConditions::reason() {
  std::error_code ignored;
  if (!options_.file.empty() && std::filesystem::exists(options_.file, ignored)) {
    return fmt::format("the file '{}' exists", options_.file.string());
  }
  if (options_.query.empty() && !options_.max_lag) {
    return std::nullopt;
  }
  const SteadyTime now = clock_.steady_now();
  if (!asked_at_ || now - *asked_at_ >= between_questions) {
    auto answer = ask_database();
    if (!answer) {
      return answer;
    }
    asked_at_ = now;
    answer_ = *std::move(answer);
  }
  return answer_;
}

Reason PauseConditions::ask_database() {
  Reason reason = std::nullopt;
  if (!options_.query.empty()) {
    reason = reason_of_query();
  }
  if (reason && !*reason && options_.max_lag) {
    reason = reason_of_lag();
  }
  if (!reason && reason.error().kind == ErrorKind::timed_out) {
    return std::move(reason).error().message;
  }
  return reason;
}

Reason PauseConditions::reason_of_query() {
  const auto number = repository_.number(options_.query);
  if (!number) {
    Error error = number.error();
    return fail(std::move(error).with_context("the throttle query"));
  }
  return *number && **number > 0
             ? std::optional(fmt::format("the throttle query gives {:g}", **number))
             : std::nullopt;
}

Reason PauseConditions::reason_of_lag() {
  const auto lag = repository_.replication_lag();
  if (!lag) {
    return fail(lag.error());
  }
  return *lag && **lag > *options_.max_lag
             ? std::optional(fmt::format("a replica is {:.1f} s behind", (*lag)->count()))
             : std::nullopt;
}

}  // namespace bazc

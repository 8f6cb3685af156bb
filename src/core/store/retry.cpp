#include "core/store/retry.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <random>
#include <utility>

#include <fmt/format.h>

namespace bazc {
namespace {

using namespace std::chrono_literals;

// Interrupts come without a notification.
constexpr std::chrono::milliseconds interrupt_poll = 50ms;

constexpr unsigned attempts_until_trouble = 3;
constexpr std::chrono::seconds trouble_interval = 30s;

std::optional<int> number_in(std::string_view text, int most) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || parsed != end || number < 0 || number > most) {
    return std::nullopt;
  }
  return number;
}

std::optional<unsigned> month_number(std::string_view name) {
  constexpr std::array<std::string_view, 12> names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto* const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    return std::nullopt;
  }
  return static_cast<unsigned>(found - names.begin()) + 1;
}

}  // namespace

bool is_retryable(HttpErrorKind kind) {
  switch (kind) {
    case HttpErrorKind::resolve:
    case HttpErrorKind::connect:
    case HttpErrorKind::timeout:
    case HttpErrorKind::broken:
    case HttpErrorKind::protocol:
      return true;
    case HttpErrorKind::tls:
    case HttpErrorKind::too_large:
    case HttpErrorKind::cancelled:
    case HttpErrorKind::usage:
      return false;
  }
  return false;
}

bool is_retryable_status(int status) {
  constexpr std::array statuses = {408, 429, 500, 502, 503, 504};
  return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

// "Sun, 06 Nov 1994 08:49:37 GMT": every field has its fixed place.
std::optional<SystemTime> parse_http_date(std::string_view value) {
  constexpr std::string_view shape = "Sun, 06 Nov 1994 08:49:37 GMT";
  if (value.size() != shape.size() || value.substr(3, 2) != ", " || value[7] != ' ' ||
      value[11] != ' ' || value[16] != ' ' || value[19] != ':' || value[22] != ':' ||
      value.substr(25) != " GMT") {
    return std::nullopt;
  }
  const auto day = number_in(value.substr(5, 2), 31);
  const auto month = month_number(value.substr(8, 3));
  const auto year = number_in(value.substr(12, 4), 9999);
  const auto hour = number_in(value.substr(17, 2), 23);
  const auto minute = number_in(value.substr(20, 2), 59);
  const auto second = number_in(value.substr(23, 2), 60);  // a leap second
  if (!day || !month || !year || !hour || !minute || !second) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) {
    return std::nullopt;
  }
  return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, SystemTime now) {
  constexpr int most_seconds = 1'000'000'000;
  if (const auto seconds = number_in(value, most_seconds)) {
    return std::chrono::seconds(*seconds);
  }
  if (const auto date = parse_http_date(value)) {
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(*date - now));
  }
  return std::nullopt;
}

std::chrono::milliseconds backoff(const RetryPolicy& policy, unsigned failed_attempts,
                                  double random) {
  const double longest = static_cast<double>(policy.longest.count());
  const double bound = std::min(longest, static_cast<double>(policy.first.count()) *
                                             std::pow(policy.factor, failed_attempts - 1));
  return std::chrono::milliseconds(std::llround(bound * random));
}

RetryingClient::RetryingClient(std::shared_ptr<HttpClient> client, const RetryPolicy& policy,
                               const Clock& clock, const std::atomic<int>* interrupts,
                               OnTrouble on_trouble)
    : client_(std::move(client)),
      policy_(policy),
      clock_(clock),
      interrupts_(interrupts),
      on_trouble_(std::move(on_trouble)),
      random_(std::random_device()()) {}

RetriedResponse RetryingClient::send(const std::function<HttpRequest()>& make_request,
                                     const Judge& is_worth_retrying) {
  for (unsigned attempts = 1;; ++attempts) {
    const HttpRequest request = make_request();
    auto response = client_->send(request);
    count(request, response, attempts > 1);
    const bool may_help = response ? is_retryable_status(response->status) ||
                                         (is_worth_retrying && is_worth_retrying(*response))
                                   : is_retryable(response.error().kind);
    if (!may_help || attempts > policy_.retries) {
      return {std::move(response), attempts};
    }
    auto pause = backoff(policy_, attempts, random());
    if (response) {
      if (const auto asked =
              parse_retry_after(response->header("retry-after"), clock_.system_now())) {
        if (*asked > policy_.longest_retry_after) {
          return {std::move(response), attempts};
        }
        // Many clients were told the same: the jitter stays, on top of what was asked for.
        pause += *asked;
      }
    }
    if (attempts >= attempts_until_trouble) {
      tell_of_trouble(response);
    }
    if (!wait(pause)) {
      return {std::move(response), attempts};
    }
  }
}

void RetryingClient::count(const HttpRequest& request,
                           const Result<HttpResponse, HttpError>& response, bool is_retry) {
  const unsigned sendings = std::max(response ? response->sendings : response.error().sendings, 1U);
  const std::uint64_t received = response ? response->body.size() : 0;
  const std::lock_guard lock(statistics_mutex_);
  statistics_.requests += sendings;
  statistics_.retries += sendings - (is_retry ? 0U : 1U);
  statistics_.bytes_sent += sendings * request.body.size();
  statistics_.bytes_received += received;
  StoreRequests& last =
      statistics_
          .by_kind[{request.method, response ? std::to_string(response->status)
                                             : std::string(to_string(response.error().kind))}];
  ++last.requests;
  last.bytes_sent += request.body.size();
  last.bytes_received += received;
  if (sendings > 1) {  // over connections that were dead
    StoreRequests& lost =
        statistics_.by_kind[{request.method, std::string(to_string(HttpErrorKind::broken))}];
    lost.requests += sendings - 1;
    lost.bytes_sent += (sendings - 1) * request.body.size();
  }
}

void RetryingClient::tell_of_trouble(const Result<HttpResponse, HttpError>& response) {
  if (!on_trouble_) {
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    const SteadyTime now = clock_.steady_now();
    if (last_told_ && now - *last_told_ < trouble_interval) {
      return;
    }
    last_told_ = now;
  }
  on_trouble_(response ? fmt::format("status {}", response->status) : response.error().message);
}

void RetryingClient::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  stop_requested_.notify_all();
}

StoreStatistics RetryingClient::statistics() const {
  const std::lock_guard lock(statistics_mutex_);
  return statistics_;
}

bool RetryingClient::is_stopped() const {
  return stopped_ || (interrupts_ != nullptr && *interrupts_ > 0);
}

// False where nothing is to be tried again.
bool RetryingClient::wait(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  std::unique_lock lock(mutex_);
  while (!is_stopped()) {
    const auto now = std::chrono::steady_clock::now();
    if (now >= end) {
      return true;
    }
    stop_requested_.wait_until(lock, std::min(end, now + interrupt_poll));
  }
  return false;
}

double RetryingClient::random() {
  const std::lock_guard lock(mutex_);
  return std::uniform_real_distribution<double>(0, 1)(random_);
}

}  // namespace bazc

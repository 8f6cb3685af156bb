#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/store/http_client.hpp"
#include "core/store/object_store.hpp"

namespace bazc {

/// Whether another attempt can help: connection failures, time-outs, cut-off answers. Not: an
/// untrusted certificate, an answer that is too large, a request that cannot be sent.
[[nodiscard]] bool is_retryable(HttpErrorKind kind);

/// 408, 429, 500, 502, 503 and 504.
[[nodiscard]] bool is_retryable_status(int status);

/// How long a Retry-After header (RFC 9110, section 10.2.3: seconds or a date) asks to wait;
/// nothing where the value is neither.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value,
                                                                         SystemTime now);

/// An HTTP date (RFC 9110, section 5.6.7, the form that servers send: "Sun, 06 Nov 1994 08:49:37
/// GMT"); nothing for another form.
[[nodiscard]] std::optional<SystemTime> parse_http_date(std::string_view value);

/// Exponential back-off with full jitter: the wait before attempt n + 1 is even between 0 and
/// min(longest, first * factor^(n - 1)). The defaults span an outage of 20 s with 6 retries, and
/// cost a single lost request 100 ms on average.
struct RetryPolicy {
  unsigned retries = 6;
  std::chrono::milliseconds first{200};
  double factor = 3;
  std::chrono::milliseconds longest{30'000};
  /// A server that asks for a longer wait than this is given up on.
  std::chrono::milliseconds longest_retry_after{300'000};
};

/// The wait after `failed_attempts` (1 or more); `random` is in [0, 1).
[[nodiscard]] std::chrono::milliseconds backoff(const RetryPolicy& policy, unsigned failed_attempts,
                                                double random);

/// What became of a request and its retries.
struct RetriedResponse {
  Result<HttpResponse, HttpError> last;  ///< of the last attempt
  unsigned attempts = 1;
};

/// Sends requests again where that can help. Thread-safe.
class RetryingClient {
 public:
  using OnTrouble = std::function<void(const std::string& reason)>;

  /// `client` is shared; `interrupts`, where set, counts a person's interrupts: above zero nothing
  /// is tried again. `on_trouble` hears, from any thread and at most every 30 s, why a request has
  /// failed three times in a row and is still tried: nobody is to stare at a silent run.
  RetryingClient(std::shared_ptr<HttpClient> client, const RetryPolicy& policy, const Clock& clock,
                 const std::atomic<int>* interrupts = nullptr, OnTrouble on_trouble = {});

  /// Whether an answer deserves another attempt although its status does not say so, or the other
  /// way around.
  using Judge = std::function<bool(const HttpResponse&)>;

  /// `make_request` is called for each attempt, so that each is signed anew. What the request
  /// refers to outlives the call.
  [[nodiscard]] RetriedResponse send(const std::function<HttpRequest()>& make_request,
                                     const Judge& is_worth_retrying = {});

  /// Ends waits; from now on nothing is tried again.
  void stop();

  [[nodiscard]] StoreStatistics statistics() const;

 private:
  [[nodiscard]] bool wait(std::chrono::milliseconds time);
  [[nodiscard]] bool is_stopped() const;
  [[nodiscard]] double random();
  void count(const HttpRequest& request, const Result<HttpResponse, HttpError>& response,
             bool is_retry);
  void tell_of_trouble(const Result<HttpResponse, HttpError>& response);

  std::shared_ptr<HttpClient> client_;
  RetryPolicy policy_;
  const Clock& clock_;
  const std::atomic<int>* interrupts_;
  OnTrouble on_trouble_;

  std::mutex mutex_;
  std::condition_variable stop_requested_;
  std::atomic<bool> stopped_{false};
  std::minstd_rand random_;              ///< guarded by mutex_
  std::optional<SteadyTime> last_told_;  ///< likewise

  mutable std::mutex statistics_mutex_;
  StoreStatistics statistics_;  ///< guarded by statistics_mutex_
};

}  // namespace bazc

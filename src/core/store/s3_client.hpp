#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/store/credentials.hpp"
#include "core/store/http_client.hpp"
#include "core/store/retry.hpp"
#include "core/store/s3_location.hpp"

namespace bazc {

struct S3Request {
  std::string method;
  std::string key = {};  ///< any bytes; empty: the bucket itself
  std::vector<std::pair<std::string, std::string>> query = {};
  std::vector<HttpHeader> headers = {};  ///< all of them are signed
  std::string_view body = {};            ///< outlives the call; goes with its MD5 and SHA-256
  std::size_t max_answer_bytes = std::size_t{16} << 20;
};

/// An answer of the service, whatever its status.
struct S3Response {
  HttpResponse http;
  std::string code = {};     ///< of its error document: "NoSuchKey"; empty where there is none
  std::string message = {};  ///< likewise; without control characters and secrets, bounded
  std::string region = {};   ///< that the service wants instead; likewise, mostly empty
};

/// Requests to one bucket: signed anew for each attempt, sent again where that can help. A clock
/// that the service finds wrong is corrected by the service's own (the answer's Date), once for
/// each request; `on_warning` is told once. Thread-safe.
class S3Client {
 public:
  S3Client(S3Location location, Credentials credentials, std::shared_ptr<HttpClient> http,
           const RetryPolicy& retry, const Clock& clock, const std::atomic<int>* interrupts,
           std::function<void(const std::string& message)> on_warning);

  /// `unavailable` where no answer came: "PUT components/x.js: connection to … refused".
  [[nodiscard]] Result<S3Response> send(const S3Request& request);

  /// A response that is no success as an `unavailable` error: what was asked, status, code and
  /// message, and what to do.
  [[nodiscard]] Error error_of(const S3Request& request, const S3Response& response) const;

  /// Where the object is, unsigned.
  [[nodiscard]] std::string url_of(std::string_view key) const;

  [[nodiscard]] const S3Location& location() const { return location_; }
  [[nodiscard]] SystemTime now() const { return clock_.system_now(); }
  [[nodiscard]] StoreStatistics statistics() const { return sender_.statistics(); }
  void stop_retrying() { sender_.stop(); }

 private:
  [[nodiscard]] HttpRequest sign(const S3Request& request, const std::string& body_sha256) const;
  [[nodiscard]] S3Response read(HttpResponse response) const;
  [[nodiscard]] bool correct_clock(const S3Response& response);
  [[nodiscard]] std::string path_of(std::string_view key) const;
  [[nodiscard]] std::string redacted(std::string text) const;

  S3Location location_;
  Credentials credentials_;
  const Clock& clock_;
  std::function<void(const std::string& message)> on_warning_;
  RetryingClient sender_;
  std::atomic<std::chrono::seconds> clock_correction_{std::chrono::seconds(0)};
  std::atomic<bool> has_warned_{false};
};

}  // namespace bazc

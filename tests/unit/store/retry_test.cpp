#include "core/store/retry.hpp"

#include <deque>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "support/test_environment.hpp"

using namespace std::chrono_literals;
using bazc::backoff;
using bazc::HttpClient;
using bazc::HttpError;
using bazc::HttpErrorKind;
using bazc::HttpRequest;
using bazc::HttpResponse;
using bazc::is_retryable;
using bazc::is_retryable_status;
using bazc::parse_http_date;
using bazc::parse_retry_after;
using bazc::Result;
using bazc::RetryingClient;
using bazc::RetryPolicy;
using bazc::SystemTime;
using bazc::test::ManualClock;

namespace {

/// Answers in the order of a script; the last answer stays.
class ScriptedClient final : public HttpClient {
 public:
  using Answer = Result<HttpResponse, HttpError>;

  explicit ScriptedClient(std::deque<Answer> answers) : answers_(std::move(answers)) {}

  [[nodiscard]] Answer send(const HttpRequest& request) override {
    seen.push_back(request.url);
    Answer answer = answers_.front();
    if (answers_.size() > 1) {
      answers_.pop_front();
    }
    if (on_send) {
      on_send();
    }
    return answer;
  }
  void cancel() override {}

  std::vector<std::string> seen;
  std::function<void()> on_send;

 private:
  std::deque<Answer> answers_;
};

ScriptedClient::Answer status(int code, std::vector<bazc::HttpHeader> headers = {}) {
  HttpResponse response;
  response.status = code;
  response.headers = std::move(headers);
  return response;
}

ScriptedClient::Answer failure(HttpErrorKind kind) {
  return bazc::fail(HttpError{kind, "it failed", true, 1});
}

RetryPolicy without_waits(unsigned retries = 6) {
  RetryPolicy policy;
  policy.retries = retries;
  policy.first = 0ms;
  return policy;
}

struct Sending {
  explicit Sending(std::deque<ScriptedClient::Answer> answers,
                   const RetryPolicy& policy = without_waits())
      : http(std::make_shared<ScriptedClient>(std::move(answers))), client(http, policy, clock) {}

  bazc::RetriedResponse send(const RetryingClient::Judge& judge = {}) {
    return client.send(
        [this] { return HttpRequest{.method = "GET", .url = std::to_string(++made)}; }, judge);
  }

  ManualClock clock;
  std::shared_ptr<ScriptedClient> http;
  RetryingClient client;
  int made = 0;
};

}  // namespace

TEST_CASE("retry: what another attempt can help") {
  for (const auto kind : {HttpErrorKind::resolve, HttpErrorKind::connect, HttpErrorKind::timeout,
                          HttpErrorKind::broken}) {
    CHECK(is_retryable(kind));
  }
  for (const auto kind : {HttpErrorKind::tls, HttpErrorKind::too_large, HttpErrorKind::cancelled,
                          HttpErrorKind::usage}) {
    CHECK_FALSE(is_retryable(kind));
  }
  for (const int code : {408, 429, 500, 502, 503, 504}) {
    CHECK(is_retryable_status(code));
  }
  for (const int code : {200, 204, 301, 400, 401, 403, 404, 409, 411, 412, 501}) {
    CHECK_FALSE(is_retryable_status(code));
  }
}

TEST_CASE("retry: dates and Retry-After as RFC 9110 writes them") {
  const auto date = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");  // its own example
  REQUIRE(date);
  CHECK(date->time_since_epoch() == 784'111'777s);
  for (const char* text : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
                           "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
                           "Sun, 06 Nix 1994 08:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_http_date(text));
  }
  CHECK(parse_retry_after("120", *date) == 120'000ms);
  CHECK(parse_retry_after("0", *date) == 0ms);
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", *date - 3s) == 3'000ms);
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", *date + 3s) == 0ms);
  for (const char* text : {"", "-1", "1.5", "soon", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_retry_after(text, *date));
  }
}

TEST_CASE("retry: the back-off grows by its factor up to its bound, and jitter is full") {
  const RetryPolicy policy{.first = 200ms, .factor = 3, .longest = 5s};
  CHECK(backoff(policy, 1, 0) == 0ms);
  CHECK(backoff(policy, 1, 0.5) == 100ms);
  CHECK(backoff(policy, 2, 0.5) == 300ms);
  CHECK(backoff(policy, 3, 0.5) == 900ms);
  CHECK(backoff(policy, 4, 0.5) == 2'500ms);
  CHECK(backoff(policy, 1'000, 0.5) == 2'500ms);
}

TEST_CASE("retry: a request is made anew for each attempt, until one succeeds") {
  Sending sending(
      {failure(HttpErrorKind::connect), status(503), failure(HttpErrorKind::broken), status(200)});
  const auto answer = sending.send();
  REQUIRE(answer.last);
  CHECK(answer.last->status == 200);
  CHECK(answer.attempts == 4);
  CHECK(sending.http->seen == std::vector<std::string>{"1", "2", "3", "4"});
  CHECK(sending.client.statistics().requests == 4);
  CHECK(sending.client.statistics().retries == 3);
}

TEST_CASE("retry: what the HTTP library sent again by itself is a retry too") {
  HttpResponse late;
  late.status = 200;
  late.sendings = 2;
  Sending sending({bazc::fail(HttpError{HttpErrorKind::connect, "it failed", false, 0}), late});
  CHECK(sending.send().attempts == 2);
  CHECK(sending.client.statistics().requests == 3);
  CHECK(sending.client.statistics().retries == 2);
}

TEST_CASE("retry: requests and bytes are counted by method and by status or failure") {
  HttpResponse late;
  late.status = 200;
  late.body = "four";
  late.sendings = 3;
  Sending sending({failure(HttpErrorKind::timeout), status(503), status(503), late});
  REQUIRE(sending.client
              .send([] { return HttpRequest{.method = "PUT", .url = "u", .body = "0123456789"}; })
              .last);
  REQUIRE(sending.send().last);
  using Kind = bazc::StoreRequestKind;
  using Requests = bazc::StoreRequests;
  const auto statistics = sending.client.statistics();
  CHECK(statistics.by_kind ==
        std::map<Kind, Requests>{{Kind{"GET", "200"}, Requests{1, 0, 4}},
                                 {Kind{"GET", "broken"}, Requests{2, 0, 0}},
                                 {Kind{"PUT", "200"}, Requests{1, 10, 4}},
                                 {Kind{"PUT", "503"}, Requests{2, 20, 0}},
                                 {Kind{"PUT", "broken"}, Requests{2, 20, 0}},
                                 {Kind{"PUT", "timeout"}, Requests{1, 10, 0}}});
  CHECK(statistics.requests == 9);
  CHECK(statistics.bytes_sent == 60);
}

TEST_CASE("store statistics: since an earlier moment") {
  const bazc::StoreStatistics earlier{
      .requests = 3, .by_kind = {{{"GET", "200"}, {2, 0, 5}}, {{"PUT", "200"}, {1, 8, 0}}}};
  const bazc::StoreStatistics now{
      .requests = 5,
      .retries = 1,
      .by_kind = {
          {{"GET", "200"}, {2, 0, 5}}, {{"PUT", "200"}, {2, 17, 0}}, {{"PUT", "503"}, {1, 9, 0}}}};
  const auto difference = now.since(earlier);
  CHECK(difference.requests == 2);
  CHECK(difference.retries == 1);
  CHECK(difference.by_kind == std::map<bazc::StoreRequestKind, bazc::StoreRequests>{
                                  {{"PUT", "200"}, {1, 9, 0}}, {{"PUT", "503"}, {1, 9, 0}}});
}

TEST_CASE("retry: it ends with the last answer when the attempts are used up") {
  Sending sending({failure(HttpErrorKind::connect), status(500)}, without_waits(2));
  const auto answer = sending.send();
  REQUIRE(answer.last);
  CHECK(answer.last->status == 500);
  CHECK(answer.attempts == 3);

  Sending none({failure(HttpErrorKind::connect)}, without_waits(0));
  CHECK(none.send().attempts == 1);
}

TEST_CASE("retry: an answer that cannot get better is not asked for again") {
  for (const int code : {200, 400, 401, 403, 404, 412}) {
    Sending sending({status(code)});
    CHECK(sending.send().attempts == 1);
  }
  Sending untrusted({failure(HttpErrorKind::tls)});
  CHECK(untrusted.send().attempts == 1);
}

TEST_CASE("retry: the caller can ask for more") {
  Sending sending({status(409), status(200)});
  const auto answer = sending.send([](const HttpResponse& seen) { return seen.status == 409; });
  CHECK(answer.attempts == 2);
}

TEST_CASE("retry: a server that asks for too long a wait is given up on, a short wait is kept") {
  Sending patient({status(503, {{"retry-after", "301"}}), status(200)});
  CHECK(patient.send().last->status == 503);

  Sending waiting({status(503, {{"retry-after", "1"}}), status(200)});
  const auto begin = std::chrono::steady_clock::now();
  CHECK(waiting.send().last->status == 200);
  CHECK(std::chrono::steady_clock::now() - begin >= 1s);
}

TEST_CASE("retry: a request that keeps failing is told of, but not all the time") {
  ManualClock clock;
  const auto http =
      std::make_shared<ScriptedClient>(std::deque<ScriptedClient::Answer>{status(503)});
  std::vector<std::string> told;
  RetryingClient client(http, without_waits(), clock, nullptr,
                        [&](const std::string& reason) { told.push_back(reason); });
  const auto send = [&] {
    return client.send([] { return HttpRequest{.method = "GET", .url = ""}; });
  };
  http->on_send = [&] { CHECK(told.size() == (http->seen.size() > 3 ? 1 : 0)); };
  CHECK(send().attempts == 7);
  CHECK(told == std::vector<std::string>{"status 503"});
  http->on_send = {};
  CHECK(send().attempts == 7);
  CHECK(told.size() == 1);
  clock.advance(31s);
  CHECK(send().attempts == 7);
  CHECK(told.size() == 2);
}

TEST_CASE("retry: stop() ends a wait, and then nothing is tried again") {
  RetryPolicy policy;
  policy.first = std::chrono::hours(1);
  Sending sending({status(503)}, policy);
  std::thread stopper;
  sending.http->on_send = [&] {
    if (!stopper.joinable()) {
      stopper = std::thread([&] { sending.client.stop(); });
    }
  };
  CHECK(sending.send().attempts == 1);
  stopper.join();
  sending.http->on_send = {};
  CHECK(sending.send().attempts == 1);
}

TEST_CASE("retry: an interrupt ends a wait") {
  RetryPolicy policy;
  policy.first = std::chrono::hours(1);
  std::atomic<int> interrupts{0};
  const auto http =
      std::make_shared<ScriptedClient>(std::deque<ScriptedClient::Answer>{status(503)});
  http->on_send = [&] { interrupts = 1; };
  const ManualClock clock;
  RetryingClient client(http, policy, clock, &interrupts);
  CHECK(client.send([] { return HttpRequest{.method = "GET", .url = ""}; }).attempts == 1);
}

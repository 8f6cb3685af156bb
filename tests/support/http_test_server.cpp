#include "support/http_test_server.hpp"

#include <stdlib.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <utility>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <netinet/in.h>

namespace bazc::test {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

HttpTestServer::HttpTestServer(Tls tls)
    : process_("node", arguments(tls), {{"PATH", ::getenv("PATH")}}) {}

std::string HttpTestServer::url(std::string_view server, std::string_view path) const {
  const bool secure = server == "https" || server == "h2";
  return fmt::format("{}://127.0.0.1:{}{}", secure ? "https" : "http", port(server), path);
}

int HttpTestServer::port(std::string_view server) const {
  return process_.announced().at(std::string(server)).get<int>();
}

std::string HttpTestServer::authority() const {
  return process_.announced().at("ca");
}

nlohmann::json HttpTestServer::state() const {
  return control("/");
}

void HttpTestServer::close_kept_connections() const {
  (void)control("/close-kept");
}

std::vector<std::string> HttpTestServer::arguments(Tls tls) const {
  std::vector<std::string> result = {BAZC_TEST_SUPPORT "/http_server.mjs"};
  if (tls == Tls::yes) {
    result.insert(result.end(), {"--tls", directory_.path().string()});
  }
  return result;
}

nlohmann::json HttpTestServer::control(std::string_view path) const {
  return json_of(get(*make_http_client({}).value(), url("control", path)));
}

DeadPort::DeadPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  REQUIRE(::bind(socket_.get(), generic, size) == 0);
  REQUIRE(::getsockname(socket_.get(), generic, &size) == 0);
  number_ = ntohs(address.sin_port);
}

HttpAnswer get(HttpClient& client, std::string url) {
  return client.send({.method = "GET", .url = std::move(url)});
}

HttpError error_of(HttpClient& client, const std::string& url, std::string_view body) {
  const HttpAnswer answer = client.send({.method = body.empty() ? "GET" : "PUT",
                                         .url = url + "?token=secret",
                                         .headers = {{"Authorization", "secret"}},
                                         .body = body});
  REQUIRE(!answer);
  const HttpError& error = answer.error();
  const std::size_t host = url.find("://") + 3;
  CHECK(contains(error.message, url.substr(host, url.find('/', host) - host)));
  CHECK(!contains(error.message, "secret"));
  CHECK(!contains(error.message, "token"));
  CHECK(!error.message.ends_with('.'));
  return error;
}

nlohmann::json json_of(const HttpAnswer& answer) {
  REQUIRE(answer);
  REQUIRE(answer->status == 200);
  return nlohmann::json::parse(answer->body);
}

std::vector<HttpAnswer> at_once(std::size_t count,
                                const std::function<HttpAnswer(std::size_t)>& send) {
  std::vector<std::future<HttpAnswer>> futures;
  for (std::size_t i = 0; i < count; ++i) {
    futures.push_back(std::async(std::launch::async, send, i));
  }
  std::vector<HttpAnswer> answers;
  std::transform(futures.begin(), futures.end(), std::back_inserter(answers),
                 [](std::future<HttpAnswer>& future) { return future.get(); });
  return answers;
}

void check_mirror(HttpClient& client, const std::string& url, std::string_view protocol) {
  std::atomic<int> right = 0;
  const auto answers = at_once(16, [&](std::size_t thread) {
    HttpAnswer answer;
    for (std::size_t i = 0; i < 20; ++i) {
      const std::string body = fmt::format("{}:{}:", thread, i) +
                               std::string((thread * 7919 + i * 104'729) % 200'000, 'x');
      answer = client.send({.method = "PUT", .url = url, .body = body});
      if (!answer) {
        break;
      }
      right += answer->body == body && answer->protocol == protocol ? 1 : 0;
    }
    return answer;
  });
  for (const HttpAnswer& answer : answers) {
    CHECK_MESSAGE(answer, (answer ? std::string() : answer.error().message));
  }
  CHECK(right == 16 * 20);
}

}  // namespace bazc::test

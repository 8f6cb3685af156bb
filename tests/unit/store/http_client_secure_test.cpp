#include <stdlib.h>

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/module/content_hash.hpp"
#include "core/store/http_client.hpp"
#include "support/http_test_server.hpp"

using bazc::HttpClient;
using bazc::HttpClientOptions;
using bazc::HttpErrorKind;
using bazc::make_http_client;
using bazc::sha256_hex;
using bazc::test::at_once;
using bazc::test::check_mirror;
using bazc::test::DeadPort;
using bazc::test::error_of;
using bazc::test::get;
using bazc::test::HttpAnswer;
using bazc::test::HttpTestServer;
using bazc::test::json_of;

namespace {

using namespace std::chrono_literals;

std::unique_ptr<HttpClient> client_with(const HttpClientOptions& options = {}) {
  return make_http_client(options).value();
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("TLS: only a server that is trusted and meant is spoken to") {
  const HttpTestServer server(HttpTestServer::Tls::yes);
  const auto trusting = client_with({.ca_file = server.authority()});

  SUBCASE("trusted through ca_file") {
    const auto answer = get(*trusting, server.url("https", "/text"));
    REQUIRE(answer);
    CHECK(answer->protocol == "HTTP/1.1");
    CHECK(contains(answer->body, "lazy dog"));
  }
  SUBCASE("not trusted without") {
    const auto error = error_of(*client_with(), server.url("https", "/text"));
    CHECK(error.kind == HttpErrorKind::tls);
    CHECK(contains(error.message, "certificate"));
    CHECK(!error.may_have_arrived);
  }
  SUBCASE("not the host that was meant") {
    const auto error =
        error_of(*trusting, fmt::format("https://localhost:{}/", server.port("https")));
    CHECK(error.kind == HttpErrorKind::tls);
    CHECK(!error.may_have_arrived);
  }
  SUBCASE("not TLS at all") {
    const auto error =
        error_of(*trusting, fmt::format("https://127.0.0.1:{}/", server.port("http")));
    CHECK(error.kind == HttpErrorKind::tls);
    CHECK(!error.may_have_arrived);
  }
  SUBCASE("a connection that is lost during the handshake is no matter of trust") {
    const auto error =
        error_of(*trusting, fmt::format("https://127.0.0.1:{}/", server.port("reset")));
    CHECK(error.kind == HttpErrorKind::connect);
    CHECK(!error.may_have_arrived);
  }
  SUBCASE("all who wait for the first handshake fail in time with it") {
    const auto client = client_with({.connect_timeout = 200ms, .total_timeout = 2s});
    const auto answers = at_once(16, [&](std::size_t) {
      return get(*client, fmt::format("https://127.0.0.1:{}/", server.port("raw")));
    });
    for (const HttpAnswer& answer : answers) {
      REQUIRE(!answer);
      CHECK(answer.error().kind == HttpErrorKind::connect);
    }
  }
  SUBCASE("HTTP/1.1 over several connections at once") {
    const auto client = client_with({.connections = 4, .ca_file = server.authority()});
    const auto answers =
        at_once(12, [&](std::size_t) { return get(*client, server.url("https", "/hold/4")); });
    CHECK(std::all_of(answers.begin(), answers.end(),
                      [](const HttpAnswer& answer) { return answer; }));
    CHECK(server.state()["mostInFlight"] == 4);
  }
}

TEST_CASE("HTTP/2 where the server speaks it: many requests, one connection") {
  const HttpTestServer server(HttpTestServer::Tls::yes);
  const auto client = client_with({.ca_file = server.authority()});

  SUBCASE("requests as they are meant") {
    const auto answer = client->send({.method = "PUT",
                                      .url = server.url("h2", "/echo/../%2f?a=%41"),
                                      .headers = {{"X-One", "1"}},
                                      .body = "hello"});
    const auto seen = json_of(answer);
    CHECK(answer->protocol == "HTTP/2");
    CHECK(answer->header("content-type") == "application/json");
    CHECK(seen["method"] == "PUT");
    CHECK(seen["url"] == "/echo/../%2f?a=%41");
    CHECK(seen["sha256"] == sha256_hex("hello"));
    CHECK(seen["headers"] ==
          std::vector<std::string>{":method", "PUT", ":path", "/echo/../%2f?a=%41", ":scheme",
                                   "https", ":authority",
                                   fmt::format("127.0.0.1:{}", server.port("h2")), "x-one", "1",
                                   "accept-encoding", "identity", "content-length", "5"});
  }
  SUBCASE("HEAD, an empty PUT, an error, and an answer that is too large") {
    const std::string url = server.url("h2", "/bytes/5000");
    CHECK(client->send({.method = "HEAD", .url = url}).value().header("content-length") == "5000");
    CHECK(json_of(client->send({.method = "PUT", .url = server.url("h2", "/echo")}))["bytes"] == 0);
    CHECK(get(*client, server.url("h2", "/status/503")).value().status == 503);
    const auto large = client->send({.method = "GET", .url = url, .max_answer_bytes = 4999});
    REQUIRE(!large);
    CHECK(large.error().kind == HttpErrorKind::too_large);
    CHECK(get(*client, url).value().body.size() == 5000);
    CHECK(server.state()["sessions"] == 1);
  }
  SUBCASE("an answer that is not whole") {
    for (const char* path : {"/break/stream", "/break/connection", "/leave"}) {
      CAPTURE(path);
      const auto error = error_of(*client, server.url("h2", path));
      CHECK(error.kind == HttpErrorKind::broken);
      CHECK(error.may_have_arrived);
    }
    CHECK(get(*client, server.url("h2", "/text")));
  }
  SUBCASE("a kept connection that the server has closed meanwhile is replaced") {
    REQUIRE(get(*client, server.url("h2", "/text")));
    server.close_kept_connections();
    CHECK(get(*client, server.url("h2", "/text")));
    CHECK(server.state()["sessions"] == 2);
  }
  SUBCASE("many threads") {
    check_mirror(*client, server.url("h2", "/mirror"), "HTTP/2");
    CHECK(server.state()["sessions"] == 1);
  }
}

TEST_CASE("a proxy is used where the options name one, and only there") {
  const HttpTestServer server(HttpTestServer::Tls::yes);
  const DeadPort dead;
  const std::string dead_proxy = fmt::format("http://user:secret@127.0.0.1:{}", dead.number());
  const std::string proxy = server.url("http", "");

  SUBCASE("for http") {
    const auto client = client_with({.proxy = proxy});
    CHECK(json_of(get(*client, "http://host.invalid/echo"))["url"] == "http://host.invalid/echo");
  }
  SUBCASE("for https, which hears nothing of the request") {
    const auto client = client_with({.ca_file = server.authority(), .proxy = proxy});
    const auto answer = client->send({.method = "GET",
                                      .url = server.url("h2", "/text"),
                                      .headers = {{"Authorization", "secret"}}});
    REQUIRE(answer);
    CHECK(answer->protocol == "HTTP/2");
    CHECK(answer->header("x-proxy").empty());
    const auto tunnels = server.state()["tunnels"];
    REQUIRE(tunnels.size() == 1);
    CHECK(tunnels[0]["to"] == fmt::format("127.0.0.1:{}", server.port("h2")));
    CHECK(!contains(tunnels.dump(), "secret"));
  }
  SUBCASE("that is not there") {
    const auto error = error_of(*client_with({.proxy = dead_proxy}), server.url("http", "/text"));
    CHECK(error.kind == HttpErrorKind::connect);
    CHECK(contains(error.message, "proxy"));
    CHECK(!error.may_have_arrived);
  }
  SUBCASE("not for hosts that need none") {
    const auto client = client_with({.proxy = dead_proxy, .no_proxy = "127.0.0.1"});
    CHECK(get(*client, server.url("http", "/text")));
  }
  SUBCASE("not from the environment") {
    for (const char* name : {"http_proxy", "all_proxy"}) {
      REQUIRE(::setenv(name, dead_proxy.c_str(), 1) == 0);
    }
    const bool reached = get(*client_with(), server.url("http", "/text")).has_value();
    for (const char* name : {"http_proxy", "all_proxy"}) {
      REQUIRE(::unsetenv(name) == 0);
    }
    CHECK(reached);
  }
}

#include "core/store/http_client.hpp"

#include <algorithm>
#include <fstream>
#include <future>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/module/content_hash.hpp"
#include "support/http_test_server.hpp"
#include "support/temporary_directory.hpp"

using bazc::ContentCoding;
using bazc::HttpClient;
using bazc::HttpClientOptions;
using bazc::HttpErrorKind;
using bazc::HttpRequest;
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
using bazc::test::TemporaryDirectory;

namespace {

using namespace std::chrono_literals;

std::unique_ptr<HttpClient> client_with(const HttpClientOptions& options = {}) {
  return make_http_client(options).value();
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("requests arrive as they were written, with nothing added") {
  const HttpTestServer server;
  const auto client = client_with();
  using Headers = std::vector<std::string>;
  const std::string host = fmt::format("127.0.0.1:{}", server.port("http"));
  const std::string url = server.url("http", "/echo");

  SUBCASE("GET") {
    const auto seen = json_of(
        client->send({.method = "GET", .url = url, .headers = {{"X-One", "1"}, {"x-empty", ""}}}));
    CHECK(seen["method"] == "GET");
    CHECK(seen["bytes"] == 0);
    CHECK(seen["headers"] ==
          Headers{"Host", host, "X-One", "1", "x-empty", "", "Accept-Encoding", "identity"});
  }
  SUBCASE("PUT") {
    std::string body("\0\r\n\xff", 4);
    body.append(5 << 20, 'x');
    const auto seen = json_of(client->send({.method = "PUT",
                                            .url = url,
                                            .headers = {{"Content-Type", "text/javascript"}},
                                            .body = body}));
    CHECK(seen["method"] == "PUT");
    CHECK(seen["bytes"] == body.size());
    CHECK(seen["sha256"] == sha256_hex(body));
    CHECK(seen["headers"] == Headers{"Host", host, "Content-Type", "text/javascript",
                                     "Accept-Encoding", "identity", "Content-Length",
                                     std::to_string(body.size())});
  }
  SUBCASE("PUT and POST without a body tell its length") {
    for (const char* method : {"PUT", "POST"}) {
      const auto seen = json_of(client->send({.method = method, .url = url}));
      CHECK(seen["method"] == method);
      CHECK(seen["headers"] ==
            Headers{"Host", host, "Accept-Encoding", "identity", "Content-Length", "0"});
    }
  }
  SUBCASE("DELETE") {
    const auto seen = json_of(client->send({.method = "DELETE", .url = url}));
    CHECK(seen["method"] == "DELETE");
    CHECK(seen["headers"] == Headers{"Host", host, "Accept-Encoding", "identity"});
  }
  SUBCASE("dot segments, percent signs and odd characters of the path and query") {
    const std::string path = "/echo/../a/./b/%2e%2E/%2f//c\"<>{|}^`\\?q=%41/../&&r='+*~";
    CHECK(json_of(get(*client, server.url("http", path)))["url"] == path);
  }
}

TEST_CASE("an answer comes whole, whatever its status") {
  const HttpTestServer server;
  const auto client = client_with();

  SUBCASE("a body of 5 MiB") {
    const auto answer = get(*client, server.url("http", "/bytes/5242880"));
    REQUIRE(answer);
    CHECK(answer->body == std::string(5242880, 'x'));
    CHECK(answer->protocol == "HTTP/1.1");
    CHECK(answer->header("content-length") == "5242880");
  }
  SUBCASE("what was sent comes back") {
    std::string body(300'000, '\0');
    for (std::size_t i = 0; i < body.size(); ++i) {
      body[i] = static_cast<char>(i * 7);
    }
    const auto answer =
        client->send({.method = "PUT", .url = server.url("http", "/mirror"), .body = body});
    REQUIRE(answer);
    CHECK(answer->body == body);
  }
  SUBCASE("HEAD tells the length of what it does not bring, however large") {
    const auto answer = client->send(
        {.method = "HEAD", .url = server.url("http", "/bytes/5000"), .max_answer_bytes = 10});
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body.empty());
    CHECK(answer->header("content-length") == "5000");
  }
  SUBCASE("no redirect is followed, an error is an answer") {
    for (const int status : {204, 301, 304, 307, 404, 412, 500, 503}) {
      const auto answer = get(*client, server.url("http", fmt::format("/status/{}", status)));
      REQUIRE(answer);
      CHECK(answer->status == status);
      CHECK(answer->header("x-thing") == "spaced");
      CHECK(answer->header("location") == "/elsewhere");
      CHECK(answer->header("x-missing").empty());
    }
  }
  SUBCASE("headers are those of the final answer") {
    const auto answer = get(*client, server.url("raw", "/interim"));
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == "ok");
    CHECK(answer->headers ==
          std::vector<bazc::HttpHeader>{{"x-late", "1"}, {"content-length", "2"}});
    const auto with_trailer = get(*client, server.url("raw", "/trailer"));
    REQUIRE(with_trailer);
    CHECK(with_trailer->body == "ok");
    CHECK(with_trailer->header("x-trailer").empty());
    const auto repeated = get(*client, server.url("raw", "/repeated"));
    REQUIRE(repeated);
    CHECK(repeated->headers == std::vector<bazc::HttpHeader>{
                                   {"set-it", "one"}, {"set-it", "two"}, {"content-length", "0"}});
  }
  SUBCASE("an answer that the end of the connection ends") {
    const auto answer = get(*client, server.url("raw", "/no-length"));
    REQUIRE(answer);
    CHECK(answer->body == "hello");
  }
}

TEST_CASE("content codings are decoded where the request asks for them, and only there") {
  const HttpTestServer server;
  const auto client = client_with();
  const auto plain = get(*client, server.url("http", "/text"));
  REQUIRE(plain);
  CHECK(plain->header("content-encoding").empty());
  const auto decoded = client->send(
      {.method = "GET", .url = server.url("http", "/text"), .coding = ContentCoding::decoded});
  REQUIRE(decoded);
  CHECK(decoded->header("content-encoding") == "gzip");
  CHECK(decoded->body == plain->body);
  CHECK(contains(decoded->body, "lazy dog"));

  const auto forced = get(*client, server.url("http", "/squeezed"));
  REQUIRE(forced);
  CHECK(forced->body.starts_with("\x1f\x8b"));

  const auto bad = client->send({.method = "GET",
                                 .url = server.url("http", "/squeezed/badly"),
                                 .coding = ContentCoding::decoded});
  REQUIRE(!bad);
  CHECK(bad.error().kind == HttpErrorKind::protocol);
  const auto large = client->send({.method = "GET",
                                   .url = server.url("http", "/squeezed"),
                                   .coding = ContentCoding::decoded,
                                   .max_answer_bytes = plain->body.size() - 1});
  REQUIRE(!large);
  CHECK(large.error().kind == HttpErrorKind::too_large);
}

TEST_CASE("connections are kept, and no more than allowed are used") {
  const HttpTestServer server;

  SUBCASE("one after the other takes one connection") {
    const auto client = client_with();
    for (int i = 0; i < 20; ++i) {
      REQUIRE(get(*client, server.url("http", "/bytes/100")));
    }
    CHECK(server.state()["connections"] == 1);
  }
  SUBCASE("as many at once as there are connections, the others wait for their turn") {
    const auto client = client_with({.connections = 4});
    // Four are answered together, so three, or five, would not do.
    const auto answers =
        at_once(20, [&](std::size_t) { return get(*client, server.url("http", "/hold/4")); });
    for (const HttpAnswer& answer : answers) {
      REQUIRE(answer);
      CHECK(answer->body == "held");
    }
    CHECK(server.state()["mostInFlight"] == 4);
    CHECK(server.state()["connections"] == 4);
  }
  SUBCASE("the time of waiting for a turn does not count") {
    const auto client = client_with({.connections = 1, .total_timeout = 300ms});
    const auto answers = at_once(4, [&](std::size_t i) {
      return get(*client, i == 3 ? server.url("http", "/bytes/1") : server.url("raw", "/silent"));
    });
    CHECK(answers[3]);
    for (std::size_t i = 0; i < 3; ++i) {
      REQUIRE(!answers[i]);
      CHECK(answers[i].error().kind == HttpErrorKind::timeout);
    }
  }
  SUBCASE("a kept connection that the server has closed meanwhile is replaced") {
    const auto client = client_with();
    REQUIRE(get(*client, server.url("http", "/bytes/100")));
    server.close_kept_connections();
    CHECK(get(*client, server.url("http", "/bytes/100")));
    CHECK(server.state()["connections"] == 2);
  }
  SUBCASE("and one that it closes on the next request: that is sent again") {
    const auto client = client_with();
    for (int i = 0; i < 4; ++i) {
      const auto answer =
          client->send({.method = "PUT", .url = server.url("raw", "/once"), .body = "hello"});
      REQUIRE(answer);
      CHECK(answer->body == "once");
    }
  }
  SUBCASE("a kept connection makes room for one to another server") {
    const auto client = client_with({.connections = 1});
    for (const char* where : {"http", "control", "http", "control"}) {
      CHECK(get(*client, server.url(where, "/echo")));
    }
    CHECK(server.state()["connections"] == 2);
  }
  SUBCASE("many threads, each gets its own answer") {
    const auto client = client_with();
    check_mirror(*client, server.url("http", "/mirror"), "HTTP/1.1");
    CHECK(server.state()["connections"] <= 16);
  }
}

TEST_CASE("a server that cannot be reached") {
  SUBCASE("refuses the connection") {
    const DeadPort port;
    const auto error = error_of(*client_with(), fmt::format("http://127.0.0.1:{}/", port.number()));
    CHECK(error.kind == HttpErrorKind::connect);
    CHECK(error.message == fmt::format("connection to 127.0.0.1:{} refused", port.number()));
    CHECK(!error.may_have_arrived);
  }
  SUBCASE("has no address") {
    const std::string host = std::string(64, 'a') + ".invalid";  // no name: a label has 63 at most
    const auto error = error_of(*client_with(), "http://" + host + "/");
    CHECK(error.kind == HttpErrorKind::resolve);
    CHECK(error.message == "cannot resolve '" + host + "'");
    CHECK(!error.may_have_arrived);
  }
  SUBCASE("does not come to a connection in time") {
    const HttpTestServer server;  // one that waits for a request instead of answering the handshake
    const auto client = client_with({.connect_timeout = 100ms});
    const auto error = error_of(*client, fmt::format("https://127.0.0.1:{}/", server.port("raw")));
    CHECK(error.kind == HttpErrorKind::connect);
    CHECK(contains(error.message, "within 100 ms"));
    CHECK(!error.may_have_arrived);
  }
}

TEST_CASE("an answer that is not whole is an error") {
  const HttpTestServer server;
  const auto client = client_with();
  for (const char* path :
       {"/truncated", "/truncated-chunked", "/truncated-headers", "/close", "/reset"}) {
    CAPTURE(path);
    const auto error = error_of(*client, server.url("raw", path));
    CHECK(error.kind == HttpErrorKind::broken);
    CHECK(error.may_have_arrived);
  }
  CHECK(error_of(*client, server.url("reset", "/")).kind == HttpErrorKind::broken);
  CHECK(error_of(*client, server.url("raw", "/garbage")).kind == HttpErrorKind::protocol);
}

TEST_CASE("time limits") {
  const HttpTestServer server;

  SUBCASE("no byte for a while") {
    const auto client = client_with({.stall_timeout = 100ms});
    const std::string body(32 << 20, 'x');
    for (const auto& error : {error_of(*client, server.url("raw", "/silent")),
                              error_of(*client, server.url("raw", "/half")),
                              error_of(*client, server.url("raw", "/deaf"), body)}) {
      CHECK(error.kind == HttpErrorKind::timeout);
      CHECK(error.may_have_arrived);
      CHECK(contains(error.message, "no byte"));
      CHECK(contains(error.message, "100 ms"));
    }
  }
  SUBCASE("bytes without an end") {
    const auto client = client_with({.stall_timeout = 500ms, .total_timeout = 1s});
    const auto error = error_of(*client, server.url("raw", "/dribble"));
    CHECK(error.kind == HttpErrorKind::timeout);
    CHECK(error.may_have_arrived);
    CHECK(contains(error.message, "within 1 s"));
  }
}

TEST_CASE("an answer may have as many bytes as the request allows") {
  const HttpTestServer server;
  const auto client = client_with();
  const auto get_within = [&](std::string_view path, std::size_t limit) {
    return client->send(
        {.method = "GET", .url = server.url("http", path), .max_answer_bytes = limit});
  };
  for (const char* path : {"/bytes/100000", "/chunked/100000"}) {
    CAPTURE(path);
    const auto fits = get_within(path, 100'000);
    REQUIRE(fits);
    CHECK(fits->body.size() == 100'000);
    for (const std::size_t limit : {0U, 10U, 99'999U}) {
      const auto answer = get_within(path, limit);
      REQUIRE(!answer);
      CHECK(answer.error().kind == HttpErrorKind::too_large);
      CHECK(answer.error().may_have_arrived);
    }
  }
  CHECK(get_within("/bytes/0", 0));
  CHECK(error_of(*client, server.url("raw", "/large-headers")).kind == HttpErrorKind::too_large);
}

TEST_CASE("what could be taken for another request is not sent") {
  const auto client = client_with();
  const auto kind_of = [&](const HttpRequest& request) {
    const auto answer = client->send(request);
    REQUIRE(!answer);
    CHECK(!answer.error().may_have_arrived);
    CHECK(!contains(answer.error().message, "secret"));
    return answer.error().kind;
  };
  const DeadPort port;  // whatever is sent comes back as `connect`
  const std::string url = fmt::format("http://127.0.0.1:{}/", port.number());
  CHECK(kind_of({.method = "GET", .url = url}) == HttpErrorKind::connect);

  for (const std::string& bad :
       {url + " secret", url + "\r\nsecret", url + "\n", std::string(url + '\0'), url + "\x7f",
        url + "\xc3\xa9", url + "#secret", std::string("ftp://secret/"), std::string("secret"),
        std::string(), std::string("http://"), std::string("http:///secret"),
        std::string("http://user:secret@127.0.0.1/"), std::string("http://a%0ab/"),
        std::string("http://127.0.0.1:99999/"), std::string("file:///etc/passwd")}) {
    CAPTURE(bad);
    CHECK(kind_of({.method = "GET", .url = bad}) == HttpErrorKind::usage);
  }
  for (const std::string method : {"", "GET /", "GET\r\n", "G\tT"}) {
    CAPTURE(method);
    CHECK(kind_of({.method = method, .url = url}) == HttpErrorKind::usage);
  }
  for (const bazc::HttpHeader& header :
       std::vector<bazc::HttpHeader>{{"X", "secret\r\nY: 1"},
                                     {"X", "secret\n"},
                                     {"X", std::string("secret\0", 7)},
                                     {"X", "\x1bsecret"},
                                     {"X\r\nY", "1"},
                                     {"X:", "1"},
                                     {"", "1"},
                                     {"X Y", "1"},
                                     {"Host", "secret"},
                                     {"content-length", "5"},
                                     {"Transfer-Encoding", "chunked"},
                                     {"Expect", "100-continue"},
                                     {"Accept-Encoding", "gzip"}}) {
    CAPTURE(header.first);
    CHECK(kind_of({.method = "GET", .url = url, .headers = {header}}) == HttpErrorKind::usage);
  }
  CHECK(kind_of({.method = "HEAD", .url = url, .body = "x"}) == HttpErrorKind::usage);
}

TEST_CASE("cancel ends the calls under way and all later ones") {
  const HttpTestServer server;
  const auto client = client_with({.connections = 1});
  const std::string url = server.url("http", "/hold/2");
  auto under_way = std::async(std::launch::async, [&] { return get(*client, url); });
  while (server.state()["inFlight"] != 1) {
  }
  auto waiting = std::async(std::launch::async, [&] { return get(*client, url); });
  client->cancel();

  const auto first = under_way.get();
  REQUIRE(!first);
  CHECK(first.error().kind == HttpErrorKind::cancelled);
  CHECK(first.error().may_have_arrived);
  for (const HttpAnswer& answer : {waiting.get(), get(*client, url)}) {
    REQUIRE(!answer);
    CHECK(answer.error().kind == HttpErrorKind::cancelled);
    CHECK(!answer.error().may_have_arrived);
  }
}

TEST_CASE("a certificate file that cannot serve is an error before any request") {
  const TemporaryDirectory directory;
  const auto missing = make_http_client({.ca_file = directory / "missing.pem"});
  REQUIRE(!missing);
  CHECK(missing.error().kind == bazc::ErrorKind::usage);
  CHECK(contains(missing.error().message, "missing.pem"));

  std::ofstream(directory / "key.pem") << "-----BEGIN PRIVATE KEY-----\n";
  const auto other = make_http_client({.ca_file = directory / "key.pem"});
  REQUIRE(!other);
  CHECK(other.error().kind == bazc::ErrorKind::usage);
  CHECK(contains(other.error().message, "key.pem"));
}

TEST_CASE("the library says its version") {
  CHECK(bazc::http_library_version().starts_with("libcurl "));
}

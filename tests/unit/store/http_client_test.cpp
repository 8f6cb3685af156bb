#include "core/store/http_client.hpp"

#include <stdlib.h>

#include <algorithm>
#include <future>
#include <optional>
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/module/content_hash.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"

using bazc::ContentCoding;
using bazc::HttpClient;
using bazc::HttpClientOptions;
using bazc::HttpError;
using bazc::HttpErrorKind;
using bazc::HttpRequest;
using bazc::HttpResponse;
using bazc::make_http_client;
using bazc::Result;
using bazc::sha256_hex;
using bazc::test::ServerProcess;
using bazc::test::TemporaryDirectory;

namespace {

using namespace std::chrono_literals;

using Answer = Result<HttpResponse, HttpError>;

/// tests/support/http_server.mjs
class TestServer {
 public:
  enum class Tls { no, yes };

  explicit TestServer(Tls tls = Tls::no)
      : process_("node", arguments(tls), {{"PATH", ::getenv("PATH")}}) {}

  [[nodiscard]] std::string url(std::string_view server, std::string_view path) const {
    const bool secure = server == "https" || server == "h2";
    return fmt::format("{}://127.0.0.1:{}{}", secure ? "https" : "http", port(server), path);
  }
  [[nodiscard]] int port(std::string_view server) const {
    return process_.announced().at(std::string(server)).get<int>();
  }
  [[nodiscard]] std::string authority() const { return process_.announced().at("ca"); }

  /// What the server called http has seen.
  [[nodiscard]] nlohmann::json state() const { return control("/"); }
  void close_idle_connections() const { (void)control("/close-idle"); }

 private:
  [[nodiscard]] std::vector<std::string> arguments(Tls tls) const {
    std::vector<std::string> result = {BAZC_TEST_SUPPORT "/http_server.mjs"};
    if (tls == Tls::yes) {
      result.insert(result.end(), {"--tls", directory_.path().string()});
    }
    return result;
  }
  [[nodiscard]] nlohmann::json control(std::string_view path) const {
    const auto client = make_http_client({}).value();
    return nlohmann::json::parse(
        client->send({.method = "GET", .url = url("control", path)}).value().body);
  }

  TemporaryDirectory directory_;
  ServerProcess process_;
};

std::unique_ptr<HttpClient> client_with(const HttpClientOptions& options = {}) {
  return make_http_client(options).value();
}

Answer get(HttpClient& client, std::string url) {
  return client.send({.method = "GET", .url = std::move(url)});
}

HttpError error_of(HttpClient& client, std::string url) {
  const Answer answer = get(client, std::move(url));
  REQUIRE(!answer);
  return answer.error();
}

nlohmann::json json_of(const Answer& answer) {
  REQUIRE(answer);
  REQUIRE(answer->status == 200);
  return nlohmann::json::parse(answer->body);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("requests arrive as they were written, with nothing added") {
  const TestServer server;
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
  const TestServer server;
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
  const TestServer server;
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

TEST_CASE("a server that is not there") {
  const TestServer server;
  const auto client = client_with();

  SUBCASE("refuses the connection") {
    int free_port = 0;
    {
      const TestServer gone;
      free_port = gone.port("http");
    }
    const auto error = error_of(*client, fmt::format("http://127.0.0.1:{}/secret?q=1", free_port));
    CHECK(error.kind == HttpErrorKind::connect);
    CHECK(error.message == fmt::format("connection to 127.0.0.1:{} refused", free_port));
    CHECK(!error.may_have_arrived);
  }
}

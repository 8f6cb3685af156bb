#include "core/verification/public_check.hpp"

#include <memory>

#include <doctest/doctest.h>

#include "core/module/content_hash.hpp"

namespace bazc::test {
namespace {

const std::string artifact = "export default function Scene() { return null; }\n";
const std::string hash = content_hash(artifact);
const std::string origin = "https://app.example.com";

// Answers every request alike, and remembers the last one.
class FakeHttpClient final : public HttpClient {
 public:
  Result<HttpResponse, HttpError> answer = HttpResponse{};
  HttpRequest request;

  [[nodiscard]] Result<HttpResponse, HttpError> send(const HttpRequest& sent) override {
    request = sent;
    return answer;
  }
  void cancel() override {}
};

struct Fixture {
  std::shared_ptr<FakeHttpClient> http = std::make_shared<FakeHttpClient>();
  RetryingClient client{http, RetryPolicy{.retries = 0}, real_clock()};
  HttpResponse response{.status = 200,
                        .headers = {{"content-type", "application/javascript"},
                                    {"cache-control", "public, max-age=31536000, immutable"},
                                    {"access-control-allow-origin", "*"}},
                        .body = artifact};

  ObjectCheck check(CheckDepth depth = CheckDepth::bytes) {
    http->answer = response;
    return check_public(client, {.url = "https://cdn.test/x.js", .hash = hash}, origin, depth);
  }
  ObjectCheck check_with(const std::string& name, const std::string& value) {
    const std::vector<HttpHeader> before = response.headers;
    for (HttpHeader& header : response.headers) {
      if (header.first == name) {
        header.second = value;
      }
    }
    ObjectCheck result = check();
    response.headers = before;
    return result;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "public: the request is a page's, and a right answer is ok") {
  CHECK(check().state == ObjectState::ok);
  CHECK(http->request.method == "GET");
  CHECK(http->request.url == "https://cdn.test/x.js");
  CHECK(http->request.coding == ContentCoding::decoded);
  bool has_origin = false;
  for (const HttpHeader& header : http->request.headers) {
    has_origin |= header == HttpHeader("Origin", origin);
  }
  CHECK(has_origin);
}

TEST_CASE_FIXTURE(Fixture, "public: the types that a browser runs a module of") {
  for (const char* type : {"text/javascript", "application/javascript; charset=utf-8",
                           "Text/JavaScript;charset=\"utf-8\"", "application/x-javascript"}) {
    CAPTURE(type);
    CHECK(check_with("content-type", type).state == ObjectState::ok);
  }
  for (const char* type : {"", "text/plain", "application/json", "application/octet-stream",
                           "text/javascript2.0", "text/html; text/javascript"}) {
    CAPTURE(type);
    CHECK(check_with("content-type", type).state == ObjectState::bad_headers);
  }
  CHECK(check_with("content-type", "text/plain").detail ==
        "content-type is 'text/plain', and a browser runs no module of that type");
}

TEST_CASE_FIXTURE(Fixture, "public: Cache-Control is compared by its meaning") {
  for (const char* value :
       {"immutable,max-age=31536000,public", "PUBLIC, Max-Age=\"31536000\" ,immutable,"}) {
    CAPTURE(value);
    CHECK(check_with("cache-control", value).state == ObjectState::ok);
  }
  for (const char* value :
       {"", "public, max-age=31536000", "public, max-age=14400, immutable",
        "private, max-age=31536000, immutable", "public, max-age=31536000, immutable, no-store"}) {
    CAPTURE(value);
    CHECK(check_with("cache-control", value).state == ObjectState::bad_headers);
  }
  CHECK(check_with("cache-control", "no-store").detail ==
        "cache-control is 'no-store', should be 'public, max-age=31536000, immutable'");
}

TEST_CASE_FIXTURE(Fixture, "public: CORS must allow the origin, in one header") {
  CHECK(check_with("access-control-allow-origin", origin).state == ObjectState::ok);
  for (const std::string& value :
       std::vector<std::string>{"", "https://other.example.com", origin + "/", "*, *"}) {
    CAPTURE(value);
    CHECK(check_with("access-control-allow-origin", value).state == ObjectState::bad_headers);
  }
  response.headers.emplace_back("access-control-allow-origin", "*");
  CHECK(check().detail ==
        "access-control-allow-origin is '*, *', so pages of " + origin + " cannot read it");
}

TEST_CASE_FIXTURE(Fixture, "public: all header faults are told at once, the bytes before them") {
  response.headers.clear();
  const ObjectCheck headers = check();
  CHECK(headers.state == ObjectState::bad_headers);
  for (const char* part :
       {"no content-type", "no cache-control", "no access-control-allow-origin"}) {
    CHECK(headers.detail.find(part) != std::string::npos);
  }
  response.headers = {{"content-type", "text/html; charset=utf-8"}};
  response.body = "<!doctype html>";
  const ObjectCheck page = check();
  CHECK(page.state == ObjectState::corrupt);
  CHECK(page.detail ==
        "its 15 bytes of text/html have the hash " + content_hash("<!doctype html>"));
  CHECK_FALSE(page.unreachable);
}

TEST_CASE_FIXTURE(Fixture,
                  "public: only 404 is missing, and from 400 on the store is out of reach") {
  response.status = 404;
  CHECK(check().state == ObjectState::missing);
  CHECK_FALSE(check().unreachable);
  for (const int status : {400, 401, 403, 410, 429, 500, 503}) {
    CAPTURE(status);
    response.status = status;
    CHECK(check().state == ObjectState::error);
    CHECK(check().unreachable);
  }
  response.status = 403;
  CHECK(check().detail == "the public URL answers 403: is the bucket public?");
  for (const int status : {204, 206}) {
    response.status = status;
    CHECK(check().state == ObjectState::error);
    CHECK_FALSE(check().unreachable);
  }
}

TEST_CASE_FIXTURE(Fixture, "public: a redirect says where to, without what may be secret") {
  response.status = 302;
  for (const auto& [location, target] : std::vector<std::pair<std::string, std::string>>{
           {"https://user:secret@other.test/a.js?signature=secret#secret", "other.test/a.js"},
           {"//other.test/a.js?x=secret", "other.test/a.js"},
           {"/login?next=secret", "/login"},
           {"https://other.test?secret", "other.test"},
           {"https://other.test/@scope/a.js", "other.test/@scope/a.js"}}) {
    response.headers = {{"location", location}};
    CHECK(check().state == ObjectState::error);
    CHECK_FALSE(check().unreachable);
    CHECK(check().detail == "the public URL answers 302, a redirect to " + target);
  }
}

TEST_CASE_FIXTURE(Fixture, "public: no answer is an error, never missing") {
  http->answer = fail(HttpError{HttpErrorKind::connect, "cdn.test refused the connection"});
  const ObjectCheck check = check_public(client, {.url = "https://cdn.test/x.js", .hash = hash},
                                         origin, CheckDepth::bytes);
  CHECK(check.state == ObjectState::error);
  CHECK(check.unreachable);
  CHECK(check.detail == "cdn.test refused the connection");
}

TEST_CASE_FIXTURE(Fixture, "public: a quick look asks with HEAD and claims nothing of the bytes") {
  response.body.clear();
  CHECK(check(CheckDepth::quick).state == ObjectState::unverified);
  CHECK(http->request.method == "HEAD");
  response.headers.clear();
  CHECK(check(CheckDepth::quick).state == ObjectState::bad_headers);
}

TEST_CASE_FIXTURE(Fixture, "public: a file's bytes are compared, not its hash alone") {
  http->answer = response;
  const ObjectCheck check = check_public(
      client, {.url = "https://cdn.test/x.js", .hash = hash, .bytes = "a colliding artifact"},
      origin);
  CHECK(check.state == ObjectState::corrupt);
  CHECK(check.has_hash_collision);
}

}  // namespace bazc::test

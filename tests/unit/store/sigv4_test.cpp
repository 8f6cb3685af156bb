#include "core/store/sigv4.hpp"

#include <algorithm>
#include <chrono>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/module/content_hash.hpp"
#include "core/store/percent_encoding.hpp"
#include "unit/store/sigv4_vectors.hpp"

namespace sigv4 = bazc::sigv4;
using namespace std::chrono_literals;
using sigv4::NameValue;
using sigv4_vectors::sha256_of_nothing;

namespace {

// The credentials of the published examples.
const bazc::Credentials suite_credentials = {"AKIDEXAMPLE",
                                             "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
const bazc::Credentials s3_credentials = {"AKIAIOSFODNN7EXAMPLE",
                                          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};

// 20150830T123600Z
constexpr bazc::SystemTime suite_time =
    std::chrono::sys_days(std::chrono::year(2015) / 8 / 30) + 12h + 36min;
// 20130524T000000Z
constexpr bazc::SystemTime s3_time = std::chrono::sys_days(std::chrono::year(2013) / 5 / 24);

const sigv4::Scope suite_scope = {"us-east-1", "service", suite_time};
const sigv4::Scope iam_scope = {"us-east-1", "iam", suite_time};
const sigv4::Scope s3_scope = {"us-east-1", "s3", s3_time};

// "Create a signed AWS API request", IAM User Guide.
const sigv4::Request list_users = {
    "GET",
    "/",
    {{"Action", "ListUsers"}, {"Version", "2010-05-08"}},
    {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
     {"Host", "iam.amazonaws.com"},
     {"X-Amz-Date", "20150830T123600Z"}},
    sha256_of_nothing};
const char* const list_users_canonical =
    "GET\n"
    "/\n"
    "Action=ListUsers&Version=2010-05-08\n"
    "content-type:application/x-www-form-urlencoded; charset=utf-8\n"
    "host:iam.amazonaws.com\n"
    "x-amz-date:20150830T123600Z\n"
    "\n"
    "content-type;host;x-amz-date\n"
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const char* const list_users_string_to_sign =
    "AWS4-HMAC-SHA256\n"
    "20150830T123600Z\n"
    "20150830/us-east-1/iam/aws4_request\n"
    "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";
const char* const list_users_key =
    "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9";
const char* const list_users_signature =
    "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string bytes_of(std::string_view hex_digits) {
  std::string out;
  for (std::size_t i = 0; i < hex_digits.size(); i += 2) {
    out.push_back(static_cast<char>(std::stoi(std::string(hex_digits.substr(i, 2)), nullptr, 16)));
  }
  return out;
}

std::string value_of(const std::vector<NameValue>& headers, std::string_view name) {
  const auto header = std::find_if(headers.begin(), headers.end(),
                                   [&](const NameValue& entry) { return entry.first == name; });
  REQUIRE(header != headers.end());
  return header->second;
}

}  // namespace

TEST_CASE("sigv4: each stage gives what the IAM User Guide's example has") {
  CHECK(sigv4::amz_date(suite_time) == "20150830T123600Z");
  CHECK(sigv4::credential_scope(iam_scope) == "20150830/us-east-1/iam/aws4_request");
  CHECK(sigv4::canonical_query(list_users.query) == "Action=ListUsers&Version=2010-05-08");
  CHECK(sigv4::signed_header_names(list_users.headers) == "content-type;host;x-amz-date");
  CHECK(sigv4::canonical_request(list_users) == list_users_canonical);
  CHECK(sigv4::string_to_sign(iam_scope, list_users_canonical) == list_users_string_to_sign);
  CHECK(hex(sigv4::signing_key(suite_credentials.secret_access_key, iam_scope)) == list_users_key);
  CHECK(sigv4::signature(bytes_of(list_users_key), list_users_string_to_sign) ==
        list_users_signature);
}

TEST_CASE("sigv4: the cases of the published test suite") {
  const std::string key = sigv4::signing_key(suite_credentials.secret_access_key, suite_scope);
  for (const sigv4_vectors::SuiteCase& suite_case : sigv4_vectors::suite) {
    CAPTURE(suite_case.name);
    sigv4::Request request = {suite_case.method,
                              bazc::percent_encoded(suite_case.path, bazc::Slashes::keep),
                              suite_case.query, suite_case.headers, suite_case.payload_sha256};
    request.headers.emplace_back("X-Amz-Date", "20150830T123600Z");
    request.headers.emplace_back("Host", "example.amazonaws.com");
    CHECK(sigv4::canonical_query(request.query) == suite_case.canonical_query);
    CHECK(sigv4::signed_header_names(request.headers) == suite_case.signed_headers);
    const std::string canonical = sigv4::canonical_request(request);
    CAPTURE(canonical);
    if (!suite_case.canonical_request_sha256.empty()) {
      CHECK(bazc::sha256_hex(canonical) == suite_case.canonical_request_sha256);
    }
    CHECK(sigv4::signature(key, sigv4::string_to_sign(suite_scope, canonical)) ==
          suite_case.signature);
  }
}

TEST_CASE("sigv4: whole requests are signed as in the S3 API Reference's examples") {
  for (const sigv4_vectors::S3Example& example : sigv4_vectors::s3_examples) {
    CAPTURE(example.name);
    const auto added = sigv4::sign(example.request, s3_credentials, s3_scope);
    CHECK(added.size() == 3);
    CHECK(value_of(added, "x-amz-date") == "20130524T000000Z");
    CHECK(value_of(added, "x-amz-content-sha256") == example.request.payload_sha256);
    CHECK(value_of(added, "Authorization") ==
          fmt::format("AWS4-HMAC-SHA256 "
                      "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
                      "SignedHeaders={}, Signature={}",
                      example.signed_headers, example.signature));
    sigv4::Request whole = example.request;
    whole.headers.insert(whole.headers.end(), added.begin(), added.end() - 1);
    CHECK(bazc::sha256_hex(sigv4::canonical_request(whole)) == example.canonical_request_sha256);
  }
}

TEST_CASE("sigv4: a session token is sent and signed") {
  bazc::Credentials credentials = s3_credentials;
  credentials.session_token = sigv4_vectors::suite_session_token;
  const sigv4::Request request = {
      "GET", "/test.txt", {}, {sigv4_vectors::s3_host}, sha256_of_nothing};
  const auto added = sigv4::sign(request, credentials, s3_scope);
  CHECK(value_of(added, "x-amz-security-token") == sigv4_vectors::suite_session_token);
  const std::string authorization = value_of(added, "Authorization");
  CHECK(authorization.find("SignedHeaders=host;x-amz-content-sha256;x-amz-date;"
                           "x-amz-security-token,") != std::string::npos);
  CHECK(authorization != value_of(sigv4::sign(request, s3_credentials, s3_scope), "Authorization"));
}

TEST_CASE("sigv4: the caller's order does not matter but between values of one header") {
  const sigv4::Request request = {"GET",
                                  "/",
                                  {{"b", ""}, {"a", "2"}, {"a", "10"}},
                                  {{"Host", "h"}, {"x-a", "1"}, {"X-A", "2"}, {"x-a-b", "3"}},
                                  sha256_of_nothing};
  sigv4::Request other = request;
  std::reverse(other.query.begin(), other.query.end());
  other.headers = {{"x-A-B", "3"}, {"x-a", "1"}, {"X-A", "2"}, {"HOST", "h"}};
  CHECK(sigv4::canonical_request(request) == sigv4::canonical_request(other));
  std::swap(other.headers[1], other.headers[2]);
  CHECK(sigv4::canonical_request(request) != sigv4::canonical_request(other));
}

TEST_CASE("sigv4: a query's names and values are encoded whole, then sorted as bytes") {
  CHECK(sigv4::canonical_query({}).empty());
  CHECK(sigv4::canonical_query({{"prefix", "a/b c+d&e=f"}}) == "prefix=a%2Fb%20c%2Bd%26e%3Df");
  CHECK(sigv4::canonical_query({{"a", ""}, {"B", ""}, {"\xC3\xA9", ""}, {"_", ""}}) ==
        "%C3%A9=&B=&_=&a=");
}

TEST_CASE("sigv4: header names lose their capitals, values their white space but the inner one") {
  const sigv4::Request request = {"GET",
                                  "/",
                                  {},
                                  {{"X-Spaces", " \t a \t\t b  c \t "},
                                   {"X-Nothing", " \t "},
                                   {"X-Bytes", " \xC3\x89t\xC3\xA9 \xFF "},
                                   {"Host", "Example.COM"}},
                                  sha256_of_nothing};
  CHECK(sigv4::canonical_request(request) ==
        "GET\n/\n\n"
        "host:Example.COM\n"
        "x-bytes:\xC3\x89t\xC3\xA9 \xFF\n"
        "x-nothing:\n"
        "x-spaces:a b c\n"
        "\n"
        "host;x-bytes;x-nothing;x-spaces\n" +
            sha256_of_nothing);
}

TEST_CASE("sigv4: a fraction of a second is dropped, and the key follows the UTC day") {
  CHECK(sigv4::amz_date(suite_time + 999ms) == "20150830T123600Z");
  const auto key = [](bazc::SystemTime time) {
    return sigv4::signing_key("secret", {"auto", "s3", time});
  };
  const bazc::SystemTime midnight = std::chrono::sys_days(std::chrono::year(2016) / 2 / 29);
  CHECK(sigv4::amz_date(midnight - 1ms) == "20160228T235959Z");
  CHECK(sigv4::amz_date(midnight) == "20160229T000000Z");
  CHECK(key(midnight) == key(midnight + 24h - 1ms));
  CHECK(key(midnight) != key(midnight - 1ms));
  CHECK(key(midnight).size() == 32);
}

// What the services' refusals become: the documents are those of their references and of issue
// threads, since no server that could be started here answers with them.
#include "core/store/s3_client.hpp"

#include <doctest/doctest.h>

#include "support/test_environment.hpp"

using bazc::Error;
using bazc::ErrorKind;
using bazc::HttpClient;
using bazc::HttpError;
using bazc::HttpHeader;
using bazc::HttpRequest;
using bazc::HttpResponse;
using bazc::parse_s3_location;
using bazc::Result;
using bazc::S3Client;
using bazc::S3Request;
using bazc::test::ManualClock;

namespace {

/// Gives the same answer to every request.
class RefusingClient final : public HttpClient {
 public:
  explicit RefusingClient(HttpResponse answer) : answer_(std::move(answer)) {}
  [[nodiscard]] Result<HttpResponse, HttpError> send(const HttpRequest& /*request*/) override {
    return answer_;
  }
  void cancel() override {}

 private:
  HttpResponse answer_;
};

Error refusal(const char* url, int status, std::vector<HttpHeader> headers, std::string body) {
  HttpResponse answer;
  answer.status = status;
  answer.headers = std::move(headers);
  answer.body = std::move(body);
  const ManualClock clock;
  S3Client client(parse_s3_location(url).value(),
                  {.access_key_id = "KEY-ID", .secret_access_key = "SECRET"},
                  std::make_shared<RefusingClient>(std::move(answer)), {}, clock, nullptr, nullptr);
  const S3Request request{.method = "GET", .key = "key"};
  const auto response = client.send(request);
  REQUIRE(response);
  CHECK(client.statistics().requests == 1);
  return client.error_of(request, *response);
}

}  // namespace

TEST_CASE("S3 client: AWS names the region that it wants") {
  const Error error = refusal(
      "s3://bucket", 400, {},
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AuthorizationHeaderMalformed</Code>"
      "<Message>The authorization header is malformed; the region 'us-east-1' is wrong; expecting "
      "'eu-west-1'</Message><Region>eu-west-1</Region><RequestId>1</RequestId></Error>");
  CHECK(error.kind == ErrorKind::unavailable);
  CHECK(error.message ==
        "GET key: 400 AuthorizationHeaderMalformed (The authorization header is malformed; the "
        "region 'us-east-1' is wrong; expecting 'eu-west-1')");
  CHECK(error.hint ==
        "requests are signed for region 'us-east-1', but the bucket's is 'eu-west-1': write "
        "region=eu-west-1 in the store's URL");
}

TEST_CASE("S3 client: AWS names it in a header where the answer has no body") {
  const Error error =
      refusal("s3://bucket", 301, {{"x-amz-bucket-region", "ap-south-1"}}, std::string());
  CHECK(error.message == "GET key: 301");
  CHECK(error.hint ==
        "requests are signed for region 'us-east-1', but the bucket's is 'ap-south-1': write "
        "region=ap-south-1 in the store's URL");
}

TEST_CASE("S3 client: R2 names the regions that it has") {
  const Error error = refusal(
      "s3://bucket?endpoint=https://a.r2.cloudflarestorage.com&region=us-east-2", 400, {},
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>InvalidRegionName</Code><Message>The "
      "region name 'us-east-2' is not valid. Must be one of: wnam, enam, weur, eeur, apac, auto"
      "</Message></Error>");
  CHECK(error.message.find("Must be one of: wnam, enam, weur, eeur, apac, auto") !=
        std::string::npos);
  CHECK(error.hint ==
        "requests are signed for region 'us-east-2': name the bucket's own in the store's URL, "
        "region=REGION (R2: region=auto)");
}

TEST_CASE("S3 client: a region that a service names cannot break out of its line") {
  const Error error = refusal(
      "s3://bucket", 400, {},
      "<Error><Code>AuthorizationHeaderMalformed</Code><Region>a&#10;b&#27;[2J</Region></Error>");
  CHECK(error.hint.find("'a b [2J'") != std::string::npos);
}

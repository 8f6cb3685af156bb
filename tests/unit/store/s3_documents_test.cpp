#include "core/store/s3_documents.hpp"

#include <doctest/doctest.h>

using bazc::allows_reading;
using bazc::create_bucket_document;
using bazc::parse_s3_error;
using bazc::parse_s3_listing;
using bazc::with_reading_allowed;

TEST_CASE("S3 documents: an error, as the API reference has it") {
  const auto error = parse_s3_error(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n  <Code>NoSuchKey</Code>\n"
      "  <Message>The resource you requested does not exist</Message>\n"
      "  <Resource>/mybucket/myfoto.jpg</Resource>\n  <RequestId>4442587FB7D0A2F9</RequestId>\n"
      "</Error>");
  CHECK(error.code == "NoSuchKey");
  CHECK(error.message == "The resource you requested does not exist");
}

TEST_CASE("S3 documents: an error may name the region that the request should be signed for") {
  const auto error = parse_s3_error(
      "<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message>"
      "<Region>eu-west-1</Region></Error>");
  CHECK(error.region == "eu-west-1");
  CHECK(parse_s3_error("<Error><Code>NoSuchKey</Code></Error>").region.empty());
}

TEST_CASE("S3 documents: what is no error document has no code") {
  for (const char* text :
       {"", "<html><body>404</body></html>", "{\"error\": 1}", "<Error><Code>x"}) {
    CAPTURE(text);
    CHECK(parse_s3_error(text).code.empty());
  }
}

TEST_CASE("S3 documents: a listing, its pages and its encoding") {
  const auto page = parse_s3_listing(
      "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name>"
      "<Prefix/><KeyCount>2</KeyCount><MaxKeys>2</MaxKeys><EncodingType>url</EncodingType>"
      "<IsTruncated>true</IsTruncated><NextContinuationToken>1/abc==</NextContinuationToken>"
      "<Contents><Key>a%26b/c.js</Key><Size>1</Size></Contents>"
      "<Contents><Key>d</Key></Contents></ListBucketResult>");
  REQUIRE(page);
  CHECK(page->keys == std::vector<std::string>{"a&b/c.js", "d"});
  CHECK(page->continuation_token == "1/abc==");

  const auto last = parse_s3_listing(
      "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>50%25 &amp; é</Key>"
      "</Contents></ListBucketResult>");
  REQUIRE(last);
  CHECK(last->keys == std::vector<std::string>{"50%25 & é"});
  CHECK(last->continuation_token.empty());
}

TEST_CASE("S3 documents: an answer that is no complete listing is an error, never an empty one") {
  const auto* const bad_escape =
      "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%zz</Key></Contents>"
      "</ListBucketResult>";
  for (const char* text :
       {"", "<html/>", "<ListBucketResult><Contents>",
        "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>", bad_escape}) {
    CAPTURE(text);
    CHECK_FALSE(parse_s3_listing(text));
  }
}

TEST_CASE("S3 documents: CORS rules are added to, not replaced") {
  const std::string others =
      "<CORSConfiguration><CORSRule><ID>mine</ID><AllowedOrigin>https://app.example"
      "</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod>"
      "</CORSRule></CORSConfiguration>";
  CHECK(allows_reading(others, {"https://app.example"}).value());
  CHECK_FALSE(allows_reading(others, {"https://app.example", "https://other.example"}).value());
  CHECK_FALSE(allows_reading(others, {"*"}).value());
  CHECK_FALSE(allows_reading("", {"*"}).value());

  const auto both = with_reading_allowed(others, {"https://other.example"});
  REQUIRE(both);
  CHECK(both->find("<ID>mine</ID>") != std::string::npos);
  CHECK(allows_reading(*both, {"https://app.example", "https://other.example"}).value());

  const auto first = with_reading_allowed("", {"*"});
  REQUIRE(first);
  CHECK(allows_reading(*first, {"*"}).value());
  CHECK(allows_reading(*first, {"https://whoever.example"}).value());
}

TEST_CASE("S3 documents: a rule that allows GET alone is not enough, and garbage is an error") {
  CHECK_FALSE(allows_reading("<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
                             "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
                             {"*"})
                  .value());
  CHECK_FALSE(allows_reading("<html/>", {"*"}));
  CHECK_FALSE(with_reading_allowed("nonsense", {"*"}));
}

TEST_CASE("S3 documents: a bucket is made with its region, where it has one") {
  CHECK(create_bucket_document("auto").empty());
  CHECK(create_bucket_document("us-east-1").empty());
  CHECK(create_bucket_document("eu-west-1")
            .find("<LocationConstraint>eu-west-1</LocationConstraint>") != std::string::npos);
}

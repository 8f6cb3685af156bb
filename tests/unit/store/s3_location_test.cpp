#include "core/store/s3_location.hpp"

#include <doctest/doctest.h>

using bazc::ErrorKind;
using bazc::parse_s3_location;

TEST_CASE("S3 location: R2 is an account's host, path style, region auto") {
  const auto location = parse_s3_location("r2://0123abcd/scenes");
  REQUIRE(location);
  CHECK(location->origin == "https://0123abcd.r2.cloudflarestorage.com");
  CHECK(location->host == "0123abcd.r2.cloudflarestorage.com");
  CHECK(location->path.empty());
  CHECK(location->bucket == "scenes");
  CHECK(location->region == "auto");
  CHECK(parse_s3_location("r2://0123abcd/scenes?jurisdiction=eu")->host ==
        "0123abcd.eu.r2.cloudflarestorage.com");
}

TEST_CASE("S3 location: an endpoint of one's own, with port, path and region") {
  const auto location =
      parse_s3_location("s3://b.c-d?endpoint=http://LOCALHOST:9000/cdn/r2%252Fx/&region=eu-1");
  REQUIRE(location);
  CHECK(location->origin == "http://localhost:9000");
  CHECK(location->host == "localhost:9000");
  CHECK(location->path == "/cdn/r2%2Fx");
  CHECK(location->bucket == "b.c-d");
  CHECK(location->region == "eu-1");
  CHECK(parse_s3_location("s3://b?endpoint=http://[::1]:9000")->host == "[::1]:9000");
  CHECK(parse_s3_location("s3://b?endpoint=http%3A%2F%2Fh%3A9000")->origin == "http://h:9000");
}

TEST_CASE("S3 location: the default port is not part of the host that is signed") {
  CHECK(parse_s3_location("s3://b?endpoint=https://h:443/")->host == "h");
  CHECK(parse_s3_location("s3://b?endpoint=http://h:80")->host == "h");
  CHECK(parse_s3_location("s3://b?endpoint=http://h:443")->host == "h:443");
}

TEST_CASE("S3 location: without an endpoint it is AWS, whose regions have names") {
  const auto location = parse_s3_location("s3://b");
  REQUIRE(location);
  CHECK(location->origin == "https://s3.us-east-1.amazonaws.com");
  CHECK(location->region == "us-east-1");
  CHECK(parse_s3_location("s3://b?region=eu-west-1")->host == "s3.eu-west-1.amazonaws.com");
  CHECK(parse_s3_location("s3://b?endpoint=http://h")->region == "auto");
}

TEST_CASE("S3 location: what is wrong is said with the right form, and no secret is repeated") {
  for (const char* url : {"r2:",
                          "r2://",
                          "r2://account",
                          "r2://account/",
                          "r2:///bucket",
                          "r2://account/a/b",
                          "r2://account/b?endpoint=http://h",
                          "r2://acc ount/b",
                          "r2://account/b?jurisdiction=",
                          "r2://key:hunter2@account/b",
                          "r2://account/b?other",
                          "s3:",
                          "s3://",
                          "s3://b/c",
                          "s3://b?endpoint=",
                          "s3://b?endpoint=h:9000",
                          "s3://b?endpoint=ftp://h",
                          "s3://b?endpoint=http://user:hunter2@h",
                          "s3://b?endpoint=http://h:0",
                          "s3://b?endpoint=http://h:99999",
                          "s3://b?endpoint=http://h?x",
                          "s3://b?endpoint=http://h#x",
                          "s3://b?endpoint=http://h%0d%0aX:y",
                          "s3://b?endpoint=http://h/%zz",
                          "s3://b?region=a&region=b",
                          "s3://b?region=a/b",
                          "s3://b?endpoint=http://",
                          "s3://b?secret=hunter2",
                          "s3://hunter2@b",
                          "s3://../b"}) {
    CAPTURE(url);
    const auto location = parse_s3_location(url);
    REQUIRE_FALSE(location);
    CHECK(location.error().kind == ErrorKind::usage);
    CHECK(location.error().message.find("hunter2") == std::string::npos);
    CHECK(location.error().hint.starts_with("write "));
  }
  CHECK(parse_s3_location("s3://b?regoin=x").error().message ==
        "the s3: store's URL has an unknown parameter 'regoin' (known: endpoint, region)");
}

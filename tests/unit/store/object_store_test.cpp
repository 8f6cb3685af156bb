#include "core/store/object_store.hpp"

#include <doctest/doctest.h>

using bazc::artifact_headers;
using bazc::ErrorKind;
using bazc::is_object_key;
using bazc::open_object_store;

TEST_CASE("a key is a relative path of plain segments") {
  for (const char* key : {"a", "components/0123456789abcdef.js", "a.b_c-D/...", ".hidden"}) {
    CAPTURE(key);
    CHECK(is_object_key(key));
  }
  for (const char* key : {"", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a b", "a\\b", "é",
                          "a?b", "a%2Fb", "a\nb"}) {
    CAPTURE(key);
    CHECK_FALSE(is_object_key(key));
  }
  CHECK_FALSE(is_object_key(std::string_view("a\0b", 3)));
}

TEST_CASE("an artifact's headers are those of the design") {
  const auto headers = artifact_headers("abc");
  CHECK(headers.content_type == "application/javascript");
  CHECK(headers.cache_control == "public, max-age=31536000, immutable");
  // FIPS 180-4's own example.
  CHECK(headers.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a bucket needs credentials, and its URL is checked before them") {
  for (const char* url : {"r2://account/bucket", "s3://bucket?endpoint=http://127.0.0.1"}) {
    const auto store = open_object_store(url);
    REQUIRE_FALSE(store);
    CHECK(store.error().kind == ErrorKind::usage);
    CHECK(store.error().message == std::string("store ") + url + " needs credentials");
    CHECK(store.error().hint == "set R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY");
  }
  CHECK(open_object_store("r2://account").error().hint == "write r2://ACCOUNT_ID/BUCKET");
}

TEST_CASE("a URL that is none of a store's is a usage error that says so") {
  for (const char* url :
       {"", "bucket", "./bucket", "ftp://host/x", "file:", "file://", "file://host/x"}) {
    CAPTURE(url);
    const auto store = open_object_store(url);
    REQUIRE_FALSE(store);
    CHECK(store.error().kind == ErrorKind::usage);
    CHECK_FALSE(store.error().hint.empty());
  }
  CHECK(open_object_store("./bucket").error().hint == "write file:./bucket for a directory");
}

TEST_CASE("an error about a store's URL does not repeat what may be a secret") {
  const auto store = open_object_store("https://user:password@host/");
  REQUIRE_FALSE(store);
  CHECK(store.error().message.find("password") == std::string::npos);
}

TEST_CASE("a public URL joins base and key with one slash") {
  const auto key = "components/x.js";
  for (const char* base :
       {"https://cdn.example/a", "https://cdn.example/a/", "https://cdn.example/a//"}) {
    CHECK(open_object_store("file:/b", {.public_base_url = base}).value()->public_url(key) ==
          "https://cdn.example/a/components/x.js");
  }
  CHECK(open_object_store("file:/my bucket/é%").value()->public_url(key) ==
        "file:///my%20bucket/%C3%A9%25/components/x.js");
  CHECK(open_object_store("file:///b/").value()->public_url(key) == "file:///b/components/x.js");
  CHECK(open_object_store("file:/").value()->public_url(key) == "file:///components/x.js");
}

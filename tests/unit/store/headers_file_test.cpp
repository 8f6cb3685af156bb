#include "core/store/headers_file.hpp"

#include <doctest/doctest.h>

#include "core/store/content_md5.hpp"

using bazc::headers_file;
using bazc::is_own_headers_file;

TEST_CASE("the headers file names the artifacts' headers and the one origin") {
  const std::string text = headers_file({"https://app.example"});
  CHECK(text.find("\n/components/*\n") != std::string::npos);
  CHECK(text.find("\n  Cache-Control: public, max-age=31536000, immutable\n") != std::string::npos);
  CHECK(text.find("\n  Content-Type: application/javascript\n") != std::string::npos);
  CHECK(text.ends_with("\n  Access-Control-Allow-Origin: https://app.example\n"));
  CHECK(headers_file({"https://a.example", "https://b.example"}).find("Origin") ==
        std::string::npos);
}

TEST_CASE("bazc knows its own headers file, and one that somebody edited") {
  CHECK(is_own_headers_file(headers_file({"*"})));
  CHECK(is_own_headers_file(headers_file({"https://app.example"})));
  CHECK(is_own_headers_file(headers_file({"https://a.example", "https://b.example"})));
  CHECK_FALSE(is_own_headers_file(headers_file({"*"}) + "\n/other/*\n  X: y\n"));
  CHECK_FALSE(is_own_headers_file("/components/*\n  Access-Control-Allow-Origin: *\n"));
  CHECK_FALSE(is_own_headers_file(""));
}

TEST_CASE("MD5 in both forms, by RFC 1321's own examples") {
  CHECK(bazc::content_md5("").hex == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(bazc::content_md5("").base64 == "1B2M2Y8AsgTpgAmY7PhCfg==");
  CHECK(bazc::content_md5("message digest").hex == "f96b697d7cb7938d525a2f31aaf161d0");
}

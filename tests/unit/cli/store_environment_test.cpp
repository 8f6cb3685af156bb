#include "cli/store_environment.hpp"

#include <doctest/doctest.h>

#include "support/test_environment.hpp"

namespace bazc::cli {
namespace {

struct Fixture {
  test::TestEnvironment world;

  [[nodiscard]] Credentials credentials() const {
    const auto read = read_credentials(world.environment);
    REQUIRE(read);
    return read->value_or(Credentials{});
  }
  [[nodiscard]] std::string error() const {
    const auto read = read_credentials(world.environment);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::usage);
    return read.error().message + read.error().hint;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "credentials: none set, and empty ones, are none") {
  CHECK_FALSE(*read_credentials(world.environment));
  world.variables = {{"R2_ACCESS_KEY_ID", ""}, {"AWS_SECRET_ACCESS_KEY", ""}};
  CHECK_FALSE(*read_credentials(world.environment));
}

TEST_CASE_FIXTURE(Fixture, "credentials: the first family that is set, as a whole") {
  world.variables = {{"AWS_ACCESS_KEY_ID", "aws-id"},
                     {"AWS_SECRET_ACCESS_KEY", "aws-secret"},
                     {"AWS_SESSION_TOKEN", "aws-token"}};
  CHECK(credentials().access_key_id == "aws-id");
  CHECK(credentials().secret_access_key == "aws-secret");
  CHECK(credentials().session_token == "aws-token");

  world.variables["CLOUDFLARE_R2_ACCESS_KEY_ID"] = "cf-id";
  world.variables["CLOUDFLARE_R2_SECRET_ACCESS_KEY"] = "cf-secret";
  CHECK(credentials().access_key_id == "cf-id");
  CHECK(credentials().secret_access_key == "cf-secret");
  CHECK(credentials().session_token.empty());  // that of AWS belongs to AWS's keys

  world.variables["R2_ACCESS_KEY_ID"] = "r2-id";
  world.variables["R2_SECRET_ACCESS_KEY"] = "r2-secret";
  CHECK(credentials().access_key_id == "r2-id");
  CHECK(credentials().secret_access_key == "r2-secret");
  world.variables["R2_SESSION_TOKEN"] = "r2-token";
  CHECK(credentials().session_token == "r2-token");
}

TEST_CASE_FIXTURE(Fixture, "credentials: an incomplete family is named, without any value") {
  world.variables = {{"R2_SECRET_ACCESS_KEY", "r2-value"},
                     {"AWS_ACCESS_KEY_ID", "aws-value"},
                     {"AWS_SECRET_ACCESS_KEY", "aws-value"}};
  CHECK(error().find("R2_SECRET_ACCESS_KEY is set, but R2_ACCESS_KEY_ID is not") !=
        std::string::npos);
  CHECK(error().find("value") == std::string::npos);
  world.variables = {{"R2_SESSION_TOKEN", "r2-value"}};
  CHECK(error().find("R2_SESSION_TOKEN is set, but R2_ACCESS_KEY_ID is not") != std::string::npos);
  world.variables = {{"CLOUDFLARE_R2_ACCESS_KEY_ID", "cf-value"}};
  CHECK(error().find("CLOUDFLARE_R2_SECRET_ACCESS_KEY is not") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "proxies: by the scheme, and HTTP_PROXY in capitals never") {
  world.variables = {{"HTTPS_PROXY", "http://capital.test"},
                     {"HTTP_PROXY", "http://request.test"},
                     {"NO_PROXY", "localhost"}};
  CHECK(read_proxy(world.environment, true).proxy == "http://capital.test");
  CHECK(read_proxy(world.environment, true).no_proxy == "localhost");
  CHECK(read_proxy(world.environment, false).proxy.empty());
  world.variables["https_proxy"] = "http://secure.test";
  world.variables["http_proxy"] = "http://plain.test";
  world.variables["no_proxy"] = "*";
  CHECK(read_proxy(world.environment, true).proxy == "http://secure.test");
  CHECK(read_proxy(world.environment, false).proxy == "http://plain.test");
  CHECK(read_proxy(world.environment, false).no_proxy == "*");
}

}  // namespace bazc::cli

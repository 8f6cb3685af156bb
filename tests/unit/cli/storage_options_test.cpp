#include "cli/storage_options.hpp"

#include <doctest/doctest.h>

#include "cli/option_layers.hpp"
#include "support/test_environment.hpp"

namespace bazc::cli {
namespace {

// A group whose options a command line set.
template <class Group>
Result<Group> parsed(const std::vector<std::string>& arguments) {
  Group group;
  OptionSet options;
  group.add_options(options);
  auto given = parse_arguments(arguments, options, StopAt::end);
  if (!given) {
    return fail(std::move(given).error());
  }
  if (auto applied = apply_layers(
          options, *given, [](std::string_view) { return std::nullopt; }, {}, "");
      !applied) {
    return fail(std::move(applied).error());
  }
  return group;
}

}  // namespace

TEST_CASE("store options: limits of requests") {
  using namespace std::chrono_literals;
  const auto group = parsed<StoreOptionGroup>(
      {"--connections", "32", "--retries=0", "--ca-file", "ca.pem", "--connect-timeout", "2s",
       "--stall-timeout", "500ms", "--request-timeout", "1m"});
  REQUIRE(group);
  CHECK(group->retries == 0);
  test::TestEnvironment world;
  const HttpClientOptions http = group->http_options(world.environment, "https://cdn.test");
  CHECK(http.connections == 32);
  CHECK(http.ca_file == "ca.pem");
  CHECK(http.connect_timeout == 2s);
  CHECK(http.stall_timeout == 500ms);
  CHECK(http.total_timeout == 60s);
  CHECK_FALSE(parsed<StoreOptionGroup>({"--retries", "101"}));
  CHECK_FALSE(parsed<StoreOptionGroup>({"--connections", "0"}));
}

TEST_CASE("store options: the proxy goes by the target's scheme") {
  test::TestEnvironment world;
  world.variables = {{"https_proxy", "http://secure.test"}, {"http_proxy", "http://plain.test"}};
  const StoreOptionGroup group;
  CHECK(group.http_options(world.environment, "https://cdn.test").proxy == "http://secure.test");
  CHECK(group.http_options(world.environment, "http://cdn.test").proxy == "http://plain.test");
  CHECK(group.http_options(world.environment, "http%3A%2F%2Flocalhost").proxy ==
        "http://plain.test");
}

TEST_CASE("store options: the public URL of an r2: store must be given, and be one") {
  test::TestEnvironment world;
  StoreOptionGroup group;
  group.url = "r2://account/bucket";
  const auto error = [&] {
    const auto required = group.require_public_url(world.environment);
    return required ? std::string() : required.error().message;
  };
  CHECK(error() == "no public URL: browsers cannot read the S3 endpoint of an r2: store");
  group.public_url = "cdn.test";
  CHECK(error() == "public URL 'cdn.test' is not an http or https URL");
  group.public_url = "https://";
  CHECK_FALSE(error().empty());
  group.public_url = "https://cdn.test//";
  CHECK(error().empty());
  CHECK(group.public_base(world.environment) == "https://cdn.test");
  group.public_url.clear();
  world.variables["R2_PUBLIC_URL"] = "https://r2.test";
  CHECK(error().empty());
  world.variables.clear();
  group.url = "file:bucket";
  CHECK(error().empty());
}

TEST_CASE("--cors-origin: repeatable, and all where it is not given") {
  CHECK(parsed<CorsOptionGroup>({})->setup().cors_origins == std::vector<std::string>{"*"});
  CHECK(parsed<CorsOptionGroup>({"--cors-origin", "https://a.test", "--cors-origin",
                                 "http://localhost:3000", "--cors-origin", "https://a.test"})
            ->setup()
            .cors_origins == std::vector<std::string>{"https://a.test", "http://localhost:3000"});
  CHECK(parsed<CorsOptionGroup>({"--cors-origin", "a.test"}).error().message ==
        "invalid value 'a.test' for '--cors-origin': expected an origin such as "
        "https://app.example.com (lower case, no path, no default port), or *");
}

}  // namespace bazc::cli

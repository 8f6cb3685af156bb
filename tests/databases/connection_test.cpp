// Connections that do not come about, and secrets that do not come out.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "databases/scenes.hpp"

using bazc::DatabaseOptions;
using bazc::Error;
using bazc::ErrorKind;
using bazc::open_scene_repository;
using bazc::OpenMode;
using bazc::test::contains;
using bazc::test::DatabaseClient;
using bazc::test::on_each_server;
using bazc::test::ServerBackend;

namespace {

std::string with(std::string url, const std::string& what, const std::string& replacement) {
  return url.replace(url.find(what), what.size(), replacement);
}

Error error_of(const std::string& url, const DatabaseOptions& options = {}) {
  const auto opened = open_scene_repository(url, options);
  REQUIRE_FALSE(opened);
  return opened.error();
}

}  // namespace

TEST_CASE("what is wrong with a connection is said, with what to do, and without the password") {
  on_each_server([](ServerBackend& backend) {
    const std::string password = backend.server().text("password");
    const std::string host = backend.server().text("host");
    const auto check = [&](const std::string& url, ErrorKind kind, const std::string& part,
                           const std::string& hint) {
      const Error error = error_of(url);
      CAPTURE(error.message);
      CAPTURE(error.hint);
      CHECK(error.kind == kind);
      CHECK(contains(error.message, part));
      CHECK(contains(error.hint, hint));
      CHECK_FALSE(contains(error.message + error.hint, password));
      CHECK_FALSE(contains(error.message + error.hint, "wrong-secret"));
      CHECK_FALSE(contains(error.message, "\n"));
    };
    const std::string url = backend.url();
    const std::string variable = backend.is_postgres() ? "PGPASSWORD" : "MYSQL_PWD";
    check(with(url, password, "wrong-secret"), ErrorKind::usage, "tester", variable);
    check(with(url, ":" + password, ""), ErrorKind::usage, "tester", variable);
    check(with(url, host, "no-such-host.invalid"), ErrorKind::unavailable, "no-such-host.invalid",
          "host");
    check(with(url, backend.server().port(), "1"), ErrorKind::unavailable, host, "");
    check(with(url, "/" + backend.name(), "/nowhere"), ErrorKind::usage, "nowhere", "make it");
    check(with(url, ":" + backend.server().port(), ":secret wrong-secret"), ErrorKind::usage, "URL",
          "percent-encoded");
    check(with(url, password, "half@wrong-secret"), ErrorKind::usage, "", "");
    check(url + "?no_such_parameter=wrong-secret", ErrorKind::usage, "URL", "sslmode");
  });
}

TEST_CASE("a URL's password may be percent-encoded, and a mysql: one may come from outside") {
  on_each_server([](ServerBackend& backend) {
    const bool postgres = backend.is_postgres();
    const std::string user = backend.name() + "_user";
    backend.execute(postgres ? "CREATE ROLE " + user + " LOGIN PASSWORD 'a@b:c/d%'"
                             : "CREATE USER " + user +
                                   " IDENTIFIED BY 'a@b:c/d%'; GRANT ALL ON *.* "
                                   "TO " +
                                   user);
    const std::string place = fmt::format("{}:{}/{}", backend.server().text("host"),
                                          backend.server().port(), backend.name());
    const std::string scheme = backend.server().scheme();
    CHECK(
        open_scene_repository(fmt::format("{}://{}:a%40b%3Ac%2Fd%25@{}", scheme, user, place), {}));
    if (!postgres) {
      const std::string url = fmt::format("mysql://{}@{}", user, place);
      CHECK(open_scene_repository(url, {.password = "a@b:c/d%"}));
      CHECK(error_of(url).kind == ErrorKind::usage);
    }
  });
}

TEST_CASE("a server without a connection to spare says so") {
  on_each_server([](ServerBackend& backend) {
    if (!backend.is_postgres()) {
      backend.execute("SET GLOBAL max_connections = 10");
    }
    {
      std::vector<std::unique_ptr<DatabaseClient>> clients;
      CHECK_THROWS([&] {
        while (clients.size() < 300) {
          clients.push_back(backend.client());
        }
      }());
      const Error error = error_of(backend.url());
      CAPTURE(error.message);
      CHECK(error.kind == ErrorKind::unavailable);
      CHECK(contains(error.hint, "max_connections"));
    }
    if (!backend.is_postgres()) {
      backend.execute("SET GLOBAL max_connections = 151");
    }
  });
}

TEST_CASE("a connection is encrypted and verified as the URL says") {
  on_each_server([](ServerBackend& backend) {
    const std::string url = backend.url();
    const std::string authority = backend.server().text("ca_file");
    const std::string user = backend.name() + "_tls";
    std::string for_user = url;
    if (backend.is_postgres()) {
      const auto repository = open_scene_repository(url + "?sslmode=require", {}).value();
      CHECK(backend.value("SELECT bool_or(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) "
                          "WHERE application_name = 'bazc' AND datname = current_database()") ==
            "t");
    } else {
      backend.execute("CREATE USER " + user +
                      " IDENTIFIED BY 'x' REQUIRE SSL; GRANT ALL ON *.* TO " + user);
      for_user = with(with(url, "tester", user), backend.server().text("password"), "x");
      CHECK_FALSE(open_scene_repository(for_user, {}));
      CHECK(open_scene_repository(for_user + "?sslmode=require", {}));
    }
    CHECK(open_scene_repository(for_user + "?sslmode=verify-full&sslrootcert=" + authority, {}));
    const std::string stranger = with(authority, "ca.pem", "server.pem");  // no authority at all
    for (const std::string mode : {"verify-ca", "verify-full"}) {
      CAPTURE(mode);
      const Error error =
          error_of(fmt::format("{}?sslmode={}&sslrootcert={}", for_user, mode, stranger));
      CAPTURE(error.message);
      CHECK(error.kind == ErrorKind::unavailable);
      CHECK(contains(error.hint, "sslrootcert"));
    }
  });
}

TEST_CASE("a repository that may only read does not write") {
  on_each_server([](ServerBackend& backend) {
    static_cast<void>(backend.initialised());
    insert_scenes(backend, {"a"});
    const auto repository = backend.open_with({.mode = OpenMode::read_only}).value();
    const auto scenes = bazc::test::walk(*repository);
    REQUIRE(scenes.size() == 1);
    if (!backend.is_postgres()) {
      const auto recorded = repository->record(bazc::test::successes(scenes));
      REQUIRE_FALSE(recorded);
    }
    CHECK(repository->claim_next({}, std::nullopt, repository->begin_walk({}).value())
              .value()
              .state == bazc::Claim::State::claimed);
    CHECK_FALSE(backend.value("SELECT compiled_at FROM scenes"));
  });
}

#include "core/scenes/mariadb/mariadb_url.hpp"

#include <doctest/doctest.h>

using bazc::ErrorKind;
using bazc::MariadbUrl;
using bazc::parse_mariadb_url;
using bazc::TlsMode;

TEST_CASE("a mysql: URL is read, and its parts are decoded") {
  const MariadbUrl url =
      parse_mariadb_url(
          "mysql://us%40er:p%3A%2Fw@db.example.com:3307/my%20db?sslmode=verify-ca&"
          "ssl-ca=%2Fetc%2Fca.pem&connect_timeout=3")
          .value();
  CHECK(url.user == "us@er");
  CHECK(url.password == "p:/w");
  CHECK(url.host == "db.example.com");
  CHECK(url.port == 3307);
  CHECK(url.database == "my db");
  CHECK(url.tls == TlsMode::verify);
  CHECK(url.tls_authorities == "/etc/ca.pem");
  CHECK(url.connect_timeout == 3);
  CHECK(url.describe() == "mysql://us@er@db.example.com:3307/my db");
}

TEST_CASE("what a mysql: URL leaves out has its default") {
  const MariadbUrl url = parse_mariadb_url("mariadb://u@[::1]/d").value();
  CHECK(url.host == "::1");
  CHECK(url.port == 3306);
  CHECK_FALSE(url.password);
  CHECK(url.tls == TlsMode::disable);
  CHECK(parse_mariadb_url("mysql://u@[::1]:4000/d").value().port == 4000);
  CHECK(parse_mariadb_url("mysql://u:@h/d").value().password == "");
  CHECK(parse_mariadb_url("mysql://u@/d?socket=/run/s").value().socket == "/run/s");
}

TEST_CASE("a mysql: URL that cannot be meant is refused, without its password") {
  for (const char* text :
       {"mysql://h/d", "mysql://u:secret@h", "mysql://u:secret@h/", "mysql://u:secret@/d",
        "mysql://u:secret@h:0/d", "mysql://u:secret@h:70000/d", "mysql://u:secret%zz@h/d",
        "mysql://u:secret@h/d?sslmode=maybe", "mysql://u:secret@h/d?no_such=1",
        "mysql://u:secret@h/d?connect_timeout=soon", "mysql://u:secret%00@h/d"}) {
    CAPTURE(text);
    const auto parsed = parse_mariadb_url(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().kind == ErrorKind::usage);
    CHECK(parsed.error().message.find("secret") == std::string::npos);
    CHECK_FALSE(parsed.error().hint.empty());
  }
}

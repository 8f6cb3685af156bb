#include <doctest/doctest.h>

#include "databases/database_server.hpp"
#include "unit/scenes/repository_contract.hpp"

using bazc::test::DatabaseServer;
using bazc::test::ServerBackend;

TEST_CASE("postgres keeps the contract of a scene repository") {
  bazc::test::check_repository_contract(
      [] { return std::make_unique<ServerBackend>(DatabaseServer::postgres()); });
}

TEST_CASE("mariadb keeps the contract of a scene repository") {
  bazc::test::check_repository_contract(
      [] { return std::make_unique<ServerBackend>(DatabaseServer::mariadb()); });
}

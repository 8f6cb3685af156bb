#include "databases/database_server.hpp"

#include <mysql.h>

#include <cstdlib>
#include <map>
#include <stdexcept>

#include <libpq-fe.h>

namespace bazc::test {
namespace {

std::map<std::string, std::string> system_variables() {
  std::map<std::string, std::string> variables;
  for (const char* name : {"PATH", "HOME", "TMPDIR"}) {
    if (const char* value = std::getenv(name)) {
      variables[name] = value;
    }
  }
  return variables;
}

class PostgresClient final : public DatabaseClient {
 public:
  explicit PostgresClient(const std::string& url) : connection_(::PQconnectdb(url.c_str())) {
    if (::PQstatus(connection_) != CONNECTION_OK) {
      const std::string message = ::PQerrorMessage(connection_);
      ::PQfinish(connection_);
      throw std::runtime_error(message);
    }
    ::PQsetNoticeProcessor(
        connection_, [](void* /*context*/, const char* /*message*/) {}, nullptr);
    execute("SET TIME ZONE 'UTC'");
  }
  PostgresClient(const PostgresClient&) = delete;
  PostgresClient& operator=(const PostgresClient&) = delete;
  ~PostgresClient() override { ::PQfinish(connection_); }

  void execute(const std::string& sql) override { static_cast<void>(value(sql)); }

  [[nodiscard]] std::optional<std::string> value(const std::string& sql) override {
    const std::unique_ptr<PGresult, decltype(&::PQclear)> result(::PQexec(connection_, sql.c_str()),
                                                                 ::PQclear);
    const ExecStatusType status = ::PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      throw std::runtime_error(::PQerrorMessage(connection_));
    }
    if (::PQntuples(result.get()) == 0 || ::PQgetisnull(result.get(), 0, 0) == 1) {
      return std::nullopt;
    }
    return std::string(::PQgetvalue(result.get(), 0, 0),
                       static_cast<std::size_t>(::PQgetlength(result.get(), 0, 0)));
  }

 private:
  PGconn* connection_;
};

class MariadbClient final : public DatabaseClient {
 public:
  MariadbClient(const DatabaseServer& server, const std::string& database) {
    ::mysql_init(&connection_);
    ::mysql_options(&connection_, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (::mysql_real_connect(&connection_, server.text("host").c_str(), server.text("user").c_str(),
                             server.text("password").c_str(), database.c_str(),
                             static_cast<unsigned>(std::stoul(server.port())), nullptr,
                             CLIENT_MULTI_STATEMENTS) == nullptr) {
      const std::string message = ::mysql_error(&connection_);
      ::mysql_close(&connection_);
      throw std::runtime_error(message);
    }
    execute("SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES'), time_zone = '+00:00'");
  }
  MariadbClient(const MariadbClient&) = delete;
  MariadbClient& operator=(const MariadbClient&) = delete;
  ~MariadbClient() override { ::mysql_close(&connection_); }

  void execute(const std::string& sql) override { static_cast<void>(value(sql)); }

  [[nodiscard]] std::optional<std::string> value(const std::string& sql) override {
    std::optional<std::string> first;
    bool failed = ::mysql_real_query(&connection_, sql.data(), sql.size()) != 0;
    while (!failed) {
      if (MYSQL_RES* const result = ::mysql_store_result(&connection_)) {
        if (MYSQL_ROW row = ::mysql_fetch_row(result); row != nullptr && row[0] != nullptr) {
          first = std::string(row[0], ::mysql_fetch_lengths(result)[0]);
        }
        ::mysql_free_result(result);
      }
      const int next = ::mysql_next_result(&connection_);
      if (next < 0) {
        return first;
      }
      failed = next > 0;
    }
    throw std::runtime_error(::mysql_error(&connection_));
  }

 private:
  MYSQL connection_{};
};

class PostgresServer final : public DatabaseServer {
 public:
  PostgresServer() : DatabaseServer("postgresql", "postgres.mjs") {}
  [[nodiscard]] std::unique_ptr<DatabaseClient> client(const std::string& database) override {
    return std::make_unique<PostgresClient>(url(database));
  }
};

class MariadbServer final : public DatabaseServer {
 public:
  MariadbServer() : DatabaseServer("mariadb", "mariadb.mjs") {}
  [[nodiscard]] std::unique_ptr<DatabaseClient> client(const std::string& database) override {
    return std::make_unique<MariadbClient>(*this, database);
  }
};

}  // namespace

DatabaseServer::DatabaseServer(std::string scheme, const std::string& program)
    : scheme_(std::move(scheme)),
      process_("node", {std::string(BAZC_DATABASE_TESTS) + "/" + program}, system_variables()) {}

DatabaseServer& DatabaseServer::postgres() {
  static PostgresServer server;
  return server;
}

DatabaseServer& DatabaseServer::mariadb() {
  static MariadbServer server;
  return server;
}

std::string DatabaseServer::text(const char* field) const {
  return process_.announced().at(field).get<std::string>();
}

std::string DatabaseServer::port() const {
  return std::to_string(process_.announced().at("port").get<int>());
}

std::string DatabaseServer::url(const std::string& database) const {
  const std::string announced = text("url");
  return announced.substr(0, announced.rfind('/') + 1) + database;
}

std::string DatabaseServer::make_database() {
  if (!administrator_) {
    administrator_ = client(scheme_ == "postgresql" ? "postgres" : "scenes");
  }
  std::string name = "test_" + std::to_string(++databases_);
  administrator_->execute("CREATE DATABASE " + name);
  return name;
}

std::unique_ptr<SceneRepository> ServerBackend::initialised(const DatabaseOptions& options) {
  auto repository = open_with(options).value();
  if (auto applied = repository->apply_schema(); !applied) {
    throw std::runtime_error(applied.error().message);
  }
  return repository;
}

}  // namespace bazc::test

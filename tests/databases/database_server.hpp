#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/scenes/scene_repository.hpp"
#include "support/server_process.hpp"
#include "unit/scenes/repository_contract.hpp"

namespace bazc::test {

/// A connection around bazc, through the client library itself. Errors are std::runtime_error with
/// the server's message.
class DatabaseClient {
 public:
  DatabaseClient() = default;
  DatabaseClient(const DatabaseClient&) = delete;
  DatabaseClient& operator=(const DatabaseClient&) = delete;
  virtual ~DatabaseClient() = default;

  virtual void execute(const std::string& sql) = 0;
  /// The first column of the first row as text.
  [[nodiscard]] virtual std::optional<std::string> value(const std::string& sql) = 0;
};

/// A real server that lives as long as the test program.
class DatabaseServer {
 public:
  /// PostgreSQL 15, started by the first call.
  static DatabaseServer& postgres();
  /// MariaDB 10.11, likewise.
  static DatabaseServer& mariadb();

  DatabaseServer(const DatabaseServer&) = delete;
  DatabaseServer& operator=(const DatabaseServer&) = delete;
  virtual ~DatabaseServer() = default;

  /// What it announced: "host", "password", "ca_file", "directory".
  [[nodiscard]] std::string text(const char* field) const;
  [[nodiscard]] std::string port() const;
  [[nodiscard]] std::string url(const std::string& database) const;

  /// A new, empty database; its name.
  [[nodiscard]] std::string make_database();
  [[nodiscard]] virtual std::unique_ptr<DatabaseClient> client(const std::string& database) = 0;
  [[nodiscard]] const std::string& scheme() const { return scheme_; }

 protected:
  DatabaseServer(std::string scheme, const std::string& program);

 private:
  std::string scheme_;
  ServerProcess process_;
  std::unique_ptr<DatabaseClient> administrator_;
  int databases_ = 0;
};

/// A database of its own on a server.
class ServerBackend final : public Backend {
 public:
  explicit ServerBackend(DatabaseServer& server)
      : server_(server), name_(server.make_database()), client_(server.client(name_)) {}

  [[nodiscard]] std::unique_ptr<SceneRepository> open(const SchemaMapping& mapping) override {
    return open_with({.mapping = mapping}).value();
  }
  [[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_with(
      const DatabaseOptions& options = {}) const {
    return open_scene_repository(url(), options);
  }
  /// With the table that init makes.
  [[nodiscard]] std::unique_ptr<SceneRepository> initialised(const DatabaseOptions& options = {});

  void execute(const std::string& sql) override { client_->execute(sql); }
  [[nodiscard]] std::optional<std::string> value(const std::string& sql) override {
    return client_->value(sql);
  }

  [[nodiscard]] DatabaseServer& server() const { return server_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string url() const { return server_.url(name_); }
  [[nodiscard]] bool is_postgres() const { return server_.scheme() == "postgresql"; }
  /// One more connection around bazc.
  [[nodiscard]] std::unique_ptr<DatabaseClient> client() const { return server_.client(name_); }

 private:
  DatabaseServer& server_;
  std::string name_;
  std::unique_ptr<DatabaseClient> client_;
};

}  // namespace bazc::test

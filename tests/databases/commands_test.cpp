// The program itself with URLs of servers.
#include <cstdlib>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "databases/scenes.hpp"
#include "support/run_process.hpp"
#include "support/temporary_directory.hpp"

using bazc::test::contains;
using bazc::test::on_each_server;
using bazc::test::ProcessResult;
using bazc::test::run_process;
using bazc::test::ServerBackend;
using bazc::test::TemporaryDirectory;

namespace {

class Program {
 public:
  explicit Program(const ServerBackend& backend)
      : password_(backend.server().text("password")), url_(backend.url()) {
    const std::string secret = ":" + password_;
    url_.erase(url_.find(secret), secret.size());
    variables_ = {{"PATH", std::getenv("PATH")},
                  {backend.is_postgres() ? "PGPASSWORD" : "MYSQL_PWD", password_},
                  {"BAZC_DB", url_}};
  }

  [[nodiscard]] ProcessResult run(const std::vector<std::string>& arguments) const {
    ProcessResult result =
        run_process(BAZC_PROGRAM, arguments, {.variables = variables_, .directory = place_.path()});
    CAPTURE(result.err);
    CHECK_FALSE(contains(result.out + result.err, password_));
    return result;
  }

 private:
  std::string password_;
  std::string url_;
  std::map<std::string, std::string> variables_;
  TemporaryDirectory place_;
};

}  // namespace

TEST_CASE("init, migrate, status and verify work on a server") {
  on_each_server([](ServerBackend& backend) {
    const Program bazc(backend);
    backend.execute("CREATE TABLE \"bazaar-vid_scene\" (id " +
                    std::string(backend.is_postgres() ? "uuid" : "UUID") +
                    " PRIMARY KEY, \"tsxCode\" TEXT, \"updatedAt\" TIMESTAMP NULL, \"deletedAt\" "
                    "TIMESTAMP NULL)");
    for (int i = 0; i < 300; ++i) {
      backend.execute(fmt::format(
          "INSERT INTO \"bazaar-vid_scene\" (id, \"tsxCode\") VALUES "
          "('00000000-0000-4000-8000-{:012}', 'export default function Scene() {{ return <div>{}{}"
          "</div>; }}')",
          i, i, i % 100 == 0 ? "<" : ""));
    }
    const std::vector<std::string> mapping = {
        "--table",          "bazaar-vid_scene", "--source-column",  "tsxCode",
        "--updated-column", "updatedAt",        "--deleted-column", "deletedAt"};
    const auto run = [&](std::vector<std::string> arguments) {
      arguments.insert(arguments.end(), mapping.begin(), mapping.end());
      return bazc.run(arguments);
    };
    CHECK(run({"status"}).exit_code == 2);
    const auto dry = run({"init", "--dry-run"});
    CHECK(dry.exit_code == 0);
    CHECK(contains(dry.out, "compiled_hash"));
    CHECK(contains(dry.err, "would run 5 statements"));
    CHECK(run({"init", "--store", "file:bucket"}).exit_code == 0);
    CHECK(contains(run({"init"}).err, "nothing to do"));
    const auto migrated = run({"migrate", "--store", "file:bucket", "--engine", "native"});
    CHECK(migrated.exit_code == 1);
    CAPTURE(migrated.err);
    CHECK(contains(migrated.out, "297"));
    CHECK(run({"migrate", "--store", "file:bucket"}).exit_code == 0);
    const auto status = run({"status", "--json"});
    CHECK(status.exit_code == 0);
    CHECK(contains(status.out,
                   R"("compiled":297,"failed":3,"failed_by_kind":{"syntax":3},"pending":0)"));
    CHECK(run({"verify", "--store", "file:bucket", "--quiet"}).exit_code == 0);
    CHECK(run({"doctor", "--store", "file:bucket"}).exit_code == 0);
    CHECK(
        run({"upload", "--store", "file:bucket", "--scene", "00000000-0000-4000-8000-000000000001"})
            .exit_code == 0);
  });
}

TEST_CASE("a server out of reach is exit code 3, a wrong password 2, and both are said") {
  on_each_server([](ServerBackend& backend) {
    const Program bazc(backend);
    std::string away = backend.url();
    away.replace(away.find(backend.server().port()), backend.server().port().size(), "1");
    CHECK(bazc.run({"status", "--db", away}).exit_code == 3);
    std::string wrong = backend.url();
    const std::string password = backend.server().text("password");
    wrong.replace(wrong.find(password), password.size(), "wrong");
    const auto refused = bazc.run({"status", "--db", wrong});
    CHECK(refused.exit_code == 2);
    CHECK(contains(refused.err, "hint: the password comes from"));
  });
}

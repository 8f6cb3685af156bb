// No secret gets out: not into output, reports or messages of any command, not into arguments, not
// into the environment of the processes that compile.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/base/file.hpp"
#include "s3/s3_server.hpp"
#include "support/run_process.hpp"
#include "support/sqlite_file.hpp"
#include "support/temporary_directory.hpp"

using bazc::read_file;
using bazc::test::ProcessResult;
using bazc::test::run_process;
using bazc::test::S3Server;
using bazc::test::TemporaryDirectory;

namespace {

using Variables = std::map<std::string, std::string>;

class SecretKeeping {
 public:
  explicit SecretKeeping(const S3Server& server) : server_(server) {
    SQLite::Database database(directory_ / "scenes.db",
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE scenes(id TEXT PRIMARY KEY, tsx_code TEXT, updated_at TEXT)");
    SQLite::Transaction transaction(database);
    for (int i = 0; i < 60; ++i) {
      SQLite::Statement insert(database, "INSERT INTO scenes(id, tsx_code) VALUES (?, ?)");
      insert.bind(1, fmt::format("scene-{:03}", i));
      insert.bind(2, i == 0 ? std::string("const x = = 1")
                            : fmt::format("export default function S() {{ return {}; }}\n", i));
      insert.exec();
    }
    transaction.commit();
  }

  /// Runs a command with everything it may be told about the store, and gives all that it said.
  std::string said(const std::string& command, const std::vector<std::string>& arguments,
                   const Variables& variables, const std::string& bucket = "scenes") const {
    std::vector<std::string> all = {command, "--store", server_.url(bucket), "--retries", "0"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const ProcessResult result =
        run_process(BAZC_PROGRAM, all, {.variables = variables, .directory = directory_.path()});
    return result.out + result.err + read_file(directory_ / "report.json").value_or("");
  }

  [[nodiscard]] const TemporaryDirectory& directory() const { return directory_; }

 private:
  const S3Server& server_;
  TemporaryDirectory directory_;
};

void check_absent(const std::string& text, const Variables& secrets) {
  for (const auto& secret : secrets) {
    CAPTURE(secret.first);
    CHECK(text.find(secret.second) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("s3: no command says a secret, whether it succeeds or is refused") {
  for (const S3Server* server : {&S3Server::radosgw(), &S3Server::miniflare()}) {
    CAPTURE(server->name());
    const SecretKeeping keeping(*server);
    const Variables right = server->variables();
    Variables wrong_secret = right;
    wrong_secret["R2_SECRET_ACCESS_KEY"] = "hunter2-hunter2-hunter2-hunter2";
    Variables wrong_id = right;
    wrong_id["R2_ACCESS_KEY_ID"] = "nobody-nobody-nobody-nobody";
    Variables token = right;
    token["R2_SESSION_TOKEN"] = "token-token-token-token-token";
    Variables proxied = right;
    proxied["http_proxy"] = "http://somebody:passw0rd-passw0rd@127.0.0.1:1";

    const std::vector<std::pair<std::string, std::vector<std::string>>> commands = {
        {"init", {"--db", "sqlite:scenes.db"}},
        {"migrate", {"--db", "sqlite:scenes.db", "--json", "--report", "report.json"}},
        {"migrate", {"--db", "sqlite:scenes.db", "--all", "--report", "report.json"}},
        {"verify", {"--db", "sqlite:scenes.db", "--json"}},
        {"verify", {"0123456789abcdef"}},
        {"upload", {"--db", "sqlite:scenes.db", "--scene", "scene-001", "--json"}},
        {"doctor", {"--db", "sqlite:scenes.db"}},
        {"doctor", {"--json"}},
    };
    for (const Variables& variables : {right, wrong_secret, wrong_id, token, proxied}) {
      const Variables secrets = {
          {"id", variables.at("R2_ACCESS_KEY_ID")},
          {"secret", variables.at("R2_SECRET_ACCESS_KEY")},
          {"token", "token-token-token-token-token"},
          {"password", "passw0rd-passw0rd"},
      };
      for (const auto& command : commands) {
        CAPTURE(command.first);
        const std::string text = keeping.said(command.first, command.second, variables);
        CHECK_FALSE(text.empty());
        check_absent(text, secrets);
      }
      check_absent(keeping.said("verify", {"0123456789abcdef"}, variables, "nowhere"), secrets);
    }
  }
}

TEST_CASE("s3: a URL with a secret in it is refused and not repeated") {
  const TemporaryDirectory directory;
  for (const char* url : {"r2://key:hunter2@account/bucket", "s3://key:hunter2@bucket",
                          "s3://bucket?endpoint=http://key:hunter2@127.0.0.1:1",
                          "s3://bucket?secret_access_key=hunter2"}) {
    CAPTURE(url);
    const ProcessResult result =
        run_process(BAZC_PROGRAM, {"verify", "--store", url, "0123456789abcdef"},
                    {.variables = {{"R2_ACCESS_KEY_ID", "a"}, {"R2_SECRET_ACCESS_KEY", "b"}},
                     .directory = directory.path()});
    CHECK(result.exit_code == 2);
    CHECK((result.out + result.err).find("hunter2") == std::string::npos);
  }
}

TEST_CASE(
    "s3: the processes of a migration carry no secret in arguments or, but for bazc's own, "
    "environment") {
  const S3Server& server = S3Server::radosgw();
  const SecretKeeping keeping(server);
  REQUIRE(keeping.said("init", {"--db", "sqlite:scenes.db"}, server.variables()).size() > 0);
  // Looks at bazc and its children for as long as bazc lives.
  const std::string script =
      "\"$@\" >/dev/null 2>&1 & pid=$!\n"
      "while [ -d /proc/$pid/task/$pid ] && ! grep -q ' Z ' /proc/$pid/stat; do\n"
      "  cat /proc/$pid/cmdline\n"
      "  for child in $(cat /proc/$pid/task/*/children); do\n"
      "    cat /proc/$child/cmdline\n"
      "    grep -q engine-worker /proc/$child/cmdline && cat /proc/$child/environ\n"
      "  done\n"
      "done >seen 2>/dev/null\n"
      "wait $pid; echo $?";
  const ProcessResult result =
      run_process("/bin/sh",
                  {"-c", script, "sh", BAZC_PROGRAM, "migrate", "--db", "sqlite:scenes.db",
                   "--store", server.url()},
                  {.variables = server.variables(), .directory = keeping.directory().path()});
  CHECK(result.out == "1\n");  // one scene is broken
  const std::string seen = read_file(keeping.directory() / "seen").value();
  REQUIRE(seen.find("--engine-worker") != std::string::npos);
  REQUIRE(seen.find("migrate") != std::string::npos);
  check_absent(
      seen, {{"id", server.text("access_key_id")}, {"secret", server.text("secret_access_key")}});
}

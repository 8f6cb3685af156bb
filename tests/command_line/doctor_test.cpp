#include <map>
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"

namespace bazc::test {
namespace {

struct Examined : Project {
  Examined() { REQUIRE(command("init").exit_code == 0); }

  /// State by probe.
  static std::map<std::string, std::string> states(const ProcessResult& result) {
    std::map<std::string, std::string> found;
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) {
      const auto object = nlohmann::json::parse(line);
      found[object["probe"]] = object["state"];
    }
    return found;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Examined, "doctor: a directory and a database that are well") {
  insert("row", good);
  const ProcessResult result = command("doctor");
  CHECK(result.exit_code == 0);
  CHECK(result.err.empty());
  for (const char* line :
       {"\nok      bucket             file:bucket\n",
        "\nok      conditional write  a second writer is refused, and changes nothing\n",
        "\nok      read back          the same bytes\n",
        "\nok      delete             bazc-doctor/",
        "\nok      database           1 scene, 1 pending\n",
        "\nskipped public URL         no --public-url or R2_PUBLIC_URL\n"}) {
    CAPTURE(line);
    CHECK(result.out.find(line) != std::string::npos);
  }
  CHECK(stored() == 0);
  CHECK(value("SELECT compiled_at FROM scenes") == "(none)");

  auto found = states(command("doctor", {"--json"}));
  CHECK(found.size() == 10);
  CHECK(found["write"] == "ok");
  CHECK(found["CORS"] == "skipped");
}

TEST_CASE_FIXTURE(Examined, "doctor: the first failure gives the exit code, the rest is tried") {
  std::filesystem::remove_all(path("bucket"));
  const ProcessResult gone = command("doctor");
  CHECK(gone.exit_code == 3);
  CHECK(gone.out.find("\nFAIL    bucket             there is no store file:bucket\n"
                      "        hint: \"bazc init --store 'file:bucket'\" makes one\n") !=
        std::string::npos);
  CHECK(gone.out.find("\nok      database ") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(path("bucket")));

  const ProcessResult no_database = bazc({"doctor", "--db", "sqlite:none.db"});
  CHECK(no_database.exit_code == 3);
  CHECK(no_database.out.find("FAIL    database ") != std::string::npos);
  execute("CREATE TABLE other(id TEXT PRIMARY KEY)");
  const ProcessResult bare = bazc({"doctor", "--db", "sqlite:scenes.db", "--table", "other"});
  CHECK(bare.exit_code == 2);
  CHECK(bare.out.find("FAIL    database ") != std::string::npos);
}

TEST_CASE_FIXTURE(Examined, "doctor: usage, and credentials that are missing or incomplete") {
  CHECK(bazc({"doctor"}).exit_code == 2);
  CHECK(bazc({"doctor", "--store", "ftp://x"}).exit_code == 2);
  const std::vector<std::string> arguments = {"doctor", "--store", "r2://account/bucket"};
  const ProcessResult none = bazc(arguments);
  CHECK(none.exit_code == 2);
  CHECK(none.out.starts_with("FAIL    credentials        there are none\n        hint: set "));
  const ProcessResult half =
      run_process(BAZC_PROGRAM, arguments, {.variables = {{"R2_ACCESS_KEY_ID", "not-to-be-seen"}}});
  CHECK(half.exit_code == 2);
  CHECK(half.out.find("R2_ACCESS_KEY_ID is set, but R2_SECRET_ACCESS_KEY is not") !=
        std::string::npos);
  CHECK((half.out + half.err).find("not-to-be-seen") == std::string::npos);
}

TEST_CASE_FIXTURE(Examined,
                  "upload, migrate: an r2: store needs a public URL before anything else") {
  write("a.tsx", good);
  const std::vector<std::vector<std::string>> commands = {
      {"upload", "--store", "r2://account/bucket", "a.tsx"},
      {"migrate", "--store", "r2://account/bucket", "--db", "sqlite:scenes.db"}};
  for (const std::vector<std::string>& arguments : commands) {
    const ProcessResult result = bazc(arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.err.starts_with("error: no public URL: "));
    CHECK(result.err.find("hint: name the bucket's own domain") != std::string::npos);
  }
}

TEST_CASE_FIXTURE(Examined, "init: --cors-origin takes origins only") {
  const ProcessResult result = command("init", {"--cors-origin", "https://app.example.com/"});
  CHECK(result.exit_code == 2);
  CHECK(result.err.find("expected an origin such as https://app.example.com") != std::string::npos);
  CHECK(command("init", {"--cors-origin", "https://app.example.com"}).exit_code == 0);
}

}  // namespace bazc::test

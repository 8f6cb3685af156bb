// init, doctor and verify against a server that verifies signatures, and that a page can read.
#include <map>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"
#include "core/store/object_store.hpp"
#include "s3/s3_server.hpp"

namespace bazc::test {
namespace {

using Json = nlohmann::json;

// A project whose store is a bucket of its own, which everybody may read.
class PublicBucket : public Project {
 public:
  PublicBucket() {
    static int count = 0;
    bucket_ = fmt::format("verification-{}", ++count);
    // The database first, since a project makes its own store otherwise.
    REQUIRE(bazc({"init", "--db", "sqlite:scenes.db"}).exit_code == 0);
  }

  [[nodiscard]] const S3Server& server() const { return S3Server::radosgw(); }
  [[nodiscard]] std::string url() const { return server().url(bucket_); }
  [[nodiscard]] std::string public_base() const {
    return server().text("endpoint") + "/" + bucket_;
  }
  [[nodiscard]] std::unique_ptr<ObjectStore> store() const {
    return open_object_store(url(), server().options()).value();
  }
  [[nodiscard]] std::string key(int number) const {
    return artifact_key(content_hash(artifact(number)));
  }

  [[nodiscard]] ProcessResult run(const std::vector<std::string>& arguments,
                                  std::map<std::string, std::string> variables) const {
    return run_process(BAZC_PROGRAM, arguments,
                       {.variables = std::move(variables), .directory = path(".")});
  }
  [[nodiscard]] ProcessResult in_bucket(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--store", url(), "--public-url", public_base()});
    return run(arguments, server().variables());
  }

  void init_bucket() const { REQUIRE(in_bucket({"init"}).exit_code == 0); }
  void let_everybody_read() const {
    const Json policy = {{"Version", "2012-10-17"},
                         {"Statement",
                          {{{"Effect", "Allow"},
                            {"Principal", "*"},
                            {"Action", "s3:GetObject"},
                            {"Resource", "arn:aws:s3:::" + bucket_ + "/*"}}}}};
    (void)server().aws({"put-bucket-policy", "--bucket", bucket_, "--policy", policy.dump()});
  }
  void migrate(int scenes) const {
    for (int i = 0; i < scenes; ++i) {
      insert("row" + std::to_string(i), source(i));
    }
    REQUIRE(in_bucket({"migrate", "--db", "sqlite:scenes.db"}).exit_code == 0);
  }

  /// The lines of --json by what they are about: a subject, a probe or "summary".
  static std::map<std::string, Json> lines_of(const ProcessResult& result) {
    std::map<std::string, Json> found;
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) {
      const Json object = Json::parse(line);
      found[object.value("subject", object.value("probe", "summary"))] = object;
    }
    return found;
  }

 private:
  std::string bucket_;
};

}  // namespace

TEST_CASE_FIXTURE(PublicBucket, "s3: doctor before init, after it, and once pages may read") {
  auto before = in_bucket({"doctor", "--json"});
  CHECK(before.exit_code == 3);
  auto probes = lines_of(before);
  CHECK(probes["credentials"]["state"] == "ok");
  CHECK(probes["bucket"]["state"] == "failed");
  CHECK(probes["write"]["state"] == "skipped");

  init_bucket();
  const ProcessResult again = in_bucket({"init"});
  CHECK(again.exit_code == 0);
  CHECK(again.err.find("nothing to do") != std::string::npos);

  const auto secret = in_bucket({"doctor", "--json"});
  CHECK(secret.exit_code == 3);  // by the first failure: the public URL answers 403
  probes = lines_of(secret);
  for (const char* name : {"credentials", "clock", "bucket", "write", "conditional write",
                           "read back", "CORS", "delete"}) {
    CAPTURE(name);
    CHECK(probes[name]["state"] == "ok");
  }
  CHECK(probes["public URL"]["state"] == "failed");
  CHECK(probes["public URL"]["detail"].get<std::string>().find("answers 403") != std::string::npos);

  let_everybody_read();
  const ProcessResult well = in_bucket({"doctor", "--db", "sqlite:scenes.db"});
  CHECK(well.exit_code == 0);
  CHECK(well.out.find("\nok      public URL         a page can read it\n") != std::string::npos);
  std::size_t left = 0;
  REQUIRE(store()->list("bazc-doctor/", [&](std::string_view) { return ++left > 0; }));
  CHECK(left == 0);
}

TEST_CASE_FIXTURE(PublicBucket, "s3: doctor with a wrong secret, which it does not repeat") {
  init_bucket();
  auto variables = server().variables();
  variables["R2_SECRET_ACCESS_KEY"] = "a-wrong-secret";
  const ProcessResult result = run({"doctor", "--store", url()}, variables);
  CHECK(result.exit_code == 3);
  CHECK(result.out.starts_with("FAIL    credentials        the first request failed: "));
  CHECK((result.out + result.err).find("a-wrong-secret") == std::string::npos);
  CHECK((result.out + result.err).find(variables["R2_ACCESS_KEY_ID"]) == std::string::npos);
}

TEST_CASE_FIXTURE(PublicBucket, "s3: verify finds what is wrong, --repair mends it") {
  init_bucket();
  migrate(5);
  const auto bucket = store();
  ObjectHeaders wrong = artifact_headers(artifact(0));
  wrong.cache_control = "no-store";
  REQUIRE(bucket->replace(key(0), artifact(0), wrong));
  REQUIRE(bucket->replace(key(1), "damaged", artifact_headers("damaged")));
  REQUIRE(bucket->remove(key(2)));
  REQUIRE(bucket->remove(key(3)));
  execute("UPDATE scenes SET tsx_code = '" + source(99) + "' WHERE id = 'row3'");

  const std::vector<std::string> verify = {"verify", "--json", "--db", "sqlite:scenes.db"};
  const ProcessResult found = in_bucket(verify);
  CHECK(found.exit_code == 1);
  auto lines = lines_of(found);
  CHECK(lines["scene row0"]["state"] == "bad_headers");
  CHECK(lines["scene row1"]["state"] == "corrupt");
  CHECK(lines["scene row2"]["state"] == "missing");
  CHECK(lines["scene row4"]["state"] == "ok");

  std::vector<std::string> repair = verify;
  repair.emplace_back("--repair");
  lines = lines_of(in_bucket(repair));
  for (const char* row : {"scene row0", "scene row1", "scene row2"}) {
    CAPTURE(row);
    CHECK(lines[row]["state"] == "repaired");
  }
  CHECK(lines["scene row3"]["state"] == "missing");
  CHECK(lines["summary"]["summary"]["repaired"] == 3);

  lines = lines_of(in_bucket(verify));
  CHECK(lines["summary"]["summary"]["ok"] == 4);
  CHECK(lines["summary"]["summary"]["missing"] == 1);
}

TEST_CASE_FIXTURE(PublicBucket, "s3: verify --public reads as a page does, without credentials") {
  init_bucket();
  migrate(3);
  const std::string hash = content_hash(artifact(0));
  const std::vector<std::string> verify = {"verify", "--public", "--public-url", public_base(),
                                           "--json"};
  const auto as_page = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), verify.begin(), verify.end());
    return run(arguments, {});
  };
  const ProcessResult secret = as_page({hash});
  CHECK(secret.exit_code == 3);
  CHECK(lines_of(secret)[hash]["state"] == "error");

  let_everybody_read();
  const ProcessResult rows = as_page({"--db", "sqlite:scenes.db"});
  CHECK(rows.exit_code == 0);
  CHECK(lines_of(rows)["summary"]["summary"]["ok"] == 3);
  CHECK(as_page({"--quick", hash}).exit_code == 0);
  CHECK(as_page({"--origin", "https://app.example.com", hash}).exit_code == 0);

  ObjectHeaders wrong = artifact_headers(artifact(0));
  wrong.content_type = "text/plain";
  REQUIRE(store()->replace(key(0), artifact(0), wrong));
  const ProcessResult typed = as_page({hash});
  CHECK(typed.exit_code == 1);
  CHECK(lines_of(typed)[hash]["state"] == "bad_headers");
  REQUIRE(store()->replace(key(0), "damaged", artifact_headers("damaged")));
  CHECK(lines_of(as_page({hash}))[hash]["state"] == "corrupt");

  execute("UPDATE scenes SET compiled_url = 'https://old.test/" + key(1) + "' WHERE id = 'row1'");
  CHECK(lines_of(as_page({"--db", "sqlite:scenes.db"}))["scene row1"]["state"] == "error");
}

TEST_CASE_FIXTURE(PublicBucket, "s3: a bucket that lets one origin read, and a page of another") {
  REQUIRE(in_bucket({"init", "--cors-origin", "https://app.example.com"}).exit_code == 0);
  let_everybody_read();
  migrate(1);
  const std::string hash = content_hash(artifact(0));
  const auto state = [&](const std::string& origin) {
    return lines_of(
        in_bucket({"verify", "--public", "--json", "--origin", origin, hash}))[hash]["state"];
  };
  CHECK(state("https://app.example.com") == "ok");
  CHECK(state("https://other.example.com") == "bad_headers");
  CHECK(in_bucket({"doctor", "--cors-origin", "https://app.example.com"}).exit_code == 0);
  const ProcessResult other = in_bucket({"doctor", "--cors-origin", "https://other.example.com"});
  CHECK(other.exit_code == 1);
  CHECK(other.out.find("\nFAIL    CORS ") != std::string::npos);
}

}  // namespace bazc::test

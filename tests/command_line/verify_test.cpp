#include <map>
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"

namespace bazc::test {
namespace {

// The word that the line about `subject` starts with.
std::string state_of(const ProcessResult& result, const std::string& subject) {
  std::size_t start = 0;
  while (start < result.out.size()) {
    const std::size_t end = result.out.find('\n', start);
    const std::string line = result.out.substr(start, end - start);
    if (line.find(subject) != std::string::npos) {
      return line.substr(0, line.find(' '));
    }
    start = end + 1;
  }
  return "(no line)";
}

struct Migrated : Project {
  Migrated() {
    REQUIRE(command("init").exit_code == 0);
    for (int i = 0; i < 4; ++i) {
      insert("row" + std::to_string(i), source(i));
    }
    REQUIRE(command("migrate").exit_code == 0);
  }

  [[nodiscard]] static std::string object_path(int number) {
    return "bucket/" + artifact_key(content_hash(artifact(number)));
  }
  [[nodiscard]] ProcessResult verify(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = {"verify", "--store", "file:bucket"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return bazc(all);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Migrated, "verify: hashes, keys, URLs, artifacts and sources") {
  const std::string hash = content_hash(artifact(0));
  write("scene.tsx", source(1));
  write("copy.js", artifact(2));
  const std::string url = value("SELECT compiled_url FROM scenes WHERE id = 'row3'");
  const ProcessResult result =
      verify({hash, "components/" + hash + ".js", "https://cdn.test/components/" + hash + ".js",
              url, "scene.tsx", "copy.js"});
  CHECK(result.exit_code == 0);
  CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 6);
  CHECK(state_of(result, "scene.tsx") == "ok");
  CHECK(state_of(result, "copy.js") == "ok");
  CHECK(state_of(result, url) == "ok");
  CHECK(result.out.find("error") == std::string::npos);
}

TEST_CASE_FIXTURE(Migrated, "verify: what is wrong has its word, and exit code 1") {
  std::filesystem::remove(path(object_path(0)));
  std::string damaged = artifact(1);
  damaged[5] ^= 1;
  std::filesystem::remove(path(object_path(1)));
  write(object_path(1), damaged);
  execute(
      "UPDATE scenes SET compiled_url = 'https://x.test/components/0123456789abcdef.js' "
      "WHERE id = 'row2'");
  write("bucket/components/0123456789abcdef.js", "an older version");

  const ProcessResult result = command("verify");
  CHECK(result.exit_code == 1);
  CHECK(state_of(result, "scene row0") == "missing");
  CHECK(state_of(result, "scene row1") == "corrupt");
  CHECK(state_of(result, "scene row2") == "error");
  CHECK(state_of(result, "scene row3") == "ok");
  CHECK(state_of(result, "0123456789abcdef.js: no row") == "unreferenced");

  const ProcessResult quiet = command("verify", {"--quiet"});
  CHECK(quiet.exit_code == 1);
  CHECK(state_of(quiet, "scene row3") == "(no line)");
  CHECK(state_of(quiet, "scene row0") == "missing");
}

TEST_CASE_FIXTURE(Migrated, "verify: --quick never says ok") {
  std::filesystem::remove(path(object_path(0)));
  const ProcessResult result = command("verify", {"--quick"});
  CHECK(result.exit_code == 1);
  CHECK(state_of(result, "scene row0") == "missing");
  CHECK(state_of(result, "scene row1") == "unverified");
  CHECK(result.out.find("ok ") == std::string::npos);
}

TEST_CASE_FIXTURE(Migrated, "verify: --recompile compares what the source gives now") {
  CHECK(command("verify", {"--recompile"}).exit_code == 0);
  execute("UPDATE scenes SET tsx_code = '" + source(99) + "' WHERE id = 'row1'");
  const ProcessResult result = command("verify", {"--recompile"});
  CHECK(result.exit_code == 1);
  CHECK(state_of(result, "scene row1") == "error");
  CHECK(result.out.find("compiles to " + content_hash(artifact(99)) + " now") != std::string::npos);
  CHECK(state_of(result, "scene row2") == "ok");
}

TEST_CASE_FIXTURE(Migrated, "verify: --json gives one object a line and a summary") {
  std::filesystem::remove(path(object_path(0)));
  const ProcessResult result = command("verify", {"--json"});
  CHECK(result.exit_code == 1);
  std::size_t start = 0;
  std::vector<nlohmann::json> lines;
  while (start < result.out.size()) {
    const std::size_t end = result.out.find('\n', start);
    lines.push_back(nlohmann::json::parse(result.out.substr(start, end - start)));
    start = end + 1;
  }
  REQUIRE(lines.size() == 5);
  CHECK(lines[0]["subject"] == "scene row0");
  CHECK(lines[0]["state"] == "missing");
  CHECK(lines[4]["summary"]["ok"] == 3);
  CHECK(lines[4]["summary"]["missing"] == 1);
}

TEST_CASE_FIXTURE(Migrated, "verify: what cannot be looked at is no verdict") {
  CHECK(verify({"nonsense"}).exit_code == 1);
  CHECK(state_of(verify({"nonsense"}), "nonsense") == "error");
  CHECK(state_of(verify({"https://cdn.test/logo.png"}), "logo.png") == "error");
  write("broken.tsx", broken);
  CHECK(state_of(verify({"broken.tsx"}), "broken.tsx") == "error");
  CHECK(verify({}).exit_code == 2);
  CHECK(bazc({"verify", content_hash("")}).exit_code == 2);

  std::filesystem::remove_all(path("bucket"));
  const ProcessResult gone = command("verify");
  CHECK(gone.exit_code == 3);
  CHECK(gone.out.empty());
  CHECK(gone.err.starts_with("error: "));
}

TEST_CASE_FIXTURE(Migrated, "verify --repair: rows give back what is missing or corrupt") {
  std::filesystem::remove(path(object_path(0)));
  std::filesystem::remove(path(object_path(1)));
  write(object_path(1), "other bytes");
  std::filesystem::remove(path(object_path(2)));
  execute("UPDATE scenes SET tsx_code = '" + source(99) + "' WHERE id = 'row2'");

  const ProcessResult result = command("verify", {"--repair", "--json"});
  CHECK(result.exit_code == 1);
  std::istringstream lines(result.out);
  std::map<std::string, nlohmann::json> findings;
  for (std::string line; std::getline(lines, line);) {
    const auto object = nlohmann::json::parse(line);
    findings[object.value("subject", "summary")] = object;
  }
  CHECK(findings["scene row0"]["state"] == "repaired");
  CHECK(findings["scene row0"]["detail"] == "was missing");
  CHECK(findings["scene row1"]["state"] == "repaired");
  CHECK(findings["scene row2"]["state"] == "missing");
  CHECK(findings["scene row2"]["detail"].get<std::string>().find(
            "compiles to " + content_hash(artifact(99)) + " now; 'bazc migrate --stale'") !=
        std::string::npos);
  CHECK(findings["scene row3"]["state"] == "ok");
  CHECK(findings["summary"]["summary"]["repaired"] == 2);
  CHECK(object(artifact(0)) == artifact(0));
  CHECK(object(artifact(1)) == artifact(1));
  CHECK_FALSE(std::filesystem::exists(path(object_path(2))));
  CHECK(object(artifact(99)) == "(no file)");
  CHECK(value("SELECT compiled_hash FROM scenes WHERE id = 'row2'") == content_hash(artifact(2)));

  execute("DELETE FROM scenes WHERE id = 'row2'");
  std::filesystem::remove(path(object_path(0)));
  const ProcessResult repaired = command("verify", {"--repair", "--quiet"});
  CHECK(repaired.exit_code == 0);
  CHECK(state_of(repaired, "scene row0") == "repaired");
  CHECK(repaired.err == "2 ok, 1 repaired\n");
  CHECK(command("verify").exit_code == 0);
}

TEST_CASE_FIXTURE(Migrated, "verify --repair: files give their bytes, a hash alone does not") {
  write("scene.tsx", source(0));
  write("copy.js", artifact(1));
  const std::string hash = content_hash(artifact(2));
  for (int i = 0; i < 3; ++i) {
    std::filesystem::remove(path(object_path(i)));
  }
  CHECK(verify({"scene.tsx", "copy.js"}).exit_code == 1);
  const ProcessResult files = verify({"--repair", "scene.tsx", "copy.js"});
  CHECK(files.exit_code == 0);
  CHECK(state_of(files, "scene.tsx") == "repaired");
  CHECK(state_of(files, "copy.js") == "repaired");
  CHECK(object(artifact(0)) == artifact(0));
  CHECK(object(artifact(1)) == artifact(1));
  const ProcessResult alone = verify({"--repair", hash});
  CHECK(alone.exit_code == 1);
  CHECK(state_of(alone, hash) == "missing");
  CHECK(alone.out.find("not repaired: a hash alone gives no bytes; name its file, or give --db") !=
        std::string::npos);
  CHECK_FALSE(std::filesystem::exists(path(object_path(2))));
}

TEST_CASE_FIXTURE(Migrated,
                  "verify --subset, --sample: what is left out is counted, not looked at") {
  std::size_t lines = 0;
  std::string all;
  for (const char* part : {"1/3", "2/3", "3/3"}) {
    const ProcessResult result = command("verify", {"--subset", part});
    CHECK(result.exit_code == 0);
    CHECK(result.err.find("not looked at") != std::string::npos);
    CHECK(result.out.find("unreferenced") == std::string::npos);
    all += result.out;
    lines += static_cast<std::size_t>(std::count(result.out.begin(), result.out.end(), '\n'));
  }
  CHECK(lines == 4);
  for (int i = 0; i < 4; ++i) {
    CHECK(all.find("scene row" + std::to_string(i)) != std::string::npos);
  }
  const ProcessResult none = command("verify", {"--sample", "0%"});
  CHECK(none.exit_code == 0);
  CHECK(none.out.empty());
  CHECK(none.err == "4 not looked at\n");
  CHECK(command("verify", {"--sample", "100%"}).err == "4 ok\n");
  const ProcessResult named =
      verify({"--sample", "0%", "--json", content_hash(artifact(0)), "nonsense"});
  CHECK(named.exit_code == 1);  // what is no hash is in no sample
  CHECK(named.out.find(R"("not_looked_at":1)") != std::string::npos);
}

TEST_CASE_FIXTURE(Migrated, "verify: options that cannot be, and that exclude each other") {
  for (const char* part : {"0/3", "4/3", "3", "1/0", "a/b", "1/3/5", "-1/3", "1/1000001"}) {
    CAPTURE(part);
    const ProcessResult result = command("verify", {"--subset", part});
    CHECK(result.exit_code == 2);
    CHECK(result.err.find("expected K/N, such as 2/8") != std::string::npos);
  }
  CHECK(command("verify", {"--sample", "2"}).exit_code == 2);
  CHECK(command("verify", {"--repair", "--public"}).exit_code == 2);
  CHECK(command("verify", {"--origin", "https://a.test/"}).exit_code == 2);
  const ProcessResult local = command("verify", {"--public"});
  CHECK(local.exit_code == 2);
  CHECK(local.err.find("is not an http or https URL") != std::string::npos);
  const ProcessResult nowhere = bazc({"verify", "--public", content_hash("")});
  CHECK(nowhere.exit_code == 2);
  CHECK(nowhere.err.starts_with("error: option '--public' needs a public URL\n"));
}

TEST_CASE_FIXTURE(Migrated, "upload: stores, prints URL and hash, and does so once") {
  write("a.tsx", good);
  const ProcessResult first =
      bazc({"upload", "--store", "file:bucket", "--public-url", "https://cdn.test/", "a.tsx"});
  CHECK(first.exit_code == 0);
  const std::string hash = content_hash(good_artifact);
  CHECK(first.out == "https://cdn.test/components/" + hash + ".js  " + hash + "\n");
  CHECK(object(good_artifact) == good_artifact);
  const ProcessResult again = bazc({"upload", "--store", "file:bucket", "--json", "a.tsx"});
  CHECK(again.exit_code == 0);
  CHECK(nlohmann::json::parse(again.out)["outcome"] == "present");

  write("b.tsx", broken);
  const ProcessResult both = bazc({"upload", "--store", "file:bucket", "a.tsx", "b.tsx"});
  CHECK(both.exit_code == 1);
  CHECK(both.err.starts_with("b.tsx:1:11: error: unexpected token\n"));
  CHECK(both.out.find("  " + hash + "  a.tsx\n") != std::string::npos);
}

TEST_CASE_FIXTURE(Migrated, "upload: --scene records on that row and no other") {
  insert("new", good);
  insert("untouched", source(50));
  const ProcessResult own = command("upload", {"--scene", "new"});
  CHECK(own.exit_code == 0);
  CHECK(value("SELECT compiled_hash FROM scenes WHERE id = 'new'") == content_hash(good_artifact));
  CHECK(own.out == value("SELECT compiled_url FROM scenes WHERE id = 'new'") + "  " +
                       content_hash(good_artifact) + "\n");
  CHECK(value("SELECT compiled_at FROM scenes WHERE id = 'untouched'") == "(none)");

  write("other.tsx", source(51));
  const ProcessResult other = command("upload", {"--scene", "untouched", "other.tsx"});
  CHECK(other.exit_code == 1);
  CHECK(other.err.find("is not the source of scene 'untouched'") != std::string::npos);
  CHECK(value("SELECT compiled_at FROM scenes WHERE id = 'untouched'") == "(none)");
  CHECK(command("upload", {"--scene", "nobody"}).exit_code == 2);
}

TEST_CASE_FIXTURE(Migrated, "upload: an object with other bytes is a conflict and stays") {
  write("a.tsx", good);
  const std::string file = "bucket/" + artifact_key(content_hash(good_artifact));
  write(file, "other bytes");
  const ProcessResult result = bazc({"upload", "--store", "file:bucket", "a.tsx"});
  CHECK(result.exit_code == 1);
  CHECK(result.err.starts_with("error: "));
  CHECK(read(file) == "other bytes");
}

}  // namespace bazc::test

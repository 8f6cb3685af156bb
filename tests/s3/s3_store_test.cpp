// The S3 store against servers that verify signatures, hashes and conditions.
#include "core/store/s3_store.hpp"

#include <atomic>
#include <fstream>
#include <set>
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/module/content_hash.hpp"
#include "core/store/s3_documents.hpp"
#include "s3/s3_server.hpp"
#include "s3/wrong_clock.hpp"
#include "support/temporary_directory.hpp"

using bazc::artifact_headers;
using bazc::artifact_key;
using bazc::content_hash;
using bazc::Error;
using bazc::ErrorKind;
using bazc::HttpClient;
using bazc::HttpError;
using bazc::HttpRequest;
using bazc::HttpResponse;
using bazc::make_http_client;
using bazc::ObjectHeaders;
using bazc::ObjectStore;
using bazc::open_object_store;
using bazc::PutOutcome;
using bazc::Result;
using bazc::StoreOptions;
using bazc::test::S3Server;
using bazc::test::WrongClock;

namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

std::vector<const S3Server*> servers() {
  return {&S3Server::radosgw(), &S3Server::radosgw_tls(), &S3Server::miniflare()};
}

/// Different in each test program, so that no test meets what another stored.
std::string unique_text(const std::string& text) {
  static std::atomic<int> count{0};
  return fmt::format("// {} {} {}\n", text, ++count, static_cast<const void*>(&count));
}

Result<PutOutcome> put(ObjectStore& store, const std::string& bytes) {
  return store.put(artifact_key(content_hash(bytes)), bytes, artifact_headers(bytes));
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// A network that changes a body after it was signed, as often as `damages` says.
class DamagingNetwork final : public HttpClient {
 public:
  explicit DamagingNetwork(const S3Server& server)
      : http_(make_http_client(server.options().http).value()) {}

  [[nodiscard]] Result<HttpResponse, HttpError> send(const HttpRequest& request) override {
    if (request.body.empty() || damages-- <= 0) {
      return http_->send(request);
    }
    std::string damaged(request.body);
    damaged[damaged.size() / 2] ^= 1;
    HttpRequest changed = request;
    changed.body = damaged;
    return http_->send(changed);
  }
  void cancel() override { http_->cancel(); }

  std::atomic<int> damages{0};

 private:
  std::unique_ptr<HttpClient> http_;
};

}  // namespace

TEST_CASE("s3: what is put is there, as an independent client reads it") {
  const bazc::test::TemporaryDirectory directory;
  for (const S3Server* server : servers()) {
    CAPTURE(server->name());
    const auto store = server->store();
    const std::string bytes = unique_text("größer & \xF0\x9F\x8E\xAC");
    const std::string key = artifact_key(content_hash(bytes));
    CHECK(put(*store, bytes).value() == PutOutcome::stored);
    CHECK(put(*store, bytes).value() == PutOutcome::present);

    const auto object = store->get(key).value();
    REQUIRE(object);
    CHECK(object->bytes == bytes);
    CHECK(object->info.headers == artifact_headers(bytes));
    const auto info = store->head(key).value();
    REQUIRE(info);
    CHECK(info->size == bytes.size());
    CHECK(info->headers == artifact_headers(bytes));

    const std::string file = directory / "object";
    const auto seen =
        Json::parse(server->aws({"get-object", "--bucket", "scenes", "--key", key, file}));
    CHECK(seen["ContentType"] == "application/javascript");
    CHECK(seen["CacheControl"] == "public, max-age=31536000, immutable");
    CHECK(seen["Metadata"]["sha256"] == bazc::sha256_hex(bytes));
    CHECK(bazc::read_file(file).value() == bytes);
  }
}

TEST_CASE("s3: an object is never overwritten, and a conflict names both hashes") {
  for (const S3Server* server : servers()) {
    CAPTURE(server->name());
    const auto store = server->store();
    const std::string first = unique_text("first");
    const std::string second = unique_text("secnd");
    const std::string key = artifact_key(content_hash(first));
    REQUIRE(store->put(key, first, artifact_headers(first)));
    const auto conflict = store->put(key, second, artifact_headers(second));
    REQUIRE_FALSE(conflict);
    CHECK(conflict.error().kind == ErrorKind::conflict);
    CHECK(contains(conflict.error().message, bazc::sha256_hex(first)));
    CHECK(contains(conflict.error().message, bazc::sha256_hex(second)));
    CHECK(store->get(key).value()->bytes == first);
  }
}

TEST_CASE("s3: of many writers of one key exactly one stores") {
  for (const S3Server* server : servers()) {
    CAPTURE(server->name());
    const auto store = server->store();
    const std::string bytes = unique_text("contended");
    std::atomic<int> stored{0};
    std::atomic<int> present{0};
    constexpr int writer_count = 16;
    std::vector<std::thread> writers;
    writers.reserve(writer_count);
    for (int i = 0; i < writer_count; ++i) {
      writers.emplace_back([&] {
        const auto outcome = put(*store, bytes);
        stored += outcome && *outcome == PutOutcome::stored ? 1 : 0;
        present += outcome && *outcome == PutOutcome::present ? 1 : 0;
      });
    }
    for (std::thread& writer : writers) {
      writer.join();
    }
    CHECK(stored == 1);
    CHECK(present == writer_count - 1);
  }
}

TEST_CASE("s3: equal bytes that were put in several parts are present, though the ETag differs") {
  const S3Server& server = S3Server::radosgw();
  const auto client = server.client();
  const std::string bytes = unique_text("parts");
  const std::string key = artifact_key(content_hash(bytes));
  const bazc::test::TemporaryDirectory directory;
  const std::string file = directory / "part";
  std::ofstream(file, std::ios::binary) << bytes;
  const auto upload = Json::parse(server.aws(
      {"create-multipart-upload", "--bucket", "scenes", "--key", key}))["UploadId"]
                          .get<std::string>();
  const auto etag =
      Json::parse(server.aws({"upload-part", "--bucket", "scenes", "--key", key, "--part-number",
                              "1", "--upload-id", upload, "--body", file}))["ETag"];
  const Json parts = {{"Parts", {{{"ETag", etag}, {"PartNumber", 1}}}}};
  (void)server.aws({"complete-multipart-upload", "--bucket", "scenes", "--key", key, "--upload-id",
                    upload, "--multipart-upload", parts.dump()});

  StoreOptions options = server.options();
  std::vector<std::string> warnings;
  options.on_warning = [&](const std::string& message) { warnings.push_back(message); };
  const auto store = open_object_store(server.url(), options).value();
  CHECK(put(*store, bytes).value() == PutOutcome::present);
  REQUIRE(warnings.size() == 1);  // its headers are not an artifact's
  CHECK(contains(warnings.front(), key));
}

TEST_CASE("s3: objects of 0 bytes and of 5 MiB") {
  for (const S3Server* server : servers()) {
    CAPTURE(server->name());
    const auto store = server->store();
    std::string large = unique_text("large");
    large.resize(std::size_t{5} << 20, 'x');
    for (const std::string& bytes : {std::string(), large}) {
      const std::string key = artifact_key(content_hash(bytes));
      REQUIRE(store->remove(key));
      CHECK(put(*store, bytes).value() == PutOutcome::stored);
      CHECK(put(*store, bytes).value() == PutOutcome::present);
      CHECK(store->get(key).value()->bytes == bytes);
      CHECK(store->head(key).value()->size == bytes.size());
    }
  }
}

TEST_CASE("s3: keys of every class of characters arrive as they are") {
  const std::vector<std::string> keys = {
      "plain",
      "with space/and  two",
      "plus+minus-under_dot.tilde~",
      "percent%2Fsign%zz",
      "a&b=c?d#e;f,g@h:i$j!k'l(m)n*o",
      "quote\"back\\slash|brackets[]{}<>^`",
      "umlaut/größe/\xE6\x97\xA5\xE6\x9C\xAC/\xF0\x9F\x8E\xAC",
      "trailing/slash/",
      "dots/../not/./resolved",
      "e\xCC\x81 decomposed",
  };
  for (const S3Server* server : {&S3Server::radosgw(), &S3Server::swift()}) {
    CAPTURE(server->name());
    const auto client = server->client();
    for (const std::string& key : keys) {
      CAPTURE(key);
      const std::string bytes = unique_text(key);
      const auto stored = client->send({.method = "PUT", .key = "odd/" + key, .body = bytes});
      REQUIRE(stored);
      CHECK(stored->http.status == 200);
      const auto read = client->send({.method = "GET", .key = "odd/" + key});
      REQUIRE(read);
      CHECK(read->http.body == bytes);
    }
    // As awscli lists them.
    std::set<std::string> listed;
    const auto listing =
        Json::parse(server->aws({"list-objects-v2", "--bucket", "scenes", "--prefix", "odd/"}));
    for (const auto& entry : listing["Contents"]) {
      listed.insert(entry["Key"].get<std::string>());
    }
    for (const std::string& key : keys) {
      CAPTURE(key);
      CHECK(listed.contains("odd/" + key));
    }
    CHECK(listed.size() == keys.size());
  }
}

TEST_CASE("s3: a missing object is absent, a missing bucket is a failure that names it") {
  for (const S3Server* server : servers()) {
    CAPTURE(server->name());
    const std::string key = artifact_key("0000000000000000");
    const auto store = server->store();
    CHECK_FALSE(store->get(key).value());
    CHECK_FALSE(store->head(key).value());
    CHECK(store->exists().value());

    const auto nowhere = open_object_store(server->url("nowhere"), server->options()).value();
    CHECK_FALSE(nowhere->exists().value());
    const auto list = [](std::string_view) { return true; };
    for (const Error& error : {nowhere->get(key).error(), nowhere->head(key).error(),
                               put(*nowhere, "x").error(), nowhere->list("", list).error()}) {
      CHECK(error.kind == ErrorKind::unavailable);
      CHECK(contains(error.message, "nowhere"));
      CHECK(contains(error.hint, "bazc init"));
    }
  }
}

TEST_CASE("s3: refused credentials are a failure that says which, and are not tried again") {
  for (const S3Server* server : servers()) {
    CAPTURE(server->name());
    StoreOptions options = server->options();
    options.credentials->secret_access_key.back() ^= 1;
    const auto store = open_object_store(server->url(), options).value();
    const std::string key = artifact_key("0000000000000000");
    const auto wrong = store->get(key);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == ErrorKind::unavailable);
    CHECK(contains(wrong.error().message, "403 SignatureDoesNotMatch"));
    CHECK(contains(wrong.error().hint, "R2_SECRET_ACCESS_KEY"));
    CHECK_FALSE(contains(wrong.error().message, options.credentials->access_key_id));
    CHECK(store->statistics().requests == 1);
    // HEAD's answer has no body to say it.
    CHECK(store->head(key).error().kind == ErrorKind::unavailable);

    options = server->options();
    options.credentials->access_key_id = "nobody";
    const auto unknown = open_object_store(server->url(), options).value()->get(key);
    REQUIRE_FALSE(unknown);
    CHECK(contains(unknown.error().hint, "R2_ACCESS_KEY_ID"));
    CHECK_FALSE(contains(unknown.error().message, "nobody"));
  }
}

TEST_CASE(
    "s3: a clock 10 minutes off is good enough, one 2 hours off is corrected, with a warning") {
  const S3Server& server = S3Server::radosgw();
  for (const std::chrono::seconds ahead :
       std::initializer_list<std::chrono::seconds>{-2h, -10min, 0s, 10min, 2h}) {
    CAPTURE(ahead.count());
    const WrongClock clock(ahead);
    StoreOptions options = server.options();
    options.clock = &clock;
    options.retries = 0;  // the correction is no retry
    std::vector<std::string> warnings;
    options.on_warning = [&](const std::string& message) { warnings.push_back(message); };
    const auto store = open_object_store(server.url(), options).value();
    const std::string bytes = unique_text("late");
    CHECK(put(*store, bytes).value() == PutOutcome::stored);
    CHECK(store->head(artifact_key(content_hash(bytes))).value()->size == bytes.size());

    const bool is_corrected = std::chrono::abs(ahead) > 15min;
    REQUIRE(warnings.size() == (is_corrected ? 1 : 0));
    if (is_corrected) {
      CHECK(contains(warnings.front(), ahead > 0s ? " s ahead of " : " s behind "));
      CHECK(store->statistics().requests == 3);  // of these one was refused
    }
    const auto skew = store->clock_skew().value();
    REQUIRE(skew);
    CHECK(std::chrono::abs(*skew + ahead) <= 5s);
  }
}

TEST_CASE("s3: a HEAD that is refused for its time is corrected too, though no body says why") {
  const S3Server& server = S3Server::radosgw();
  const std::string bytes = unique_text("head first");
  REQUIRE(put(*server.store(), bytes));
  const WrongClock clock(2h);
  StoreOptions options = server.options();
  options.clock = &clock;
  const auto store = open_object_store(server.url(), options).value();
  const auto info = store->head(artifact_key(content_hash(bytes)));
  REQUIRE(info);
  CHECK((*info)->size == bytes.size());
}

TEST_CASE("s3: a body that was damaged on its way is refused, and nothing is stored") {
  for (const S3Server* server : servers()) {
    CAPTURE(server->name());
    const auto network = std::make_shared<DamagingNetwork>(*server);
    const auto store = bazc::make_s3_store(server->client(network), "", {});
    const std::string bytes = unique_text("damaged");
    network->damages = 1;
    const auto refused = put(*store, bytes);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::unavailable);
    CHECK(contains(refused.error().message, ": 400 "));
    CHECK_FALSE(store->head(artifact_key(content_hash(bytes))).value());
    CHECK(put(*store, bytes).value() == PutOutcome::stored);
  }
}

TEST_CASE("s3: the region is part of the signature") {
  // radosgw and R2 take several; the one that is signed with is the one that is sent. Swift takes
  // one alone: see swift_test.cpp.
  const S3Server& server = S3Server::radosgw();
  const auto store = open_object_store(server.url() + "&region=eu-1", server.options()).value();
  CHECK(store->exists().value());
}

TEST_CASE("s3: every key is listed, over several pages, once") {
  for (const S3Server* server : {&S3Server::radosgw(), &S3Server::miniflare()}) {
    CAPTURE(server->name());
    const auto store = server->store();
    constexpr int count = 1'030;  // a page has 1,000
    constexpr int writer_count = 8;
    std::vector<std::thread> writers;
    writers.reserve(writer_count);
    for (int first = 0; first < writer_count; ++first) {
      writers.emplace_back([&store, first] {
        for (int i = first; i < count; i += writer_count) {
          (void)store->put(fmt::format("listing/{:04}.js", i), "x", artifact_headers("x"));
        }
      });
    }
    for (std::thread& writer : writers) {
      writer.join();
    }
    std::multiset<std::string> keys;
    REQUIRE(store->list("listing/", [&](std::string_view key) {
      keys.emplace(key);
      return true;
    }));
    CHECK(keys.size() == count);
    CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == count);
    int visited = 0;
    REQUIRE(store->list("listing/", [&](std::string_view) { return ++visited < 5; }));
    CHECK(visited == 5);
  }
}

TEST_CASE("s3: replace overwrites bytes and headers, remove removes") {
  for (const S3Server* server : servers()) {
    CAPTURE(server->name());
    const auto store = server->store();
    const std::string bytes = unique_text("to be repaired");
    const std::string key = artifact_key(content_hash(bytes));
    REQUIRE(store->replace(key, "damaged", ObjectHeaders{"text/plain", "no-cache", ""}));
    REQUIRE(store->replace(key, bytes, artifact_headers(bytes)));
    CHECK(store->get(key).value()->bytes == bytes);
    CHECK(store->get(key).value()->info.headers == artifact_headers(bytes));
    REQUIRE(store->remove(key));
    REQUIRE(store->remove(key));
    CHECK_FALSE(store->get(key).value());
  }
}

TEST_CASE("s3: setup makes the bucket, its CORS rules and the headers file, and is idempotent") {
  const S3Server& server = S3Server::radosgw();
  const auto store = open_object_store(server.url("made-by-init"), server.options()).value();
  const bazc::StoreSetup setup{.cors_origins = {"https://app.example"}};
  CHECK(store->plan_setup(setup).value().size() == 3);
  REQUIRE(store->apply_setup(setup));
  CHECK(store->plan_setup(setup).value().empty());
  REQUIRE(store->apply_setup(setup));
  CHECK(contains(store->get("_headers").value()->bytes, "https://app.example"));

  const auto cors = Json::parse(server.aws({"get-bucket-cors", "--bucket", "made-by-init"}));
  REQUIRE(cors["CORSRules"].size() == 1);
  CHECK(cors["CORSRules"][0]["AllowedOrigins"] == Json({"https://app.example"}));

  // Another origin: a rule more, and bazc's own headers file is bazc's to replace.
  const bazc::StoreSetup everybody;
  CHECK(store->plan_setup(everybody).value().size() == 2);
  REQUIRE(store->apply_setup(everybody));
  CHECK(contains(store->get("_headers").value()->bytes, "Allow-Origin: *"));
  CHECK(Json::parse(server.aws({"get-bucket-cors", "--bucket", "made-by-init"}))["CORSRules"]
            .size() == 2);

  // Somebody's own headers file stays.
  REQUIRE(store->replace("_headers", "/*\n  X: y\n", artifact_headers("/*\n  X: y\n")));
  CHECK(store->plan_setup(everybody).value().empty());
  REQUIRE(store->apply_setup(everybody));
  CHECK(store->get("_headers").value()->bytes == "/*\n  X: y\n");
}

TEST_CASE("s3: a service without CORS calls is said, and does not stop the setup") {
  const S3Server& server = S3Server::miniflare();
  StoreOptions options = server.options();
  std::vector<std::string> warnings;
  options.on_warning = [&](const std::string& message) { warnings.push_back(message); };
  const auto store = open_object_store(server.url(), options).value();
  REQUIRE(store->apply_setup({}));
  REQUIRE_FALSE(warnings.empty());
  CHECK(contains(warnings.front(), "no CORS calls"));
  CHECK(store->head("_headers").value());
}

TEST_CASE("s3: a certificate that nobody vouches for is refused, with what to do") {
  const S3Server& server = S3Server::radosgw_tls();
  StoreOptions options = server.options();
  options.http.ca_file.clear();
  const auto store = open_object_store(server.url(), options).value();
  const auto refused = store->exists();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::unavailable);
  CHECK(contains(refused.error().hint, "--ca-file"));
  CHECK(store->statistics().requests == 1);  // trying again does not help
}

TEST_CASE("s3: nobody listens: tried again as often as asked, then said") {
  StoreOptions options = S3Server::radosgw().options();
  options.retries = 1;
  const auto store = open_object_store("s3://scenes?endpoint=http://127.0.0.1:1", options).value();
  const auto refused = store->exists();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::unavailable);
  CHECK(contains(refused.error().message, "127.0.0.1:1"));
  CHECK(store->statistics().requests == 2);
  CHECK(store->statistics().retries == 1);
}

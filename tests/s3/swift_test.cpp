// What only Swift shows: a region that is not the server's is refused, and so is every write that
// must not overwrite. It is the third, too, to verify our signatures by code of its own.
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command_line/project.hpp"
#include "core/store/object_store.hpp"
#include "s3/s3_server.hpp"
#include "s3/wrong_clock.hpp"

namespace bazc::test {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

const std::string wrong_region = "&region=us-east-1";

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

void check_keeps_secrets(const std::string& text) {
  CHECK_FALSE(contains(text, S3Server::swift().text("access_key_id")));
  CHECK_FALSE(contains(text, S3Server::swift().text("secret_access_key")));
}

// A project with scenes that wait, and Swift as its store.
class SwiftProject : public Project {
 public:
  SwiftProject() {
    REQUIRE(bazc({"init", "--db", "sqlite:scenes.db", "--store", "file:bucket"}).exit_code == 0);
    constexpr int scenes = 30;  // more than the failures in a row that end a run
    for (int i = 0; i < scenes; ++i) {
      insert("row" + std::to_string(i), source(i));
    }
    write("scene.tsx", good);
  }

  /// bazc with Swift as its store, `region` being that part of its URL.
  [[nodiscard]] ProcessResult in_swift(const std::string& region,
                                       std::vector<std::string> arguments) const {
    const S3Server& server = S3Server::swift();
    arguments.insert(arguments.end(), {"--store", server.url() + region});
    return run_process(BAZC_PROGRAM, arguments,
                       {.variables = server.variables(), .directory = path(".")});
  }

  /// Everything that the table holds.
  [[nodiscard]] std::string rows() const {
    std::string text;
    SQLite::Database database(path("scenes.db"));
    SQLite::Statement rows(database, "SELECT * FROM scenes ORDER BY id");
    while (rows.executeStep()) {
      for (int i = 0; i < rows.getColumnCount(); ++i) {
        text += rows.getColumn(i).isNull() ? "NULL|" : rows.getColumn(i).getString() + "|";
      }
      text += '\n';
    }
    return text;
  }
};

// What the commands have to make of a wrong region.
void check_refusal(const ProcessResult& result) {
  constexpr int unavailable = 3;
  CHECK(result.exit_code == unavailable);
  const std::string said = result.out + result.err;
  CHECK(contains(said, "400 AuthorizationHeaderMalformed"));
  CHECK(contains(said,
                 "hint: requests are signed for region 'us-east-1', but the bucket's is 'auto': "
                 "write region=auto in the store's URL"));
  check_keeps_secrets(said);
}

std::multiset<std::string> objects_in(ObjectStore& store) {
  std::multiset<std::string> keys;
  REQUIRE(store.list("", [&](std::string_view key) {
    keys.emplace(key);
    return true;
  }));
  return keys;
}

}  // namespace

TEST_CASE("s3: Swift takes our signatures for its region, and gives back what was written") {
  const S3Server& server = S3Server::swift();
  const TemporaryDirectory directory;
  for (const std::string region : {"", "&region=auto"}) {
    CAPTURE(region);
    const auto store = open_object_store(server.url() + region, server.options()).value();
    const std::string bytes = "export default 'größer & \xF0\x9F\x8E\xAC" + region + "';\n";
    const std::string key = artifact_key(content_hash(bytes));
    CHECK(store->exists().value());
    CHECK_FALSE(store->get(key).value());
    REQUIRE(store->replace(key, bytes, artifact_headers(bytes)));

    const auto object = store->get(key).value();
    REQUIRE(object);
    CHECK(object->bytes == bytes);
    CHECK(object->info.headers == artifact_headers(bytes));
    CHECK(store->head(key).value()->size == bytes.size());
    CHECK(objects_in(*store).count(key) == 1);
    const std::string file = directory / "object";
    const auto seen =
        Json::parse(server.aws({"get-object", "--bucket", "scenes", "--key", key, file}));
    CHECK(seen["Metadata"]["sha256"] == sha256_hex(bytes));
    CHECK(read_file(file).value() == bytes);

    REQUIRE(store->remove(key));
    CHECK_FALSE(store->head(key).value());
  }
}

TEST_CASE("s3: Swift refuses a wrong secret, and a clock 2 hours off until that is corrected") {
  const S3Server& server = S3Server::swift();
  StoreOptions options = server.options();
  options.credentials->secret_access_key.back() ^= 1;
  const auto stranger = open_object_store(server.url(), options).value();
  const auto refused = stranger->exists();
  REQUIRE_FALSE(refused);
  CHECK(contains(refused.error().message, "403 SignatureDoesNotMatch"));
  CHECK(contains(refused.error().hint, "R2_SECRET_ACCESS_KEY"));
  CHECK(stranger->statistics().requests == 1);
  check_keeps_secrets(refused.error().message);

  for (const std::chrono::seconds ahead : std::initializer_list<std::chrono::seconds>{-2h, 2h}) {
    CAPTURE(ahead.count());
    const WrongClock clock(ahead);
    options = server.options();
    options.clock = &clock;
    std::vector<std::string> warnings;
    options.on_warning = [&](const std::string& message) { warnings.push_back(message); };
    const auto store = open_object_store(server.url(), options).value();
    CHECK(store->exists().value());
    CHECK(warnings.size() == 1);
    CHECK(store->statistics().requests == 2);
  }
}

TEST_CASE(
    "s3: a wrong region is refused once, and the error says which is sent and which is right") {
  const S3Server& server = S3Server::swift();
  const auto right = server.store();
  const auto objects = objects_in(*right);
  const std::string bytes = "export default 'of another region';\n";
  const std::string key = artifact_key(content_hash(bytes));
  const auto open = [&] {
    return open_object_store(server.url() + wrong_region, server.options()).value();
  };
  const auto check = [](const ObjectStore& store, const auto& result) {
    REQUIRE_FALSE(result);
    const Error& error = result.error();
    CHECK(error.kind == ErrorKind::unavailable);
    CHECK(contains(error.message, "400 AuthorizationHeaderMalformed"));
    CHECK(contains(error.hint, "signed for region 'us-east-1'"));
    CHECK(contains(error.hint, "write region=auto"));
    check_keeps_secrets(error.message + error.hint);
    CHECK(store.statistics().requests == 1);  // trying again does not help
  };
  auto store = open();
  check(*store, store->exists());
  store = open();
  check(*store, store->get(key));
  store = open();
  check(*store, store->put(key, bytes, artifact_headers(bytes)));
  store = open();
  check(*store, store->replace(key, bytes, artifact_headers(bytes)));
  store = open();
  check(*store, store->remove(key));
  store = open();
  check(*store, store->list("", [](std::string_view) { return true; }));

  // The answer to a HEAD has no body to say it.
  store = open();
  const auto head = store->head(key);
  REQUIRE_FALSE(head);
  CHECK(head.error().kind == ErrorKind::unavailable);
  CHECK(store->statistics().requests == 1);

  CHECK(objects_in(*right) == objects);
}

TEST_CASE("s3: every command says that the region is wrong, and changes neither rows nor bucket") {
  const SwiftProject project;
  const std::string rows = project.rows();
  const auto objects = objects_in(*S3Server::swift().store());
  const std::vector<std::vector<std::string>> commands = {
      {"init"},
      {"doctor"},
      {"migrate", "--db", "sqlite:scenes.db", "--report", "report.json"},
      {"upload", "scene.tsx", "--db", "sqlite:scenes.db", "--scene", "row1"},
      {"verify", "--db", "sqlite:scenes.db"},
      {"verify", "0123456789abcdef"},
  };
  for (const std::vector<std::string>& command : commands) {
    CAPTURE(command.front());
    check_refusal(project.in_swift(wrong_region, command));
    CHECK(project.rows() == rows);
  }
  CHECK(objects_in(*S3Server::swift().store()) == objects);
  // With the region that the hint names the same command gets through to the store.
  CHECK(project.in_swift("&region=auto", {"verify", "--db", "sqlite:scenes.db"}).exit_code == 0);
}

TEST_CASE("s3: a service that knows no conditional write is said to, and gets no object") {
  const S3Server& server = S3Server::swift();
  const auto store = server.store();
  const auto objects = objects_in(*store);
  const std::uint64_t requests = store->statistics().requests;
  const std::string bytes = "export default 'never twice';\n";
  const auto refused =
      store->put(artifact_key(content_hash(bytes)), bytes, artifact_headers(bytes));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::unavailable);
  CHECK(contains(refused.error().message, "501 NotImplemented"));
  CHECK(contains(refused.error().hint, "If-None-Match"));
  CHECK(store->statistics().requests == requests + 1);

  const SwiftProject project;
  const std::string rows = project.rows();
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"doctor"}, {"migrate", "--db", "sqlite:scenes.db"}}) {
    CAPTURE(command.front());
    const ProcessResult result = project.in_swift("", command);
    CHECK(result.exit_code == 3);
    CHECK(contains(result.out + result.err, "hint: the service does not know 'If-None-Match: *'"));
    check_keeps_secrets(result.out + result.err);
  }
  CHECK(project.rows() == rows);
  CHECK(objects_in(*store) == objects);
}

}  // namespace bazc::test

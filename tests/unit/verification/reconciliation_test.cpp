#include "core/verification/reconciliation.hpp"

#include <map>

#include <doctest/doctest.h>

#include "core/module/content_hash.hpp"
#include "support/memory_store.hpp"
#include "support/sqlite_file.hpp"
#include "support/test_environment.hpp"

namespace bazc::test {
namespace {

std::string artifact(int number) {
  return "export default function Scene" + std::to_string(number) + "() { return null; }\n";
}

// A database of compiled rows and a store, and what reconcile() says of them.
struct Fixture {
  SqliteFile file;
  std::unique_ptr<SceneRepository> repository = file.initialised();
  MemoryStore store;
  FakeTransformer transformer{[](std::string_view source) {  // the source is the artifact
    return Result<std::string, CompileError>(std::string(source));
  }};
  std::atomic<int> interrupts{0};
  std::map<std::string, ObjectCheck> rows;
  std::vector<std::string> unreferenced;

  void add_row(const std::string& id, const std::string& hash, const std::string& url,
               const std::string& source = "x") {
    file.execute("INSERT INTO scenes(id, tsx_code, compiled_hash, compiled_url) VALUES ('" + id +
                 "', '" + source + "', '" + hash + "', '" + url + "')");
  }
  void add_row(const std::string& id, int number) { add_row(id, number, artifact(number)); }
  // A row whose source was edited since.
  void add_row(const std::string& id, int number, const std::string& source) {
    const std::string hash = content_hash(artifact(number));
    add_row(id, hash, store.public_url(artifact_key(hash)), source);
  }
  [[nodiscard]] StoredObject& object(int number) {
    return store.objects[artifact_key(content_hash(artifact(number)))];
  }
  void add_object(int number) {
    REQUIRE(store.put(artifact_key(content_hash(artifact(number))), artifact(number),
                      artifact_headers(artifact(number))));
  }
  Result<ReconciliationSummary> reconcile(const ReconciliationOptions& options = {.connections = 2,
                                                                                  .jobs = 2}) {
    return bazc::reconcile(
        {.repository = *repository,
         .look = [this](std::string_view hash) { return check_object(store, hash); },
         .store = &store,
         .transformer = &transformer},
        options,
        {.on_row = [&](const RowCheck& row) { rows[to_string(row.id)] = row.check; },
         .on_unreferenced = [&](const std::string& key) { unreferenced.push_back(key); }},
        interrupts);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "reconcile: rows without object, objects without row") {
  add_row("a", 1);
  add_row("a twin", 1);
  add_row("b", 2);
  add_object(1);
  add_object(3);
  const auto summary = reconcile();
  REQUIRE(summary);
  CHECK(rows.at("a").state == ObjectState::ok);
  CHECK(rows.at("a twin").state == ObjectState::ok);
  CHECK(rows.at("b").state == ObjectState::missing);
  CHECK(unreferenced == std::vector{artifact_key(content_hash(artifact(3)))});
  CHECK(summary->rows == 3);
  CHECK(summary->rows_by_state.at(ObjectState::ok) == 2);
  CHECK(summary->unreferenced == 1);
  CHECK_FALSE(summary->store_unreachable);
}

TEST_CASE_FIXTURE(Fixture, "reconcile: more rows than one batch, in the order of ids") {
  for (int i = 0; i < 600; ++i) {
    add_row(std::to_string(10'000 + i), i);
    if (i != 400) {
      add_object(i);
    }
  }
  const auto summary = reconcile();
  REQUIRE(summary);
  CHECK(summary->rows == 600);
  CHECK(summary->rows_by_state.at(ObjectState::ok) == 599);
  CHECK(rows.at("10400").state == ObjectState::missing);
  CHECK(summary->unreferenced == 0);
}

TEST_CASE_FIXTURE(Fixture, "reconcile: a row that contradicts itself is an error of its own") {
  add_object(1);
  add_row("no hash", "NOT A HASH", "https://cdn.test/components/NOT A HASH.js");
  add_row("other url", content_hash(artifact(1)),
          store.public_url(artifact_key(content_hash(artifact(2)))));
  REQUIRE(reconcile());
  CHECK(rows.at("no hash").state == ObjectState::error);
  CHECK(rows.at("no hash").detail.find("NOT A HASH") != std::string::npos);
  CHECK(rows.at("other url").state == ObjectState::error);
  CHECK(rows.at("other url").detail.find("compiled_url") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "reconcile: a store that does not answer makes no row missing") {
  add_row("a", 1);
  store.failure = Error{ErrorKind::unavailable, "connection refused", ""};
  CHECK_FALSE(reconcile());  // its listing failed as well
  CHECK(rows.at("a").state == ObjectState::error);
  CHECK(rows.at("a").detail == "connection refused");
}

TEST_CASE_FIXTURE(Fixture, "reconcile: an interrupt ends it, and the summary says so") {
  add_row("a", 1);
  interrupts = 1;
  const auto summary = reconcile();
  REQUIRE(summary);
  CHECK(summary->interrupted);
  CHECK(rows.empty());
}

TEST_CASE_FIXTURE(Fixture, "repair: what a row's source still gives is stored again, once") {
  add_row("gone", 1);
  add_row("gone too", 1);
  add_row("damaged", 2);
  add_object(2);
  object(2).bytes[3] ^= 1;
  add_row("served wrongly", 3, "edited since");
  add_object(3);
  object(3).info.headers->content_type = "text/plain";
  add_row("well", 4);
  add_object(4);
  unsigned writes = 0;
  store.on_call = [&](std::string_view call) {
    writes += call == "put" || call == "replace" ? 1U : 0U;
  };
  const auto summary = reconcile({.connections = 4, .repair = Repair::yes});
  REQUIRE(summary);
  CHECK(rows.at("gone").state == ObjectState::repaired);
  CHECK(rows.at("gone").detail == "was missing");
  CHECK(rows.at("gone too").state == ObjectState::repaired);
  CHECK(rows.at("damaged").state == ObjectState::repaired);
  CHECK(rows.at("damaged").detail.starts_with("was corrupt: its "));
  CHECK(rows.at("served wrongly").state == ObjectState::repaired);
  CHECK(rows.at("served wrongly").detail.starts_with("was bad_headers: content-type is "));
  CHECK(rows.at("well").state == ObjectState::ok);
  CHECK(summary->rows_by_state.at(ObjectState::repaired) == 4);
  CHECK(writes == 3);
  for (int number = 1; number <= 4; ++number) {
    CHECK(object(number).bytes == artifact(number));
    CHECK(object(number).info.headers == artifact_headers(artifact(number)));
  }
}

TEST_CASE_FIXTURE(Fixture, "repair: a source that gives another hash stores nothing") {
  add_row("edited", 1, artifact(9));
  add_row("broken", 2, "const x = 1;");
  const auto summary = reconcile({.repair = Repair::yes});
  REQUIRE(summary);
  CHECK(rows.at("edited").state == ObjectState::missing);
  CHECK(rows.at("edited").detail == "not repaired: its source compiles to " +
                                        content_hash(artifact(9)) +
                                        " now; 'bazc migrate --stale' stores and records that");
  CHECK(rows.at("broken").state == ObjectState::missing);
  CHECK(rows.at("broken").detail.starts_with("not repaired: its source does not compile now: "));
  CHECK(store.objects.empty());
}

TEST_CASE_FIXTURE(Fixture, "repair: of rows that share an object, any that still gives it serves") {
  add_row("10000 edited", 1, artifact(9));
  add_row("10001 as it was", 1);
  add_row("10002 edited", 2, artifact(9));
  for (int i = 0; i < 300; ++i) {  // so that the twin comes in another batch
    add_row(std::to_string(11'000 + i), 100 + i);
    add_object(100 + i);
  }
  add_row("12000 as it was", 2);
  const auto summary = reconcile({.connections = 4, .repair = Repair::yes});
  REQUIRE(summary);
  CHECK(rows.at("10000 edited").state == ObjectState::repaired);
  CHECK(rows.at("10001 as it was").state == ObjectState::repaired);
  CHECK(rows.at("10002 edited").state == ObjectState::missing);
  CHECK(rows.at("12000 as it was").state == ObjectState::repaired);
  CHECK(rows.at("12000 as it was").detail == "was missing");
  CHECK(object(2).bytes == artifact(2));
}

TEST_CASE_FIXTURE(Fixture,
                  "repair: a store that refuses the write leaves the finding, and says so") {
  add_row("gone", 1);
  store.write_failure = Error{ErrorKind::unavailable, "403 access denied", "check the token"};
  const auto summary = reconcile({.repair = Repair::yes});
  REQUIRE(summary);
  CHECK(rows.at("gone").state == ObjectState::missing);
  CHECK(rows.at("gone").detail == "not repaired: 403 access denied; check the token");
  CHECK(summary->store_unreachable);
}

TEST_CASE_FIXTURE(Fixture, "without repair nothing is written") {
  add_row("gone", 1);
  REQUIRE(reconcile());
  CHECK(rows.at("gone").state == ObjectState::missing);
  CHECK(store.objects.empty());
}

TEST_CASE_FIXTURE(Fixture, "selection: N parts look at every row and object exactly once") {
  constexpr int count = 100;
  for (int i = 0; i < count; ++i) {
    add_row(std::to_string(i), i);
    add_object(i);
    add_object(count + i);  // no row names it
  }
  add_row("no hash", "NOT A HASH", "x");
  std::map<std::string, int> times;
  std::uint64_t left_out = 0;
  for (std::uint64_t part = 1; part <= 3; ++part) {
    rows.clear();
    const auto summary = reconcile({.selection = {.part = part, .parts = 3}, .connections = 2});
    REQUIRE(summary);
    CHECK(summary->rows == rows.size());
    CHECK(summary->rows > 10);
    left_out += summary->rows_left_out;
    for (const auto& [id, check] : rows) {
      ++times[id];
    }
  }
  CHECK(times.size() == count + 1);
  for (const auto& [id, number] : times) {
    CAPTURE(id);
    CHECK(number == 1);
  }
  CHECK(left_out == 2 * (count + 1));
  CHECK(unreferenced.size() == count);
  for (const auto& [key, number] : store.gets) {
    CAPTURE(key);
    CHECK(number == 1);
  }
}

TEST_CASE_FIXTURE(Fixture, "an expected URL: a row with another one is an error") {
  add_row("right", 1);
  add_row("elsewhere", content_hash(artifact(2)),
          "https://old.test/" + artifact_key(content_hash(artifact(2))));
  add_object(1);
  add_object(2);
  REQUIRE(reconcile({.expected_url = [](std::string_view key) {
    return "https://cdn.test/" + std::string(key);
  }}));
  CHECK(rows.at("right").state == ObjectState::ok);
  CHECK(rows.at("elsewhere").state == ObjectState::error);
  CHECK(rows.at("elsewhere").detail.find("https://old.test/") != std::string::npos);
  CHECK(unreferenced.empty());
}

TEST_CASE_FIXTURE(Fixture, "an interrupt in the middle: only what was looked at is reported") {
  for (int i = 0; i < 50; ++i) {
    add_row(std::to_string(100 + i), i);
    add_object(i);
  }
  store.on_call = [&](std::string_view call) {
    if (call == "get" && store.gets.size() == 10) {
      interrupts = 1;
    }
  };
  const auto summary = reconcile({.connections = 1, .repair = Repair::yes});
  REQUIRE(summary);
  CHECK(summary->interrupted);
  CHECK(rows.size() < 50);
  CHECK(summary->rows == rows.size());
  for (const auto& [id, check] : rows) {
    CHECK(check.state == ObjectState::ok);
  }
  CHECK(unreferenced.empty());
}

}  // namespace bazc::test

#include "core/verification/reconciliation.hpp"

#include <map>

#include <doctest/doctest.h>

#include "core/module/content_hash.hpp"
#include "support/memory_store.hpp"
#include "support/sqlite_file.hpp"

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
  std::atomic<int> interrupts{0};
  std::map<std::string, ObjectCheck> rows;
  std::vector<std::string> unreferenced;

  void add_row(const std::string& id, const std::string& hash, const std::string& url) {
    file.execute("INSERT INTO scenes(id, tsx_code, compiled_hash, compiled_url) VALUES ('" + id +
                 "', 'x', '" + hash + "', '" + url + "')");
  }
  void add_row(const std::string& id, int number) {
    const std::string hash = content_hash(artifact(number));
    add_row(id, hash, store.public_url(artifact_key(hash)));
  }
  void add_object(int number) {
    REQUIRE(store.put(artifact_key(content_hash(artifact(number))), artifact(number),
                      artifact_headers(artifact(number))));
  }
  Result<ReconciliationSummary> reconcile(const ReconciliationOptions& options = {.jobs = 2}) {
    return bazc::reconcile(
        *repository, store, options,
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

}  // namespace bazc::test

// Connections that break.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "databases/scenes.hpp"

using bazc::Claim;
using bazc::ErrorKind;
using bazc::open_scene_repository;
using bazc::Recording;
using bazc::RecordOutcome;
using bazc::test::contains;
using bazc::test::on_each_server;
using bazc::test::outcomes;
using bazc::test::ServerBackend;
using bazc::test::ServerProcess;
using bazc::test::walk;

namespace {

// Ends every connection to the database but the caller's.
void kill_connections(ServerBackend& backend) {
  if (backend.is_postgres()) {
    backend.execute(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = "
        "current_database() AND pid <> pg_backend_pid()");
    return;
  }
  while (const auto id = backend.value("SELECT id FROM information_schema.processlist WHERE db = "
                                       "DATABASE() AND id <> CONNECTION_ID() AND command <> "
                                       "'Killed' LIMIT 1")) {
    backend.execute("KILL " + *id);
  }
}

std::string through(const ServerBackend& backend, const ServerProcess& proxy) {
  const std::string there =
      backend.server().text("host") + ":" + backend.server().port() + "/" + backend.name();
  std::string url = backend.url();
  url.replace(
      url.find(there), there.size(),
      fmt::format("127.0.0.1:{}/{}", proxy.announced().at("port").get<int>(), backend.name()));
  // Bytes that the proxy can read.
  return backend.is_postgres() ? url + "?sslmode=disable" : url;
}

std::unique_ptr<ServerProcess> start_proxy(const ServerBackend& backend) {
  return std::make_unique<ServerProcess>(
      "node",
      std::vector<std::string>{std::string(BAZC_DATABASE_TESTS) + "/cutting_proxy.mjs", "--host",
                               backend.server().text("host"), "--port", backend.server().port()},
      std::map<std::string, std::string>{{"PATH", std::getenv("PATH")}});
}

}  // namespace

TEST_CASE("a connection that broke is opened again, and every call goes on where it was") {
  on_each_server([](ServerBackend& backend) {
    std::vector<std::string> warnings;
    const auto repository = backend.initialised(
        {.on_warning = [&](const std::string& message) { warnings.push_back(message); }});
    insert_scenes(backend, {"a", "b", "c"});
    const auto scenes = walk(*repository);
    REQUIRE(scenes.size() == 3);
    REQUIRE(warnings.empty());
    const auto expect_outage = [&] {
      REQUIRE(warnings.size() == 2);
      CHECK(contains(warnings[0], "lost the connection to"));
      CHECK(contains(warnings[1], "again"));
      CHECK_FALSE(contains(warnings[0], backend.server().text("password")));
      warnings.clear();
    };
    kill_connections(backend);
    CHECK(walk(*repository).size() == 3);
    expect_outage();
    kill_connections(backend);
    CHECK(outcomes(*repository, {scenes[0]}) == std::vector{RecordOutcome::recorded});
    expect_outage();
    kill_connections(backend);
    CHECK(repository->counts().value().compiled == 1);
    expect_outage();
    kill_connections(backend);
    CHECK(repository->find("b").value());
    expect_outage();

    // A claim is gone with its connection; the caller need not know.
    const auto bounds = repository->begin_walk({}).value();
    const Claim claim = repository->claim_next({}, std::nullopt, bounds).value();
    REQUIRE(claim.state == Claim::State::claimed);
    kill_connections(backend);
    const auto other = backend.open({});
    CHECK(other->claim_next({}, std::nullopt, bounds).value().state == Claim::State::claimed);
    CHECK(repository->claim_next({}, std::nullopt, bounds).value().state ==
          Claim::State::held_elsewhere);
    REQUIRE(repository->release(claim));
    CHECK(backend.open({})->claim_next({}, std::nullopt, bounds).value().state ==
          Claim::State::held_elsewhere);
  });
}

TEST_CASE("when the answer to a COMMIT is lost, what was recorded counts as recorded, once") {
  on_each_server([](ServerBackend& backend) {
    static_cast<void>(backend.initialised());
    insert_scenes(backend, {"a", "b", "c"});
    const auto proxy = start_proxy(backend);
    std::vector<std::string> warnings;
    const auto repository =
        open_scene_repository(
            through(backend, *proxy),
            {.on_warning = [&](const std::string& message) { warnings.push_back(message); }})
            .value();
    const auto scenes = walk(*repository);
    backend.execute("UPDATE scenes SET tsx_code = 'edited' WHERE id = 'c'");
    auto recordings = bazc::test::successes(scenes);
    recordings[1].result = Recording::Failure{"syntax: x"};
    const auto results = repository->record(recordings).value();
    CHECK(results[0].outcome == RecordOutcome::recorded);
    CHECK(results[1].outcome == RecordOutcome::recorded);
    CHECK(results[2].outcome == RecordOutcome::superseded);
    REQUIRE(warnings.size() == 2);
    CHECK(backend.value("SELECT compiled_hash FROM scenes WHERE id = 'a'") == "0123456789abcdef");
    CHECK(backend.value("SELECT compilation_error FROM scenes WHERE id = 'b'") == "syntax: x");
    // Without an outage the same rows are somebody else's work.
    CHECK(repository->record(recordings).value()[0].outcome == RecordOutcome::already_recorded);
  });
}

TEST_CASE("a server that stays away ends the call, in time or at a person's word") {
  on_each_server([](ServerBackend& backend) {
    static_cast<void>(backend.initialised());
    auto proxy = start_proxy(backend);
    std::atomic<int> interrupts = 0;
    std::chrono::milliseconds patience{300};
    SUBCASE("in time") {}
    SUBCASE("at a person's word") {
      interrupts = 1;
      patience = std::chrono::hours(1);
    }
    const auto repository =
        open_scene_repository(through(backend, *proxy),
                              {.reconnect_timeout = patience, .interrupts = &interrupts})
            .value();
    REQUIRE(repository->counts());
    proxy.reset();
    const auto counts = repository->counts();
    REQUIRE_FALSE(counts);
    CHECK(counts.error().kind == ErrorKind::unavailable);
  });
}

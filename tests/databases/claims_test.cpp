// Several processes on one table: claims, and the plans of the walk.
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "databases/scenes.hpp"

using bazc::Claim;
using bazc::RecordOutcome;
using bazc::Scene;
using bazc::SceneId;
using bazc::SceneRepository;
using bazc::WalkBounds;
using bazc::test::on_each_server;
using bazc::test::outcomes;
using bazc::test::ServerBackend;

namespace {

void insert_many(ServerBackend& backend, int count) {
  if (backend.is_postgres()) {
    backend.execute(fmt::format(
        "INSERT INTO scenes (id, tsx_code) SELECT lpad(n::text, 6, '0'), 'source ' || n FROM "
        "generate_series(1, {}) n",
        count));
  } else {
    backend.execute(fmt::format(
        "INSERT INTO scenes (id, tsx_code) SELECT lpad(seq, 6, '0'), concat('source ', seq) FROM "
        "seq_1_to_{}",
        count));
  }
}

std::vector<Scene> rows_of(SceneRepository& repository, const std::optional<SceneId>& after,
                           const Claim& claim) {
  return repository.next_batch({}, after, WalkBounds{claim.last, 0}, 10'000).value();
}

}  // namespace

TEST_CASE("two that claim chunk by chunk share the rows between them, each once") {
  on_each_server([](ServerBackend& backend) {
    const auto first = backend.initialised();
    const auto second = backend.open({});
    REQUIRE(first->has_claims());
    insert_many(backend, 2000);
    const WalkBounds bounds = first->begin_walk({}).value();
    std::set<std::string> ids;
    std::size_t chunks = 0;
    std::optional<SceneId> after;
    for (bool is_first = true;; is_first = !is_first) {
      SceneRepository& mine = is_first ? *first : *second;
      SceneRepository& other = is_first ? *second : *first;
      const Claim claim = mine.claim_next({}, after, bounds).value();
      if (claim.state == Claim::State::end) {
        break;
      }
      REQUIRE(claim.state == Claim::State::claimed);
      // The same chunk, whoever asks.
      const Claim theirs = other.claim_next({}, after, bounds).value();
      CHECK(theirs.state == Claim::State::held_elsewhere);
      CHECK(theirs.last == claim.last);
      const auto rows = rows_of(mine, after, claim);
      REQUIRE_FALSE(rows.empty());
      CHECK(rows.back().id == claim.last);
      for (const Scene& row : rows) {
        CHECK(ids.insert(bazc::to_string(row.id)).second);
      }
      for (const RecordOutcome outcome : outcomes(mine, rows)) {
        CHECK(outcome == RecordOutcome::recorded);
      }
      REQUIRE(mine.release(claim));
      after = claim.last;
      ++chunks;
    }
    CHECK(ids.size() == 2000);
    CHECK(chunks > 3);
    CHECK(chunks < 60);
    CHECK(backend.value("SELECT count(*) FROM scenes WHERE compiled_hash IS NULL") == "0");
  });
}

TEST_CASE("chunks stay the same while their rows are recorded") {
  on_each_server([](ServerBackend& backend) {
    const auto first = backend.initialised();
    const auto second = backend.open({});
    insert_many(backend, 1000);
    const WalkBounds bounds = first->begin_walk({}).value();
    const Claim claim = first->claim_next({}, std::nullopt, bounds).value();
    REQUIRE(claim.state == Claim::State::claimed);
    const auto rows = rows_of(*first, std::nullopt, claim);
    REQUIRE(rows.size() > 1);
    REQUIRE(first->record({bazc::test::success(rows[0])}));
    const Claim theirs = second->claim_next({}, std::nullopt, bounds).value();
    CHECK(theirs.state == Claim::State::held_elsewhere);
    CHECK(theirs.last == claim.last);
    CHECK(theirs.name == claim.name);
  });
}

TEST_CASE("a chunk that rows cut anew stays with who works on it") {
  on_each_server([](ServerBackend& backend) {
    const auto first = backend.initialised();
    const auto second = backend.open({});
    insert_many(backend, 1000);
    const WalkBounds bounds = first->begin_walk({}).value();
    const Claim before = first->claim_next({}, std::nullopt, bounds).value();
    const Claim claim = first->claim_next({}, before.last, bounds).value();
    REQUIRE(claim.state == Claim::State::claimed);
    REQUIRE(claim.last < *bounds.last);
    const auto rows = rows_of(*first, before.last, claim);
    REQUIRE(rows.size() > 2);
    REQUIRE(first->release(before));

    SUBCASE("the row that begins it goes: it is the end of the one before") {
      backend.execute(
          fmt::format("DELETE FROM scenes WHERE id = '{}'", bazc::to_string(rows[0].id)));
      const Claim theirs = second->claim_next({}, std::nullopt, bounds).value();
      CHECK(theirs.state == Claim::State::held_elsewhere);
      CHECK(theirs.last == claim.last);
      // Nor does who holds it work on it twice.
      CHECK(first->claim_next({}, std::nullopt, bounds).value().state ==
            Claim::State::held_elsewhere);
      REQUIRE(first->release(claim));
      CHECK(second->claim_next({}, std::nullopt, bounds).value().state == Claim::State::claimed);
    }
    SUBCASE("a row comes that begins another one in it") {
      const std::string middle = bazc::to_string(rows[rows.size() / 2].id);
      std::string boundary;
      for (int n = 0; boundary.empty(); ++n) {
        const std::string id = fmt::format("{}-{}", middle, n);
        const std::string_view hash =
            backend.is_postgres() ? "hashtextextended('{}', 0)" : "CRC32('{}')";
        const std::string sql = fmt::format("SELECT {} % 128", fmt::format(fmt::runtime(hash), id));
        if (backend.value(sql) == "0") {
          boundary = id;
        }
      }
      backend.execute(
          fmt::format("INSERT INTO scenes (id, tsx_code) VALUES ('{}', 'source')", boundary));
      const SceneId last_before_it = rows[rows.size() / 2].id;
      const Claim theirs = second->claim_next({}, last_before_it, bounds).value();
      CHECK(theirs.state == Claim::State::held_elsewhere);
      CHECK(theirs.last == claim.last);
      REQUIRE(first->release(claim));
      CHECK(second->claim_next({}, last_before_it, bounds).value().state == Claim::State::claimed);
    }
  });
}

TEST_CASE("the claim of one that died is free, and one that is released too") {
  on_each_server([](ServerBackend& backend) {
    const auto first = backend.initialised();
    auto second = backend.open({});
    insert_many(backend, 300);
    const WalkBounds bounds = first->begin_walk({}).value();
    const Claim claim = second->claim_next({}, std::nullopt, bounds).value();
    REQUIRE(claim.state == Claim::State::claimed);
    REQUIRE(second->claim_next({}, std::nullopt, bounds).value().state == Claim::State::claimed);
    REQUIRE(first->claim_next({}, std::nullopt, bounds).value().state ==
            Claim::State::held_elsewhere);
    SUBCASE("released") {
      REQUIRE(second->release(claim));
      REQUIRE(second->release(claim));
    }
    SUBCASE("dead") {
      second.reset();
    }
    // A server notices the end of a connection a moment later.
    Claim mine;
    do {
      mine = first->claim_next({}, std::nullopt, bounds).value();
    } while (mine.state == Claim::State::held_elsewhere && second == nullptr);
    CHECK(mine.state == Claim::State::claimed);
    CHECK(mine.name == claim.name);
  });
}

TEST_CASE("a chunk in which nothing is pending any more is not claimed again") {
  on_each_server([](ServerBackend& backend) {
    const auto repository = backend.initialised();
    insert_many(backend, 10);
    const WalkBounds bounds = repository->begin_walk({}).value();
    REQUIRE(repository->claim_next({}, std::nullopt, bounds).value().state ==
            Claim::State::claimed);
    backend.execute("UPDATE scenes SET compilation_error = 'syntax: x'");
    CHECK(repository->claim_next({}, std::nullopt, bounds).value().state == Claim::State::end);
    CHECK(repository->claim_next({}, std::nullopt, WalkBounds{}).value().state ==
          Claim::State::end);
  });
}

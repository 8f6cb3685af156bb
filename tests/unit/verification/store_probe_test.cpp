#include "core/verification/store_probe.hpp"

#include <map>

#include <doctest/doctest.h>

#include "support/memory_store.hpp"

namespace bazc::test {
namespace {

using namespace std::chrono_literals;

// A store that is tried out, and what was said of it.
struct Fixture {
  MemoryStore store;
  std::atomic<int> interrupts{0};
  ObjectCheck public_check{.state = ObjectState::ok};
  bool was_written_when_read_publicly = false;
  bool is_directory = false;
  std::vector<std::string> order;
  std::map<std::string, ProbeResult, std::less<>> results;

  void probe() {
    order.clear();
    results.clear();
    probe_store({.store = store,
                 .is_directory = is_directory,
                 .object = make_probe_object("0123"),
                 .look_public =
                     [&](const ProbeObject& object) {
                       was_written_when_read_publicly = store.objects.contains(object.key);
                       return public_check;
                     }},
                interrupts, [&](const ProbeResult& result) {
                  order.emplace_back(result.name);
                  results[std::string(result.name)] = result;
                });
  }
  [[nodiscard]] ProbeState state(std::string_view name) const {
    const auto found = results.find(name);
    REQUIRE(found != results.end());
    return found->second.state;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "doctor: a store that is well, in this order, and nothing left behind") {
  store.skew = 1s;
  probe();
  CHECK(order == std::vector<std::string>{"credentials", "clock", "bucket", "write",
                                          "conditional write", "read back", "CORS", "public URL",
                                          "delete"});
  for (const auto& each : results) {
    CAPTURE(each.first);
    CHECK(each.second.state == ProbeState::ok);
    CHECK_FALSE(each.second.detail.empty());
  }
  CHECK(was_written_when_read_publicly);
  CHECK(store.objects.empty());
}

TEST_CASE_FIXTURE(Fixture, "doctor: the probe object is a module below a key of its own") {
  const ProbeObject object = make_probe_object("0123");
  CHECK(is_object_key(object.key));
  CHECK(object.key.starts_with("bazc-doctor/"));
  CHECK(object.key != make_probe_object("4567").key);
  CHECK(object.bytes.starts_with("export default "));
}

TEST_CASE_FIXTURE(Fixture, "doctor: a first request that fails ends it; nothing is written") {
  store.failure = Error{ErrorKind::unavailable, "403 SignatureDoesNotMatch", "check the secret"};
  probe();
  CHECK(state("credentials") == ProbeState::failed);
  CHECK(results["credentials"].detail == "the first request failed: 403 SignatureDoesNotMatch");
  CHECK(results["credentials"].hint == "check the secret");
  CHECK(results["credentials"].error == ErrorKind::unavailable);
  for (const char* name : {"clock", "bucket", "write", "conditional write", "read back", "CORS",
                           "public URL", "delete"}) {
    CAPTURE(name);
    CHECK(state(name) == ProbeState::skipped);
  }
  CHECK(store.objects.empty());
}

TEST_CASE_FIXTURE(Fixture, "doctor: no bucket") {
  store.is_there = false;
  probe();
  CHECK(state("credentials") == ProbeState::ok);
  CHECK(state("bucket") == ProbeState::failed);
  CHECK(results["bucket"].error == ErrorKind::unavailable);
  CHECK(results["bucket"].hint == "\"bazc init --store 'memory:'\" makes one");
  CHECK(state("write") == ProbeState::skipped);
}

TEST_CASE_FIXTURE(Fixture, "doctor: clocks, by how far they are apart") {
  for (const auto& each :
       std::vector<std::pair<std::chrono::seconds, ProbeState>>{{5s, ProbeState::ok},
                                                                {-5s, ProbeState::ok},
                                                                {6s, ProbeState::warned},
                                                                {-900s, ProbeState::warned},
                                                                {901s, ProbeState::failed},
                                                                {-7200s, ProbeState::failed}}) {
    CAPTURE(each.first.count());
    store.skew = each.first;
    probe();
    CHECK(state("clock") == each.second);
  }
  CHECK(results["clock"].detail == "this machine's is 7200 s ahead of the store's");
  store.skew.reset();
  probe();
  CHECK(state("clock") == ProbeState::skipped);
}

TEST_CASE_FIXTURE(Fixture, "doctor: a service that overwrites is told, and cleaned up after") {
  store.overwrites = true;
  probe();
  CHECK(state("write") == ProbeState::ok);
  CHECK(state("conditional write") == ProbeState::failed);
  CHECK_FALSE(results["conditional write"].error);
  CHECK(results["conditional write"].detail.find("overwritten") != std::string::npos);
  CHECK(state("delete") == ProbeState::ok);
  CHECK(store.objects.empty());
}

TEST_CASE_FIXTURE(Fixture, "doctor: a service that says conflict and overwrites all the same") {
  const ProbeObject object = make_probe_object("0123");
  unsigned puts = 0;
  store.on_call = [&](std::string_view call) {
    puts += call == "put" ? 1U : 0U;
    if (call == "put" && puts == 2) {
      store.objects[object.key].bytes = "overwritten";
    }
  };
  probe();
  CHECK(state("conditional write") == ProbeState::failed);
  CHECK(state("read back") == ProbeState::failed);
  CHECK(store.objects.empty());
}

TEST_CASE_FIXTURE(Fixture,
                  "doctor: a write that fails; its object is removed in case it is there") {
  store.write_failure = Error{ErrorKind::unavailable, "403 AccessDenied", ""};
  unsigned removals = 0;
  store.on_call = [&](std::string_view call) { removals += call == "remove" ? 1U : 0U; };
  probe();
  CHECK(state("write") == ProbeState::failed);
  CHECK(state("conditional write") == ProbeState::skipped);
  CHECK(state("read back") == ProbeState::skipped);
  CHECK(state("public URL") == ProbeState::skipped);
  CHECK_FALSE(was_written_when_read_publicly);
  CHECK(state("delete") == ProbeState::failed);
  CHECK(results["delete"].detail.find("may be left behind") != std::string::npos);
  CHECK(removals == 1);
}

TEST_CASE_FIXTURE(Fixture, "doctor: headers that come back changed") {
  unsigned gets = 0;
  store.on_call = [&](std::string_view call) {
    gets += call == "get" ? 1U : 0U;
    if (call == "get" && gets == 2) {
      store.objects.begin()->second.info.headers->content_type = "text/plain";
    }
  };
  probe();
  CHECK(state("conditional write") == ProbeState::ok);
  CHECK(state("read back") == ProbeState::failed);
  CHECK(results["read back"].detail.starts_with("bad_headers: content-type is 'text/plain'"));
}

TEST_CASE_FIXTURE(Fixture, "doctor: CORS that lacks a rule, and CORS that may not be seen") {
  store.plan = {"write _headers:\nbe it so"};
  probe();
  CHECK(state("CORS") == ProbeState::ok);
  store.plan.emplace_back("allow GET and HEAD from * (CORS)");
  probe();
  CHECK(state("CORS") == ProbeState::failed);
  CHECK(results["CORS"].detail == "missing: allow GET and HEAD from * (CORS)");
  store.on_call = [&](std::string_view call) {
    store.failure = call == "plan_setup"
                        ? std::optional(Error{ErrorKind::unavailable, "403 AccessDenied", ""})
                        : std::nullopt;
  };
  probe();
  CHECK(state("CORS") == ProbeState::warned);
  CHECK(results["CORS"].detail == "not known: 403 AccessDenied");
}

TEST_CASE_FIXTURE(Fixture, "doctor: the public URL, by what a page would get") {
  public_check = {.state = ObjectState::missing, .detail = "the public URL answers 404"};
  probe();
  CHECK(state("public URL") == ProbeState::failed);
  CHECK_FALSE(results["public URL"].error);
  public_check = {.state = ObjectState::bad_headers, .detail = "no cache-control"};
  probe();
  CHECK(results["public URL"].detail == "bad_headers: no cache-control");
  public_check = {.state = ObjectState::error, .detail = "answers 403", .unreachable = true};
  probe();
  CHECK(results["public URL"].error == ErrorKind::unavailable);
  CHECK(state("delete") == ProbeState::ok);
}

TEST_CASE_FIXTURE(Fixture, "doctor: an interrupt skips the rest, but not the removal") {
  store.on_call = [&](std::string_view call) {
    interrupts = call == "put" ? 1 : interrupts.load();
  };
  probe();
  CHECK(order == std::vector<std::string>{"credentials", "clock", "bucket", "write", "delete"});
  CHECK(store.objects.empty());
}

TEST_CASE_FIXTURE(Fixture, "doctor: a directory has neither credentials nor CORS") {
  is_directory = true;
  probe();
  CHECK(state("credentials") == ProbeState::skipped);
  CHECK(state("CORS") == ProbeState::skipped);
  CHECK(state("write") == ProbeState::ok);
  store.failure = Error{ErrorKind::unavailable, "not a directory", ""};
  probe();
  CHECK(state("bucket") == ProbeState::failed);
}

}  // namespace bazc::test

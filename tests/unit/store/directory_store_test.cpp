#include "core/store/directory_store.hpp"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/file.hpp"
#include "support/temporary_directory.hpp"
#include "support/unprivileged.hpp"

using bazc::artifact_headers;
using bazc::ErrorKind;
using bazc::ObjectStore;
using bazc::open_object_store;
using bazc::PutOutcome;
using bazc::read_file;
using bazc::test::run_unprivileged;
using bazc::test::TemporaryDirectory;

namespace {

namespace fs = std::filesystem;

constexpr const char* key = "components/0123456789abcdef.js";

std::unique_ptr<ObjectStore> store_in(const fs::path& directory) {
  return open_object_store("file:" + directory.string()).value();
}

bazc::Result<PutOutcome> put(ObjectStore& store, std::string_view name, std::string_view bytes) {
  return store.put(name, bytes, artifact_headers(bytes));
}

void write_raw(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::string> keys_of(ObjectStore& store, std::string_view prefix) {
  std::vector<std::string> keys;
  REQUIRE(store.list(prefix, [&](std::string_view found) {
    keys.emplace_back(found);
    return true;
  }));
  std::sort(keys.begin(), keys.end());
  return keys;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an object is stored once, whole, under its key") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory.path());
  const std::string bytes("a\0b\xff\r\n", 6);

  CHECK(put(*store, key, bytes).value() == PutOutcome::stored);
  CHECK(put(*store, key, bytes).value() == PutOutcome::present);
  CHECK(read_file(directory / key).value() == bytes);

  const auto object = store->get(key);
  REQUIRE(object);
  REQUIRE(*object);
  CHECK((*object)->bytes == bytes);
  CHECK((*object)->info.size == 6);
  CHECK_FALSE((*object)->info.headers);
  CHECK(store->head(key).value()->size == 6);
}

TEST_CASE("an object with other bytes is a conflict that names both, and stays") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory.path());
  REQUIRE(put(*store, key, "abc"));
  const auto outcome = put(*store, key, {});
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::conflict);
  CHECK(contains(outcome.error().message, key));
  // FIPS 180-4: the hashes of "abc" and of nothing.
  CHECK(contains(outcome.error().message,
                 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  CHECK(contains(outcome.error().message,
                 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  CHECK(read_file(directory / key).value() == "abc");
}

TEST_CASE("absent is an answer, a missing or broken root is an error") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory.path());
  CHECK_FALSE(store->get(key).value());
  CHECK_FALSE(store->head(key).value());
  CHECK(keys_of(*store, "components/").empty());

  const auto missing = store_in(directory / "missing");
  CHECK(missing->exists().value() == false);
  const auto expect_missing = [&](const bazc::Error& error) {
    CHECK(error.kind == ErrorKind::unavailable);
    CHECK(contains(error.message, (directory / "missing").string()));
    CHECK(error.hint == "bazc init --store " + missing->describe());
  };
  expect_missing(missing->get(key).error());
  expect_missing(missing->head(key).error());
  expect_missing(put(*missing, key, "a").error());
  expect_missing(missing->list("", [](std::string_view) { return true; }).error());
  CHECK_FALSE(fs::exists(directory / "missing"));

  write_raw(directory / "file", {});
  const auto broken = store_in(directory / "file");
  for (const auto& error : {broken->get(key).error(), put(*broken, key, "a").error(),
                            broken->exists().error(), broken->apply_setup({}).error()}) {
    CHECK(error.kind == ErrorKind::unavailable);
    CHECK(contains(error.message, "not a directory"));
  }
}

TEST_CASE("setup makes the directory and its parents, twice is once") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory / "a" / "b");
  REQUIRE(store->apply_setup({}));
  REQUIRE(store->apply_setup({}));
  CHECK(store->exists().value());
  CHECK(put(*store, key, "x").value() == PutOutcome::stored);
}

TEST_CASE("a bad key is refused before anything is touched") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory / "root");
  REQUIRE(store->apply_setup({}));
  for (const char* bad : {"../escape", "/etc/passwd", "", "a//b"}) {
    CHECK(put(*store, bad, "x").error().kind == ErrorKind::usage);
    CHECK(store->get(bad).error().kind == ErrorKind::usage);
    CHECK(store->head(bad).error().kind == ErrorKind::usage);
  }
  CHECK_FALSE(fs::exists(directory / "escape"));
}

TEST_CASE("what is no regular file is an error, never absent and never a hang") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory.path());
  fs::create_directories(directory / "components/directory.js");
  REQUIRE(::mkfifo((directory / "components/fifo.js").c_str(), 0600) == 0);
  for (const char* odd : {"components/directory.js", "components/fifo.js"}) {
    CHECK(store->get(odd).error().kind == ErrorKind::unavailable);
    CHECK(store->head(odd).error().kind == ErrorKind::unavailable);
    CHECK(put(*store, odd, "x").error().kind == ErrorKind::unavailable);
  }
}

TEST_CASE("list gives the keys with a prefix, and neither temporary nor foreign files") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory.path());
  for (const char* name : {"components/a.js", "components/b.js", "components/deep/c.js", "comp.js",
                           "other/d.js", "components/.bazc-1-2.tmp", "components/not a key"}) {
    write_raw(directory / name, "x");
  }
  fs::create_directory_symlink("..", directory / "components/loop");
  fs::create_symlink("nothing", directory / "components/dangling.js");

  CHECK(keys_of(*store, "components/") ==
        std::vector<std::string>{"components/a.js", "components/b.js", "components/deep/c.js"});
  CHECK(keys_of(*store, "components/a") == std::vector<std::string>{"components/a.js"});
  CHECK(keys_of(*store, "comp") == std::vector<std::string>{"comp.js", "components/a.js",
                                                            "components/b.js",
                                                            "components/deep/c.js"});
  CHECK(keys_of(*store, {}).size() == 5);
  CHECK(keys_of(*store, "nowhere/").empty());

  int seen = 0;
  REQUIRE(store->list("", [&](std::string_view) { return ++seen < 2; }));
  CHECK(seen == 2);
}

TEST_CASE("of many writers of one key exactly one stores") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory.path());
  std::atomic<int> stored = 0;
  std::atomic<int> present = 0;
  std::vector<std::thread> writers;
  writers.reserve(8);
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&] {
      for (int object = 0; object < 20; ++object) {
        const auto outcome = put(*store, "components/" + std::to_string(object) + ".js", "bytes");
        stored += outcome && *outcome == PutOutcome::stored ? 1 : 0;
        present += outcome && *outcome == PutOutcome::present ? 1 : 0;
      }
    });
  }
  for (auto& writer : writers) {
    writer.join();
  }
  CHECK(stored == 20);
  CHECK(present == 140);
}

TEST_CASE("a directory without permission is out of reach, not empty") {
  const TemporaryDirectory directory;
  fs::permissions(directory.path(), fs::perms(0755));
  const auto store = store_in(directory / "closed");
  REQUIRE(store->apply_setup({}));
  REQUIRE(put(*store, key, "x"));
  const auto errors = [&] {
    return run_unprivileged([&] {
      std::string text;
      for (const auto& error :
           {put(*store, "components/new.js", "x").error(), store->get(key).error(),
            store->list("", [](std::string_view) { return true; }).error()}) {
        text += (error.kind == ErrorKind::unavailable ? "#" : "?") + error.message + "\n";
      }
      return text;
    });
  };
  fs::permissions(directory / "closed", fs::perms(0));
  const std::string closed = errors();
  fs::permissions(directory / "closed", fs::perms(0755));
  CHECK(std::count(closed.begin(), closed.end(), '#') == 3);
  CHECK(contains(closed, "permission denied"));

  fs::permissions(directory / "closed/components", fs::perms(0555));
  const std::string read_only =
      run_unprivileged([&] { return put(*store, "components/new.js", "x").error().message; });
  fs::permissions(directory / "closed/components", fs::perms(0755));
  CHECK(contains(read_only, "permission denied"));
  CHECK(contains(read_only, directory.path().string()));
}

TEST_CASE("a full disk is an error that says so, and leaves no partial object") {
  const TemporaryDirectory directory;
  // A file system of our own, in a mount namespace that ends with the child.
  std::fflush(nullptr);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (::unshare(CLONE_NEWNS) != 0 ||
        ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", directory.path().c_str(), "tmpfs", 0, "size=64k") != 0) {
      ::_exit(77);
    }
    const auto store = store_in(directory.path());
    const auto outcome = put(*store, key, std::string(std::size_t{1024} * 1024, 'x'));
    const bool right = !outcome && outcome.error().kind == ErrorKind::unavailable &&
                       contains(outcome.error().message, "no space left on device") &&
                       !store->get(key).value() && put(*store, key, "small").has_value();
    ::_exit(right ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) {
    MESSAGE("skipped: no permission to mount a file system");
    return;
  }
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("replace overwrites and remove removes, and both need a key and the directory") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory.path());
  REQUIRE(store->replace(key, "new", artifact_headers("new")));
  REQUIRE(store->replace(key, "newer", artifact_headers("newer")));
  CHECK(store->get(key).value()->bytes == "newer");
  CHECK(fs::exists(directory / key));

  REQUIRE(store->remove(key));
  REQUIRE(store->remove(key));
  CHECK_FALSE(store->head(key).value());
  CHECK(store->replace("../x", "", artifact_headers("")).error().kind == ErrorKind::usage);
  CHECK(store->remove("../x").error().kind == ErrorKind::usage);
  CHECK(store_in(directory / "missing")->remove(key).error().kind == ErrorKind::unavailable);
}

TEST_CASE("the plan of a setup says what is missing and changes nothing") {
  const TemporaryDirectory directory;
  const auto store = store_in(directory / "bucket");
  const auto plan = store->plan_setup({}).value();
  REQUIRE(plan.size() == 1);
  CHECK(plan.front() == "make directory '" + (directory / "bucket").string() + "'");
  CHECK_FALSE(fs::exists(directory / "bucket"));
  REQUIRE(store->apply_setup({}));
  CHECK(store->plan_setup({}).value().empty());
}

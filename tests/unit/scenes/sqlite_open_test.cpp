#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include <doctest/doctest.h>

#include "support/sqlite_file.hpp"
#include "support/unprivileged.hpp"

using bazc::Error;
using bazc::ErrorKind;
using bazc::open_scene_repository;
using bazc::OpenMode;
using bazc::Recording;
using bazc::test::run_unprivileged;
using bazc::test::SqliteFile;
using bazc::test::TemporaryDirectory;

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds no_wait{1};

Error open_error(const std::string& url, OpenMode mode = OpenMode::read_write) {
  const auto repository = open_scene_repository(url, {.mode = mode, .busy_timeout = no_wait});
  REQUIRE_FALSE(repository);
  return repository.error();
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a URL that names no SQLite file is a usage error") {
  for (const char* url : {"", "scenes", "oracle://u:secret@h/d", "mysql://h/d",
                          "sqlite:", "sqlite://", "sqlite://host/x", "sqlite::memory:"}) {
    CAPTURE(url);
    const Error error = open_error(url);
    CHECK(error.kind == ErrorKind::usage);
    CHECK_FALSE(contains(error.message, "secret"));
    CHECK_FALSE(error.hint.empty());
  }
}

TEST_CASE("a database opens by each form of its URL") {
  const SqliteFile file;
  static_cast<void>(file.initialised());
  for (const std::string& url : {"sqlite:" + file.path(), "sqlite://" + file.path(), file.path()}) {
    CAPTURE(url);
    const auto repository = open_scene_repository(url, {});
    REQUIRE(repository);
    CHECK((*repository)->check_schema());
  }
  CHECK(
      open_scene_repository("sqlite::memory:", {.mode = OpenMode::create}).value()->apply_schema());
}

TEST_CASE("a missing file is not found, and nothing makes it but create") {
  const TemporaryDirectory directory;
  const std::string path = (directory / "none.db").string();
  for (const OpenMode mode : {OpenMode::read_only, OpenMode::read_write}) {
    const Error error = open_error("sqlite:" + path, mode);
    CHECK(error.kind == ErrorKind::not_found);
    CHECK(contains(error.message, path));
    CHECK(error.hint == "bazc init --db sqlite:" + path);
  }
  CHECK_FALSE(fs::exists(path));
  CHECK(open_error("sqlite:" + (directory / "no/dir/x.db").string(), OpenMode::create).kind ==
        ErrorKind::not_found);
  const auto made = open_scene_repository("sqlite:" + path, {.mode = OpenMode::create});
  REQUIRE(made);
  CHECK((*made)->apply_schema());
  CHECK(fs::exists(path));
}

TEST_CASE("what is no database is a usage error that names it") {
  const TemporaryDirectory directory;
  std::ofstream(directory / "text.db") << std::string(5000, 'x');
  REQUIRE(::mkfifo((directory / "fifo.db").c_str(), 0600) == 0);
  const auto check = [](const std::string& path, std::string_view reason) {
    const Error error = open_error("sqlite:" + path);
    CHECK(error.kind == ErrorKind::usage);
    CHECK(contains(error.message, path));
    CHECK(contains(error.message, reason));
  };
  check(directory.path().string(), "is a directory");
  check((directory / "text.db").string(), "is not an SQLite database");
  check((directory / "fifo.db").string(), "is not a regular file");
}

TEST_CASE("a damaged database is out of reach and says so") {
  SqliteFile file;
  static_cast<void>(file.initialised());
  file.execute("PRAGMA journal_mode = DELETE");
  for (int i = 0; i < 200; ++i) {
    file.execute("INSERT INTO scenes (id, tsx_code) VALUES ('" + std::to_string(i) + "', '" +
                 std::string(500, 'x') + "')");
  }
  const auto size = fs::file_size(file.path());
  std::fstream raw(file.path(), std::ios::in | std::ios::out | std::ios::binary);
  raw.seekp(4096);
  raw << std::string(size - 4096, '\x7f');
  raw.close();
  const auto damaged = file.open();
  const auto counts = damaged ? (*damaged)->counts().error() : damaged.error();
  CHECK(counts.kind == ErrorKind::unavailable);
  CHECK(contains(counts.message, "damaged"));
}

TEST_CASE("a database that another writer holds is locked, and is left as it was") {
  SqliteFile file;
  static_cast<void>(file.initialised());
  file.execute("INSERT INTO scenes (id, tsx_code) VALUES ('a', 'x')");
  const auto repository = file.open({}, OpenMode::read_write, no_wait).value();
  const auto scene = *repository->find("a").value();
  file.execute("BEGIN IMMEDIATE");
  const Recording recording{.id = scene.id,
                            .compiled_source = scene.source,
                            .version = {},
                            .compiled_at = {},
                            .result = Recording::Failure{"syntax: x"}};
  const auto recorded = repository->record({recording});
  REQUIRE_FALSE(recorded);
  CHECK(recorded.error().kind == ErrorKind::unavailable);
  CHECK(contains(recorded.error().message, "is locked by another process"));
  file.execute("COMMIT");
  CHECK(repository->record({recording}).value()[0].outcome == bazc::RecordOutcome::recorded);
}

TEST_CASE("a locked database without write-ahead log does not open, and says why") {
  SqliteFile file;
  file.execute("PRAGMA journal_mode = DELETE");
  file.execute("CREATE TABLE t (x)");
  file.execute("BEGIN EXCLUSIVE");
  const Error error = open_error(file.url());
  CHECK(error.kind == ErrorKind::unavailable);
  CHECK(contains(error.message, "is locked by another process"));
}

TEST_CASE("reading does not change the journal mode, writing turns write-ahead logging on") {
  SqliteFile file;
  file.execute("PRAGMA journal_mode = DELETE");
  file.execute("CREATE TABLE t (x)");
  static_cast<void>(file.open({}, OpenMode::read_only).value());
  CHECK(file.value("PRAGMA journal_mode") == "delete");
  static_cast<void>(file.open({}, OpenMode::read_write).value());
  CHECK(SqliteFile::value_of(file.path(), "PRAGMA journal_mode") == "wal");
}

TEST_CASE("reading rolls back what a killed writer left behind") {
  SqliteFile file;
  static_cast<void>(file.initialised());
  file.execute("PRAGMA journal_mode = DELETE");
  file.execute(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
      "INSERT INTO scenes(id, tsx_code) SELECT i, hex(zeroblob(500)) FROM n");
  // A cache of one page writes changed pages, and their journal, before the end of the transaction.
  file.execute("PRAGMA cache_size = 1");
  file.execute("BEGIN; UPDATE scenes SET tsx_code = NULL, compiled_hash = 'x'");
  const TemporaryDirectory killed;
  fs::copy_file(file.path(), killed / "scenes.db");
  fs::copy_file(file.path() + "-journal", killed / "scenes.db-journal");
  const auto repository = open_scene_repository("sqlite:" + (killed / "scenes.db").string(),
                                                {.mode = OpenMode::read_only});
  REQUIRE(repository);
  CHECK((*repository)->counts().value().pending == 500);
}

TEST_CASE("a repository for reading cannot write") {
  SqliteFile file;
  static_cast<void>(file.initialised());
  file.execute("INSERT INTO scenes(id, tsx_code) VALUES (1, 'x')");
  const auto repository = file.open({}, OpenMode::read_only).value();
  const auto recorded = repository->record({{.id = std::string("1"),
                                             .compiled_source = "x",
                                             .version = {},
                                             .compiled_at = {},
                                             .result = Recording::Failure{"syntax: x"}}});
  REQUIRE_FALSE(recorded);
  CHECK(recorded.error().kind == ErrorKind::unavailable);
  CHECK(file.value("SELECT compilation_error FROM scenes") == std::nullopt);
}

TEST_CASE("a database without permission is out of reach") {
  SqliteFile file;
  static_cast<void>(file.initialised());
  file.execute("PRAGMA journal_mode = DELETE");
  const fs::path directory = fs::path(file.path()).parent_path();
  fs::permissions(directory, fs::perms(0755));

  const auto answer = [&](OpenMode mode) {
    return run_unprivileged([&]() -> std::string {
      const auto repository =
          open_scene_repository(file.url(), {.mode = mode, .busy_timeout = no_wait});
      const auto applied = repository ? (*repository)->counts() : bazc::fail(repository.error());
      if (applied) {
        return "fine";
      }
      return (applied.error().kind == ErrorKind::unavailable ? "U " : "? ") +
             applied.error().message;
    });
  };
  fs::permissions(file.path(), fs::perms(0444));
  CHECK(answer(OpenMode::read_only) == "fine");
  const std::string read_only = answer(OpenMode::read_write);
  CHECK(contains(read_only, "U cannot write to database"));
  CHECK(contains(read_only, "permission denied"));
  fs::permissions(file.path(), fs::perms(0));
  CHECK(contains(answer(OpenMode::read_only), "permission denied"));
  CHECK(contains(answer(OpenMode::read_only), file.path()));
}

TEST_CASE("a database on a full disk says so and keeps what it has") {
  const TemporaryDirectory directory;
  std::fflush(nullptr);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (::unshare(CLONE_NEWNS) != 0 ||
        ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", directory.path().c_str(), "tmpfs", 0, "size=512k") != 0) {
      ::_exit(77);
    }
    const std::string url = "sqlite:" + (directory / "x.db").string();
    const auto repository = open_scene_repository(url, {.mode = OpenMode::create}).value();
    if (!repository->apply_schema()) {
      ::_exit(1);
    }
    {
      SQLite::Database other((directory / "x.db").string(), SQLite::OPEN_READWRITE);
      other.exec("INSERT INTO scenes (id, tsx_code) VALUES ('a', 'x')");
    }
    const Recording recording{.id = bazc::SceneId("a"),
                              .compiled_source = "x",
                              .version = {},
                              .compiled_at = {},
                              .result = Recording::Failure{std::string(1024UL * 1024, 'x')}};
    const auto recorded = repository->record({recording});
    const bool right = !recorded && recorded.error().kind == ErrorKind::unavailable &&
                       contains(recorded.error().message, "no space left on device") &&
                       repository->counts().value().pending == 1;
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

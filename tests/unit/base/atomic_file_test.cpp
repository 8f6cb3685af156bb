#include "core/base/atomic_file.hpp"

#include <sys/stat.h>

#include <atomic>
#include <iterator>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_directory.hpp"

using bazc::AtomicFile;
using bazc::CommitOutcome;
using bazc::ErrorKind;
using bazc::Overwrite;
using bazc::read_file;
using bazc::test::TemporaryDirectory;

namespace {

std::ptrdiff_t entries_in(const std::filesystem::path& directory) {
  return std::distance(std::filesystem::directory_iterator(directory), {});
}

}  // namespace

TEST_CASE("a file appears only on commit") {
  const TemporaryDirectory directory;
  {
    auto file = AtomicFile::create(directory / "a");
    REQUIRE(file);
    REQUIRE(file->write("bytes"));
    CHECK_FALSE(std::filesystem::exists(directory / "a"));
  }
  CHECK(entries_in(directory.path()) == 0);

  auto file = AtomicFile::create(directory / "a");
  REQUIRE(file);
  REQUIRE(file->write("by"));
  REQUIRE(file->write("tes"));
  CHECK(file->commit(Overwrite::no).value() == CommitOutcome::written);
  CHECK(read_file(directory / "a").value() == "bytes");
}

TEST_CASE("everyone may read it where that is asked for, whatever the umask") {
  const TemporaryDirectory directory;
  const mode_t before = ::umask(077);
  auto file = AtomicFile::create(directory / "a");
  ::umask(before);
  REQUIRE(file);
  REQUIRE(file->let_all_read());
  REQUIRE(file->commit(Overwrite::no));
  using std::filesystem::perms;
  CHECK(std::filesystem::status(directory / "a").permissions() ==
        (perms::owner_read | perms::owner_write | perms::group_read | perms::others_read));
}

TEST_CASE("without overwrite the first file stays, with it the last one wins") {
  const TemporaryDirectory directory;
  for (const char* bytes : {"first", "second"}) {
    auto file = AtomicFile::create(directory / "a");
    REQUIRE(file);
    REQUIRE(file->write(bytes));
    REQUIRE(file->commit(Overwrite::no));
  }
  CHECK(read_file(directory / "a").value() == "first");

  auto file = AtomicFile::create(directory / "a");
  REQUIRE(file);
  REQUIRE(file->write("third"));
  CHECK(file->commit(Overwrite::yes).value() == CommitOutcome::written);
  CHECK(read_file(directory / "a").value() == "third");
  CHECK(entries_in(directory.path()) == 1);
}

TEST_CASE("of many writers without overwrite exactly one writes") {
  const TemporaryDirectory directory;
  std::atomic<int> written = 0;
  std::vector<std::thread> writers;
  writers.reserve(8);
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&, i] {
      auto file = AtomicFile::create(directory / "a");
      if (file && file->write(std::to_string(i))) {
        const auto outcome = file->commit(Overwrite::no);
        written += outcome && *outcome == CommitOutcome::written ? 1 : 0;
      }
    });
  }
  for (auto& writer : writers) {
    writer.join();
  }
  CHECK(written == 1);
  CHECK(entries_in(directory.path()) == 1);
}

TEST_CASE("read_file tells a missing file from one that cannot be read, and stops past the limit") {
  const TemporaryDirectory directory;
  CHECK(read_file(directory / "none").error().kind == ErrorKind::not_found);
  CHECK(read_file(directory.path()).error().kind == ErrorKind::io);

  auto file = AtomicFile::create(directory / "a");
  REQUIRE(file);
  REQUIRE(file->write("0123456789"));
  REQUIRE(file->commit(Overwrite::yes));
  CHECK(read_file(directory / "a", 4).value() == "01234");
  CHECK(read_file(directory / "a", 10).value() == "0123456789");
}

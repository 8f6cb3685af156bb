#include <algorithm>

#include <doctest/doctest.h>

#include "command_line/project.hpp"

namespace bazc::test {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE_FIXTURE(Project, "upload: one file that is not stored does not hold up the others") {
  std::filesystem::create_directory(path("bucket"));
  constexpr int files = 30;
  for (int i = 0; i < files; ++i) {
    write("scenes/" + std::to_string(i) + ".tsx", source(i));
  }
  const std::string key = artifact_key(content_hash(artifact(7)));
  std::filesystem::create_directories(path("bucket/" + key));
  const ProcessResult one = bazc({"upload", "--store", "file:bucket", "scenes"});
  CHECK(one.exit_code == 3);
  CHECK(one.err.starts_with("error: store file:bucket: "));
  CHECK(contains(one.err, key));
  CHECK(std::count(one.err.begin(), one.err.end(), '\n') == 1);
  CHECK(std::count(one.out.begin(), one.out.end(), '\n') == files - 1);
  CHECK(stored() == files - 1);

  std::filesystem::remove_all(path("bucket/components"));
  write("bucket/components", "a file where the directory of the artifacts is to be");
  const ProcessResult all = bazc({"upload", "--store", "file:bucket", "scenes"});
  CHECK(all.exit_code == 3);
  CHECK(all.out.empty());
  CHECK(contains(all.err, "error: the store failed 20 times in a row: "));
  const ProcessResult few = bazc({"upload", "--store", "file:bucket", "scenes/1.tsx"});
  CHECK(few.exit_code == 3);
  CHECK_FALSE(contains(few.err, "in a row"));
}

}  // namespace bazc::test

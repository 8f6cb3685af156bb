#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/file.hpp"
#include "core/module/content_hash.hpp"
#include "support/run_process.hpp"
#include "support/sqlite_file.hpp"
#include "support/temporary_directory.hpp"

namespace bazc::test {

/// A directory with a database `scenes.db` and a store `bucket`, in which bazc runs.
class Project {
 public:
  // A source and what Sucrase 3.35.1 makes of it; its own default export stays.
  static inline const std::string good =
      "export default function Scene(): any {\n  return <div>hi</div>;\n}\n";
  static inline const std::string good_artifact =
      "export default function Scene() {\n  return React.createElement('div', null, \"hi\");\n}\n";
  static inline const std::string broken = "const x = = 1\n";

  /// A good source of its own for each number, and its artifact.
  static std::string source(int number) {
    return "export default function Scene(): any { return " + std::to_string(number) + "; }\n";
  }
  static std::string artifact(int number) {
    return "export default function Scene() { return " + std::to_string(number) + "; }\n";
  }

  [[nodiscard]] ProcessResult bazc(const std::vector<std::string>& arguments,
                                   const std::string& input = "") const {
    return run_process(BAZC_PROGRAM, arguments, {.input = input, .directory = directory_.path()});
  }

  /// The same with this project's database and store.
  [[nodiscard]] ProcessResult command(const std::string& name,
                                      const std::vector<std::string>& arguments = {}) const {
    std::vector<std::string> all = {name, "--db", "sqlite:scenes.db", "--store", "file:bucket"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return bazc(all);
  }

  [[nodiscard]] ProcessResult shell(const std::string& script) const {
    return run_process("/bin/sh", {"-c", script, "sh", BAZC_PROGRAM},
                       {.variables = {{"PATH", "/usr/bin:/bin"}}, .directory = directory_.path()});
  }

  void execute(const std::string& sql) const {
    SQLite::Database database(path("scenes.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.setBusyTimeout(10'000);
    database.exec(sql);
  }
  void insert(const std::string& id, const std::string& tsx_code) const {
    SQLite::Database database(path("scenes.db"), SQLite::OPEN_READWRITE);
    SQLite::Statement statement(database, "INSERT INTO scenes(id, tsx_code) VALUES (?, ?)");
    statement.bind(1, id);
    statement.bind(2, tsx_code);
    statement.exec();
  }
  /// The first column of the first row, "(none)" where it is NULL or there is no row.
  [[nodiscard]] std::string value(const std::string& sql) const {
    return SqliteFile::value_of(path("scenes.db"), sql).value_or("(none)");
  }

  [[nodiscard]] std::string path(const std::filesystem::path& name) const {
    return (directory_ / name).string();
  }
  void write(const std::filesystem::path& name, const std::string& bytes) const {
    std::filesystem::create_directories((directory_ / name).parent_path());
    std::ofstream(directory_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string read(const std::filesystem::path& name) const {
    return read_file(directory_ / name).value_or("(no file)");
  }
  [[nodiscard]] std::string object(const std::string& artifact_bytes) const {
    return read("bucket/" + artifact_key(content_hash(artifact_bytes)));
  }
  /// How many files the store holds, of any kind.
  [[nodiscard]] std::size_t stored() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_ / "bucket")) {
      count += entry.is_regular_file() ? 1U : 0U;
    }
    return count;
  }

 private:
  TemporaryDirectory directory_;
};

}  // namespace bazc::test

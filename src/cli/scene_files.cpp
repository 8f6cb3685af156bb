#include "cli/scene_files.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "core/base/file.hpp"

namespace bazc::cli {
namespace {

namespace fs = std::filesystem;

bool names_directory(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

class Walk {
 public:
  Walk(const fs::path& root, std::vector<SceneFile>& found) : root_(root), found_(found) {}

  void run() {
    const std::size_t before = found_.size();
    visit(root_, {});
    if (found_.size() == before) {
      found_.push_back(
          {root_, root_.filename(),
           Error{ErrorKind::not_found, fmt::format("no scenes in '{}'", root_.string()),
                 "a scene is a .tsx, .ts or .jsx file; hidden ones, .d.ts files and "
                 "node_modules are left out"}});
    }
  }

 private:
  void visit(const fs::path& directory, const fs::path& relative) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
         entry.increment(error)) {
      entries.push_back(*entry);
    }
    if (error) {
      found_.push_back({directory, relative, system_error(error.value(), "read", directory)});
      return;
    }
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      const fs::path name = entry.path().filename();
      if (name.native().starts_with('.') || name == "node_modules") {
        continue;
      }
      std::error_code unknown;
      if (entry.symlink_status(unknown).type() == fs::file_type::directory) {
        visit(entry.path(), relative / name);
      } else if (is_scene_source(name) && may_be_read(entry)) {
        found_.push_back({entry.path(), relative / name, std::nullopt});
      }
    }
  }

  /// A regular file, or a link that leads nowhere, so that reading it tells; not a linked directory
  /// or a FIFO.
  static bool may_be_read(const fs::directory_entry& entry) {
    std::error_code unknown;
    const fs::file_type type = entry.status(unknown).type();
    return type == fs::file_type::regular || type == fs::file_type::not_found ||
           type == fs::file_type::none;
  }

  const fs::path& root_;
  std::vector<SceneFile>& found_;
};

}  // namespace

bool is_scene_source(const fs::path& name) {
  const fs::path extension = name.extension();
  return extension == ".tsx" || extension == ".jsx" ||
         (extension == ".ts" && name.stem().extension() != ".d");
}

std::vector<SceneFile> collect_scene_files(const std::vector<std::string>& arguments) {
  std::vector<SceneFile> found;
  for (const fs::path argument : arguments) {
    if (argument != "-" && names_directory(argument)) {
      Walk(argument, found).run();
    } else {
      found.push_back(
          {argument, argument == "-" ? fs::path("stdin") : argument.filename(), std::nullopt});
    }
  }
  return found;
}

bool names_several(const std::vector<std::string>& arguments) {
  return arguments.size() > 1 ||
         std::any_of(arguments.begin(), arguments.end(),
                     [](const std::string& each) { return each != "-" && names_directory(each); });
}

}  // namespace bazc::cli

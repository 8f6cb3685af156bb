#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace bazc::cli {

/// A source that the command line named, directly or by its directory.
struct SceneFile {
  /// As the arguments spell it; "-" is standard input.
  std::filesystem::path path;
  /// Its place under --out-dir, still with the source's extension: in a directory's tree the path
  /// from there, otherwise the name alone.
  std::filesystem::path relative;
  /// Set where a directory could not be read or holds no scenes: it stands here in their place.
  std::optional<Error> error;

  [[nodiscard]] bool is_standard_input() const { return path == "-"; }
};

/// Whether the name is that of a scene's source: .tsx, .jsx, or .ts but not .d.ts.
[[nodiscard]] bool is_scene_source(const std::filesystem::path& name);

/// The sources that `arguments` name, in their order. A directory stands for the .tsx, .ts and
/// .jsx files in its tree, sorted by path; not .d.ts files, not what is hidden, not node_modules.
/// Links to files are followed, links to directories only where an argument names them, so a walk
/// ends. An argument that does not exist is a file here: reading it gives the error.
[[nodiscard]] std::vector<SceneFile> collect_scene_files(const std::vector<std::string>& arguments);

/// Whether the arguments may name more than one source: several, or a directory.
[[nodiscard]] bool names_several(const std::vector<std::string>& arguments);

}  // namespace bazc::cli

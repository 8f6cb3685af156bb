#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/scene_files.hpp"
#include "core/base/result.hpp"

namespace bazc::cli {

/// Where each source's output goes under `directory`: the tree mirrored, the extension .js. The
/// error `usage` where two sources would go to one file, or one to a file that is itself a source.
[[nodiscard]] Result<std::vector<std::filesystem::path>> plan_outputs(
    const std::vector<SceneFile>& files, const std::filesystem::path& directory);

/// The error `usage` where `output` is one of the sources.
[[nodiscard]] Result<void> check_not_a_source(const std::filesystem::path& output,
                                              const std::vector<SceneFile>& files);

/// Whether a path is another name of standard output, so that a file which the shell has
/// opened there is not replaced under it.
[[nodiscard]] bool names_standard_output(const std::filesystem::path& path);

/// Whether write_output() could write, found out without doing it.
[[nodiscard]] Result<void> check_output(const std::filesystem::path& path);

enum class Readers {
  by_umask,
  all,  ///< whatever the umask: for the file that another user's program reads
};

/// Writes a file whole or not at all, over what is there; a link stays and its target is
/// written. What is no regular file (a device, a FIFO, an open descriptor) is written in place.
[[nodiscard]] Result<void> write_output(const std::filesystem::path& path, std::string_view bytes,
                                        Readers readers = Readers::by_umask);

}  // namespace bazc::cli

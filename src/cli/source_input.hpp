#pragma once

#include <cstddef>
#include <string>

#include "cli/environment.hpp"
#include "cli/scene_files.hpp"
#include "core/base/result.hpp"

namespace bazc::cli {

/// The bytes of a source: a file, or standard input, which is read in short steps, so that an
/// interrupt ends it. At most `limit` bytes and one more, so that one that is too large shows.
[[nodiscard]] Result<std::string> read_source(const SceneFile& file, const Environment& environment,
                                              std::size_t limit);

}  // namespace bazc::cli

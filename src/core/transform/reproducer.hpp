#pragma once

#include <filesystem>
#include <string_view>

#include "core/transform/transformer.hpp"

namespace bazc {

/// A source that two engines compile differently.
struct Reproducer {
  std::string_view source;
  std::string_view native;
  const Result<TransformOutput, CompileError>& sucrase;
};

/// Makes DIRECTORY/HASH/, named by the source's hash, which holds source.tsx, native.js, sucrase.js
/// (or sucrase.txt, the error) and README; gives its path. It is there whole or not at all, and one
/// that is there already stays. Thread-safe.
[[nodiscard]] Result<std::filesystem::path> keep_reproducer(const std::filesystem::path& directory,
                                                            const Reproducer& reproducer);

}  // namespace bazc

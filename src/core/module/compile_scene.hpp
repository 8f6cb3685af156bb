#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/diagnostics/compile_error.hpp"
#include "core/transform/transformer.hpp"

namespace bazc {

enum class ImportMode { globals, keep };
enum class EvalPolicy { forbid, allow };

/// Bare specifier to the dotted path of a global, "react" to "React": `globalThis.React`.
using GlobalMap = std::map<std::string, std::string, std::less<>>;

/// react, remotion and react-dom (design.md, "compile_scene", step 3).
[[nodiscard]] GlobalMap default_globals();

struct CompileOptions {
  std::size_t max_source_size = std::size_t{1024} * 1024;  ///< bytes
  ImportMode imports = ImportMode::globals;
  GlobalMap globals = default_globals();
  EvalPolicy eval = EvalPolicy::forbid;
};

struct CompiledScene {
  std::string artifact;  ///< the ES module's bytes
  std::string hash;      ///< content_hash(artifact)
  std::vector<CompileWarning> warnings;
};

/// Steps 1 and 2 of design.md's "compile_scene": check_source, then the engine, whose code is given
/// as it is, and whose warnings are, whatever they say.
[[nodiscard]] Result<TransformOutput, CompileError> transform_source(std::string_view source,
                                                                     const CompileOptions& options,
                                                                     Transformer& transformer);

/// All six steps: check_source, transform, rewrite_imports, wrap, check_module, hash. A pure
/// function of source and options: the same input gives the same bytes on every machine.
/// Thread-safe. Positions in errors and warnings are positions in `source`.
[[nodiscard]] Result<CompiledScene, CompileError> compile_scene(std::string_view source,
                                                                const CompileOptions& options,
                                                                Transformer& transformer);

}  // namespace bazc

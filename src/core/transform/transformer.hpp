#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/diagnostics/compile_error.hpp"

namespace bazc {

struct TransformOutput {
  std::string code;
  std::vector<CompileWarning> warnings = {};
};

/// How sources came to their results, since the transformer was made.
struct EngineStatistics {
  std::uint64_t native = 0;         ///< by the native engine, whether it compiled or refused
  std::uint64_t sucrase = 0;        ///< by Sucrase, because the native engine left them to it or
                                    ///< because there is no other
  std::uint64_t cross_checked = 0;  ///< of the native ones, compared with Sucrase's result
  std::uint64_t different = 0;      ///< of those: Sucrase's result was another, and was taken
  std::uint64_t undecided = 0;      ///< to be compared, but Sucrase came to no result
};

/// An engine that turns TSX into JavaScript: types erased, JSX to React.createElement calls.
/// Sucrase 3.35.1 with transforms ['typescript', 'jsx'], production, jsxRuntime 'classic' defines
/// the result byte for byte, whichever engine runs.
class Transformer {
 public:
  Transformer() = default;
  Transformer(const Transformer&) = delete;
  Transformer& operator=(const Transformer&) = delete;
  virtual ~Transformer() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;

  /// `source` must be well-formed UTF-8 without NUL. Blocks until there is a result; thread-safe:
  /// as many calls run at once as the engine has workers, the others wait.
  /// Errors: syntax, too_deep, timeout, out_of_memory, engine_crash, engine_unavailable.
  [[nodiscard]] virtual Result<TransformOutput, CompileError> transform(
      std::string_view source) = 0;

  /// Thread-safe.
  [[nodiscard]] virtual EngineStatistics statistics() const { return {}; }
};

}  // namespace bazc

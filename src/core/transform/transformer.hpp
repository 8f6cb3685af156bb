#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/diagnostics/compile_error.hpp"

namespace bazc {

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
  /// Errors: syntax, timeout, out_of_memory, engine_crash, engine_unavailable.
  [[nodiscard]] virtual Result<std::string, CompileError> transform(std::string_view source) = 0;
};

}  // namespace bazc

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace bazc::native {

struct EngineOptions {
  /// Brackets and JSX elements within each other; more are refused as too_deep. So is what nests
  /// without them (!!!a, else if) only where it needs more stack than such brackets may.
  std::size_t max_nesting = 10'000;
};

/// A place where Sucrase's output, which this engine's equals, is not an equivalent program
/// (docs/sucrase-deviations.md).
struct Miscompilation {
  std::string construct;
  std::size_t offset = 0;  ///< in bytes
};

/// Why there is no output. Lines and columns come from the offset, see source_position.hpp.
struct Refusal {
  enum class Reason {
    syntax,    ///< Sucrase refuses the source too, for the same or another fault
    declined,  ///< something that this engine leaves to Sucrase
    too_deep,  ///< nested deeper than max_nesting
  };
  Reason reason = Reason::syntax;
  std::string message = {};  ///< in Sucrase's words: "Unexpected token, expected \";\""
  std::size_t offset = 0;    ///< in bytes, of what is at fault
  std::vector<Miscompilation> miscompilations = {};  ///< of a source that was declined: what is
                                                     ///< known of Sucrase's output
};

struct Transformed {
  std::string code;
  std::vector<Miscompilation> miscompilations = {};
};

/// TSX to JavaScript, byte for byte as Sucrase 3.35.1 with transforms ['typescript', 'jsx'],
/// production, jsxRuntime 'classic'. Time and memory are linear in the source. An object keeps its
/// memory from source to source: one for each thread. Not thread-safe; no global state. It uses
/// about 1 MiB of the caller's stack; what is nested deeper is read on a thread of its own.
class Engine {
 public:
  explicit Engine(const EngineOptions& options);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();

  /// `source` must be well-formed UTF-8 without NUL, and shorter than 4 GiB.
  [[nodiscard]] Result<Transformed, Refusal> transform(std::string_view source);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace bazc::native

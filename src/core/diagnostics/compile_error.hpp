#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bazc {

/// 1-based; columns count UTF-16 units, as Sucrase's do; only '\n' ends a line. 0: not known.
struct SourcePosition {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend bool operator==(const SourcePosition&, const SourcePosition&) = default;
};

/// Why a scene does not compile (design.md, "compile_scene").
enum class CompileErrorKind {
  empty,
  too_large,
  invalid_utf8,  ///< or a NUL
  syntax,
  unresolved_import,
  no_component,
  policy,
  invalid_module,
  too_deep,  ///< nested deeper than the engine goes: a limit like too_large, not a fault of syntax
  timeout,
  out_of_memory,
  engine_crash,
  engine_unavailable,  ///< no worker could be started: not the scene's fault, see is_scene_fault()
};

/// The kind as it stands in JSON, reports and rows: "syntax", "no_component", …
[[nodiscard]] std::string_view to_string(CompileErrorKind kind);

/// Whether the source is to blame; only such an error may be recorded in the scene's row.
[[nodiscard]] constexpr bool is_scene_fault(CompileErrorKind kind) {
  return kind != CompileErrorKind::engine_unavailable;
}

enum class CompileWarningKind {
  markdown_fence,
  undefined_require,
  no_component,         ///< the default export is none
  sucrase_miscompiles,  ///< Sucrase's bytes are not an equivalent program
  sucrase_breaks,       ///< Sucrase's bytes are no program at all: compile_scene makes it an error
  engines_differ,       ///< found by --cross-check; Sucrase's result was taken
  not_cross_checked,    ///< Sucrase came to no result, so the other engine's stands
};

/// The kind as it stands in JSON and reports: "sucrase_miscompiles", ….
[[nodiscard]] std::string_view to_string(CompileWarningKind kind);

/// Something that a person should know of a scene.
struct CompileWarning {
  CompileWarningKind kind = CompileWarningKind::markdown_fence;
  std::string message;
  SourcePosition position = {};
};

/// `message` starts in lower case and has no final period; `hint` may be empty.
struct CompileError {
  CompileErrorKind kind = CompileErrorKind::syntax;
  std::string message;
  SourcePosition position = {};
  std::string hint = {};
  std::vector<CompileWarning> warnings = {};  ///< of what went well before
};

}  // namespace bazc

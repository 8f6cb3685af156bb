#include "core/diagnostics/compile_error.hpp"

namespace bazc {

std::string_view to_string(CompileErrorKind kind) {
  switch (kind) {
    case CompileErrorKind::empty:
      return "empty";
    case CompileErrorKind::too_large:
      return "too_large";
    case CompileErrorKind::invalid_utf8:
      return "invalid_utf8";
    case CompileErrorKind::syntax:
      return "syntax";
    case CompileErrorKind::unresolved_import:
      return "unresolved_import";
    case CompileErrorKind::no_component:
      return "no_component";
    case CompileErrorKind::policy:
      return "policy";
    case CompileErrorKind::invalid_module:
      return "invalid_module";
    case CompileErrorKind::too_deep:
      return "too_deep";
    case CompileErrorKind::timeout:
      return "timeout";
    case CompileErrorKind::out_of_memory:
      return "out_of_memory";
    case CompileErrorKind::engine_crash:
      return "engine_crash";
    case CompileErrorKind::engine_unavailable:
      return "engine_unavailable";
  }
  return "unknown";
}

std::string_view to_string(CompileWarningKind kind) {
  switch (kind) {
    case CompileWarningKind::markdown_fence:
      return "markdown_fence";
    case CompileWarningKind::undefined_require:
      return "undefined_require";
    case CompileWarningKind::no_component:
      return "no_component";
    case CompileWarningKind::sucrase_miscompiles:
      return "sucrase_miscompiles";
    case CompileWarningKind::sucrase_breaks:
      return "sucrase_breaks";
    case CompileWarningKind::engines_differ:
      return "engines_differ";
    case CompileWarningKind::not_cross_checked:
      return "not_cross_checked";
  }
  return "unknown";
}

}  // namespace bazc

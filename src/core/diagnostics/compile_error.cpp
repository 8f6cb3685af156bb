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

}  // namespace bazc

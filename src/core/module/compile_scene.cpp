#include "core/module/compile_scene.hpp"

#include <utility>

#include "core/module/content_hash.hpp"
#include "core/module/import_rewrite.hpp"
#include "core/module/module_check.hpp"
#include "core/module/module_scan.hpp"
#include "core/module/module_wrap.hpp"
#include "core/module/source_check.hpp"
#include "core/module/source_position.hpp"

namespace bazc {
namespace {

SourcePosition shifted(SourcePosition position, std::uint32_t lines) {
  if (position.line > 0) {
    position.line += lines;
  }
  return position;
}

Result<std::string, CompileError> transform_checked(const CheckedSource& source,
                                                    Transformer& transformer) {
  auto code = transformer.transform(source.text);
  if (!code) {
    CompileError error = std::move(code.error());
    error.position = shifted(error.position, source.line_offset);
    if (error.kind == CompileErrorKind::syntax && error.hint.empty()) {
      error.hint = markdown_hint(source.text);
    }
    return fail(std::move(error));
  }
  return *std::move(code);
}

// Steps 3 to 6, on what the transformer gave.
class ModuleCompiler {
 public:
  ModuleCompiler(const CheckedSource& source, std::string_view code, const CompileOptions& options)
      : source_(source), code_(code), options_(options) {}

  Result<CompiledScene, CompileError> run() {
    const ModuleScan scan = scan_module(code_);
    CompiledScene scene;
    scene.warnings = source_.warnings;
    std::optional<std::string> rewritten;
    if (options_.imports == ImportMode::globals) {
      auto result = rewrite_imports(code_, scan, options_.globals);
      if (!result) {
        return fail(at_source(std::move(result.error())));
      }
      rewritten = *std::move(result);
    }
    auto wrapped = wrap_module(rewritten ? *std::move(rewritten) : std::string(code_), scan);
    if (!wrapped) {
      return fail(at_source(std::move(wrapped.error())));
    }
    if (auto checked = check_module(code_, scan, options_.eval, source_.line_offset); !checked) {
      return fail(at_source(std::move(checked.error())));
    }
    scene.artifact = *std::move(wrapped);
    scene.hash = content_hash(scene.artifact);
    if (scan.require_call && scan.find_declaration("require") == nullptr) {
      add_warning(scene, {"require is not defined in a browser: import the module instead",
                          *scan.require_call});
    }
    if (auto warning = default_export_warning(scan)) {
      add_warning(scene, *std::move(warning));
    }
    return scene;
  }

 private:
  SourcePosition position_of(Span where) const {
    return shifted(position_in_source(code_, where, source_.text), source_.line_offset);
  }

  CompileError at_source(ModuleError error) const {
    CompileError result{.kind = error.kind,
                        .message = std::move(error.message),
                        .position = {},
                        .hint = std::move(error.hint)};
    if (error.where.size() > 0) {
      result.position = position_of(error.where);
    }
    return result;
  }

  void add_warning(CompiledScene& scene, ModuleWarning warning) const {
    scene.warnings.push_back({std::move(warning.message), position_of(warning.where)});
  }

  const CheckedSource& source_;
  std::string_view code_;
  const CompileOptions& options_;
};

}  // namespace

Result<TransformedSource, CompileError> transform_source(std::string_view source,
                                                         const CompileOptions& options,
                                                         Transformer& transformer) {
  auto checked = check_source(source, options.max_source_size);
  if (!checked) {
    return fail(std::move(checked.error()));
  }
  auto code = transform_checked(*checked, transformer);
  if (!code) {
    return fail(std::move(code.error()));
  }
  return TransformedSource{*std::move(code), std::move(checked->warnings)};
}

Result<CompiledScene, CompileError> compile_scene(std::string_view source,
                                                  const CompileOptions& options,
                                                  Transformer& transformer) {
  auto checked = check_source(source, options.max_source_size);
  if (!checked) {
    return fail(std::move(checked.error()));
  }
  auto code = transform_checked(*checked, transformer);
  if (!code) {
    return fail(std::move(code.error()));
  }
  return ModuleCompiler(*checked, *code, options).run();
}

}  // namespace bazc

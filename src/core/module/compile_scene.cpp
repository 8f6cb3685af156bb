#include "core/module/compile_scene.hpp"

#include <algorithm>
#include <optional>
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

// Those of the source and, at their places in it, those of the engine.
std::vector<CompileWarning> all_warnings(const CheckedSource& source,
                                         std::vector<CompileWarning> of_engine) {
  std::vector<CompileWarning> warnings = source.warnings;
  for (CompileWarning& warning : of_engine) {
    warning.position = shifted(warning.position, source.line_offset);
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

Result<TransformOutput, CompileError> transform_checked(const CheckedSource& source,
                                                        Transformer& transformer) {
  auto output = transformer.transform(source.text);
  if (!output) {
    CompileError error = std::move(output.error());
    error.position = shifted(error.position, source.line_offset);
    if (error.kind == CompileErrorKind::syntax && error.hint.empty()) {
      error.hint = markdown_hint(source.text);
    }
    error.warnings = all_warnings(source, std::move(error.warnings));
    return fail(std::move(error));
  }
  output->warnings = all_warnings(source, std::move(output->warnings));
  return *std::move(output);
}

// Of what the engine knows to be no JavaScript, as the module check would report it.
std::optional<CompileError> error_of(std::vector<CompileWarning>& warnings) {
  const auto found = std::find_if(warnings.begin(), warnings.end(), [](const CompileWarning& each) {
    return each.kind == CompileWarningKind::sucrase_breaks;
  });
  if (found == warnings.end()) {
    return std::nullopt;
  }
  CompileError error{.kind = CompileErrorKind::invalid_module,
                     .message = std::move(found->message),
                     .position = found->position,
                     .hint = "write it in another way"};
  warnings.erase(found);
  error.warnings = std::move(warnings);
  return error;
}

// Steps 3 to 6, on what the transformer gave.
class ModuleCompiler {
 public:
  ModuleCompiler(const CheckedSource& source, TransformOutput output, const CompileOptions& options)
      : source_(source),
        code_(std::move(output.code)),
        warnings_(std::move(output.warnings)),
        options_(options) {}

  Result<CompiledScene, CompileError> run() {
    const ModuleScan scan = scan_module(code_);
    CompiledScene scene;
    std::optional<std::string> rewritten;
    if (options_.imports == ImportMode::globals) {
      auto result = rewrite_imports(code_, scan, options_.globals);
      if (!result) {
        return fail(at_source(std::move(result.error())));
      }
      rewritten = *std::move(result);
    }
    auto wrapped = wrap_module(rewritten ? *std::move(rewritten) : code_, scan);
    if (!wrapped) {
      return fail(at_source(std::move(wrapped.error())));
    }
    if (auto checked = check_module(code_, scan, options_.eval, source_.line_offset); !checked) {
      return fail(at_source(std::move(checked.error())));
    }
    scene.artifact = *std::move(wrapped);
    scene.warnings = std::move(warnings_);
    scene.hash = content_hash(scene.artifact);
    if (scan.require_call && scan.find_declaration("require") == nullptr) {
      add_warning(scene, {CompileWarningKind::undefined_require,
                          "require is not defined in a browser: import the module instead",
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

  CompileError at_source(ModuleError error) {
    CompileError result{.kind = error.kind,
                        .message = std::move(error.message),
                        .position = {},
                        .hint = std::move(error.hint),
                        .warnings = std::move(warnings_)};
    if (error.where.size() > 0) {
      result.position = position_of(error.where);
    }
    return result;
  }

  void add_warning(CompiledScene& scene, ModuleWarning warning) const {
    scene.warnings.push_back(
        {warning.kind, std::move(warning.message), position_of(warning.where)});
  }

  const CheckedSource& source_;
  std::string code_;
  std::vector<CompileWarning> warnings_;
  const CompileOptions& options_;
};

}  // namespace

Result<TransformOutput, CompileError> transform_source(std::string_view source,
                                                       const CompileOptions& options,
                                                       Transformer& transformer) {
  auto checked = check_source(source, options.max_source_size);
  if (!checked) {
    return fail(std::move(checked.error()));
  }
  return transform_checked(*checked, transformer);
}

Result<CompiledScene, CompileError> compile_scene(std::string_view source,
                                                  const CompileOptions& options,
                                                  Transformer& transformer) {
  auto checked = check_source(source, options.max_source_size);
  if (!checked) {
    return fail(std::move(checked.error()));
  }
  auto output = transform_checked(*checked, transformer);
  if (!output) {
    return fail(std::move(output.error()));
  }
  if (auto error = error_of(output->warnings)) {
    return fail(*std::move(error));
  }
  return ModuleCompiler(*checked, *std::move(output), options).run();
}

}  // namespace bazc

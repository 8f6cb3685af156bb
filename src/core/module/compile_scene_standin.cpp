#include "core/module/compile_scene.hpp"
#include "core/module/content_hash.hpp"
namespace bazc {
GlobalMap default_globals() {
  return {{"react", "React"}};
}
Result<TransformedSource, CompileError> transform_source(std::string_view s,
                                                         const CompileOptions& o, Transformer& t) {
  if (s.size() > o.max_source_size)
    return fail(CompileError{CompileErrorKind::too_large, "too large"});
  auto r = t.transform(s);
  if (!r)
    return fail(r.error());
  return TransformedSource{*r, {}};
}
Result<CompiledScene, CompileError> compile_scene(std::string_view s, const CompileOptions& o,
                                                  Transformer& t) {
  auto r = transform_source(s, o, t);
  if (!r)
    return fail(r.error());
  return CompiledScene{r->code, content_hash(r->code), r->warnings};
}
}  // namespace bazc

#pragma once

#include <string_view>

#include "cli/engine.hpp"
#include "cli/option_set.hpp"
#include "core/module/compile_scene.hpp"

namespace bazc::cli {

/// How a scene compiles; every command that compiles has them, so that all give the same bytes.
struct CompileOptionGroup {
  CompileOptions options;

  void add_options(OptionSet& set);
};

/// How the engine runs.
struct EngineOptionGroup {
  EngineOptions options;

  void add_options(OptionSet& set);
};

/// "lucide-react=LucideReact": a specifier and a dotted path of identifiers.
[[nodiscard]] Parsed<GlobalMap::value_type> parse_global(std::string_view text);

}  // namespace bazc::cli

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

/// Which engine runs, and how.
struct EngineOptionGroup {
  EngineOptions options;

  void add_options(OptionSet& set);

  /// --cross-check and --reproducer-dir, of the commands that can tell of differences.
  void add_cross_check_options(OptionSet& set);

  /// The error `usage` where one of those was given in vain.
  [[nodiscard]] Result<void> check() const;
};

/// "lucide-react=LucideReact": a specifier and a dotted path of identifiers.
[[nodiscard]] Parsed<GlobalMap::value_type> parse_global(std::string_view text);

}  // namespace bazc::cli

#include "cli/compile_options.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/option_values.hpp"
#include "core/base/utf8.hpp"
#include "core/module/import_rewrite.hpp"

namespace bazc::cli {
namespace {

constexpr unsigned most_jobs = 256;
constexpr std::size_t largest_source = std::size_t{1} << 30;
constexpr std::size_t smallest_memory = std::size_t{16} << 20;
constexpr std::size_t largest_memory = std::size_t{64} << 30;
constexpr std::size_t deepest_nesting = 1'000'000;

std::string_view name_of(EngineChoice choice) {
  for (const EngineEntry& entry : engines()) {
    if (entry.engine == choice) {
      return entry.name;
    }
  }
  return {};
}

Parsed<EngineChoice> parse_engine(std::string_view text) {
  std::vector<std::pair<std::string, EngineChoice>> choices;
  for (const EngineEntry& entry : engines()) {
    choices.emplace_back(entry.name, entry.engine);
  }
  return one_of(std::move(choices))(text);
}

bool is_specifier(std::string_view text) {
  return !text.empty() && !utf8::find_invalid(text) &&
         std::none_of(text.begin(), text.end(), [](char each) {
           return static_cast<unsigned char>(each) <= ' ' || each == '\x7F';
         });
}

}  // namespace

Parsed<GlobalMap::value_type> parse_global(std::string_view text) {
  auto mapping = parse_global_mapping(text);
  if (!mapping || !is_specifier(mapping->first)) {
    return fail(std::string(
        "expected SPECIFIER=PATH, such as lucide-react=LucideReact or three=Libraries.Three"));
  }
  return GlobalMap::value_type(*std::move(mapping));
}

void CompileOptionGroup::add_options(OptionSet& set) {
  set.value({"imports"}, "HOW", options.imports,
            one_of<ImportMode>({{"globals", ImportMode::globals}, {"keep", ImportMode::keep}}),
            "globals: imported libraries are taken from the page's globals; keep: imports stay as "
            "they are (default: globals)");
  Option global{.name = {"global"},
                .value_name = "SPEC=PATH",
                .description =
                    "import SPEC from globalThis.PATH; repeatable (known without: react, "
                    "react-dom, remotion)",
                .repeat = Repeat::yes};
  global.set = [this](std::string_view text) -> Parsed<void> {
    auto parsed = parse_global(text);
    if (!parsed) {
      return fail(std::move(parsed).error());
    }
    options.globals.insert_or_assign(parsed->first, parsed->second);
    return {};
  };
  set.add(std::move(global));
  set.value(
      {"allow-eval"}, {}, options.eval,
      [](std::string_view text) -> Parsed<EvalPolicy> {
        auto allowed = parse_boolean(text);
        if (!allowed) {
          return fail(std::move(allowed).error());
        }
        return *allowed ? EvalPolicy::allow : EvalPolicy::forbid;
      },
      "accept scenes that use eval, Function(…) or computed import()");
  set.value({"max-source-size"}, "SIZE", options.max_source_size, size_between(1, largest_source),
            "refuse a larger source (default: 1MiB)");
}

void EngineOptionGroup::add_options(OptionSet& set) {
  set.value({"engine"}, "ENGINE", options.engine, parse_engine,
            fmt::format("native: bazc's own, many times as fast; sucrase: Sucrase itself; auto: "
                        "native first, and Sucrase for what native refuses (default: {})",
                        name_of(default_engine)));
  set.value({"max-nesting"}, "N", options.max_nesting,
            count_between<std::size_t>(1, deepest_nesting),
            "native and auto: refuse a source with more brackets, elements or types within each "
            "other (default: 10000)");
  set.value({"compile-timeout"}, "DURATION", options.compile_timeout, parse_duration,
            "stop Sucrase after this time on a scene; native needs no limit: its time grows with "
            "the source's size alone (default: 5s)");
  set.value({"compile-memory"}, "SIZE", options.compile_memory,
            size_between(smallest_memory, largest_memory),
            "let Sucrase take this much memory for a scene; native takes a few times the source's "
            "size (default: 256MiB)");
  set.value({"jobs", 'j'}, "N", options.jobs, count_between<unsigned>(1, most_jobs),
            "compile this many scenes at once (default: the number of cores)");
}

void EngineOptionGroup::add_cross_check_options(OptionSet& set) {
  set.value({"cross-check"}, "PERCENT", options.cross_check.share, parse_percentage,
            "native and auto: compile this share of the sources, chosen by their hashes, with "
            "Sucrase as well, and compare; where the two differ, warn and take Sucrase's result");
  set.text({"reproducer-dir"}, "DIR", options.cross_check.reproducer_directory,
           "with --cross-check: keep the sources that differ, with both outputs, in DIR");
}

Result<void> EngineOptionGroup::check() const {
  const bool is_checking = options.cross_check.share > 0;
  if (is_checking && options.engine == EngineChoice::sucrase) {
    return fail(ErrorKind::usage, "option '--cross-check' compares another engine with Sucrase",
                "add --engine auto");
  }
  if (!is_checking && !options.cross_check.reproducer_directory.empty()) {
    return fail(ErrorKind::usage, "option '--reproducer-dir' needs '--cross-check'");
  }
  return {};
}

}  // namespace bazc::cli

#include "cli/compile_options.hpp"

#include <algorithm>

#include "cli/option_values.hpp"
#include "core/base/utf8.hpp"
#include "core/module/import_rewrite.hpp"

namespace bazc::cli {
namespace {

constexpr unsigned most_jobs = 256;
constexpr std::size_t largest_source = std::size_t{1} << 30;
constexpr std::size_t smallest_memory = std::size_t{16} << 20;
constexpr std::size_t largest_memory = std::size_t{64} << 30;

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
  set.value({"compile-timeout"}, "DURATION", options.compile_timeout, parse_duration,
            "stop compiling a scene after this time (default: 5s)");
  set.value({"compile-memory"}, "SIZE", options.compile_memory,
            size_between(smallest_memory, largest_memory),
            "let compiling a scene take this much memory (default: 256MiB)");
  set.value({"jobs", 'j'}, "N", options.jobs, count_between<unsigned>(1, most_jobs),
            "compile this many scenes at once (default: the number of cores)");
}

}  // namespace bazc::cli

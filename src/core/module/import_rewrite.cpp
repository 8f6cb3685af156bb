#include "core/module/import_rewrite.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace bazc {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// RFC 3986, 3.1, or a URL that takes the page's scheme.
bool is_absolute_url(std::string_view specifier) {
  if (specifier.starts_with("//")) {
    return true;
  }
  const std::size_t colon = specifier.find(':');
  if (colon == 0 || colon == std::string_view::npos || !is_letter(specifier[0])) {
    return false;
  }
  const std::string_view scheme = specifier.substr(0, colon);
  return std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

// A name that could hold the library: "lucide-react" to "LucideReact".
std::string suggested_global(std::string_view specifier) {
  std::string name;
  bool starts_word = true;
  for (const char c : specifier) {
    if (is_letter(c) || (is_digit(c) && !name.empty())) {
      name.push_back(starts_word && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
      starts_word = false;
    } else {
      starts_word = true;
    }
  }
  return name.empty() ? "Name" : name;
}

ModuleError unresolved(std::string_view specifier, Span where) {
  ModuleError error{.kind = CompileErrorKind::unresolved_import, .message = {}, .where = where};
  if (specifier.empty() || specifier.starts_with('.') || specifier.starts_with('/')) {
    error.message = fmt::format(
        "cannot resolve '{}': a scene is one module, with no files beside it", specifier);
    error.hint = "put the code into the scene, or import it by an absolute URL";
  } else {
    error.message = fmt::format(
        "cannot resolve '{}': a browser needs a global for it, and none is given", specifier);
    error.hint = fmt::format("pass --global {}={} with the name of the global that holds it",
                             specifier, suggested_global(specifier));
  }
  return error;
}

// A name that stands nowhere in the code, before its number.
std::string fresh_prefix(std::string_view code) {
  std::string prefix = "bazcReexport";
  std::size_t longest = 0;
  for (std::size_t at = code.find(prefix); at != std::string_view::npos;
       at = code.find(prefix, at + prefix.size())) {
    const std::size_t begin = at + prefix.size();
    const std::size_t end = std::min(code.find_first_not_of('_', begin), code.size());
    longest = std::max(longest, end - begin + 1);
  }
  return prefix.append(longest, '_');
}

std::string newlines_of(std::string_view code) {
  std::string newlines;
  std::copy_if(code.begin(), code.end(), std::back_inserter(newlines),
               [](char c) { return c == '\n' || c == '\r'; });
  return newlines;
}

class ImportRewriter {
 public:
  ImportRewriter(std::string_view code, const ModuleScan& scan, const GlobalMap& globals)
      : code_(code), scan_(scan), globals_(globals) {}

  Result<std::optional<std::string>, ModuleError> run() {
    for (const ModuleRequest& request : scan_.requests) {
      rewrite(request);
    }
    for (const DynamicImport& import : scan_.dynamic_imports) {
      rewrite(import);
    }
    if (error_) {
      return fail(*std::move(error_));
    }
    if (edits_.empty()) {
      return std::optional<std::string>();
    }
    return std::optional(apply());
  }

 private:
  struct Edit {
    Span where;
    std::string text;
  };

  void fail_with(ModuleError error) {
    if (!error_ || error.where.begin < error_->where.begin) {
      error_ = std::move(error);
    }
  }

  // `globalThis.Name`, or empty where the specifier stays or is an error.
  std::string global_for(std::string_view specifier, Span where) {
    if (const auto found = globals_.find(specifier); found != globals_.end()) {
      return "globalThis." + found->second;
    }
    if (!is_absolute_url(specifier)) {
      fail_with(unresolved(specifier, where));
    }
    return {};
  }

  void rewrite(const ModuleRequest& request) {
    const std::string global = global_for(request.specifier, request.specifier_span);
    if (global.empty()) {
      return;
    }
    switch (request.kind) {
      case RequestKind::import:
        hoist_import(request, global);
        break;
      case RequestKind::reexport:
        hoist_reexport(request, global);
        break;
      case RequestKind::reexport_all:
        fail_with({.kind = CompileErrorKind::unresolved_import,
                   .message = fmt::format("cannot export everything from '{}': the names in {} are "
                                          "known to the browser only",
                                          request.specifier, global),
                   .hint = "export the names one by one",
                   .where = request.specifier_span});
        return;
    }
    edits_.push_back({request.statement, ";" + newlines_of(request.statement.in(code_))});
  }

  void hoist_import(const ModuleRequest& request, const std::string& global) {
    std::string properties;
    for (const ImportedName& name : request.names) {
      if (name.imported == "default" || name.imported_text == "*") {
        hoisted_ += fmt::format("const {} = {}; ", name.local_text, global);
        continue;
      }
      properties += properties.empty() ? "" : ", ";
      properties += name.imported_text == name.local_text
                        ? std::string(name.local_text)
                        : fmt::format("{}: {}", name.imported_text, name.local_text);
    }
    if (!properties.empty()) {
      hoisted_ += fmt::format("const {{{}}} = {}; ", properties, global);
    }
  }

  void hoist_reexport(const ModuleRequest& request, const std::string& global) {
    if (fresh_prefix_.empty()) {
      fresh_prefix_ = fresh_prefix(code_);
    }
    for (const ImportedName& name : request.names) {
      const std::string local = fmt::format("{}{}", fresh_prefix_, ++fresh_count_);
      const bool is_whole = name.imported == "default" || name.imported_text == "*";
      const bool is_string =
          !is_whole &&
          !is_identifier_byte(static_cast<unsigned char>(name.imported_text.front())) &&
          name.imported_text.front() != '\\';
      std::string value = global;
      if (is_string) {
        value += fmt::format("[{}]", name.imported_text);
      } else if (!is_whole) {
        value += fmt::format(".{}", name.imported_text);
      }
      hoisted_ +=
          fmt::format("const {} = {}; export {{{} as {}}}; ", local, value, local, name.local_text);
    }
  }

  void rewrite(const DynamicImport& import) {
    if (!import.specifier) {
      return;  // check_module's to judge
    }
    const std::string global = global_for(*import.specifier, import.argument);
    if (!global.empty()) {
      edits_.push_back(
          {import.call, fmt::format("Promise.resolve({{...{}, default: {}{}}})", global, global,
                                    newlines_of(import.call.in(code_)))});
    }
  }

  std::string apply() {
    std::sort(edits_.begin(), edits_.end(),
              [](const Edit& a, const Edit& b) { return a.where.begin < b.where.begin; });
    std::size_t at = scan_.hashbang_size;
    std::string result(code_.substr(0, at));
    if (at > 0) {
      result += newline_after(at);
      at += newline_after(at).size();
    }
    result += hoisted_;
    for (const Edit& edit : edits_) {
      if (edit.where.begin >= at) {  // not inside of the edit before it
        result += code_.substr(at, edit.where.begin - at);
        result += edit.text;
        at = edit.where.end;
      }
    }
    result += code_.substr(at);
    return result;
  }

  // The line terminator at `offset`: "\r\n", or one character.
  std::string_view newline_after(std::size_t offset) const {
    const std::string_view rest = code_.substr(offset);
    if (rest.starts_with('\r') || rest.starts_with('\n')) {
      return rest.substr(0, rest.starts_with("\r\n") ? 2 : 1);
    }
    return rest.substr(0, 3);  // U+2028 or U+2029
  }

  std::string_view code_;
  const ModuleScan& scan_;
  const GlobalMap& globals_;
  std::string hoisted_;
  std::string fresh_prefix_;
  std::size_t fresh_count_ = 0;
  std::vector<Edit> edits_;
  std::optional<ModuleError> error_;
};

bool is_ascii_identifier(std::string_view text) {
  return !text.empty() && !is_digit(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '$';
  });
}

}  // namespace

GlobalMap default_globals() {
  return {{"react", "React"}, {"react-dom", "ReactDOM"}, {"remotion", "Remotion"}};
}

Result<std::optional<std::string>, ModuleError> rewrite_imports(std::string_view code,
                                                                const ModuleScan& scan,
                                                                const GlobalMap& globals) {
  return ImportRewriter(code, scan, globals).run();
}

Result<std::pair<std::string, std::string>> parse_global_mapping(std::string_view text) {
  // The specifier may be a URL with a query; a path holds no `=`.
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0) {
    return fail(ErrorKind::usage,
                fmt::format("'{}' is no mapping of a specifier to a global", text),
                "write SPECIFIER=NAME, as in lucide-react=LucideReact");
  }
  const std::string_view path = text.substr(equals + 1);
  std::string_view rest = path;
  while (true) {
    const std::size_t dot = rest.find('.');
    const std::string_view segment = rest.substr(0, dot);
    if (!is_ascii_identifier(segment)) {
      return fail(ErrorKind::usage,
                  fmt::format("'{}' in '{}' is no path of a global: '{}' is no identifier", path,
                              text, segment),
                  "write SPECIFIER=NAME or SPECIFIER=NAME.NAME");
    }
    if (dot == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(dot + 1);
  }
  return std::pair(std::string(text.substr(0, equals)), std::string(path));
}

}  // namespace bazc

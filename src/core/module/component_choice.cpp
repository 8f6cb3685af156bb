#include "core/module/component_choice.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace bazc {
namespace {

using Tokens = std::vector<ValueToken>;

constexpr int deepest_alias = 16;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_constant_name(std::string_view name) {
  return name.size() > 1 &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

template <std::size_t size>
bool is_one_of(std::string_view text, const std::array<std::string_view, size>& names) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

bool is_library_root(Word word) {
  return word == Word::window_name || word == Word::global_this_name || word == Word::self_name ||
         word == Word::react_name || word == Word::remotion_name || word == Word::react_dom_name;
}

// Calls of these, or of their members, give data.
constexpr std::array<std::string_view, 21> data_roots = {
    "Array",        "BigInt", "Boolean",        "Date",       "Intl",     "JSON",    "Math",
    "Number",       "Object", "Promise",        "Reflect",    "String",   "console", "document",
    "localStorage", "fetch",  "sessionStorage", "parseFloat", "parseInt", "require", "navigator"};

// Methods of arrays, strings and objects, and Remotion's functions that give data.
constexpr std::array<std::string_view, 45> data_callees = {
    "at",          "charAt",     "concat",   "entries",     "every",       "fill",
    "filter",      "find",       "findLast", "flat",        "flatMap",     "fromEntries",
    "includes",    "indexOf",    "join",     "keys",        "map",         "match",
    "matchAll",    "padEnd",     "padStart", "pop",         "random",      "reduce",
    "reduceRight", "repeat",     "replace",  "replaceAll",  "reverse",     "shift",
    "slice",       "some",       "sort",     "split",       "splice",      "substring",
    "toFixed",     "toString",   "trim",     "toUpperCase", "toLowerCase", "values",
    "interpolate", "staticFile", "spring"};

constexpr std::array<std::string_view, 3> component_makers = {"forwardRef", "lazy", "memo"};
constexpr std::array<std::string_view, 5> element_makers = {
    "Symbol", "cloneElement", "createContext", "createElement", "createRef"};

// useX, getX: a hook or a getter.
bool has_prefix_word(std::string_view name, std::string_view prefix) {
  return name.starts_with(prefix) && name.size() > prefix.size() && is_upper(name[prefix.size()]);
}

ComponentLikelihood likelihood_of_call(std::string_view root, std::string_view callee) {
  if (is_one_of(callee, component_makers)) {
    return ComponentLikelihood::certain;
  }
  if (is_one_of(callee, element_makers)) {
    return ComponentLikelihood::never;
  }
  const bool is_data = is_one_of(root, data_roots) || is_one_of(callee, data_callees) ||
                       has_prefix_word(callee, "use") || has_prefix_word(callee, "get") ||
                       callee.starts_with("_optionalChain");
  return is_data ? ComponentLikelihood::unlikely : ComponentLikelihood::possible;
}

bool opens(const ValueToken& token) {
  return token.bracket != Bracket::none;
}

bool closes(const ValueToken& token) {
  return token.kind == TokenKind::close_paren || token.kind == TokenKind::close_bracket ||
         token.kind == TokenKind::close_brace;
}

class Judge {
 public:
  explicit Judge(const ModuleScan& scan) : scan_(scan) {
    for (const Declaration& declaration : scan.declarations) {
      declarations_.emplace(declaration.name, &declaration);
    }
    for (const TopLevelAssignment& assignment : scan.assignments) {
      assigned_[assignment.name] = assignment.value;
    }
  }

  ComponentLikelihood declaration(const Declaration& declaration, int depth = 0) const {
    switch (declaration.kind) {
      case DeclarationKind::function:
      case DeclarationKind::class_declaration:
        return ComponentLikelihood::certain;
      case DeclarationKind::async_function:
      case DeclarationKind::generator:
      case DeclarationKind::async_generator:
        return ComponentLikelihood::never;
      case DeclarationKind::import:
        return ComponentLikelihood::unlikely;
      default:
        break;
    }
    if (declaration.destructured) {
      return ComponentLikelihood::unlikely;
    }
    ComponentLikelihood best = value(declaration.value, depth);
    if (const auto found = assigned_.find(declaration.name); found != assigned_.end()) {
      best = std::max(best, value(found->second, depth));
    }
    return best;
  }

  ComponentLikelihood value(ValueRange range, int depth = 0) const {
    while (!range.empty()) {
      const auto result = expression(range, depth);
      if (result) {
        return *result;
      }
    }
    return ComponentLikelihood::never;
  }

 private:
  const ValueToken& token(std::size_t index) const { return scan_.value_tokens[index]; }

  std::size_t behind_bracket(std::size_t open, std::size_t end) const {
    int depth = 0;
    for (std::size_t i = open; i < end; ++i) {
      depth += opens(token(i)) ? 1 : closes(token(i)) ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return end;
  }

  // Nothing: `range` was narrowed to the part that gives the value.
  std::optional<ComponentLikelihood> expression(ValueRange& range, int depth) const {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const ValueToken& current = token(i);
      if (opens(current)) {
        i = behind_bracket(i, range.end) - 1;
        continue;
      }
      switch (current.kind) {
        case TokenKind::arrow:
          if (has_comma_behind(i, range)) {
            break;
          }
          return token(range.begin).word == Word::async_ ? ComponentLikelihood::never
                                                         : ComponentLikelihood::certain;
        case TokenKind::comma:
        case TokenKind::assign:
          range.begin = i + 1;
          return std::nullopt;
        case TokenKind::question:
          return ComponentLikelihood::possible;
        case TokenKind::logical:
          return depth < deepest_alias ? std::max(operand({range.begin, i}, depth),
                                                  value({i + 1, range.end}, depth + 1))
                                       : ComponentLikelihood::unlikely;
        case TokenKind::binary:
        case TokenKind::plus_minus:
        case TokenKind::star:
        case TokenKind::compound_assign:
        case TokenKind::logical_assign:
        case TokenKind::increment:
        case TokenKind::bang:
          if (current.kind == TokenKind::star && i > range.begin &&
              token(i - 1).word == Word::function_) {
            break;
          }
          return ComponentLikelihood::never;
        case TokenKind::identifier:
          if (current.word == Word::in_ || current.word == Word::instanceof_) {
            return ComponentLikelihood::never;
          }
          break;
        default:
          break;
      }
    }
    return operand(range, depth);
  }

  bool has_comma_behind(std::size_t index, ValueRange range) const {
    for (std::size_t i = index; i < range.end; ++i) {
      if (opens(token(i))) {
        i = behind_bracket(i, range.end) - 1;
      } else if (token(i).kind == TokenKind::comma) {
        return true;
      }
    }
    return false;
  }

  ComponentLikelihood operand(ValueRange range, int depth) const {
    if (range.empty()) {
      return ComponentLikelihood::never;
    }
    const ValueToken& first = token(range.begin);
    if (first.bracket == Bracket::group) {
      return group(range, depth);
    }
    if (first.kind != TokenKind::identifier) {
      return ComponentLikelihood::never;
    }
    switch (first.word) {
      case Word::await_:
        return operand({range.begin + 1, range.end}, depth);
      case Word::class_:
        return ComponentLikelihood::certain;
      case Word::async_:
        if (range.begin + 1 < range.end && token(range.begin + 1).word == Word::function_) {
          return ComponentLikelihood::never;
        }
        return chain(range, depth);
      case Word::function_:
        return function(range);
      case Word::new_:
      case Word::typeof_:
      case Word::void_:
      case Word::delete_:
      case Word::null_:
      case Word::true_:
      case Word::false_:
      case Word::this_:
      case Word::super_:
      case Word::import_:
        return ComponentLikelihood::never;
      default:
        return chain(range, depth);
    }
  }

  ComponentLikelihood group(ValueRange range, int depth) const {
    const std::size_t behind = behind_bracket(range.begin, range.end);
    if (behind < range.end) {  // (…)(…), (…).x
      return token(range.end - 1).kind == TokenKind::close_paren ? ComponentLikelihood::possible
                                                                 : ComponentLikelihood::unlikely;
    }
    if (depth > deepest_alias) {
      return ComponentLikelihood::unlikely;
    }
    // Sucrase's form of a class with static fields: (_class = class …, _class.__initStatic(),
    // _class)
    const std::size_t inner = range.begin + 1;
    if (behind - inner > 4 && token(inner + 1).kind == TokenKind::assign &&
        token(inner + 2).word == Word::class_ && token(behind - 2).text == token(inner).text) {
      return ComponentLikelihood::certain;
    }
    return value({inner, behind - 1}, depth + 1);
  }

  ComponentLikelihood function(ValueRange range) const {
    std::size_t at = range.begin + 1;
    if (at < range.end && token(at).kind == TokenKind::star) {
      return ComponentLikelihood::never;
    }
    while (at < range.end && !opens(token(at))) {
      ++at;  // its name
    }
    at = behind_bracket(at, range.end);  // parameters
    at = behind_bracket(at, range.end);  // body
    return at == range.end ? ComponentLikelihood::certain : ComponentLikelihood::possible;
  }

  // A name with members, calls and templates behind it.
  ComponentLikelihood chain(ValueRange range, int depth) const {
    const ValueToken& root = token(range.begin);
    if (range.end - range.begin == 1) {
      return alias(root.text, depth);
    }
    std::string_view callee = root.text;
    bool is_member_chain = true;
    bool ends_with_call = false;
    for (std::size_t i = range.begin + 1; i < range.end; ++i) {
      const ValueToken& current = token(i);
      ends_with_call = current.bracket == Bracket::call;
      const bool is_template =
          current.kind == TokenKind::template_whole || current.kind == TokenKind::template_head;
      is_member_chain = is_member_chain && !ends_with_call && !is_template;
      if (opens(current)) {
        i = behind_bracket(i, range.end) - 1;
      } else if (current.kind == TokenKind::identifier) {
        callee = current.text;
      }
    }
    if (ends_with_call) {
      return likelihood_of_call(root.text, callee);
    }
    if (!is_member_chain) {
      const ValueToken& last = token(range.end - 1);
      return last.kind == TokenKind::template_whole || last.kind == TokenKind::close_brace
                 ? ComponentLikelihood::possible
                 : ComponentLikelihood::unlikely;
    }
    const bool is_of_library =
        is_library_root(root.word) || alias(root.text, depth) == ComponentLikelihood::unlikely;
    return is_of_library ? ComponentLikelihood::unlikely : ComponentLikelihood::possible;
  }

  ComponentLikelihood alias(std::string_view name, int depth) const {
    if (name == "undefined" || name == "NaN" || name == "Infinity") {
      return ComponentLikelihood::never;
    }
    const auto found = declarations_.find(name);
    if (found == declarations_.end() || depth > deepest_alias) {
      return ComponentLikelihood::unlikely;
    }
    return declaration(*found->second, depth + 1);
  }

  const ModuleScan& scan_;
  std::unordered_map<std::string_view, const Declaration*> declarations_;
  std::unordered_map<std::string_view, ValueRange> assigned_;
};

}  // namespace

std::optional<std::string_view> choose_component(const ModuleScan& scan) {
  std::unordered_map<std::string_view, std::string_view> exported;  // by local name
  for (const Export& entry : scan.exports) {
    if (!entry.local.empty() && !(exported.contains(entry.local) && !is_upper(entry.exported[0]))) {
      exported[entry.local] = entry.exported;
    }
  }
  const Judge judge(scan);
  std::optional<std::string_view> last_exported;
  std::optional<std::string_view> last;
  for (const Declaration& declaration : scan.declarations) {
    const auto found = exported.find(declaration.name);
    const bool is_exported = found != exported.end();
    const bool is_named = is_upper(declaration.name[0]) ||
                          (is_exported && !found->second.empty() && is_upper(found->second[0]));
    if (!is_named) {
      continue;
    }
    const ComponentLikelihood needed = is_constant_name(declaration.name)
                                           ? ComponentLikelihood::certain
                                           : ComponentLikelihood::possible;
    if (judge.declaration(declaration) >= needed) {
      (is_exported ? last_exported : last) = declaration.name;
    }
  }
  return last_exported ? last_exported : last;
}

ComponentLikelihood default_export_likelihood(const ModuleScan& scan) {
  return scan.default_value.empty() ? ComponentLikelihood::possible
                                    : Judge(scan).value(scan.default_value);
}

std::optional<std::string_view> find_lower_case_function(const ModuleScan& scan) {
  std::optional<std::string_view> last;
  for (const Declaration& declaration : scan.declarations) {
    const bool is_lower = declaration.name[0] >= 'a' && declaration.name[0] <= 'z';
    if (is_lower && declaration.kind == DeclarationKind::function) {
      last = declaration.name;
    }
  }
  return last;
}

}  // namespace bazc

// What the automaton writes down.

#include <algorithm>
#include <string>
#include <utility>

#include "core/module/module_scanner.hpp"

namespace bazc::scanning {
namespace {

constexpr std::size_t deepest_group = 32;

// ECMA-262, 19.1, and the window of a browser: the names of the global object.
bool is_global_object(Word word) {
  return word == Word::window_name || word == Word::global_this_name || word == Word::self_name ||
         word == Word::top_name;
}

DeclarationKind kind_of(Binding binding) {
  switch (binding) {
    case Binding::let:
      return DeclarationKind::let;
    case Binding::constant:
      return DeclarationKind::constant;
    case Binding::using_resource:
      return DeclarationKind::using_resource;
    default:
      return DeclarationKind::var;
  }
}

void keep_earlier(std::optional<Redeclaration>& kept, const Redeclaration& found) {
  if (!kept || found.again.begin < kept->again.begin) {
    kept = found;
  }
}

}  // namespace

std::optional<Redeclaration> find_redeclaration(std::vector<ScopedName>& names, std::size_t begin) {
  const auto first = names.begin() + static_cast<std::ptrdiff_t>(begin);
  std::stable_sort(first, names.end(),
                   [](const ScopedName& a, const ScopedName& b) { return a.name < b.name; });
  std::optional<Redeclaration> found;
  for (auto group = first; group != names.end();) {
    bool is_lexical = !group->is_var_like;
    auto next = group + 1;
    for (; next != names.end() && next->name == group->name; ++next) {
      is_lexical = is_lexical || !next->is_var_like;
      if (is_lexical) {
        keep_earlier(found, {group->name, group->span, next->span});
      }
    }
    group = next;
  }
  return found;
}

std::string_view ModuleScanner::decoded(std::string_view raw) {
  if (raw.find('\\') == std::string_view::npos) {
    return raw;
  }
  return scan_.decoded.emplace_back(decode_escapes(raw));
}

// The value of a name or of a string literal.
std::string_view ModuleScanner::name_of(const Token& token) {
  const std::string_view text = token.span().in(code_);
  if (token.kind == TokenKind::string || token.kind == TokenKind::template_whole) {
    return decoded(text.substr(1, text.size() - 2));
  }
  return token.escaped ? decoded(text) : text;
}

Word ModuleScanner::word_of_key(const Token& token) const {
  if (token.kind == TokenKind::identifier) {
    return token.word;
  }
  if (token.kind != TokenKind::string && token.kind != TokenKind::template_whole) {
    return Word::other;
  }
  const std::string_view inner = code_.substr(token.begin + 1, token.end - token.begin - 2);
  return inner.find('\\') == std::string_view::npos ? find_word(inner)
                                                    : find_word(decode_escapes(inner));
}

void ModuleScanner::declare(const Token& name, DeclarationKind kind) {
  const bool is_var = kind == DeclarationKind::var;
  const FrameKind frame = top().kind;
  if (open_scopes_ == 0 || (is_var && function_depth_ == 0)) {
    scan_.declarations.push_back(
        {.name = name_of(name),
         .kind = kind,
         .span = name.span(),
         .destructured = frame == FrameKind::object_pattern || frame == FrameKind::array_pattern,
         .value = {}});
  }
  if (open_scopes_ > 0) {
    // ECMA-262, 14.2.1 and 8.2.10: a function is var-like at the top of a function, not in a block.
    const bool is_var_like =
        is_var || (kind >= DeclarationKind::function &&
                   (frame == FrameKind::function_body || frame == FrameKind::static_block));
    names_.push_back({name_of(name), name.span(), is_var_like});
  }
}

void ModuleScanner::declare_binding(const Token& name) {
  declare(name, kind_of(top().binding));
  if (is_export_declaration_ && open_scopes_ == 0) {
    scan_.exports.push_back({.exported = scan_.declarations.back().name,
                             .local = scan_.declarations.back().name,
                             .span = name.span(),
                             .local_span = name.span(),
                             .kind = ExportKind::declaration});
  }
}

void ModuleScanner::declare_function(const Token& name) {
  if (!function_.is_declaration) {
    return;
  }
  if (function_.is_generator) {
    declare(name,
            function_.is_async ? DeclarationKind::async_generator : DeclarationKind::generator);
  } else {
    declare(name, function_.is_async ? DeclarationKind::async_function : DeclarationKind::function);
  }
  note_exported_declaration(name, function_.is_default_export);
}

void ModuleScanner::declare_class(const Token& name) {
  if (class_heads_.empty() || !class_heads_.back().is_declaration) {
    return;
  }
  declare(name, DeclarationKind::class_declaration);
  note_exported_declaration(name, class_heads_.back().is_default_export);
}

void ModuleScanner::note_exported_declaration(const Token& name, bool is_default) {
  if (is_default) {
    Export& entry = scan_.exports.back();
    entry.local = name_of(name);
    entry.local_span = name.span();
    entry.kind = ExportKind::declaration;
  } else if (is_export_declaration_ && at_top_level()) {
    scan_.exports.push_back({.exported = name_of(name),
                             .local = name_of(name),
                             .span = name.span(),
                             .local_span = name.span(),
                             .kind = ExportKind::declaration});
  }
}

void ModuleScanner::leave_scope(const Frame& frame) {
  if (names_.size() - scope_ > 1) {
    if (const auto found = find_redeclaration(names_, scope_)) {
      keep_earlier(scan_.nested_redeclaration, *found);
    }
  }
  names_.resize(scope_);
  scope_ = frame.outer_scope;
  --open_scopes_;
}

void ModuleScanner::note_reference(const Token& name) {
  root_ = name.word;
  chain_ = 0;
  root_token_ = name;
  root_prefix_ = previous_.kind == TokenKind::identifier ? previous_.word : Word::other;
  if (root_ == Word::eval_name && root_prefix_ != Word::typeof_) {
    scan_.evals.push_back(name.span());
  } else if (root_ == Word::function_name && root_prefix_ == Word::new_ &&
             reader_.peek(SlashMeaning::division).kind != TokenKind::dot) {
    note_function_call();
  }
}

void ModuleScanner::note_member(Word member) {
  ++chain_;
  last_member_ = member;
  is_target_ = member == Word::remotion_component_name;
  if (chain_ != 1 || root_ == Word::other) {
    return;
  }
  if (is_global_object(root_) && member == Word::eval_name && root_prefix_ != Word::typeof_ &&
      reader_.peek(SlashMeaning::division).kind != TokenKind::assign) {
    scan_.evals.push_back(root_token_.span());
  }
  if (root_ == Word::function_name &&
      (member == Word::call_name || member == Word::apply_name || member == Word::bind_name)) {
    scan_.functions.push_back(root_token_.span());
  }
}

// A call, a construction or a tagged template whose callee has just been read.
void ModuleScanner::note_function_call() {
  if (root_ == Word::function_name && chain_ == 0 &&
      (scan_.functions.empty() || scan_.functions.back() != root_token_.span())) {
    scan_.functions.push_back(root_token_.span());
  } else if (is_global_object(root_) && chain_ == 1 && last_member_ == Word::function_name) {
    scan_.global_functions.push_back(root_token_.span());
  }
}

SetterCall ModuleScanner::setter_call() const {
  if (chain_ != 1) {
    return SetterCall::none;
  }
  if (root_ == Word::object_name) {
    if (last_member_ == Word::assign_name || last_member_ == Word::define_properties_name) {
      return SetterCall::keys;
    }
    return last_member_ == Word::define_property_name ? SetterCall::name : SetterCall::none;
  }
  const bool is_setter =
      root_ == Word::reflect_name &&
      (last_member_ == Word::set_name || last_member_ == Word::define_property_name);
  return is_setter ? SetterCall::name : SetterCall::none;
}

void ModuleScanner::note_string(const Token& token) {
  if (top().setter == SetterCall::name && top().commas == 1 && previous_.kind == TokenKind::comma &&
      word_of_key(token) == Word::remotion_component_name) {
    scan_.assigns_remotion_component = true;
  }
}

void ModuleScanner::note_key(Word key) {
  if (top().setter == SetterCall::keys && key == Word::remotion_component_name) {
    scan_.assigns_remotion_component = true;
  }
}

// Behind `[…]`: a literal between the brackets makes it a member or a key like any other.
void ModuleScanner::note_literal_key(const Frame& frame) {
  const bool is_literal =
      before_previous_.begin == frame.open &&
      (previous_.kind == TokenKind::string || previous_.kind == TokenKind::template_whole);
  const Word word = is_literal ? word_of_key(previous_) : Word::other;
  if (frame.kind == FrameKind::computed_key) {
    note_key(word);
    return;
  }
  root_ = frame.root;
  chain_ = 0;
  note_member(word);
}

void ModuleScanner::note_import_argument(const Frame& call) {
  DynamicImport& import = scan_.dynamic_imports[call.dynamic_import - 1];
  import.argument = {call.open + 1, previous_.end};
  if (before_previous_.begin == call.open && previous_.kind == TokenKind::string) {
    import.argument = previous_.span();
    import.specifier = name_of(previous_);
  }
}

void ModuleScanner::note_assignment(const Token& token) {
  if (was_target_) {
    scan_.assigns_remotion_component = true;
  }
  if (token.kind != TokenKind::assign) {
    return;
  }
  if ((root_ == Word::module_name && chain_ == 1 && last_member_ == Word::exports_name) ||
      (root_ == Word::module_name && chain_ > 1) || (root_ == Word::exports_name && chain_ > 0)) {
    scan_.assigns_commonjs_exports = true;
  }
  if (at_top_level() && value_owner_ == ValueOwner::none) {
    begin_assigned_value(token);
  }
}

void ModuleScanner::begin_assigned_value(const Token& assign) {
  if (top().binding != Binding::none) {
    if (!scan_.declarations.empty() && scan_.declarations.back().span == previous_.span()) {
      begin_value(ValueOwner::declaration, assign);
    }
  } else if (previous_.kind == TokenKind::identifier && statement_start_.begin == previous_.begin) {
    scan_.assignments.push_back({name_of(previous_), {}});
    begin_value(ValueOwner::assignment, assign);
  }
}

void ModuleScanner::begin_value(ValueOwner owner, const Token& behind) {
  value_owner_ = owner;
  value_begin_ = scan_.value_tokens.size();
  value_index_ =
      (owner == ValueOwner::declaration ? scan_.declarations.size() : scan_.assignments.size());
  value_from_ = behind.end;
  value_depth_ = frames_.size();
}

void ModuleScanner::end_value() {
  const ValueRange range{value_begin_, scan_.value_tokens.size()};
  switch (std::exchange(value_owner_, ValueOwner::none)) {
    case ValueOwner::none:
      break;
    case ValueOwner::declaration:
      scan_.declarations[value_index_ - 1].value = range;
      break;
    case ValueOwner::assignment:
      scan_.assignments[value_index_ - 1].value = range;
      break;
    case ValueOwner::default_export:
      scan_.default_value = range;
      break;
  }
}

void ModuleScanner::record_value_token(const Token& token, std::size_t depth_before) {
  const std::size_t depth = frames_.size();
  const bool opens = depth > depth_before;
  const bool is_outside =
      depth < depth_before ? depth <= value_depth_ : depth_before == value_depth_;
  if (!is_outside || token.begin < value_from_) {
    return;
  }
  Bracket bracket = Bracket::none;
  if (opens) {
    const bool is_group = top().kind == FrameKind::group;
    bracket = is_group                        ? Bracket::group
              : top().kind == FrameKind::call ? Bracket::call
                                              : Bracket::other;
    if (is_group && depth <= deepest_group) {
      value_depth_ = depth;
    }
  } else if (depth < depth_before) {
    value_depth_ = depth;
  }
  scan_.value_tokens.push_back({token.kind, token.word, bracket, token.span().in(code_)});
}

}  // namespace bazc::scanning

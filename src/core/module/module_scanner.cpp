#include "core/module/module_scanner.hpp"

#include <utility>

namespace bazc::scanning {
namespace {

bool is_statement_frame(FrameKind kind) {
  return kind <= FrameKind::switch_body;
}

bool is_scope(FrameKind kind) {
  return (is_statement_frame(kind) && kind != FrameKind::module) || kind == FrameKind::for_head;
}

bool is_function_scope(FrameKind kind) {
  return kind == FrameKind::function_body || kind == FrameKind::static_block;
}

bool matches(FrameKind kind, TokenKind closing) {
  switch (kind) {
    case FrameKind::module:
      return false;
    case FrameKind::array_pattern:
    case FrameKind::array:
    case FrameKind::index:
    case FrameKind::computed_key:
      return closing == TokenKind::close_bracket;
    case FrameKind::group:
    case FrameKind::call:
    case FrameKind::control:
    case FrameKind::for_head:
    case FrameKind::params:
      return closing == TokenKind::close_paren;
    default:
      return closing == TokenKind::close_brace;
  }
}

// ECMA-262, 12: where an operand may stand, a slash starts a regular expression.
SlashMeaning slash_meaning(Mode mode) {
  return mode <= Mode::arrow_body && mode != Mode::operator_ ? SlashMeaning::regex
                                                             : SlashMeaning::division;
}

// A reserved word that starts a statement and nothing else.
bool starts_statement_only(Word word) {
  switch (word) {
    case Word::break_:
    case Word::case_:
    case Word::catch_:
    case Word::const_:
    case Word::continue_:
    case Word::debugger_:
    case Word::default_:
    case Word::do_:
    case Word::else_:
    case Word::export_:
    case Word::finally_:
    case Word::for_:
    case Word::if_:
    case Word::let_:
    case Word::return_:
    case Word::switch_:
    case Word::throw_:
    case Word::try_:
    case Word::var_:
    case Word::while_:
    case Word::with_:
      return true;
    default:
      return false;
  }
}

bool is_operator_word(Word word) {
  return word == Word::in_ || word == Word::instanceof_ || word == Word::of_;
}

}  // namespace

ModuleScanner::ModuleScanner(std::string_view code) : code_(code), reader_(code) {
  frames_.reserve(64);
  frames_.emplace_back();
  scan_.hashbang_size = reader_.hashbang_size();
}

ModuleScan ModuleScanner::run() && {
  while (true) {
    const Token token =
        unread_ ? *std::exchange(unread_, std::nullopt) : reader_.next(slash_meaning(mode_));
    if (token.kind == TokenKind::end) {
      break;
    }
    step(token);
  }
  end_value();
  return std::move(scan_);
}

void ModuleScanner::step(const Token& token) {
  const std::size_t depth_before = frames_.size();
  was_target_ = std::exchange(is_target_, false);
  while (!dispatch(token)) {
  }
  if (value_owner_ != ValueOwner::none) {
    record_value_token(token, depth_before);
  }
  if (previous_.end <= token.begin) {  // otherwise a clause was read to its end
    before_previous_ = previous_;
    previous_ = token;
  }
}

bool ModuleScanner::dispatch(const Token& token) {
  switch (mode_) {
    case Mode::statement:
      return on_statement(token);
    case Mode::operand:
      return on_operand(token);
    case Mode::operator_:
      return on_operator(token);
    case Mode::ended:
      return on_ended(token);
    case Mode::arrow_body:
      if (token.kind == TokenKind::open_brace) {
        open(token, FrameKind::function_body, Mode::statement, Mode::ended);
        return true;
      }
      return again(Mode::operand);
    case Mode::member_name:
      return on_member_name(token);
    case Mode::function_head:
      return on_function_head(token);
    case Mode::function_body:
      if (token.kind == TokenKind::open_brace) {
        open(token, FrameKind::function_body, Mode::statement, after_body_);
        return true;
      }
      return again(Mode::operator_);
    case Mode::class_head:
      return on_class_head(token);
    case Mode::control_head:
      return on_control_head(token);
    case Mode::for_head:
      return on_for_head(token);
    case Mode::switch_body:
      if (token.kind == TokenKind::open_brace) {
        open(token, FrameKind::switch_body, Mode::statement, Mode::statement);
        return true;
      }
      return again(Mode::operator_);
    case Mode::property_key:
      return on_property_key(token);
    case Mode::after_property_key:
      return on_after_property_key(token);
    case Mode::pattern_key:
      return on_pattern_key(token);
    case Mode::after_pattern_key:
      return on_after_pattern_key(token);
    case Mode::binding:
      return on_binding(token);
  }
  return true;
}

bool ModuleScanner::take(Mode next) {
  mode_ = next;
  return true;
}

bool ModuleScanner::again(Mode next) {
  mode_ = next;
  return false;
}

// A token that cannot continue the expression: a semicolon or comma is missing before it
// (ECMA-262, 12.10, or a class field without `;`).
bool ModuleScanner::start_anew() {
  if (is_statement_frame(top().kind)) {
    return again(Mode::statement);
  }
  return again(top().kind == FrameKind::class_body ? Mode::property_key : Mode::operand);
}

bool ModuleScanner::on_statement(const Token& token) {
  top().open_ternaries = 0;
  top().binding = Binding::none;
  if (at_top_level()) {
    end_value();
    is_export_declaration_ = std::exchange(is_behind_export_, false);
    statement_start_ = token;
  }
  switch (token.kind) {
    case TokenKind::identifier:
      return on_statement_word(token);
    case TokenKind::semicolon:
      return take(Mode::statement);
    case TokenKind::open_brace:
      open(token, FrameKind::block, Mode::statement, Mode::statement);
      return true;
    default:
      return again(Mode::operand);
  }
}

bool ModuleScanner::on_statement_word(const Token& token) {
  switch (token.word) {
    case Word::var_:
      top().binding = Binding::var;
      return take(Mode::binding);
    case Word::let_:
      top().binding = Binding::let;
      return take(Mode::binding);
    case Word::const_:
      top().binding = Binding::constant;
      return take(Mode::binding);
    case Word::using_:
      if (!starts_using(token)) {
        return again(Mode::operand);
      }
      top().binding = Binding::using_resource;
      return take(Mode::binding);
    case Word::await_:
      return starts_using(token) ? take(Mode::statement) : again(Mode::operand);
    case Word::function_:
      begin_function({.after = Mode::statement, .is_declaration = true});
      return true;
    case Word::async_:
      if (!starts_async_function(token)) {
        return again(Mode::operand);
      }
      begin_function({.after = Mode::statement, .is_declaration = true, .is_async = true});
      return true;
    case Word::class_:
      begin_class({.is_declaration = true});
      return true;
    case Word::if_:
    case Word::while_:
    case Word::with_:
    case Word::switch_:
    case Word::catch_:
    case Word::for_:
      control_ = token.word;
      return take(Mode::control_head);
    case Word::else_:
    case Word::do_:
    case Word::try_:
    case Word::finally_:
    case Word::debugger_:
      return take(Mode::statement);
    case Word::return_:
      if (function_depth_ == 0 && !scan_.top_level_return) {
        scan_.top_level_return = token.span();
      }
      return take(Mode::operand);
    case Word::throw_:
    case Word::case_:
      return take(Mode::operand);
    case Word::break_:
    case Word::continue_:
      return take(Mode::ended);
    case Word::default_:
      return take(Mode::operator_);
    case Word::import_: {
      const TokenKind next = reader_.peek(SlashMeaning::division).kind;
      if (!at_top_level() || next == TokenKind::open_paren || next == TokenKind::dot) {
        return again(Mode::operand);
      }
      read_import(token);
      return true;
    }
    case Word::export_:
      if (at_top_level()) {
        read_export(token);
      }
      return true;
    default:
      return again(Mode::operand);
  }
}

bool ModuleScanner::on_operand(const Token& token) {
  if (token.newline_before && previous_.kind == TokenKind::identifier) {
    // ECMA-262, 12.10.1: the restricted productions.
    const Word word = previous_.word;
    if (word == Word::yield_ || (word == Word::return_ && is_statement_frame(top().kind))) {
      previous_.word = Word::other;  // so that this is done once
      return again(word == Word::yield_ ? Mode::operator_ : Mode::statement);
    }
  }
  switch (token.kind) {
    case TokenKind::identifier:
      return on_operand_word(token);
    case TokenKind::string:
    case TokenKind::template_whole:
      note_string(token);
      [[fallthrough]];
    case TokenKind::private_name:
    case TokenKind::number:
    case TokenKind::regex:
      root_ = Word::other;
      return take(Mode::operator_);
    case TokenKind::template_head:
      open(token, FrameKind::template_substitution, Mode::operand, Mode::operator_);
      return true;
    case TokenKind::open_paren:
      open(token, FrameKind::group, Mode::operand, Mode::operator_);
      return true;
    case TokenKind::open_bracket:
      open(token, FrameKind::array, Mode::operand, Mode::operator_);
      return true;
    case TokenKind::open_brace:
      open_object(token);
      return true;
    case TokenKind::close_paren:
    case TokenKind::close_bracket:
    case TokenKind::close_brace:
      close(token);
      return true;
    case TokenKind::comma:
      on_comma();
      return true;
    case TokenKind::semicolon:
      on_semicolon();
      return true;
    case TokenKind::colon:
      on_colon();
      return true;
    case TokenKind::dot:  // new.target, import.meta
      root_ = Word::other;
      return take(Mode::member_name);
    case TokenKind::arrow:
      return take(Mode::arrow_body);
    case TokenKind::at:
      if (!scan_.decorator) {
        scan_.decorator = token.span();
      }
      return true;
    default:  // prefix operators, `...`, and what no grammar allows here
      return true;
  }
}

bool ModuleScanner::on_operand_word(const Token& token) {
  switch (token.word) {
    case Word::function_:
      begin_function({.after = Mode::operator_});
      return true;
    case Word::async_:
      if (starts_async_function(token)) {
        begin_function({.after = Mode::operator_, .is_async = true});
        return true;
      }
      note_reference(token);
      return take(Mode::operator_);
    case Word::class_:
      begin_class({});
      return true;
    case Word::await_:
    case Word::delete_:
    case Word::in_:
    case Word::instanceof_:
    case Word::new_:
    case Word::typeof_:
    case Word::void_:
    case Word::yield_:
    case Word::extends_:
      return take(Mode::operand);
    case Word::import_:
      root_ = Word::import_;
      root_token_ = token;
      chain_ = 0;
      return take(Mode::operator_);
    default:
      if (starts_statement_only(token.word) && is_statement_frame(top().kind)) {
        return again(Mode::statement);
      }
      note_reference(token);
      return take(Mode::operator_);
  }
}

bool ModuleScanner::on_operator(const Token& token) {
  switch (token.kind) {
    case TokenKind::identifier:
      return on_operator_word(token);
    case TokenKind::dot:
    case TokenKind::question_dot:
      return take(Mode::member_name);
    case TokenKind::open_paren:
      open_call(token);
      return true;
    case TokenKind::open_bracket:
      open_index(token);
      return true;
    case TokenKind::open_brace:
      return on_brace_behind_operand(token);
    case TokenKind::template_whole:
      note_function_call();
      root_ = Word::other;
      return take(Mode::operator_);
    case TokenKind::template_head:
      note_function_call();
      open(token, FrameKind::template_substitution, Mode::operand, Mode::operator_);
      return true;
    case TokenKind::close_paren:
    case TokenKind::close_bracket:
    case TokenKind::close_brace:
      close(token);
      return true;
    case TokenKind::comma:
      on_comma();
      return true;
    case TokenKind::semicolon:
      on_semicolon();
      return true;
    case TokenKind::colon:
      on_colon();
      return true;
    case TokenKind::question:
      ++top().open_ternaries;
      return take(Mode::operand);
    case TokenKind::arrow:
      return take(Mode::arrow_body);
    case TokenKind::assign:
    case TokenKind::logical_assign:
      note_assignment(token);
      return take(Mode::operand);
    case TokenKind::compound_assign:
    case TokenKind::plus_minus:
    case TokenKind::star:
    case TokenKind::logical:
    case TokenKind::binary:
    case TokenKind::ellipsis:
      return take(Mode::operand);
    case TokenKind::increment:
      return token.newline_before ? start_anew() : take(Mode::operator_);
    case TokenKind::invalid:
    case TokenKind::end:
      return true;
    default:
      return start_anew();
  }
}

bool ModuleScanner::on_operator_word(const Token& token) {
  if (token.word == Word::in_ || token.word == Word::instanceof_ ||
      (token.word == Word::of_ && top().kind == FrameKind::for_head)) {
    if (was_target_ && top().kind == FrameKind::for_head) {
      scan_.assigns_remotion_component = true;
    }
    return take(Mode::operand);
  }
  if (previous_.word == Word::async_ && !token.newline_before) {  // async x => …
    root_ = Word::other;
    return take(Mode::operator_);
  }
  return start_anew();
}

bool ModuleScanner::on_brace_behind_operand(const Token& token) {
  if (class_heads_.empty() || class_heads_.back().depth != frames_.size()) {
    return start_anew();
  }
  const bool is_declaration = class_heads_.back().is_declaration;
  class_heads_.pop_back();
  open(token, FrameKind::class_body, Mode::property_key,
       is_declaration ? Mode::statement : Mode::operator_);
  return true;
}

bool ModuleScanner::on_ended(const Token& token) {
  if (token.kind == TokenKind::identifier && !token.newline_before &&
      (previous_.word == Word::break_ || previous_.word == Word::continue_)) {
    return take(Mode::statement);  // its label
  }
  switch (token.kind) {
    case TokenKind::close_paren:
    case TokenKind::close_bracket:
    case TokenKind::close_brace:
    case TokenKind::comma:
    case TokenKind::semicolon:
    case TokenKind::colon:
    case TokenKind::assign:
      return again(Mode::operator_);
    default:
      return is_statement_frame(top().kind) || top().kind == FrameKind::class_body
                 ? start_anew()
                 : again(Mode::operator_);
  }
}

bool ModuleScanner::on_member_name(const Token& token) {
  if (token.kind == TokenKind::identifier) {
    note_member(token.word);
    return take(Mode::operator_);
  }
  if (token.kind == TokenKind::private_name) {
    note_member(Word::other);
    return take(Mode::operator_);
  }
  return again(Mode::operator_);  // ?.( ?.[ ?.`
}

bool ModuleScanner::starts_async_function(const Token& token) const {
  const Token next = reader_.peek(SlashMeaning::division);
  return !token.escaped && next.word == Word::function_ && !next.newline_before;
}

// using x = …, await using x = …
bool ModuleScanner::starts_using(const Token& token) const {
  TokenReader ahead(reader_);
  Token next = ahead.next(SlashMeaning::division);
  if (token.word == Word::await_) {
    if (next.word != Word::using_ || next.newline_before) {
      return false;
    }
    next = ahead.next(SlashMeaning::division);
  }
  return next.kind == TokenKind::identifier && !next.newline_before &&
         (!is_operator_word(next.word) ||
          (next.word == Word::of_ && ahead.next(SlashMeaning::division).kind == TokenKind::assign));
}

void ModuleScanner::begin_function(FunctionHead head) {
  function_ = head;
  mode_ = Mode::function_head;
}

bool ModuleScanner::on_function_head(const Token& token) {
  switch (token.kind) {
    case TokenKind::star:
      function_.is_generator = true;
      return true;
    case TokenKind::identifier:
      if (token.word != Word::function_) {  // otherwise that of `async function`
        declare_function(token);
      }
      return true;
    case TokenKind::open_paren:
      open(token, FrameKind::params, Mode::operand, Mode::function_body);
      top().after_body = function_.after;
      return true;
    default:
      return again(Mode::operand);
  }
}

void ModuleScanner::begin_class(ClassHead head) {
  head.depth = frames_.size();
  class_heads_.push_back(head);
  mode_ = Mode::class_head;
}

bool ModuleScanner::on_class_head(const Token& token) {
  if (token.kind == TokenKind::open_brace) {
    return on_brace_behind_operand(token);
  }
  if (token.kind != TokenKind::identifier) {
    return again(Mode::operand);
  }
  if (token.word == Word::extends_) {
    return take(Mode::operand);
  }
  declare_class(token);
  return true;
}

bool ModuleScanner::on_control_head(const Token& token) {
  if (token.kind == TokenKind::open_paren) {
    if (control_ == Word::for_) {
      open(token, FrameKind::for_head, Mode::for_head, Mode::statement);
    } else {
      open(token, FrameKind::control, Mode::operand,
           control_ == Word::switch_ ? Mode::switch_body : Mode::statement);
    }
    return true;
  }
  if (control_ == Word::for_ && token.word == Word::await_) {
    return true;
  }
  return again(Mode::statement);  // catch without a parameter
}

bool ModuleScanner::on_for_head(const Token& token) {
  switch (token.word) {
    case Word::var_:
      top().binding = Binding::var;
      return take(Mode::binding);
    case Word::let_:
      top().binding = Binding::let;
      return take(Mode::binding);
    case Word::const_:
      top().binding = Binding::constant;
      return take(Mode::binding);
    case Word::await_:
      return starts_using(token) ? take(Mode::for_head) : again(Mode::operand);
    case Word::using_:
      if (starts_using(token)) {
        top().binding = Binding::using_resource;
        return take(Mode::binding);
      }
      return again(Mode::operand);
    default:
      return again(Mode::operand);
  }
}

bool ModuleScanner::on_property_key(const Token& token) {
  switch (token.kind) {
    case TokenKind::identifier:
    case TokenKind::private_name:
    case TokenKind::string:
    case TokenKind::number:
      return take(Mode::after_property_key);
    case TokenKind::open_bracket:
      open(token, FrameKind::computed_key, Mode::operand, Mode::after_property_key);
      return true;
    case TokenKind::ellipsis:
      return take(Mode::operand);
    case TokenKind::close_paren:
    case TokenKind::close_bracket:
    case TokenKind::close_brace:
      close(token);
      return true;
    case TokenKind::at:
      if (!scan_.decorator) {
        scan_.decorator = token.span();
      }
      return true;
    default:  // `*`, `;`, `,`, and what no grammar allows here
      return true;
  }
}

bool ModuleScanner::on_after_property_key(const Token& token) {
  const bool is_class = top().kind == FrameKind::class_body;
  const bool is_shorthand = token.kind == TokenKind::comma ||
                            token.kind == TokenKind::close_brace || token.kind == TokenKind::assign;
  if (!is_class &&
      (is_shorthand || token.kind == TokenKind::colon || token.kind == TokenKind::open_paren)) {
    note_key(word_of_key(previous_));
    if (is_shorthand && previous_.kind == TokenKind::identifier &&
        previous_.word == Word::eval_name) {
      scan_.evals.push_back(previous_.span());
    }
  }
  switch (token.kind) {
    case TokenKind::identifier:  // behind get, set, async, static, or a field without `;`
    case TokenKind::private_name:
    case TokenKind::string:
    case TokenKind::number:
      return take(Mode::after_property_key);
    case TokenKind::open_bracket:
      open(token, FrameKind::computed_key, Mode::operand, Mode::after_property_key);
      return true;
    case TokenKind::open_paren:
      open(token, FrameKind::params, Mode::operand, Mode::function_body);
      top().after_body = is_class ? Mode::property_key : Mode::operator_;
      return true;
    case TokenKind::open_brace:
      if (is_class && previous_.word == Word::static_) {
        open(token, FrameKind::static_block, Mode::statement, Mode::property_key);
        return true;
      }
      return again(Mode::operator_);
    case TokenKind::colon:
    case TokenKind::assign:
      return take(Mode::operand);
    case TokenKind::star:
    case TokenKind::semicolon:
      return take(Mode::property_key);
    default:
      return again(Mode::operator_);
  }
}

bool ModuleScanner::on_pattern_key(const Token& token) {
  switch (token.kind) {
    case TokenKind::identifier:
    case TokenKind::string:
    case TokenKind::number:
      pattern_key_ = token;
      return take(Mode::after_pattern_key);
    case TokenKind::open_bracket:
      open(token, FrameKind::computed_key, Mode::operand, Mode::after_pattern_key);
      return true;
    case TokenKind::ellipsis:
      return take(Mode::binding);
    case TokenKind::comma:
      return true;
    default:
      return again(Mode::operand);
  }
}

bool ModuleScanner::on_after_pattern_key(const Token& token) {
  if (token.kind == TokenKind::colon) {
    return take(Mode::binding);
  }
  if (pattern_key_.kind == TokenKind::identifier) {
    declare_binding(pattern_key_);
  }
  return again(Mode::ended);
}

bool ModuleScanner::on_binding(const Token& token) {
  const Binding binding = top().binding;
  switch (token.kind) {
    case TokenKind::identifier:
      declare_binding(token);
      return take(Mode::ended);
    case TokenKind::open_brace:
      open(token, FrameKind::object_pattern, Mode::pattern_key, Mode::ended);
      top().binding = binding;
      return true;
    case TokenKind::open_bracket:
      open(token, FrameKind::array_pattern, Mode::binding, Mode::ended);
      top().binding = binding;
      return true;
    case TokenKind::ellipsis:
      return true;
    case TokenKind::comma:
      if (top().kind == FrameKind::array_pattern) {
        return true;
      }
      return again(Mode::operand);
    default:
      return again(Mode::operand);
  }
}

void ModuleScanner::on_comma() {
  Frame& frame = top();
  if (root_ == Word::function_name && chain_ == 0 && frame.kind == FrameKind::array &&
      previous_.begin == root_token_.begin) {
    // Sucrase's form of `Function?.(…)`: _optionalChain([Function, 'optionalCall', …
    const Token next = reader_.peek(SlashMeaning::regex);
    if (next.kind == TokenKind::string && next.span().in(code_) == "'optionalCall'") {
      note_function_call();
    }
  }
  if (frame.dynamic_import > 0 && frame.commas == 0) {
    note_import_argument(frame);
  }
  frame.open_ternaries = 0;
  ++frame.commas;
  switch (frame.kind) {
    case FrameKind::object:
    case FrameKind::class_body:
      mode_ = Mode::property_key;
      break;
    case FrameKind::object_pattern:
      mode_ = Mode::pattern_key;
      break;
    case FrameKind::array_pattern:
      mode_ = Mode::binding;
      break;
    default:
      mode_ = frame.binding == Binding::none ? Mode::operand : Mode::binding;
      if (frame.binding != Binding::none && at_top_level()) {
        end_value();
      }
  }
  frame.sets_remotion_component = frame.sets_remotion_component || was_target_;
}

void ModuleScanner::on_colon() {
  Frame& frame = top();
  if (frame.open_ternaries > 0) {
    --frame.open_ternaries;
    mode_ = Mode::operand;
  } else {
    mode_ = is_statement_frame(frame.kind) ? Mode::statement : Mode::operand;
  }
}

void ModuleScanner::on_semicolon() {
  Frame& frame = top();
  frame.open_ternaries = 0;
  frame.binding = Binding::none;
  if (is_statement_frame(frame.kind)) {
    if (at_top_level()) {
      end_value();
    }
    mode_ = Mode::statement;
  } else {
    mode_ = frame.kind == FrameKind::class_body ? Mode::property_key : Mode::operand;
  }
}

void ModuleScanner::open(const Token& token, FrameKind kind, Mode inside, Mode after) {
  Frame frame;
  frame.kind = kind;
  frame.after = after;
  frame.open = token.begin;
  if (is_scope(kind)) {
    frame.outer_scope = std::exchange(scope_, names_.size());
    ++open_scopes_;
    function_depth_ += is_function_scope(kind) ? 1U : 0U;
  }
  frames_.push_back(frame);
  mode_ = inside;
}

void ModuleScanner::open_call(const Token& token) {
  std::size_t dynamic_import = 0;
  SetterCall setter = SetterCall::none;
  if (root_ != Word::other) {
    if (root_ == Word::import_ && chain_ == 0) {
      scan_.dynamic_imports.push_back(
          {.call = root_token_.span(), .argument = {}, .specifier = {}});
      dynamic_import = scan_.dynamic_imports.size();
    } else if (root_ == Word::require_name && chain_ == 0 && !scan_.require_call) {
      scan_.require_call = root_token_.span();
    }
    setter = setter_call();
    note_function_call();
  }
  open(token, FrameKind::call, Mode::operand, Mode::operator_);
  top().dynamic_import = dynamic_import;
  top().setter = setter;
}

void ModuleScanner::open_object(const Token& token) {
  const bool sets_keys =
      top().setter == SetterCall::keys && top().kind == FrameKind::call && top().commas > 0;
  open(token, FrameKind::object, Mode::property_key, Mode::operator_);
  top().setter = sets_keys ? SetterCall::keys : SetterCall::none;
}

void ModuleScanner::open_index(const Token& token) {
  const Word root = chain_ == 0 ? root_ : Word::other;
  open(token, FrameKind::index, Mode::operand, Mode::operator_);
  top().root = root;
}

void ModuleScanner::close(const Token& token) {
  if (!matches(top().kind, token.kind)) {
    mode_ = token.kind == TokenKind::close_brace ? Mode::statement : Mode::operator_;
    return;
  }
  if (top().kind == FrameKind::template_substitution &&
      reader_.continue_template(token).kind == TokenKind::template_middle) {
    top().open_ternaries = 0;
    mode_ = Mode::operand;
    return;
  }
  const Frame frame = top();
  frames_.pop_back();
  if (is_scope(frame.kind)) {
    leave_scope(frame);
    function_depth_ -= is_function_scope(frame.kind) ? 1U : 0U;
  }
  while (!class_heads_.empty() && class_heads_.back().depth > frames_.size()) {
    class_heads_.pop_back();
  }
  if (frame.dynamic_import > 0) {
    if (frame.commas == 0) {
      note_import_argument(frame);
    }
    scan_.dynamic_imports[frame.dynamic_import - 1].call.end = token.end;
  }
  mode_ = frame.after;
  behind_bracket(frame);
}

void ModuleScanner::behind_bracket(const Frame& frame) {
  switch (frame.kind) {
    case FrameKind::group:
      // `(window ).eval` and `(0, Function)(…)` mean the name that stands last.
      if (previous_.begin != root_token_.begin) {
        root_ = Word::other;
      }
      is_target_ = was_target_;
      break;
    case FrameKind::array:
    case FrameKind::object:
      root_ = Word::other;
      is_target_ = was_target_ || frame.sets_remotion_component;
      break;
    case FrameKind::index:
    case FrameKind::computed_key:
      note_literal_key(frame);
      break;
    case FrameKind::params:
      after_body_ = frame.after_body;
      break;
    default:
      root_ = Word::other;
  }
  if (frame.after == Mode::after_pattern_key) {
    pattern_key_ = Token();
  }
}

}  // namespace bazc::scanning

#include "core/module/module_scanner.hpp"

#include <utility>

namespace bazc::scanning {
namespace {

// ECMA-262, 12: where an operand may stand, a slash starts a regular expression.
SlashMeaning slash_meaning(Mode mode) {
  return mode <= Mode::arrow_body && mode != Mode::after_operand ? SlashMeaning::regex
                                                                 : SlashMeaning::division;
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
    case Mode::after_operand:
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
      return again(Mode::after_operand);
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
      return again(Mode::after_operand);
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
      return take(Mode::after_operand);
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

}  // namespace bazc::scanning

// Expressions: operands, operators, and the keys of objects, classes and patterns.

#include "core/module/module_scanner.hpp"

namespace bazc::scanning {
namespace {

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

}  // namespace

bool ModuleScanner::on_operand(const Token& token) {
  if (token.newline_before && previous_.kind == TokenKind::identifier) {
    // ECMA-262, 12.10.1: the restricted productions.
    const Word word = previous_.word;
    if (word == Word::yield_ || (word == Word::return_ && is_statement_frame(top().kind))) {
      previous_.word = Word::other;  // so that this is done once
      return again(word == Word::yield_ ? Mode::after_operand : Mode::statement);
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
      return take(Mode::after_operand);
    case TokenKind::template_head:
      open(token, FrameKind::template_substitution, Mode::operand, Mode::after_operand);
      return true;
    case TokenKind::open_paren:
      open(token, FrameKind::group, Mode::operand, Mode::after_operand);
      return true;
    case TokenKind::open_bracket:
      open(token, FrameKind::array, Mode::operand, Mode::after_operand);
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
      begin_function({.after = Mode::after_operand});
      return true;
    case Word::async_:
      if (starts_async_function(token)) {
        begin_function({.after = Mode::after_operand, .is_async = true});
        return true;
      }
      note_reference(token);
      return take(Mode::after_operand);
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
      return take(Mode::after_operand);
    default:
      if (starts_statement_only(token.word) && is_statement_frame(top().kind)) {
        return again(Mode::statement);
      }
      note_reference(token);
      return take(Mode::after_operand);
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
      return take(Mode::after_operand);
    case TokenKind::template_head:
      note_function_call();
      open(token, FrameKind::template_substitution, Mode::operand, Mode::after_operand);
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
      return token.newline_before ? start_anew() : take(Mode::after_operand);
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
    return take(Mode::after_operand);
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
       is_declaration ? Mode::statement : Mode::after_operand);
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
      return again(Mode::after_operand);
    default:
      return is_statement_frame(top().kind) || top().kind == FrameKind::class_body
                 ? start_anew()
                 : again(Mode::after_operand);
  }
}

bool ModuleScanner::on_member_name(const Token& token) {
  if (token.kind == TokenKind::identifier) {
    note_member(token.word);
    return take(Mode::after_operand);
  }
  if (token.kind == TokenKind::private_name) {
    note_member(Word::other);
    return take(Mode::after_operand);
  }
  return again(Mode::after_operand);  // ?.( ?.[ ?.`
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
      top().after_body = is_class ? Mode::property_key : Mode::after_operand;
      return true;
    case TokenKind::open_brace:
      if (is_class && previous_.word == Word::static_) {
        open(token, FrameKind::static_block, Mode::statement, Mode::property_key);
        return true;
      }
      return again(Mode::after_operand);
    case TokenKind::colon:
    case TokenKind::assign:
      return take(Mode::operand);
    case TokenKind::star:
    case TokenKind::semicolon:
      return take(Mode::property_key);
    default:
      return again(Mode::after_operand);
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

}  // namespace bazc::scanning

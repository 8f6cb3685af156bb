// Brackets, and the tokens whose meaning hangs on the bracket around them.

#include <utility>

#include "core/module/module_scanner.hpp"

namespace bazc::scanning {
namespace {

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

}  // namespace

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
  open(token, FrameKind::call, Mode::operand, Mode::after_operand);
  top().dynamic_import = dynamic_import;
  top().setter = setter;
}

void ModuleScanner::open_object(const Token& token) {
  const bool sets_keys =
      top().setter == SetterCall::keys && top().kind == FrameKind::call && top().commas > 0;
  open(token, FrameKind::object, Mode::property_key, Mode::after_operand);
  top().setter = sets_keys ? SetterCall::keys : SetterCall::none;
}

void ModuleScanner::open_index(const Token& token) {
  const Word root = chain_ == 0 ? root_ : Word::other;
  open(token, FrameKind::index, Mode::operand, Mode::after_operand);
  top().root = root;
}

void ModuleScanner::close(const Token& token) {
  if (!matches(top().kind, token.kind)) {
    mode_ = token.kind == TokenKind::close_brace ? Mode::statement : Mode::after_operand;
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

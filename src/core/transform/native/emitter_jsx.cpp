// JSX: each element becomes a call of React.createElement.

#include <algorithm>

#include "core/transform/native/emitter.hpp"
#include "core/transform/native/jsx_text.hpp"

namespace bazc::native {
namespace {

constexpr const char* invalid_code_point = "Invalid code point";

bool starts_in_lower_case(std::string_view name) {
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z';
}

}  // namespace

// Writes everything up to the attributes.
TokenIndex Emitter::emit_jsx_open(TokenIndex index, RecordIndex record) {
  const JsxElement& element = parsed_->jsx_elements[record];
  const bool is_child = element.place == JsxPlace::child && top().kind == FrameKind::jsx;
  push(FrameKind::jsx, record);
  if (is_child) {
    output_.copy_to(token(index).start);
    output_.append(", ");
  }
  output_.copy_to(token(index).start);
  note_glued_call(index, false);
  replace(index, "React.createElement(");
  if (element.name == no_token) {
    return index + 1;
  }
  TokenIndex next = element.name + 1;
  while (is_type(next)) {
    next = emit_type(next);
  }
  const TokenIndex end = behind_jsx_element_name(next);
  if (kind(element.name) == TokenKind::less) {
    decline(next);  // which begins an element there
  } else if (end < element.name_last || end <= element.last_odd_attribute) {
    reject(next);
  }
  if (end == element.name + 1 && kind(element.name) == TokenKind::jsx_name &&
      starts_in_lower_case(text(element.name))) {
    output_.copy_to(token(element.name).start);
    output_.append('\'');
    append_behind(element.name, "'");
    if (text(element.name) == "this") {
      miscompiles("jsx_name", element.name);
    }
  } else if (kind(element.name_last - 1) == TokenKind::jsx_colon) {
    miscompiles("jsx_namespace_name", element.name);
  } else if (text(element.name_last).find('-') != std::string_view::npos) {
    miscompiles("jsx_name", element.name);
  }
  top().has_attributes = end != element.open_end && kind(end) != TokenKind::jsx_slash;
  if (end == next) {
    finish_jsx_element_name(end - 1);
  } else {
    schedule(Event::jsx_name_end, end - 1);
  }
  return next;
}

void Emitter::finish_jsx_element_name(TokenIndex last) {
  append_behind(last, top().has_attributes ? ", {" : ", null");
  schedule(Event::none, no_token);
}

// To Sucrase the name goes on up to a brace, or to a name behind another or behind a tag:
// attributes that begin with anything else belong to it, and are copied.
TokenIndex Emitter::behind_jsx_element_name(TokenIndex index) {
  const JsxElement& element = parsed_->jsx_elements[top().record];
  const bool closes_itself = kind(element.open_end) == TokenKind::jsx_self_close_end;
  const TokenIndex end = closes_itself ? element.open_end - 1 : element.open_end;
  while (index < end) {
    if (is_type(index)) {
      ++index;
      continue;
    }
    const bool is_behind_name = kind(index - 1) == TokenKind::jsx_name || text(index - 1) == ">";
    if ((kind(index) == TokenKind::jsx_name && is_behind_name) ||
        kind(index) == TokenKind::jsx_spread_open || kind(index) == TokenKind::jsx_value_open) {
      break;
    }
    if (kind(index) == TokenKind::brace_open || kind(index) == TokenKind::greater ||
        kind(index) == TokenKind::less) {  // which begins an element there
      reject(index);
    }
    if (kind(index + 1) == TokenKind::jsx_open_end && text(index) == "/") {
      reject(index);  // the element's end there
    }
    if (kind(index) == TokenKind::jsx_open) {
      index = jsx_element_at(index).last;
    }
    ++index;
  }
  return index;
}

const JsxElement& Emitter::jsx_element_at(TokenIndex open) const {
  std::uint32_t at = token(open).note;
  while (parsed_->notes[at].kind != NoteKind::jsx_element) {
    at = parsed_->notes[at].next;
  }
  return parsed_->jsx_elements[parsed_->notes[at].record];
}

TokenIndex Emitter::emit_jsx(TokenIndex index) {
  if (top().event == Event::jsx_name_end) {
    return index + 1;
  }
  if (top().kind != FrameKind::jsx) {
    // Its element went with an import or a closing tag that goes on.
    if (kind(index) == TokenKind::jsx_close) {
      decline(index);
    }
    return index + 1;
  }
  const JsxElement& element = parsed_->jsx_elements[top().record];
  switch (kind(index)) {
    case TokenKind::jsx_text:
      emit_jsx_text(index);
      break;
    case TokenKind::jsx_string:
      emit_jsx_string(index);
      break;
    case TokenKind::jsx_name:
      emit_jsx_attribute_name(index);
      break;
    case TokenKind::jsx_equal:
      replace(index, ": ");
      break;
    case TokenKind::jsx_value_open:
    case TokenKind::jsx_spread_open:
    case TokenKind::jsx_child_open:
    case TokenKind::jsx_brace_close:
      emit_jsx_brace(index);
      break;
    case TokenKind::jsx_open_end:
      if (element.name == no_token) {
        replace(index, "React.Fragment, null");
      } else {
        close_attributes(index - 1);
        remove_trimmed(index);
      }
      break;
    case TokenKind::jsx_slash:
      close_attributes(index - 1);
      remove(index);
      break;
    case TokenKind::jsx_close:
      for (; index < element.last && text(index) != ">"; ++index) {
        remove_trimmed(index);
      }
      // Sucrase's parser takes any token for the end; its output stage looks for a tag's end.
      if (text(index) != ">") {
        remove_trimmed(index);
        index = behind_late_end(index + 1);
      }
      if (index < element.last && element.place != JsxPlace::expression) {
        decline(index);  // the name ended in one
      }
      emit_jsx_end(index);
      return std::max(index, element.last) + 1;
    case TokenKind::jsx_self_close_end:
      if (text(index) != ">" && has_cut_tags_) {
        decline(index);
      } else if (text(index) != ">") {
        reject(index);
      }
      [[fallthrough]];
    case TokenKind::jsx_close_end:
      emit_jsx_end(index);
      break;
    default:
      break;
  }
  return index + 1;
}

// Of a closing tag that goes on. The end must be that of an element behind it, which goes as well.
// Where a bracket loses its partner, Sucrase fails.
TokenIndex Emitter::behind_late_end(TokenIndex index) {
  BracketBalance balance;
  std::int64_t jsx_depth = 0;
  std::size_t elements = 0;
  bool opens_template = false;  // its end may be another token than a brace
  for (; kind(index) != TokenKind::jsx_self_close_end || text(index) != ">"; ++index) {
    switch (is_type(index) ? TokenKind::name : kind(index)) {
      case TokenKind::end:
        reject(index);
        return index;
      case TokenKind::jsx_open_end:
      case TokenKind::jsx_close_end:
        if (text(index) == ">") {
          decline(index);  // the tags behind it are others to Sucrase
          return static_cast<TokenIndex>(parsed_->tokens.size() - 1);
        }
        break;
      case TokenKind::jsx_open:
        ++elements;
        break;
      case TokenKind::template_head:
        opens_template = true;
        break;
      case TokenKind::jsx_value_open:
      case TokenKind::jsx_spread_open:
      case TokenKind::jsx_child_open:
        ++jsx_depth;
        break;
      case TokenKind::jsx_brace_close:
        --jsx_depth;
        break;
      default:
        break;
    }
    balance.add(is_type(index) ? TokenKind::name : kind(index));
    remove_trimmed(index);
  }
  const bool is_in_other = std::any_of(frames_.begin() + 1, frames_.end(), [](const Frame& frame) {
    return frame.kind != FrameKind::jsx;
  });
  const bool is_refused = elements == 0 || jsx_depth != 0 || balance.is_open();
  const FrameKind around = frames_[frames_.size() - 2].kind;
  const bool is_counted = around != FrameKind::class_body && around != FrameKind::enum_body;
  const bool is_plain = elements == 1 && jsx_depth == 0 && !opens_template &&
                        (!is_counted || (!balance.is_open() && !balance.is_closed()));
  if (is_in_other) {
    Frame& outer = frames_[frames_.size() - 2];
    if (outer.event == Event::enum_value_end) {
      outer.at = std::max(outer.at, index);  // members behind the closing tag go with it
    }
    if (!is_plain || passes_event(index)) {
      decline(index);
    }
  } else if (is_refused && !opens_template) {
    reject(index);
  } else if (opens_template || elements > 1 || (balance.is_closed() && frames_.size() > 2)) {
    decline(index);
  }
  return index;
}

void Emitter::close_attributes(TokenIndex behind) {
  if (top().has_attributes) {
    append_behind(behind, "}");
  }
}

void Emitter::emit_jsx_end(TokenIndex index) {
  const JsxPlace place = parsed_->jsx_elements[top().record].place;
  replace(index, ")");
  pop(index);
  if (place == JsxPlace::attribute && top().kind == FrameKind::jsx &&
      top().event != Event::jsx_name_end) {
    append_behind(index, ",");
  }
}

void Emitter::emit_jsx_attribute_name(TokenIndex index) {
  const std::string_view name = text(index);
  if (name.find('-') != std::string_view::npos) {
    output_.copy_to(token(index).start);
    output_.append('\'');
    append_behind(index, "'");
  }
  if (kind(index + 1) != TokenKind::jsx_equal) {
    append_behind(index, ": true,");
  }
}

void Emitter::emit_jsx_string(TokenIndex index) {
  const std::string_view quoted = text(index);
  output_.copy_to(token(index).start);
  if (!append_jsx_attribute(quoted.substr(1, quoted.size() - 2), output_.buffer())) {
    reject(index, invalid_code_point);
  }
  output_.append(',');
  output_.drop_to(token(index).end);
}

void Emitter::emit_jsx_text(TokenIndex index) {
  output_.copy_to(token(index).start);
  if (!append_jsx_text(text(index), ", ", output_.buffer())) {
    reject(index, invalid_code_point);
  }
  output_.drop_to(token(index).end);
}

// Of any other token Sucrase copies it and what follows, up to a parenthesis in place of a brace.
void Emitter::emit_odd_brace(TokenIndex index) {
  TokenIndex next = index + 1;
  while (kind(next) != TokenKind::end &&
         (kind(next) != TokenKind::jsx_brace_close || text(next) != ")")) {
    ++next;
  }
  if (kind(next) != TokenKind::end || text(index) == "import") {
    decline(index);
  } else {
    reject(index);
  }
}

void Emitter::emit_jsx_brace(TokenIndex index) {
  const TokenKind brace = kind(index);
  if (brace == TokenKind::jsx_brace_close && jsx_braces_.empty()) {
    decline(index);
    return;
  }
  if (brace == TokenKind::jsx_brace_close) {
    if (text(index) != "}" && text(index) != ")") {
      emit_odd_brace(index);
      return;
    }
    const auto opened = static_cast<TokenKind>(jsx_braces_.back());
    jsx_braces_.pop_back();
    replace(index, opened == TokenKind::jsx_child_open ? "" : ",");
    return;
  }
  jsx_braces_.push_back(static_cast<std::uint8_t>(brace));
  const bool is_filled_child =
      brace == TokenKind::jsx_child_open && kind(index + 1) != TokenKind::jsx_brace_close;
  replace(index, is_filled_child ? ", " : "");
}

}  // namespace bazc::native

// JSX: each element becomes a call of React.createElement.

#include "core/transform/native/emitter.hpp"
#include "core/transform/native/jsx_text.hpp"

namespace bazc::native {
namespace {

bool starts_in_lower_case(std::string_view name) {
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z';
}

}  // namespace

// Writes everything up to the attributes.
TokenIndex Emitter::emit_jsx_open(TokenIndex index, RecordIndex record) {
  const JsxElement& element = parsed_->jsx_elements[record];
  push(FrameKind::jsx, record);
  if (element.place == JsxPlace::child) {
    output_.copy_to(token(index).start);
    output_.append(", ");
  }
  output_.copy_to(token(index).start);
  note_glued_call(index, false);
  replace(index, "React.createElement(");
  if (element.name == no_token) {
    return index + 1;
  }
  TokenIndex next = element.name_last + 1;
  if (element.name == element.name_last && starts_in_lower_case(text(element.name)) &&
      !is_type(next)) {
    output_.copy_to(token(element.name).start);
    output_.append('\'');
    append_behind(element.name, "'");
  }
  note_tag_name(element);
  top().has_attributes = element.has_attributes;
  for (; is_type(next); ++next) {
    next = emit_type(next) - 1;
  }
  const bool has_types = next != element.name_last + 1;
  if (element.name_last == element.name + 2 && kind(element.name + 1) == TokenKind::jsx_colon &&
      !has_types) {
    next = behind_namespaced_name(next);
    top().has_attributes = !is_tag_end(next);
  } else if (kind(element.name_last - 1) == TokenKind::jsx_colon && !has_types) {
    decline(element.name_last);
  }
  append_behind(next - 1, top().has_attributes ? ", {" : ", null");
  return next;
}

void Emitter::note_tag_name(const JsxElement& element) {
  if (kind(element.name_last - 1) == TokenKind::jsx_colon) {
    miscompiles("jsx_namespace_name", element.name);
  } else if (element.name == element.name_last) {
    const std::string_view name = text(element.name);
    if (name == "this" ||
        (!starts_in_lower_case(name) && name.find('-') != std::string_view::npos)) {
      miscompiles("jsx_name", element.name);
    }
  }
}

// Behind a: b Sucrase takes the first attributes for more of the name: up to a brace, or to the
// second of two names.
TokenIndex Emitter::behind_namespaced_name(TokenIndex index) {
  bool is_behind_name = false;
  while (!is_tag_end(index) && kind(index) != TokenKind::jsx_value_open &&
         kind(index) != TokenKind::jsx_spread_open) {
    if (kind(index) == TokenKind::jsx_open) {
      decline(index);
      break;
    }
    if (kind(index) == TokenKind::jsx_colon) {
      is_behind_name = false;
      index += 2;
      continue;
    }
    const bool is_name = kind(index) == TokenKind::jsx_name;
    if (is_name && is_behind_name) {
      break;
    }
    is_behind_name = is_name;
    ++index;
  }
  return index;
}

bool Emitter::is_tag_end(TokenIndex index) const {
  return kind(index) == TokenKind::jsx_open_end || kind(index) == TokenKind::jsx_slash;
}

TokenIndex Emitter::emit_jsx(TokenIndex index) {
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
    case TokenKind::jsx_colon:
      decline(index);
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
      for (; index < element.last; ++index) {
        remove_trimmed(index);
      }
      emit_jsx_end(index);
      break;
    case TokenKind::jsx_self_close_end:
    case TokenKind::jsx_close_end:
      emit_jsx_end(index);
      break;
    default:
      decline(index);
  }
  return index + 1;
}

void Emitter::close_attributes(TokenIndex behind) {
  if (top().has_attributes) {
    append_behind(behind, "}");
  }
}

void Emitter::emit_jsx_end(TokenIndex index) {
  const JsxPlace place = parsed_->jsx_elements[top().record].place;
  replace(index, ")");
  if (place == JsxPlace::attribute) {
    append_behind(index, ",");
  }
  pop(index);
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
    decline(index);
  }
  output_.append(',');
  output_.drop_to(token(index).end);
}

void Emitter::emit_jsx_text(TokenIndex index) {
  output_.copy_to(token(index).start);
  if (!append_jsx_text(text(index), ", ", output_.buffer())) {
    decline(index);
  }
  output_.drop_to(token(index).end);
}

void Emitter::emit_jsx_brace(TokenIndex index) {
  const TokenKind brace = kind(index);
  if (brace == TokenKind::jsx_brace_close) {
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

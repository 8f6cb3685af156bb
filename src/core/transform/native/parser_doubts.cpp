// What Sucrase miscompiles in expressions and statements, as far as only the parser sees it.

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {
namespace {

/// Further back, nothing is looked for: the time stays in proportion to the source.
constexpr TokenIndex longest_look_back = 1'000;

/// What begins a statement and would go on with the one before it, were there no `;` between them
/// and nothing else.
bool continues_expression(TokenKind kind) {
  switch (kind) {
    case TokenKind::parenthesis_open:
    case TokenKind::bracket_open:
    case TokenKind::plus:
    case TokenKind::minus:
    case TokenKind::slash:
    case TokenKind::slash_assign:
      return true;
    default:
      return kind == TokenKind::backquote;
  }
}

/// What a `(` or `[` behind makes a call or an access of.
bool ends_operand(TokenKind kind) {
  return is_name(kind) || kind == TokenKind::this_ || kind == TokenKind::super_ ||
         kind == TokenKind::parenthesis_close || kind == TokenKind::bracket_close ||
         kind == TokenKind::string || kind == TokenKind::template_whole ||
         kind == TokenKind::template_tail;
}

}  // namespace

// Behind a statement that ends with a line or a type, another one that may be glued to it.
void Parser::doubt_line_start() {
  if (unended_ == no_token || !continues_expression(current_.kind)) {
    return;
  }
  const bool is_behind_type = (previous().marks & mark::type) != 0;
  if (unended_ < last_index() || is_behind_type) {
    doubt("glued_statements", index(), unended_);
  }
}

// A chain or `??` from `first` on, of which what is behind `moved` moves into functions.
void Parser::doubt_helper(TokenIndex first, TokenIndex moved, bool is_async) {
  const OpenScope& scope = open_scopes_.back();
  if (scope.last_yield > moved) {
    doubt("yield_in_helper", scope.last_yield);
  }
  if (is_async && scope.last_await_operator < first) {
    doubt(in_async_function() ? "await_name" : "await_name_in_function", scope.last_await);
  }
}

// Also at the top level.
bool Parser::in_async_function() const {
  for (std::size_t open = open_scopes_.size(); open > 1; --open) {
    const Scope& scope = parsed_.scopes[open_scopes_[open - 1].scope];
    const auto kind = [this](TokenIndex index) { return parsed_.tokens[index].kind; };
    // The scope of a body lies in that of its parameters.
    if (!scope.is_function || kind(scope.first) == TokenKind::brace_open) {
      continue;
    }
    TokenIndex before = scope.first - 1;
    const Token& word = parsed_.tokens[before];
    if (std::string_view(parsed_.text).substr(word.start, word.end - word.start) == "async") {
      return true;
    }
    if (kind(before) == TokenKind::bracket_close) {
      while (before > 1 && kind(before) != TokenKind::bracket_open) {
        --before;
      }
    }
    if (kind(before) != TokenKind::star && kind(before) != TokenKind::function_) {
      --before;  // the name
    }
    before -= kind(before) == TokenKind::star ? 1U : 0U;
    before -= kind(before) == TokenKind::function_ ? 1U : 0U;
    return kind(before) == TokenKind::async_;
  }
  return true;
}

TokenIndex Parser::before_types(TokenIndex index) const {
  while ((parsed_.tokens[index].marks & mark::type) != 0) {
    --index;
  }
  return index;
}

// (a?.b)(), (a.b)?.(): a value to Sucrase, which it calls without `this`.
void Parser::doubt_callee(TokenIndex first, TokenIndex subscript, bool is_chain) {
  const Table<Token>& tokens = parsed_.tokens;
  TokenIndex call = subscript;
  if (tokens[call].kind == TokenKind::question_dot) {
    for (++call; (tokens[call].marks & mark::type) != 0;) {
      ++call;
    }
  }
  const TokenIndex close = before_types(subscript - 1);
  if (tokens[call].kind == TokenKind::parenthesis_open &&
      tokens[close].kind == TokenKind::parenthesis_close &&
      (is_chain_in(first, close) || (is_chain && is_member_in(first, close)))) {
    doubt("parenthesised_callee", first);
  }
}

// delete (a?.b): of a value to Sucrase, which deletes nothing.
void Parser::doubt_delete(TokenIndex operation) {
  const Table<Token>& tokens = parsed_.tokens;
  if (failed_ || tokens[operation + 1].kind != TokenKind::parenthesis_open) {
    return;
  }
  const TokenIndex close = before_types(last_index());
  if (tokens[close].kind == TokenKind::parenthesis_close && is_chain_in(operation + 1, close)) {
    doubt("lost_delete", operation);
  }
}

// Whether the parentheses hold a chain that ends with a member, and nothing else.
bool Parser::is_chain_in(TokenIndex open, TokenIndex close) const {
  const TokenIndex last = before_types(close - 1);
  if (parsed_.tokens[last].kind == TokenKind::parenthesis_close) {
    return false;
  }
  for (std::uint32_t at = parsed_.tokens[last].note; at != no_note; at = parsed_.notes[at].next) {
    const Note& note = parsed_.notes[at];
    if (note.kind == NoteKind::chain_end && parsed_.chains[note.record].first == open + 1) {
      return true;
    }
  }
  return false;
}

// The same of a.b, a[b] and longer ones without `?.`.
bool Parser::is_member_in(TokenIndex open, TokenIndex close) const {
  const Table<Token>& tokens = parsed_.tokens;
  const auto kind = [&tokens](TokenIndex index) { return tokens[index].kind; };
  TokenIndex at = before_types(close - 1);
  bool is_member = false;
  bool is_last = true;
  while (at > open && close - at < longest_look_back) {
    TokenIndex before = at;
    const bool is_bracket = kind(at) == TokenKind::bracket_close;
    if (is_bracket || kind(at) == TokenKind::parenthesis_close) {
      std::size_t depth = 0;
      do {
        const TokenKind bracket = kind(before);
        depth += bracket == TokenKind::bracket_close || bracket == TokenKind::parenthesis_close;
        depth -= bracket == TokenKind::bracket_open || bracket == TokenKind::parenthesis_open;
        --before;
      } while (depth > 0 && before > open && close - before < longest_look_back);
      before = before_types(before);
      if (before <= open || !ends_operand(kind(before))) {
        return is_member && before == open;
      }
    } else {
      before -= kind(before - 1) == TokenKind::hash ? 1U : 0U;
      if (kind(before - 1) != TokenKind::dot) {
        return is_member && at == open + 1;
      }
      before = before_types(before - 2);
    }
    is_member = is_last ? is_bracket || kind(at) != TokenKind::parenthesis_close : is_member;
    is_last = false;
    at = before;
  }
  return false;
}

}  // namespace bazc::native

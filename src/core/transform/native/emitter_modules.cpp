// Imports and exports: what is a type, or imported for types alone, goes.

#include <algorithm>

#include "core/transform/native/emitter.hpp"

namespace bazc::native {
namespace {

bool is_template_piece(TokenKind kind) {
  return is_template(kind) || kind == TokenKind::template_middle ||
         kind == TokenKind::template_tail;
}

// How many tokens Sucrase has for one.
std::uint32_t parts_of(TokenKind kind) {
  return is_template_piece(kind) ? 3 : 1;
}

}  // namespace

TokenIndex Emitter::emit_import(const Import& import) {
  if (import.kind == ImportKind::bare) {
    return import.first + 1;
  }
  if (import.kind == ImportKind::word) {
    return emit_value_import(import);
  }
  if (import.kind == ImportKind::equals) {
    // Whatever stands there, Sucrase removes as many tokens as import a = require('b') has.
    if (import.is_type) {
      return remove_blindly(import.first, 8);
    }
    if (!top_level_.is_used(import.default_name)) {
      return remove_alias(import);
    }
    const TokenIndex value = import.default_name + 2;
    if (import.source == no_token && top_level_.is_lost(value)) {
      miscompiles("import_alias", value);
    }
    replace(import.first, "const");
    return import.first + 1;
  }
  if (!import.is_type && is_import_used(import)) {
    return emit_import_clause(import);
  }
  return remove_import(import);
}

// import a = require('b'), import a = b.c
TokenIndex Emitter::remove_alias(const Import& import) {
  if (kind(import.default_name + 3) == TokenKind::parenthesis_open) {
    return remove_blindly(import.first, 7);
  }
  if (kind(import.first - 1) == TokenKind::export_) {
    miscompiles("export_import", import.first - 1);
  }
  TokenIndex last = import.default_name + 2;
  while (kind(last + 1) == TokenKind::dot) {
    last += 2;
  }
  remove(import.first);
  return remove_blindly_trimmed(import.first + 1, last, 0);
}

// As if what follows, which is another statement, belonged to it.
TokenIndex Emitter::emit_value_import(const Import& import) {
  const TokenIndex next = import.first + 1;
  const TokenKind behind = kind(next + 1);
  switch (kind(next)) {
    case TokenKind::string:
      // Which Sucrase copies with it, though a value ends before.
      if (event_at_ == import.first && behind == TokenKind::parenthesis_open) {
        decline(next);
      } else if (event_at_ == import.first) {
        schedule(top().event, next);
      }
      return next;
    case TokenKind::type_:
      if (is_name(behind) && kind(next + 2) == TokenKind::assign) {
        return remove_blindly(import.first, 8);
      }
      if (behind == TokenKind::end) {
        decline(next);
      }
      if (behind != TokenKind::comma && behind != TokenKind::assign && text(next + 1) != "from") {
        return remove_import(import);
      }
      break;
    case TokenKind::await_:
    case TokenKind::brace_open:
      decline(next);
      return next;
    default:
      break;
  }
  if (import.default_name == no_token) {
    return remove_import(import);
  }
  const bool is_used = top_level_.is_used(next);
  if (behind == TokenKind::assign) {
    if (!is_used) {
      return remove_alias(import);
    }
    replace(import.first, "const");
  } else if (!is_used) {
    return remove_import(import);
  } else if (behind == TokenKind::comma) {
    if (kind(next + 2) == TokenKind::brace_open || kind(next + 2) == TokenKind::star) {
      decline(next);
    }
    remove_trimmed(next + 1);
    return next + 2;
  }
  return next;
}

// Up to the next string, which is not the module's where that is none.
TokenIndex Emitter::remove_import(const Import& import) {
  TokenIndex last = import.source;
  while (kind(last) != TokenKind::string && kind(last) != TokenKind::jsx_string &&
         kind(last) != TokenKind::end) {
    ++last;
  }
  if (kind(last) == TokenKind::end) {
    reject(last);
    return last;
  }
  const std::string_view word = text(last + 1);
  if ((word == "with" || word == "assert") && kind(last + 2) == TokenKind::brace_open) {
    last = matching_bracket(last + 2);
  }
  if (kind(last + 1) == TokenKind::semicolon) {
    ++last;
  }
  // With the gap before it, unlike all else that goes whole.
  remove_trimmed(import.first);
  if (last == import.first) {
    return last + 1;
  }
  return remove_blindly_trimmed(import.first + 1, last, 0);
}

// As many tokens of Sucrase's, to which a template's are three: of other statements, too.
TokenIndex Emitter::remove_blindly(TokenIndex first, std::uint32_t count) {
  TokenIndex index = first;
  for (; count > parts_of(kind(index)); ++index) {
    if (kind(index) == TokenKind::end) {
      reject(index);
      return index;
    }
    count -= parts_of(kind(index));
  }
  remove(first);
  return remove_blindly_trimmed(first + 1, index, parts_of(kind(index)) - count);
}

// Where a bracket loses its partner, Sucrase fails. Of the last token the last parts may stay.
TokenIndex Emitter::remove_blindly_trimmed(TokenIndex first, TokenIndex last,
                                           std::uint32_t parts_left) {
  const auto end = static_cast<TokenIndex>(parsed_->tokens.size() - 1);
  if (passes_event(last)) {
    decline(last);
    return end;
  }
  BracketBalance balance;
  std::int64_t elements = 0;
  for (TokenIndex index = first; index <= last; ++index) {
    if (index > end) {
      reject(end);
      return end;
    }
    const TokenKind removed = is_type(index) ? TokenKind::name : kind(index);
    const bool is_begun = removed == TokenKind::jsx_open;
    const bool is_ended =
        removed == TokenKind::jsx_self_close_end || removed == TokenKind::jsx_close_end;
    elements += is_begun ? 1 : is_ended ? -1 : 0;
    const bool is_tag_cut = removed == TokenKind::jsx_open_end && elements == 0;
    if (elements < 0 || is_tag_cut || (is_begun && frames_.size() > 1)) {
      decline(index);
      return end;
    }
    if (index == last && parts_left > 0) {
      remove_parts(index, parts_left);
      balance.add(removed == TokenKind::template_middle ? TokenKind::brace_close : TokenKind::name);
    } else {
      balance.add(removed);
      remove_trimmed(index);
    }
  }
  if (elements > 0 && begins_element_behind(last)) {
    decline(last);
    return end;
  }
  has_cut_tags_ = has_cut_tags_ || elements > 0;
  if (top().kind == FrameKind::class_body) {
    // There Sucrase does not count.
    if (last < parsed_->classes[top().record].last) {
      return go_on_behind(last);
    }
    decline(last);
    return end;
  }
  // What was removed may have cut types: Sucrase then looks at the first token that is left of
  // them.
  const bool is_cut = last < end && is_type(last + 1);
  const TokenKind left = is_cut ? kind(last + 1) : TokenKind::end;
  if (left == TokenKind::class_ || (left == TokenKind::abstract_ && is_type(last + 2))) {
    decline(last);
    return end;
  }
  if (left == TokenKind::parenthesis_close || left == TokenKind::brace_close || balance.is_open()) {
    reject(last);
    return end;
  }
  if (balance.is_closed() && frames_.size() > 1) {
    decline(last);
    return end;
  }
  return last < end ? go_on_behind(last) : end;
}

// Whether what is left of a tag holds a `<`, with which an element begins to Sucrase.
bool Emitter::begins_element_behind(TokenIndex index) const {
  do {
    ++index;
    if (kind(index) == TokenKind::less && !is_type(index)) {
      return true;
    }
  } while (kind(index) != TokenKind::jsx_open_end && kind(index) != TokenKind::jsx_self_close_end &&
           kind(index) != TokenKind::end);
  return false;
}

// Of a template's token: what opens it, its text, what closes it.
void Emitter::remove_parts(TokenIndex index, std::uint32_t parts_left) {
  const Token& token = this->token(index);
  const bool is_tail =
      token.kind == TokenKind::template_whole || token.kind == TokenKind::template_tail;
  output_.copy_to(this->token(index - 1).end);
  output_.drop_to_keeping_newlines(token.start);
  write_prefixes(index);
  output_.drop_to(parts_left > 1 ? token.start + 1 : token.end - (is_tail ? 1 : 2));
  write_suffixes(index);
}

// Where `const` of an enum or `abstract` of a class was the last token that went, the rest is one.
TokenIndex Emitter::go_on_behind(TokenIndex removed) {
  const TokenIndex next = removed + 1;
  for (std::uint32_t at = token(removed).note; at != no_note; at = parsed_->notes[at].next) {
    const Note& note = parsed_->notes[at];
    if (note.kind == NoteKind::enum_start && kind(next) == TokenKind::enum_) {
      return emit_enum_head(note.record, next);
    }
    if (note.kind == NoteKind::class_start && parsed_->classes[note.record].keyword == next) {
      open_class(note.record);
      if (event_at_ == next) {
        static_cast<void>(event_before(next));
      }
    }
  }
  return next;
}

bool Emitter::is_specifier_used(const Specifier& specifier) const {
  return !specifier.is_type && top_level_.is_used(specifier.local);
}

bool Emitter::is_import_used(const Import& import) const {
  if ((import.default_name != no_token && top_level_.is_used(import.default_name)) ||
      (import.namespace_name != no_token && top_level_.is_used(import.namespace_name))) {
    return true;
  }
  for (std::uint32_t at = 0; at < import.specifier_count; ++at) {
    if (is_specifier_used(parsed_->import_specifiers[import.first_specifier + at])) {
      return true;
    }
  }
  return false;
}

// Of a clause with at least one name that is used, the others go.
TokenIndex Emitter::emit_import_clause(const Import& import) {
  if (import.default_name != no_token) {
    const TokenIndex comma = import.default_name + 1;
    const bool has_comma = kind(comma) == TokenKind::comma;
    if (!top_level_.is_used(import.default_name)) {
      remove_trimmed(import.default_name);
      remove_trimmed(comma);
    } else if (has_comma && import.namespace_name != no_token &&
               !top_level_.is_used(import.namespace_name)) {
      for (TokenIndex index = comma; index <= import.namespace_name; ++index) {
        remove_trimmed(index);
      }
    } else if (has_comma) {
      replace_trimmed(comma, ",");
    }
  }
  for (std::uint32_t at = 0; at < import.specifier_count; ++at) {
    const Specifier& specifier = parsed_->import_specifiers[import.first_specifier + at];
    if (!is_specifier_used(specifier)) {
      remove_specifier(specifier);
    }
  }
  return import.source;
}

// With the comma behind it.
void Emitter::remove_specifier(const Specifier& specifier) {
  TokenIndex index = specifier.first;
  for (; index <= specifier.outer || index <= specifier.local; ++index) {
    remove_trimmed(index);
  }
  if (kind(index) == TokenKind::comma) {
    remove_trimmed(index);
  }
}

TokenIndex Emitter::emit_export(const Export& declaration, TokenIndex index) {
  switch (declaration.kind) {
    case ExportKind::declaration:
      return emit_export_declaration(index);
    case ExportKind::default_value:
      if (declaration.default_name == no_token || !top_level_.is_type(declaration.default_name)) {
        return index + 1;
      }
      break;
    case ExportKind::names:
      return declaration.is_type ? remove_export(declaration) : emit_export_names(declaration);
    case ExportKind::all:
    case ExportKind::word:
      return declaration.is_type ? remove_export(declaration) : index + 1;
    case ExportKind::assignment:
      miscompiles("export_assignment", index);
      replace(index, "module.exports");
      return index + 1;
    case ExportKind::import_equals:
      return emit_export_import(index);
    case ExportKind::as_namespace:
      return index + 1;
  }
  remove_range(declaration.first, declaration.last);
  return declaration.last + 1;
}

// export type …: up to the brace or the token behind `type`, and a module's name behind that.
TokenIndex Emitter::remove_export(const Export& declaration) {
  TokenIndex last = declaration.first + 2;
  if (is_template(kind(last))) {
    return remove_blindly(declaration.first, 3);
  }
  if (declaration.kind == ExportKind::names) {
    last = matching_bracket(last);
  } else if (declaration.kind == ExportKind::all && kind(last + 1) == TokenKind::as_) {
    last += 2;
  }
  remove(declaration.first);
  TokenIndex next = remove_blindly_trimmed(declaration.first + 1, last, 0);
  if (text(next) == "from" && kind(next + 1) == TokenKind::string) {
    last = next + 1;
    const std::string_view word = text(last + 1);
    if ((word == "with" || word == "assert") && kind(last + 2) == TokenKind::brace_open) {
      last = matching_bracket(last + 2);
    }
    next = remove_blindly_trimmed(next, last, 0);
  }
  return next;
}

// `export` of an enum is written with the enum.
TokenIndex Emitter::emit_export_declaration(TokenIndex index) {
  for (std::uint32_t at = token(index + 1).note; at != no_note; at = parsed_->notes[at].next) {
    if (parsed_->notes[at].kind == NoteKind::enum_start) {
      return emit_enum_head(parsed_->notes[at].record, index);
    }
  }
  return index + 1;
}

// export import type a = require('b') goes as a whole.
TokenIndex Emitter::emit_export_import(TokenIndex index) {
  for (std::uint32_t at = token(index + 1).note; at != no_note; at = parsed_->notes[at].next) {
    if (parsed_->notes[at].kind != NoteKind::import_start) {
      continue;
    }
    const Import& import = parsed_->imports[parsed_->notes[at].record];
    if (import.is_type) {
      return remove_blindly(index, 9);
    }
  }
  return index + 1;
}

// The first token from `index` on that is neither a type nor in a statement that goes.
TokenIndex Emitter::behind_erased(TokenIndex index) const {
  for (;;) {
    TokenIndex behind = behind_types(index);
    for (std::uint32_t at = token(behind).note; at != no_note; at = parsed_->notes[at].next) {
      const Note& note = parsed_->notes[at];
      if (note.kind == NoteKind::import_start) {
        behind = behind_erased_import(parsed_->imports[note.record]);
        break;
      }
      if (note.kind == NoteKind::export_start && parsed_->exports[note.record].is_type) {
        behind = parsed_->exports[note.record].last + 1;
        break;
      }
    }
    if (behind == index) {
      return index;
    }
    index = behind;
  }
}

TokenIndex Emitter::behind_erased_import(const Import& import) const {
  if (import.kind == ImportKind::bare || (!import.is_type && is_import_used(import))) {
    return import.first;
  }
  const bool keeps_semicolon = import.kind == ImportKind::equals;
  return std::max(import.last, keeps_semicolon ? no_token : import.semicolon) + 1;
}

// A clause of which nothing stays does not name its module either.
TokenIndex Emitter::emit_export_names(const Export& declaration) {
  const bool is_local = declaration.source == no_token;
  bool is_empty = true;
  for (std::uint32_t at = 0; at < declaration.specifier_count; ++at) {
    const Specifier& specifier = parsed_->export_specifiers[declaration.first_specifier + at];
    const TokenIndex name = std::min(specifier.outer, specifier.local);
    if (specifier.is_type || (is_local && top_level_.is_type(name))) {
      remove_specifier(specifier);
    } else {
      is_empty = false;
    }
  }
  if (!is_local && is_empty && kind(declaration.source) == TokenKind::string) {
    TokenIndex last = declaration.last;
    if (last == declaration.source && text(last + 1) == "assert" &&
        kind(last + 2) == TokenKind::brace_open) {
      last = matching_bracket(last + 2);  // on its own line no attributes, but to Sucrase
    }
    for (TokenIndex index = declaration.source - 1; index <= last; ++index) {
      remove_trimmed(index);
    }
    return last + 1;
  }
  return is_local ? declaration.last + 1 : declaration.source;
}

}  // namespace bazc::native

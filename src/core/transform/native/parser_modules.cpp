// Imports and exports. Sucrase takes any token for a name in their lists.

#include "core/transform/native/parser_state.hpp"

namespace bazc::native {

void Parser::parse_import() {
  Import record;
  record.first = index();
  const auto place = parsed_.imports.size();
  parsed_.imports.push_back({});
  record.first_specifier = static_cast<std::uint32_t>(parsed_.import_specifiers.size());
  advance();
  if (at(TokenKind::string)) {
    record.source = index();
    advance();
  } else {
    record.kind = ImportKind::clause;
    if (at(TokenKind::type_)) {
      const Lexeme next = peek();
      bool is_type = next.kind == TokenKind::brace_open || next.kind == TokenKind::star;
      if (is_name(next.kind)) {
        // import type from 'a' imports a value of that name.
        is_type = next.kind != TokenKind::from_;
      }
      if (is_type) {
        record.is_type = true;
        advance();
      }
    }
    if (at_module_import()) {
      decline();
    }
    if (at_name()) {
      record.default_name = index();
      advance_as(TokenKind::name, Role::import_declaration);
      if (at(TokenKind::assign)) {
        parse_import_equals(record);
        if (!failed_) {
          parsed_.imports[place] = record;
          add_note(record.first, NoteKind::import_start, place);
        }
        return;
      }
    }
    if (record.default_name == no_token || eat(TokenKind::comma)) {
      if (eat(TokenKind::star)) {
        if (!at(TokenKind::as_)) {
          unexpected();
        }
        advance();
        record.namespace_name = index();
        advance_as(TokenKind::name, Role::import_declaration);
      } else {
        parse_import_specifiers();
      }
    }
    if (!at(TokenKind::from_)) {
      unexpected();
    }
    advance();
    record.source = index();
    parse_module_source();
  }
  parse_import_attributes();
  record.last = last_index();
  record.semicolon = at(TokenKind::semicolon) ? index() : no_token;
  end_statement();
  if (failed_) {
    return;
  }
  record.specifier_count =
      static_cast<std::uint32_t>(parsed_.import_specifiers.size()) - record.first_specifier;
  parsed_.imports[place] = record;
  add_note(record.first, NoteKind::import_start, place);
}

// import module a from 'b', import module {a} from 'b': a proposal, whose word is a name to
// Sucrase's output stage.
bool Parser::at_module_import() const {
  if (!at(TokenKind::module_)) {
    return false;
  }
  Lexeme next = peek();
  if (next.kind == TokenKind::from_) {
    // import module from 'a' imports a value of that name.
    return lexer_.read(next.end, next) == nullptr && next.kind == TokenKind::from_;
  }
  return is_name(next.kind) || next.kind == TokenKind::brace_open || next.kind == TokenKind::star;
}

// import a = b.c, import a = require('b')
void Parser::parse_import_equals(Import& record) {
  record.kind = ImportKind::equals;
  // Unlike what other imports declare, Sucrase never finds it hidden.
  parsed_.tokens[record.default_name].role = Role::top_level_declaration;
  advance();
  if (at(TokenKind::require_) && peek_kind() == TokenKind::parenthesis_open) {
    advance();
    advance();
    record.source = index();
    if (!at(TokenKind::string)) {
      unexpected();
    }
    advance();
    expect(TokenKind::parenthesis_close);
  } else {
    // No use of the name to Sucrase.
    take_word();
    while (!failed_ && eat(TokenKind::dot)) {
      take_word();
    }
  }
  record.last = last_index();
  record.semicolon = at(TokenKind::semicolon) ? index() : no_token;
  end_statement();
  // Of import type a = b.c; Sucrase removes eight tokens.
  if (record.is_type && record.source == no_token && last_index() != record.first + 7) {
    doubt("import_type_equals", record.first);
  }
}

// Behind `export`, where Sucrase takes any word for the name.
void Parser::parse_exported_import() {
  Import record;
  record.first = index();
  const auto place = parsed_.imports.size();
  parsed_.imports.push_back({});
  record.first_specifier = static_cast<std::uint32_t>(parsed_.import_specifiers.size());
  advance();
  if (at(TokenKind::type_) && peek_kind() != TokenKind::assign) {
    record.is_type = true;
    advance();
  }
  record.default_name = index();
  take_word();
  if (!at(TokenKind::assign)) {
    fail_expected(TokenKind::assign);
  }
  if (!failed_) {
    parse_import_equals(record);
  }
  if (!failed_) {
    parsed_.imports[place] = record;
    add_note(record.first, NoteKind::import_start, place);
  }
}

void Parser::parse_import_attributes() {
  const bool is_with = at(TokenKind::with_) && peek_kind() == TokenKind::brace_open;
  const bool is_assert =
      at(TokenKind::assert_) && !after_newline() && peek_kind() == TokenKind::brace_open;
  if (!is_with && !is_assert) {
    return;
  }
  advance();
  parse_object();
}

// Behind `from`: Sucrase takes any operand.
void Parser::parse_module_source() {
  if (!eat(TokenKind::string)) {
    potential_arrow_ = no_offset;
    parse_operand();
  }
}

void Parser::parse_import_specifiers() {
  expect(TokenKind::brace_open);
  while (!failed_ && !at(TokenKind::brace_close)) {
    parse_specifier(parsed_.import_specifiers, true);
    if (!at(TokenKind::brace_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::brace_close);
}

// {a}, {a as b}, {type a}, {type a as b}; type and as may be names themselves, so up to four words
// stand before the comma, and their number decides.
void Parser::parse_specifier(Table<Specifier>& specifiers, bool is_import) {
  Specifier specifier;
  specifier.first = index();
  std::uint32_t count = 0;
  while (!failed_ && count < 4 &&
         (count == 0 || (!at(TokenKind::comma) && !at(TokenKind::brace_close)))) {
    if (at(TokenKind::end)) {
      fail("Unexpectedly reached the end of input.");
      return;
    }
    advance_as(TokenKind::name);
    ++count;
  }
  if (failed_) {
    return;
  }
  switch (count) {
    case 1:
      specifier.outer = specifier.first;
      specifier.local = specifier.first;
      break;
    case 2:
      specifier.is_type = true;
      specifier.outer = specifier.first + 1;
      specifier.local = specifier.outer;
      break;
    case 3:
      specifier.outer = specifier.first;
      specifier.local = specifier.first + 2;
      break;
    default:
      specifier.is_type = true;
      specifier.outer = specifier.first + 1;
      specifier.local = specifier.first + 3;
      break;
  }
  if (specifier.is_type) {
    mark_types(specifier.first);
  }
  if (is_import) {
    if (!specifier.is_type) {
      parsed_.tokens[specifier.local].role = Role::import_declaration;
    }
  } else if (!specifier.is_type) {
    parsed_.tokens[specifier.outer].role = Role::export_access;
  }
  specifiers.push_back(specifier);
}

void Parser::parse_export() {
  Export record;
  record.first = index();
  const auto place = parsed_.exports.size();
  parsed_.exports.push_back({});
  record.first_specifier = static_cast<std::uint32_t>(parsed_.export_specifiers.size());
  advance();
  switch (current_.kind) {
    case TokenKind::default_:
      if (peek_kind() == TokenKind::comma) {
        parse_plain_export(record);
      } else {
        parse_export_default(record);
      }
      break;
    case TokenKind::assign:
      record.kind = ExportKind::assignment;
      advance();
      parse_expression();
      finish_export(record);
      break;
    case TokenKind::as_: {
      const Lexeme next = peek();
      if (next.kind != TokenKind::namespace_ && next.kind != TokenKind::name) {
        advance();
        unexpected();
        break;
      }
      record.kind = ExportKind::as_namespace;
      advance();
      if (!at(TokenKind::namespace_)) {
        unexpected();
      }
      advance();
      if (at(TokenKind::end)) {
        unexpected();
      }
      advance_as(TokenKind::name);
      finish_export(record);
      break;
    }
    case TokenKind::import_:
      record.kind = ExportKind::import_equals;
      record.last = record.first;
      parse_exported_import();
      break;
    case TokenKind::star:
      record.kind = ExportKind::all;
      advance();
      if (eat(TokenKind::as_)) {
        take_word();
      }
      finish_export_from(record);
      break;
    case TokenKind::brace_open:
      parse_export_specifiers(record);
      break;
    default:
      parse_export_declaration(record);
      break;
  }
  if (failed_) {
    return;
  }
  record.specifier_count =
      static_cast<std::uint32_t>(parsed_.export_specifiers.size()) - record.first_specifier;
  parsed_.exports[place] = record;
  if (!record.is_plain) {
    add_note(record.first, NoteKind::export_start, place);
  }
}

// At what may be `from 'a'`.
void Parser::finish_export_from(Export& record) {
  if (eat(TokenKind::from_)) {
    record.source = index();
    parse_module_source();
    parse_import_attributes();
  }
  finish_export(record);
}

void Parser::finish_export(Export& record) {
  record.last = last_index();
  record.semicolon = at(TokenKind::semicolon) ? index() : no_token;
  end_statement();
}

void Parser::parse_export_default(Export& record) {
  record.kind = ExportKind::default_value;
  advance();
  const TokenIndex first = index();
  record.last = last_index();
  const Lexeme next = peek();
  if (at(TokenKind::function_)) {
    parse_function_statement(first, true);
  } else if (at(TokenKind::async_) && next.kind == TokenKind::function_) {
    advance();
    parse_function_statement(first, true);
  } else if (at(TokenKind::class_)) {
    parse_class(first, ClassOf::export_default);
  } else if (at(TokenKind::at)) {
    parse_decorators();
    parse_class(first, ClassOf::export_default);
  } else if (at(TokenKind::abstract_) && next.kind == TokenKind::class_) {
    advance();
    mark_types(first);
    parse_class(first, ClassOf::export_default);
  } else if (at(TokenKind::interface_)) {
    // Without a name, what follows is a statement of its own to Sucrase.
    const TypeRegion types(*this);
    mark_types(record.first);
    advance();
    if (at_name()) {
      parse_interface();
    }
  } else if (at(TokenKind::from_) && next.kind == TokenKind::string) {
    advance();
    record.source = index();
    advance();
    finish_export(record);
    return;
  } else {
    const bool is_name_first = at_name();
    parse_assignment();
    if (failed_) {
      return;
    }
    if (is_name_first && index() == first + 1) {
      record.default_name = first;
    }
    finish_export(record);
    if (!failed_ && record.semicolon == no_token) {
      unended_ = last_index();
    }
    return;
  }
  if (!failed_ && (parsed_.tokens[first].marks & mark::type) != 0 &&
      (parsed_.tokens[last_index()].marks & mark::type) != 0) {
    mark_types(record.first);
  }
}

void Parser::parse_export_specifiers(Export& record) {
  record.kind = ExportKind::names;
  record.body = index();
  expect(TokenKind::brace_open);
  while (!failed_ && !at(TokenKind::brace_close)) {
    parse_specifier(parsed_.export_specifiers, false);
    if (!at(TokenKind::brace_close)) {
      expect(TokenKind::comma);
    }
  }
  expect(TokenKind::brace_close);
  finish_export_from(record);
}

void Parser::parse_export_declaration(Export& record) {
  const TokenIndex first = index();
  record.kind = ExportKind::declaration;
  record.last = record.first;
  const Lexeme next = peek();
  if (at(TokenKind::type_) && next.kind == TokenKind::brace_open) {
    record.is_type = true;
    advance();
    parse_export_specifiers(record);
    return;
  }
  if (at(TokenKind::type_) && next.kind == TokenKind::star) {
    record.is_type = true;
    record.kind = ExportKind::all;
    advance();
    advance();
    if (eat(TokenKind::as_)) {
      take_word();
    }
    finish_export_from(record);
    return;
  }
  switch (current_.kind) {
    case TokenKind::const_:
      if (next.kind == TokenKind::enum_) {
        parse_enum(first);
        return;
      }
      [[fallthrough]];
    case TokenKind::var_:
    case TokenKind::let_:
    case TokenKind::function_:
    case TokenKind::class_:
    case TokenKind::at:
    case TokenKind::async_:
      parse_statement(true);
      break;
    default:
      if (at_name() && parse_typescript_declaration(first, true)) {
        break;
      }
      if (begins_typescript_declaration(current_.kind)) {
        record.kind = ExportKind::word;
        record.is_type = at(TokenKind::type_);
        advance();
        parse_statement(true);
        return;
      }
      parse_plain_export(record);
      return;
  }
  if (!failed_ && (parsed_.tokens[first].marks & mark::type) != 0 &&
      (parsed_.tokens[last_index()].marks & mark::type) != 0) {
    mark_types(record.first);
  }
}

// export a, export a from 'b', export default, {b} from 'c': proposals, which pass through; there
// is no record of them.
void Parser::parse_plain_export(Export& record) {
  if (!at_name() && !at(TokenKind::default_)) {
    fail_expected(TokenKind::brace_open);
    return;
  }
  record.is_plain = true;
  advance_as(TokenKind::name);
  if (eat(TokenKind::comma)) {
    if (!eat(TokenKind::star)) {
      parse_export_specifiers(record);
      return;
    }
    if (!eat(TokenKind::as_)) {
      unexpected();
    }
    take_word();
  }
  finish_export_from(record);
}

}  // namespace bazc::native

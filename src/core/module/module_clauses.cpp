// Import and export statements (ECMA-262, 16.2.2 and 16.2.3). They hold no nested syntax save their
// attributes, so each clause is read to its end at once. Where the code breaks off from the
// grammar, the offending token is given back and the statement counts for nothing.

#include <utility>

#include "core/module/module_scanner.hpp"

namespace bazc::scanning {

Token ModuleScanner::next_token() {
  const Token token =
      unread_ ? *std::exchange(unread_, std::nullopt) : reader_.next(SlashMeaning::division);
  before_previous_ = previous_;
  previous_ = token;
  return token;
}

void ModuleScanner::unread(const Token& token) {
  previous_ = before_previous_;
  unread_ = token;
}

void ModuleScanner::read_import(const Token& import_token) {
  before_previous_ = std::exchange(previous_, import_token);
  mode_ = Mode::statement;
  ModuleRequest request;
  request.statement = import_token.span();
  std::vector<Token> locals;
  read_bindings(request, locals);
  if (!read_source(request)) {
    return;
  }
  for (const Token& local : locals) {
    declare(local, DeclarationKind::import);
  }
  scan_.requests.push_back(std::move(request));
}

// What stands between `import` and the specifier.
void ModuleScanner::read_bindings(ModuleRequest& request, std::vector<Token>& locals) {
  Token token = next_token();
  if (token.kind == TokenKind::identifier) {
    request.names.push_back({"default", "default", name_of(token), token.span().in(code_)});
    locals.push_back(token);
    token = next_token();
    if (token.kind == TokenKind::comma) {
      token = next_token();
    }
  }
  if (token.kind == TokenKind::star) {
    token = next_token();
    if (token.word == Word::as_) {
      token = next_token();
      request.names.push_back({"*", "*", name_of(token), token.span().in(code_)});
      locals.push_back(token);
      token = next_token();
    }
  } else if (token.kind == TokenKind::open_brace && read_names(request.names, locals)) {
    token = next_token();
  }
  if (token.word != Word::from_ && !unread_) {
    unread(token);
  }
}

// Behind the `{` and past the `}`; `locals` gets the token behind each `as`, or the only one.
bool ModuleScanner::read_names(std::vector<ImportedName>& names, std::vector<Token>& locals) {
  const auto is_name = [](const Token& token) {
    return token.kind == TokenKind::identifier || token.kind == TokenKind::string;
  };
  Token token = next_token();
  while (is_name(token)) {
    const Token imported = token;
    Token local = imported;
    token = next_token();
    if (token.word == Word::as_) {
      local = next_token();
      if (!is_name(local)) {
        unread(local);
        return false;
      }
      token = next_token();
    }
    names.push_back(
        {name_of(imported), imported.span().in(code_), name_of(local), local.span().in(code_)});
    locals.push_back(local);
    if (token.kind == TokenKind::comma) {
      token = next_token();
    } else {
      break;
    }
  }
  if (token.kind != TokenKind::close_brace) {
    unread(token);
    return false;
  }
  return true;
}

// The specifier, its attributes and the semicolon.
bool ModuleScanner::read_source(ModuleRequest& request) {
  const Token source = next_token();
  if (source.kind != TokenKind::string) {
    unread(source);
    return false;
  }
  request.specifier = name_of(source);
  request.specifier_span = source.span();
  if (reader_.peek(SlashMeaning::regex).word == Word::with_) {
    skip_attributes();
  }
  skip_semicolon();
  request.statement.end = previous_.end;
  return true;
}

void ModuleScanner::skip_attributes() {
  Token token = next_token();
  do {
    token = next_token();
  } while (token.kind != TokenKind::close_brace && token.kind != TokenKind::end);
}

void ModuleScanner::skip_semicolon() {
  if (!unread_ && reader_.peek(SlashMeaning::regex).kind == TokenKind::semicolon) {
    static_cast<void>(next_token());
  }
}

void ModuleScanner::read_export(const Token& export_token) {
  before_previous_ = std::exchange(previous_, export_token);
  mode_ = Mode::statement;
  const Token token = reader_.peek(SlashMeaning::regex);
  if (token.word == Word::default_) {
    read_default_export(next_token());
  } else if (token.kind == TokenKind::star) {
    read_export_star(export_token);
  } else if (token.kind == TokenKind::open_brace) {
    read_export_names(export_token);
  } else {
    is_behind_export_ = true;
  }
}

void ModuleScanner::read_default_export(const Token& default_token) {
  const Token value = reader_.peek(SlashMeaning::regex);
  scan_.exports.push_back({.exported = "default",
                           .local = {},
                           .span = default_token.span(),
                           .local_span = {},
                           .kind = ExportKind::default_expression});
  scan_.default_value_span = value.span();
  if (value.word == Word::class_) {
    static_cast<void>(next_token());
    begin_class({.is_declaration = true, .is_default_export = true});
    return;
  }
  TokenReader behind_value(reader_);
  static_cast<void>(behind_value.next(SlashMeaning::regex));
  const Token second = behind_value.peek(SlashMeaning::division);
  const bool is_async = value.word == Word::async_ && !value.escaped &&
                        second.word == Word::function_ && !second.newline_before;
  if (value.word == Word::function_ || is_async) {
    static_cast<void>(next_token());
    begin_function({.after = Mode::statement,
                    .is_declaration = true,
                    .is_async = is_async,
                    .is_default_export = true});
    return;
  }
  mode_ = Mode::operand;
  begin_value(ValueOwner::default_export, default_token);
}

// export * from 'x', export * as n from 'x'
void ModuleScanner::read_export_star(const Token& export_token) {
  ModuleRequest request;
  request.kind = RequestKind::reexport_all;
  request.statement = export_token.span();
  static_cast<void>(next_token());
  Token token = next_token();
  Token name;
  if (token.word == Word::as_) {
    name = next_token();
    token = next_token();
    request.kind = RequestKind::reexport;
    request.names.push_back({"*", "*", name_of(name), name.span().in(code_)});
  }
  if (token.word != Word::from_) {
    unread(token);
    return;
  }
  if (!read_source(request)) {
    return;
  }
  if (request.kind == RequestKind::reexport) {
    scan_.exports.push_back({.exported = request.names.back().local,
                             .local = {},
                             .span = name.span(),
                             .local_span = {},
                             .kind = ExportKind::reexport});
  }
  scan_.requests.push_back(std::move(request));
}

// export {a as b}, export {a as b} from 'x'
void ModuleScanner::read_export_names(const Token& export_token) {
  ModuleRequest request;
  request.kind = RequestKind::reexport;
  request.statement = export_token.span();
  static_cast<void>(next_token());
  std::vector<Token> exported;
  if (!read_names(request.names, exported)) {
    return;
  }
  ExportKind kind = ExportKind::local;
  if (reader_.peek(SlashMeaning::regex).word == Word::from_) {
    static_cast<void>(next_token());
    if (!read_source(request)) {
      return;
    }
    kind = ExportKind::reexport;
  } else {
    skip_semicolon();
  }
  for (std::size_t i = 0; i < exported.size(); ++i) {
    const ImportedName& name = request.names[i];
    const auto local_begin = static_cast<std::size_t>(name.imported_text.data() - code_.data());
    const bool is_local = kind == ExportKind::local;
    scan_.exports.push_back({.exported = name.local,
                             .local = is_local ? name.imported : std::string_view(),
                             .span = exported[i].span(),
                             .local_span = {local_begin, local_begin + name.imported_text.size()},
                             .kind = kind});
  }
  if (kind == ExportKind::reexport) {
    scan_.requests.push_back(std::move(request));
  }
}

}  // namespace bazc::scanning

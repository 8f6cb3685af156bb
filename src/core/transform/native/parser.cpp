#include "core/transform/native/parser.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/transform/native/byte_block.hpp"
#include "core/transform/native/deep_stack.hpp"
#include "core/transform/native/parser_state.hpp"
#include "core/transform/native/shadowing.hpp"

namespace bazc::native {
namespace {

// Speculation reads some bytes again. What it has tried it remembers, so that this stays in
// proportion to the source; where it does not, Sucrase decides.
constexpr std::uint64_t max_readings = 32;
constexpr std::uint64_t free_readings = 1 << 16;

// In bytes. A level takes less than 1 KiB of the stack, with a sanitizer less than 4; what is not
// used is never touched.
constexpr std::size_t shallow_stack = std::size_t{1} << 20;
constexpr std::size_t stack_of_level = 4096;
constexpr std::size_t max_deep_levels = std::size_t{1} << 20;

constexpr std::array<std::uint8_t, 256> make_marks_of_kinds() {
  std::array<std::uint8_t, 256> marks{};
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto kind = static_cast<TokenKind>(i);
    marks[i] =
        is_jsx(kind) || kind == TokenKind::delete_ || kind == TokenKind::class_ ? mark::special : 0;
  }
  return marks;
}
constexpr std::array<std::uint8_t, 256> marks_of_kinds = make_marks_of_kinds();

}  // namespace

std::string_view token_text(TokenKind kind) {
  switch (kind) {
#define TOKEN(name)     \
  case TokenKind::name: \
    return {};
#define PUNCTUATOR(name, text) \
  case TokenKind::name:        \
    return text;
#define JSX_PUNCTUATOR(name, text) PUNCTUATOR(name, text)
#define ASSIGNMENT(name, text) PUNCTUATOR(name, text)
#define KEYWORD(name, text) PUNCTUATOR(name, text)
#define CONTEXTUAL(name, text) PUNCTUATOR(name, text)
#include "core/transform/native/token_kinds.def"
#undef TOKEN
#undef PUNCTUATOR
#undef JSX_PUNCTUATOR
#undef ASSIGNMENT
#undef KEYWORD
#undef CONTEXTUAL
  }
  return {};
}

void ParsedSource::clear() {
  tokens.clear();
  notes.clear();
  chains.clear();
  nullish.clear();
  classes.clear();
  members.clear();
  stray_spans.clear();
  enums.clear();
  enum_members.clear();
  imports.clear();
  import_specifiers.clear();
  exports.clear();
  export_specifiers.clear();
  jsx_elements.clear();
  scopes.clear();
  doubts.clear();
  uses.clear();
  has_new_super = false;
  padded_text.clear();
  text = {};
}

Parser::Parser(ParsedSource& parsed, const EngineOptions& options, std::size_t stack_size)
    : parsed_(parsed),
      max_nesting_(options.max_nesting),
      stack_size_(static_cast<std::ptrdiff_t>(stack_size)) {
  lexer_.start(parsed.text);
}

Result<void, Refusal> Parser::run() {
  const char here = 0;
  stack_base_ = &here;
  parsed_.tokens.push_back({});
  parsed_.notes.push_back({});
  open_scope(index(), true);
  const std::uint32_t start = parsed_.text.starts_with("#!") ? lexer_.line_end(0) : 0;
  if (const char* const fault = lexer_.read(start, current_)) {
    fail(fault);
  }
  parse_program();
  if (failed_) {
    return bazc::fail(refusal());
  }
  push();
  close_scope();
  find_uses(parsed_);
  mark_shadowed_imports(parsed_);
  return {};
}

Refusal Parser::refusal() const {
  Refusal refusal;
  refusal.reason = reason_;
  refusal.offset = fault_.start;
  refusal.message = message_;
  if (message_ == unexpected_character_message) {
    const std::string_view text = parsed_.text;
    std::size_t end = fault_.start + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
      ++end;
    }
    refusal.message += std::string(text.substr(fault_.start, end - fault_.start)) + "'";
  } else if (expected_ != TokenKind::end) {
    refusal.message += ", expected \"" + std::string(token_text(expected_)) + "\"";
  }
  if (refusal.reason == Refusal::Reason::declined) {
    for (const Doubt& doubt : parsed_.doubts) {
      if (doubt.before == no_token) {
        refusal.miscompilations.push_back(
            {std::string(doubt.construct), parsed_.tokens[doubt.at].start});
      }
    }
  }
  return refusal;
}

void Parser::fail(const char* message) {
  if (failed_) {
    return;
  }
  failed_ = true;
  message_ = message;
  expected_ = TokenKind::end;
  reason_ = Refusal::Reason::syntax;
  fault_ = current_;
  current_.kind = TokenKind::end;
}

void Parser::fail_too_deep() {
  if (reason_ == Refusal::Reason::syntax) {
    fail("Nested too deeply");
    reason_ = Refusal::Reason::too_deep;
  }
}

void Parser::decline() {
  if (!failed_) {
    fail("left to Sucrase");
    reason_ = Refusal::Reason::declined;
  }
}

void Parser::fail_expected(TokenKind kind) {
  if (!failed_) {
    fail("Unexpected token");
    expected_ = kind;
  }
}

inline void Parser::push() {
  parsed_.tokens.make_room();
  if (current_.kind == TokenKind::await_) {
    // Sucrase takes any name of that text that means nothing else for the operator.
    open_scopes_.back().last_await = index();
  }
  const auto marks = static_cast<std::uint8_t>(
      current_.marks | type_mark_ | marks_of_kinds[static_cast<std::size_t>(current_.kind)]);
  parsed_.tokens.push_into_room(
      {current_.start, current_.end, no_note, current_.kind, Role::none, marks, current_.hash});
}

void Parser::advance() {
  if (failed_) {
    return;
  }
  push();
  if (const char* const fault = lexer_.read(current_.end, current_)) {
    fail(fault);
  }
  if (type_mark_ != 0) {
    split_operator();
  }
}

// Behind the expression of a substitution. Sucrase takes any token for its end.
void Parser::read_template_rest() {
  if (failed_) {
    return;
  }
  if (!at(TokenKind::brace_close)) {
    push();
    note_odd_token();
    previous().marks |= mark::special;
    current_.start = current_.end;
    current_.marks = 0;
  }
  if (const char* const fault = lexer_.reread_template(current_)) {
    fail(fault);
  }
}

// The last token stands where Sucrase takes any; its output stage looks at it once more.
void Parser::note_odd_token() {
  switch (previous().kind) {
    case TokenKind::import_:
      note_import_word();
      break;
    case TokenKind::brace_open:
    case TokenKind::brace_close:
    case TokenKind::nullish:
    case TokenKind::parenthesis_open:
    case TokenKind::parenthesis_close:
      previous().marks |= mark::special;
      break;
    default:
      break;
  }
}

void Parser::advance_odd_token() {
  const TokenIndex token = index();
  advance();
  if (failed_) {
    return;
  }
  note_odd_token();
  if (parsed_.tokens[token].kind == TokenKind::catch_ && at(TokenKind::brace_open)) {
    add_note(token, NoteKind::catch_without_binding, no_record);
  }
}

void Parser::expect(TokenKind kind) {
  if (!eat(kind)) {
    fail_expected(kind);
  }
}

void Parser::split_operator() {
  switch (current_.kind) {
    case TokenKind::shift_left:
      current_.kind = TokenKind::less;
      break;
    case TokenKind::greater_equal:
    case TokenKind::shift_right:
    case TokenKind::shift_right_assign:
    case TokenKind::shift_right_unsigned:
    case TokenKind::shift_right_unsigned_assign:
      current_.kind = TokenKind::greater;
      break;
    default:
      return;
  }
  current_.end = current_.start + 1;
}

void Parser::advance_in_tag(TokenKind kind) {
  if (failed_) {
    return;
  }
  current_.kind = kind;
  push();
  if (const char* const fault = lexer_.read_in_tag(current_.end, current_)) {
    fail(fault);
  }
}

void Parser::advance_to_jsx_child(TokenKind kind) {
  if (failed_) {
    return;
  }
  current_.kind = kind;
  push();
  if (const char* const fault = lexer_.read_jsx_child(current_.end, current_)) {
    fail(fault);
  }
}

void Parser::take_word(Role role) {
  if (at(TokenKind::end)) {
    fail("Unexpectedly reached the end of input.");
  } else if (at(TokenKind::await_) && role == Role::none) {
    advance();
  } else {
    current_.marks &= static_cast<std::uint8_t>(~mark::separators);  // no number any more
    advance_as(TokenKind::name, role);
  }
}

Lexeme Parser::peek() const {
  Lexeme next;
  if (failed_ || lexer_.read(current_.end, next) != nullptr) {
    next.kind = TokenKind::end;
  }
  return next;
}

bool Parser::can_end_statement() const {
  return at(TokenKind::semicolon) || at(TokenKind::brace_close) || at(TokenKind::end) ||
         after_newline();
}

void Parser::end_statement() {
  if (!eat(TokenKind::semicolon) && !can_end_statement()) {
    fail_expected(TokenKind::semicolon);
  }
}

void Parser::end_expression_statement() {
  end_statement();
  if (previous().kind != TokenKind::semicolon) {
    unended_ = last_index();
  }
}

Parser::Snapshot Parser::snapshot() const {
  const auto size = [](const auto& table) { return static_cast<std::uint32_t>(table.size()); };
  return {current_,
          open_scopes_.back(),
          size(parsed_.tokens),
          size(parsed_.notes),
          size(parsed_.chains),
          size(parsed_.nullish),
          size(parsed_.classes),
          size(parsed_.members),
          size(parsed_.stray_spans),
          size(parsed_.enums),
          size(parsed_.enum_members),
          size(parsed_.imports),
          size(parsed_.import_specifiers),
          size(parsed_.exports),
          size(parsed_.export_specifiers),
          size(parsed_.jsx_elements),
          size(parsed_.scopes),
          size(parsed_.doubts),
          size(open_scopes_),
          size(subscripts_),
          potential_arrow_,
          unended_,
          type_mark_};
}

void Parser::restore(const Snapshot& snapshot) {
  // What is nested too deeply stays so however it is read.
  if (failed_ && reason_ != Refusal::Reason::syntax) {
    return;
  }
  const std::uint32_t reached = failed_ ? fault_.end : current_.end;
  read_again_ += reached - std::min(reached, snapshot.current.end);
  parsed_.tokens.truncate(snapshot.tokens);
  parsed_.notes.truncate(snapshot.notes);
  parsed_.chains.truncate(snapshot.chains);
  parsed_.nullish.truncate(snapshot.nullish);
  parsed_.classes.truncate(snapshot.classes);
  parsed_.members.truncate(snapshot.members);
  parsed_.stray_spans.truncate(snapshot.stray_spans);
  parsed_.enums.truncate(snapshot.enums);
  parsed_.enum_members.truncate(snapshot.enum_members);
  parsed_.imports.truncate(snapshot.imports);
  parsed_.import_specifiers.truncate(snapshot.import_specifiers);
  parsed_.exports.truncate(snapshot.exports);
  parsed_.export_specifiers.truncate(snapshot.export_specifiers);
  parsed_.jsx_elements.truncate(snapshot.jsx_elements);
  parsed_.scopes.truncate(snapshot.scopes);
  parsed_.doubts.truncate(snapshot.doubts);
  open_scopes_.resize(snapshot.open_scopes);
  open_scopes_.back() = snapshot.scope;
  subscripts_.resize(snapshot.subscripts);
  potential_arrow_ = snapshot.potential_arrow;
  unended_ = snapshot.unended;
  type_mark_ = snapshot.type_mark;
  current_ = snapshot.current;
  failed_ = false;
  if (read_again_ > max_readings * lexer_.size() + free_readings) {
    decline();
  }
}

void Parser::mark_types(TokenIndex from) {
  for (TokenIndex i = from; i < index(); ++i) {
    parsed_.tokens[i].marks |= mark::type;
  }
}

void Parser::add_note(TokenIndex token, NoteKind kind, std::size_t record) {
  if (failed_) {
    return;
  }
  parsed_.notes.push_back({parsed_.tokens[token].note, static_cast<RecordIndex>(record), kind});
  parsed_.tokens[token].note = static_cast<std::uint32_t>(parsed_.notes.size() - 1);
  parsed_.tokens[token].marks |= mark::special;
}

void Parser::close_scope() {
  parsed_.scopes[open_scopes_.back().scope].last = last_index();
  open_scopes_.pop_back();
}

Role Parser::declaration(Binding binding) const {
  if (at_top_level()) {
    return Role::top_level_declaration;
  }
  return binding == Binding::variable ? Role::function_declaration : Role::block_declaration;
}

namespace {

void load(std::string_view source, ParsedSource& parsed) {
  parsed.clear();
  parsed.padded_text.reserve(source.size() + text_padding);
  parsed.padded_text.assign(source);
  parsed.padded_text.append(text_padding, '\0');
  parsed.text = std::string_view(parsed.padded_text).substr(0, source.size());
  // A token has two bytes or more, nearly always; what is not used is never touched.
  parsed.tokens.reserve(source.size() / 2 + 16);
}

}  // namespace

Result<void, Refusal> parse(std::string_view source, ParsedSource& parsed,
                            const EngineOptions& options) {
  load(source, parsed);
  Parser parser(parsed, options, shallow_stack);
  Result<void, Refusal> result = parser.run();
  if (!parser.has_used_up_stack()) {
    return result;
  }
  // Once more, where there is room for what is not too deep.
  const std::size_t size = std::min(options.max_nesting, max_deep_levels) * stack_of_level;
  static_cast<void>(run_on_stack(size + shallow_stack, [&] {
    load(source, parsed);
    result = Parser(parsed, options, size).run();
  }));
  return result;
}

}  // namespace bazc::native

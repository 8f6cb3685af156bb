#pragma once

// Internal to the parser: the class behind parse(). Its functions are spread over files by topic:
// parser.cpp, parser_statements.cpp, parser_functions.cpp, parser_classes.cpp, parser_modules.cpp,
// parser_expressions.cpp, parser_operands.cpp, parser_doubts.cpp, parser_jsx.cpp, parser_types.cpp,
// parser_typescript.cpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/transform/native/lexer.hpp"
#include "core/transform/native/native_engine.hpp"
#include "core/transform/native/offset_set.hpp"
#include "core/transform/native/token.hpp"

namespace bazc::native {

/// A recursive descent over one source. A fault sets `failed_` and makes the current token `end`;
/// from then on nothing moves, and every loop ends. Speculation takes a Snapshot first and goes
/// back to it.
class Parser {
 public:
  /// `stack_size`: how many bytes of the stack it may use from here on.
  Parser(ParsedSource& parsed, const EngineOptions& options, std::size_t stack_size);
  [[nodiscard]] Result<void, Refusal> run();
  /// Whether it was refused because the stack was used up.
  [[nodiscard]] bool has_used_up_stack() const { return has_used_up_stack_; }

 private:
  /// An expression's end: behind the body of an arrow function no operator may follow. That of
  /// async (…) => … is to Sucrase an operand like a call.
  enum class Operand : std::uint8_t { plain, arrow };
  /// Of the parameters of a constructor whose class has no record.
  static constexpr RecordIndex copied_class = no_record - 1;
  /// What stands between `${` and `}`.
  enum class TemplateOf { expressions, types };

  enum class ClassOf : std::uint8_t { statement, export_default, expression };
  enum class In : bool { operation, excluded };  ///< `in` ends the head of for (… in …)
  enum class Binding : std::uint8_t { variable, lexical };

  struct OpenScope {
    RecordIndex scope = no_record;
    std::uint32_t depth = 0;                    // of scopes that are no statement's class
    TokenIndex last_await = no_token;           // names that Sucrase takes for it included
    TokenIndex last_await_operator = no_token;  // the operator
    TokenIndex last_yield = no_token;
  };
  struct Snapshot {
    Lexeme current;
    OpenScope scope;
    std::uint32_t tokens = 0, notes = 0, chains = 0, nullish = 0, classes = 0, members = 0,
                  stray_spans = 0, enums = 0, enum_members = 0, imports = 0, import_specifiers = 0,
                  exports = 0, export_specifiers = 0, jsx_elements = 0, scopes = 0, doubts = 0,
                  open_scopes = 0, subscripts = 0, potential_arrow = 0;
    TokenIndex unended = no_token;
    std::uint8_t type_mark = 0;
  };
  /// What was found out by trying.
  struct Findings {
    OffsetSet not_jsx;     // where an element was tried in vain
    OffsetSet not_markup;  // and where an expression that begins with one was
    OffsetSet arrows;      // where ( begins an arrow function's parameters
    OffsetSet not_arrows;
    OffsetSet not_type_arguments;
    OffsetSet conditions;  // where `extends` behind `infer A` begins a conditional type
  };
  /// Everything that is read while it lives is a type.
  class TypeRegion {
   public:
    explicit TypeRegion(Parser& parser) : parser_(parser), before_(parser.type_mark_) {
      parser_.type_mark_ = mark::type;
    }
    TypeRegion(const TypeRegion&) = delete;
    TypeRegion& operator=(const TypeRegion&) = delete;
    ~TypeRegion() { parser_.type_mark_ = before_; }

   private:
    Parser& parser_;
    std::uint8_t before_;
  };
  /// A step into something that may hold itself.
  class Recursion {
   public:
    explicit Recursion(Parser& parser) {
      const char here = 0;
      if (parser.stack_base_ - &here > parser.stack_size_) {
        parser.has_used_up_stack_ = true;
        parser.fail_too_deep();
      }
    }
  };
  /// What stands between brackets, or in an element: a level.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser) {
      if (++parser_.nesting_ > parser_.max_nesting_) {
        parser_.fail_too_deep();
      }
    }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    ~Nesting() { --parser_.nesting_; }

   private:
    Parser& parser_;
  };

  // Tokens (parser.cpp)
  [[nodiscard]] TokenIndex index() const { return static_cast<TokenIndex>(parsed_.tokens.size()); }
  [[nodiscard]] TokenIndex last_index() const { return index() - 1; }
  [[nodiscard]] Token& previous() { return parsed_.tokens.back(); }
  [[nodiscard]] bool at(TokenKind kind) const { return current_.kind == kind; }
  [[nodiscard]] bool at_name() const { return is_name(current_.kind); }
  [[nodiscard]] bool after_newline() const { return (current_.marks & mark::after_newline) != 0; }
  void push();
  void advance();
  bool eat(TokenKind kind) {
    if (!at(kind)) {
      return false;
    }
    advance();
    return true;
  }
  /// Among types, and right behind one, Sucrase reads one < or > at a time.
  void split_operator();
  /// A token that is erased alone: what follows is no type.
  void advance_as_type() {
    advance();
    if (!failed_) {
      previous().marks |= mark::type;
    }
  }
  void advance_as(TokenKind kind) {
    if (!failed_) {
      current_.kind = kind;
      advance();
    }
  }
  void advance_as(TokenKind kind, Role role) {
    advance_as(kind);
    previous().role = role;
  }
  void advance_in_tag(TokenKind kind);
  void read_template_rest();
  void note_odd_token();
  void advance_odd_token();
  void advance_to_jsx_child(TokenKind kind);
  void expect(TokenKind kind);
  /// Where the grammar wants an identifier, Sucrase often takes whatever token is there.
  void take_word(Role role = Role::none);
  [[nodiscard]] Lexeme peek() const;
  [[nodiscard]] TokenKind peek_kind() const { return peek().kind; }
  [[gnu::cold]] void fail(const char* message);
  void fail_too_deep();
  void decline();
  [[gnu::cold]] void fail_expected(TokenKind kind);
  void unexpected() { fail("Unexpected token"); }
  [[nodiscard]] bool can_end_statement() const;
  void end_statement();
  void end_expression_statement();
  [[nodiscard]] Refusal refusal() const;

  // Speculation, notes, scopes (parser.cpp)
  [[nodiscard]] Snapshot snapshot() const;
  void restore(const Snapshot& snapshot);
  /// Of operators that begin with < or > types have only the first character.
  [[nodiscard]] Findings& findings() { return findings_[type_mark_ == 0 ? 0 : 1]; }
  void mark_types(TokenIndex from);
  void add_note(TokenIndex token, NoteKind kind, std::size_t record);
  void open_scope(TokenIndex first, bool is_function, bool is_class_statement = false) {
    const std::uint32_t depth =
        open_scopes_.empty() ? 0 : open_scopes_.back().depth + (is_class_statement ? 0 : 1);
    open_scopes_.push_back({static_cast<RecordIndex>(parsed_.scopes.size()), depth});
    parsed_.scopes.push_back({first, no_token, is_function, depth});
  }
  void close_scope();
  [[nodiscard]] bool at_top_level() const { return open_scopes_.back().depth == 0; }
  void doubt(std::string_view construct, TokenIndex at, TokenIndex before = no_token) {
    if (!failed_) {
      parsed_.doubts.push_back({construct, at, before});
    }
  }
  [[nodiscard]] Role declaration(Binding binding) const;
  [[nodiscard]] bool has_await_behind(TokenIndex first) const {
    return open_scopes_.back().last_await >= first;
  }

  // Statements (parser_statements.cpp)
  void parse_program();
  void parse_statement(bool is_declaration_allowed);
  void parse_keyword_statement(bool is_declaration_allowed);
  void parse_name_statement();
  void parse_expression_statement();
  void parse_block();
  void parse_block_items();
  void parse_function_block();
  void parse_scoped_block();
  void parse_if();
  void parse_for();
  void parse_for_rest();
  void parse_switch();
  void parse_try();
  void parse_variable_statement(Binding binding);
  bool parse_variables(Binding binding, In in);  ///< whether the last one has a value
  [[nodiscard]] bool at_using();

  // Functions and patterns (parser_functions.cpp)
  void parse_function_statement(TokenIndex first, bool is_name_optional);
  void parse_function_expression(TokenIndex first);
  bool parse_function_rest();
  void parse_parameters(RecordIndex constructed, bool is_arrow = false);
  void parse_parameter(RecordIndex constructed);
  void parse_leading_this(TokenKind close);
  void parse_bound_value(In in = In::operation);
  void note_stray_span(TokenIndex first);
  void parse_binding_target(Binding binding);
  void parse_binding_element(Binding binding);
  void parse_binding_rest(Binding binding);
  void parse_object_pattern(Binding binding);
  void parse_array_pattern(Binding binding);
  void parse_arrow_body();
  [[nodiscard]] bool parse_arrow_head();
  TokenIndex parse_method(RecordIndex constructed);

  // Classes (parser_classes.cpp)
  void parse_decorators();
  void parse_class(TokenIndex first, ClassOf what);
  void parse_class_member(RecordIndex owner, TokenIndex decorator, RecordIndex& last_member);
  void parse_member_modifiers(ClassMember& member);
  [[nodiscard]] bool begins_name_behind(const Lexeme& question) const;
  void parse_member_tail(RecordIndex owner, ClassMember& member);
  void parse_field_value(ClassMember& member);
  void advance_modifier();
  [[nodiscard]] static bool begins_member(TokenKind kind);

  // Modules (parser_modules.cpp)
  void parse_import();
  [[nodiscard]] bool at_module_import() const;
  void parse_import_equals(Import& record);
  void parse_exported_import();
  void parse_import_attributes();
  void parse_module_source();
  void parse_import_specifiers();
  void parse_export();
  void parse_export_default(Export& record);
  void parse_export_specifiers(Export& record);
  void parse_specifier(Table<Specifier>& specifiers, bool is_import);
  void parse_export_declaration(Export& record);
  void parse_plain_export(Export& record);
  void finish_export_from(Export& record);
  void finish_export(Export& record);

  // Expressions (parser_expressions.cpp)
  void parse_expression(In in = In::operation);
  /// `is_item`: an item of (…) or […], which may be a parameter with its type.
  Operand parse_assignment(In in = In::operation, bool is_item = false);
  Operand parse_markup(In in, bool is_item);
  bool finish_assignment(In in, bool is_item);  ///< whether a value is assigned
  void parse_list_item();
  Operand parse_conditional(In in, bool is_operand_parsed, TokenIndex first);
  Operand parse_binary(int minimum, In in, bool is_operand_parsed, TokenIndex first);
  Operand parse_unary();
  Operand parse_postfix(TokenIndex first, bool is_operand_parsed);
  void parse_yield();
  Operand parse_subscripted(TokenIndex first, bool is_operand_parsed, bool is_new);
  bool parse_subscript(bool is_new, bool& is_chain);
  bool parse_expression_type_arguments(bool is_new);
  void advance_subscript();
  void mark_subscript();
  [[nodiscard]] bool parse_optional_subscript(bool may_be_generic);
  void parse_index();
  void parse_call_arguments();
  void parse_item_type();
  void finish_chain(TokenIndex first, std::size_t subscripts, bool is_new);

  // What Sucrase miscompiles in expressions (parser_doubts.cpp)
  void doubt_line_start();
  void doubt_helper(TokenIndex first, TokenIndex moved, bool is_async);
  void doubt_callee(TokenIndex first, TokenIndex subscript, bool is_chain);
  void doubt_delete(TokenIndex operation);
  [[nodiscard]] bool in_async_function() const;
  [[nodiscard]] TokenIndex before_types(TokenIndex index) const;
  [[nodiscard]] bool is_chain_in(TokenIndex open, TokenIndex close) const;
  [[nodiscard]] bool is_member_in(TokenIndex open, TokenIndex close) const;

  // Operands (parser_operands.cpp)
  Operand parse_operand();
  Operand parse_name_operand();
  void parse_name_arrow();
  Operand parse_async();
  [[nodiscard]] bool is_behind_async() const;
  std::optional<bool> parse_async_arrow();
  Operand parse_parenthesised();
  void parse_parenthesised_items();
  [[nodiscard]] bool is_behind_parameters();
  Operand parse_misread_arrow();
  void parse_array();
  void parse_object();
  void parse_object_member();
  void parse_property_name(Role role);
  void parse_member_name();
  void parse_new();
  void parse_template(TemplateOf what);
  void parse_regexp();
  void parse_import_expression();
  void note_import_word();

  // JSX (parser_jsx.cpp)
  void parse_jsx_element(JsxPlace place);
  [[nodiscard]] std::uint32_t last_closing_tag();
  void parse_jsx_name(JsxElement& element);
  void parse_jsx_namespaced_name();
  void parse_jsx_attributes(JsxElement& element);
  void parse_jsx_attribute_value();
  void parse_jsx_children();
  void finish_jsx_tag(TokenKind kind, JsxPlace place);

  // Types (parser_types.cpp)
  void parse_type();
  void parse_type_without_conditional();
  void parse_union_type();
  void parse_intersection_type();
  void parse_type_operator();
  void parse_constraint();
  void parse_postfix_type();
  void parse_primary_type();
  void parse_type_reference();
  void parse_type_annotation();  ///< at `:`
  void parse_return_type(TokenKind opening);
  void parse_type_parameters();
  void parse_type_parameters_if_any() {
    if (at(TokenKind::less)) {
      parse_type_parameters();
    }
  }
  void parse_type_arguments();
  void parse_type_members();
  void parse_type_member();
  void parse_mapped_type();
  [[nodiscard]] bool at_mapped_type() const;
  void parse_tuple_type();
  void parse_function_type();
  [[nodiscard]] bool at_function_type();
  [[nodiscard]] std::uint32_t behind_brackets(Lexeme at);
  void parse_import_type();
  void parse_type_property_name();

  // TypeScript statements (parser_typescript.cpp)
  bool parse_declare(bool is_exported);
  void parse_declared_word(bool is_exported);
  bool parse_typescript_declaration(TokenIndex first, bool is_exported);
  void parse_interface();
  void parse_type_alias();
  void parse_enum(TokenIndex first);
  void parse_namespace();
  void parse_heritage();

  ParsedSource& parsed_;
  Lexer lexer_;
  Lexeme current_;
  std::uint8_t type_mark_ = 0;
  bool failed_ = false;
  static constexpr std::uint32_t no_offset = 0xffff'ffff;
  std::uint32_t potential_arrow_ = no_offset;  ///< the offset at which an arrow function may begin
  TokenIndex unended_ = no_token;     ///< the last token of the latest statement that ends with an
                                      ///< expression and without `;`
  std::size_t values_ = 0;            ///< statements that leave something in the output
  std::size_t optional_methods_ = 0;  ///< those around the place
  bool may_be_conditional_ = true;    ///< in a type, but not between its `extends` and `?`
  bool in_declared_ = false;          ///< in `declare` or in a namespace that was looked at
  std::size_t nesting_ = 0;
  std::size_t max_nesting_ = 0;
  const char* stack_base_ = nullptr;
  std::ptrdiff_t stack_size_ = 0;
  bool has_used_up_stack_ = false;
  std::uint32_t last_closing_tag_ = no_offset;  ///< see last_closing_tag()
  std::vector<OpenScope> open_scopes_;
  std::vector<TokenIndex> subscripts_;  ///< of the open runs of subscripts
  std::array<Findings, 2> findings_;    ///< outside of types, and within
  /// Within so many parentheses, of each of which it is not known yet whether it begins the
  /// parameters of an arrow function, those of inner functions are not read again before all is
  /// known.
  static constexpr std::size_t most_doubts = 4;
  std::size_t doubts_ = 0;
  bool is_misread_ = false;  ///< such a function was read: the outer parentheses are read again
  OffsetMap bracket_ends_;   ///< of { and [ in types
  std::uint64_t read_again_ = 0;  ///< bytes that speculation cost

  // The first fault.
  Refusal::Reason reason_ = Refusal::Reason::syntax;
  const char* message_ = nullptr;
  TokenKind expected_ = TokenKind::end;
  Lexeme fault_;
};

}  // namespace bazc::native

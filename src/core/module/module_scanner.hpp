#pragma once

// Internal to module_scan: the pushdown automaton that reads a module once, token by token.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/module/module_scan.hpp"
#include "core/module/module_tokens.hpp"

namespace bazc::scanning {

/// What the grammar allows at the next token.
enum class Mode : std::uint8_t {
  statement,  ///< the start of a statement
  operand,    ///< an operand or a prefix operator
  after_operand,
  ended,       ///< behind an expression that no operator continues, or behind a binding
  arrow_body,  ///< behind =>
  member_name,
  function_head,
  function_body,
  class_head,
  control_head,  ///< behind if, while, with, switch, catch, for
  for_head,
  switch_body,
  property_key,
  after_property_key,
  pattern_key,
  after_pattern_key,
  binding,
};

enum class FrameKind : std::uint8_t {
  module,
  block,
  function_body,
  static_block,
  switch_body,
  object,
  class_body,
  object_pattern,
  array_pattern,
  array,
  index,
  computed_key,
  group,
  call,
  control,
  for_head,
  params,
  template_substitution,
};

[[nodiscard]] constexpr bool is_statement_frame(FrameKind kind) {
  return kind <= FrameKind::switch_body;
}

enum class Binding : std::uint8_t { none, var, let, constant, using_resource };

/// Which of a call's arguments name a property that it sets.
enum class SetterCall : std::uint8_t {
  none,
  keys,  ///< Object.assign(target, {name: …})
  name,  ///< Reflect.set(target, 'name', …)
};

/// An open bracket.
struct Frame {
  FrameKind kind = FrameKind::module;
  Mode after = Mode::statement;       ///< the mode behind the closing bracket
  Mode after_body = Mode::statement;  ///< of parameters: the mode behind the function's body
  Binding binding = Binding::none;
  SetterCall setter = SetterCall::none;
  bool sets_remotion_component = false;  ///< a pattern with such a target
  Word root = Word::other;               ///< of the object that an index belongs to
  std::uint32_t open_ternaries = 0;
  std::uint32_t commas = 0;
  std::size_t open = 0;
  std::size_t outer_scope = 0;     ///< the enclosing scope's start in names_
  std::size_t dynamic_import = 0;  ///< 1 + the index in ModuleScan::dynamic_imports
};

/// A name declared in an inner scope that is still open.
struct ScopedName {
  std::string_view name;
  Span span;
  bool is_var_like = false;
};

/// The first redeclaration among names[begin…], which must be in the code's order and is reordered:
/// two declarations of one name of which at least one is not var-like.
[[nodiscard]] std::optional<Redeclaration> find_redeclaration(std::vector<ScopedName>& names,
                                                              std::size_t begin);

class ModuleScanner {
 public:
  explicit ModuleScanner(std::string_view code);
  [[nodiscard]] ModuleScan run() &&;

 private:
  struct FunctionHead {
    Mode after = Mode::after_operand;
    bool is_declaration = false;
    bool is_async = false;
    bool is_generator = false;
    bool is_default_export = false;
  };
  enum class ValueOwner : std::uint8_t { none, declaration, assignment, default_export };
  struct ClassHead {
    std::size_t depth = 0;
    bool is_declaration = false;
    bool is_default_export = false;
  };

  // module_scanner.cpp, module_expressions.cpp: the grammar. A handler returns whether it took the
  // token; if not, it has changed the mode, and the new mode's handler takes it.
  void step(const Token& token);
  [[nodiscard]] bool dispatch(const Token& token);
  [[nodiscard]] bool on_statement(const Token& token);
  [[nodiscard]] bool on_statement_word(const Token& token);
  [[nodiscard]] bool on_operand(const Token& token);
  [[nodiscard]] bool on_operand_word(const Token& token);
  [[nodiscard]] bool on_operator(const Token& token);
  [[nodiscard]] bool on_operator_word(const Token& token);
  [[nodiscard]] bool on_ended(const Token& token);
  [[nodiscard]] bool on_member_name(const Token& token);
  [[nodiscard]] bool on_function_head(const Token& token);
  [[nodiscard]] bool on_class_head(const Token& token);
  [[nodiscard]] bool on_control_head(const Token& token);
  [[nodiscard]] bool on_for_head(const Token& token);
  [[nodiscard]] bool on_brace_behind_operand(const Token& token);
  [[nodiscard]] bool on_property_key(const Token& token);
  [[nodiscard]] bool on_after_property_key(const Token& token);
  [[nodiscard]] bool on_pattern_key(const Token& token);
  [[nodiscard]] bool on_after_pattern_key(const Token& token);
  [[nodiscard]] bool on_binding(const Token& token);
  [[nodiscard]] bool take(Mode next);
  [[nodiscard]] bool again(Mode next);
  [[nodiscard]] bool start_anew();
  void begin_function(FunctionHead head);
  void begin_class(ClassHead head);

  // module_brackets.cpp.
  void on_comma();
  void on_colon();
  void on_semicolon();
  void open(const Token& token, FrameKind kind, Mode inside, Mode after);
  void open_call(const Token& token);
  void open_object(const Token& token);
  void open_index(const Token& token);
  void close(const Token& token);
  void behind_bracket(const Frame& frame);

  [[nodiscard]] Frame& top() { return frames_.back(); }
  [[nodiscard]] bool at_top_level() const { return frames_.size() == 1; }
  [[nodiscard]] bool starts_async_function(const Token& token) const;
  [[nodiscard]] bool starts_using(const Token& token) const;

  // module_clauses.cpp: import and export statements, read to their end at once.
  void read_import(const Token& import_token);
  void read_export(const Token& export_token);
  void read_export_names(const Token& export_token);
  void read_export_star(const Token& export_token);
  void read_default_export(const Token& default_token);
  [[nodiscard]] bool read_names(std::vector<ImportedName>& names, std::vector<Token>& locals);
  void read_bindings(ModuleRequest& request, std::vector<Token>& locals);
  [[nodiscard]] bool read_source(ModuleRequest& request);
  void skip_semicolon();
  void skip_attributes();
  [[nodiscard]] Token next_token();
  void unread(const Token& token);

  // module_facts.cpp: what is written down.
  void declare(const Token& name, DeclarationKind kind);
  void declare_binding(const Token& name);
  void declare_function(const Token& name);
  void declare_class(const Token& name);
  void note_exported_declaration(const Token& name, bool is_default);
  void note_reference(const Token& name);
  void note_member(Word member);
  void note_assignment(const Token& token);
  void note_key(Word key);
  void note_function_call();
  void note_string(const Token& token);
  void note_import_argument(const Frame& call);
  void note_literal_key(const Frame& frame);
  [[nodiscard]] SetterCall setter_call() const;
  void leave_scope(const Frame& frame);
  void begin_value(ValueOwner owner, const Token& behind);
  void begin_assigned_value(const Token& assign);
  void end_value();
  void record_value_token(const Token& token, std::size_t depth_before);
  [[nodiscard]] std::string_view name_of(const Token& token);
  [[nodiscard]] std::string_view decoded(std::string_view raw);
  [[nodiscard]] Word word_of_key(const Token& token) const;

  std::string_view code_;
  TokenReader reader_;
  ModuleScan scan_;
  std::vector<Frame> frames_;
  std::vector<ClassHead> class_heads_;
  std::vector<ScopedName> names_;
  std::size_t scope_ = 0;  // where the innermost scope's names start in names_
  std::size_t open_scopes_ = 0;
  Mode mode_ = Mode::statement;
  Word control_ = Word::other;
  FunctionHead function_;
  Mode after_body_ = Mode::statement;
  std::size_t function_depth_ = 0;
  std::optional<Token> unread_;
  Token previous_;
  Token before_previous_;
  Token pattern_key_;
  Token statement_start_;
  bool is_behind_export_ = false;
  bool is_export_declaration_ = false;

  // The chain of members behind the current operand: `window.a.b` has root window and length 2.
  Word root_ = Word::other;
  Word root_prefix_ = Word::other;  // the word before the root: typeof, new
  std::size_t chain_ = 0;
  Word last_member_ = Word::other;
  Token root_token_;
  bool is_target_ = false;  // the operand just read is X.__REMOTION_COMPONENT, or a pattern with it
  bool was_target_ = false;

  // The top-level value that is being recorded.
  ValueOwner value_owner_ = ValueOwner::none;
  std::size_t value_begin_ = 0;
  std::size_t value_index_ = 0;  // of the owner in its vector
  std::size_t value_from_ = 0;   // the offset where it starts
  std::size_t value_depth_ = 0;  // tokens at this depth are recorded
};

}  // namespace bazc::scanning

#pragma once

// Internal to the native engine: the walk over the tokens that writes the output.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/transform/native/class_costs.hpp"
#include "core/transform/native/class_plan.hpp"
#include "core/transform/native/free_names.hpp"
#include "core/transform/native/helpers.hpp"
#include "core/transform/native/native_engine.hpp"
#include "core/transform/native/output.hpp"
#include "core/transform/native/token.hpp"
#include "core/transform/native/top_level_names.hpp"

namespace bazc::native {

/// Writes the output of a parsed source. An object keeps its memory from source to source.
class Emitter {
 public:
  [[nodiscard]] Result<Transformed, Refusal> run(std::string_view source, ParsedSource& parsed);

 private:
  /// What Sucrase would write in a call of its own: while it does, nothing else happens at the
  /// tokens of the enclosing ones.
  enum class FrameKind : std::uint8_t { module, class_body, enum_body, jsx };

  /// What happens at the token Frame::event.
  enum class Event : std::uint8_t {
    none,
    class_keyword,       ///< before it, a variable may be assigned
    class_body,          ///< behind it, a constructor may be inserted
    class_action,        ///< the next one of the class's plan begins
    field_end,           ///< behind the last token of a value
    constructor_insert,  ///< behind it, fields and parameter properties are set
    enum_member,         ///< the name
    enum_value_end,      ///< behind it
    enum_comma,
    enum_end,      ///< behind the closing brace
    jsx_name_end,  ///< behind the last token of what Sucrase takes for the name
  };

  struct Frame {
    FrameKind kind = FrameKind::module;
    Event event = Event::none;
    bool has_attributes = false;       ///< of a tag
    bool is_constructor_done = false;  ///< of a class
    RecordIndex record = no_record;
    RecordIndex member = no_record;    ///< of an enum: the one that comes next, or whose event does
    RecordIndex previous = no_record;  ///< of an enum: the member before `member`
    TokenIndex at = no_token;          ///< where the event happens
    std::uint32_t action = 0;          ///< of a class: the one that comes next
    std::uint64_t variable = 0;        ///< the number of the variable _class, 0 without
  };

  /// Of tokens that are removed together; in substitutions a template's ends are braces.
  class BracketBalance {
   public:
    void add(TokenKind kind) {
      switch (kind) {
        case TokenKind::parenthesis_open:
          ++parentheses_;
          break;
        case TokenKind::parenthesis_close:
          --parentheses_;
          break;
        case TokenKind::brace_open:
        case TokenKind::template_head:
        case TokenKind::jsx_value_open:
        case TokenKind::jsx_spread_open:
        case TokenKind::jsx_child_open:
          ++braces_;
          break;
        case TokenKind::brace_close:
        case TokenKind::template_tail:
        case TokenKind::jsx_brace_close:
          --braces_;
          break;
        default:
          break;
      }
    }
    /// Whether brackets are opened that close elsewhere.
    [[nodiscard]] bool is_open() const { return parentheses_ > 0 || braces_ > 0; }
    /// Whether brackets are closed that opened elsewhere.
    [[nodiscard]] bool is_closed() const { return parentheses_ < 0 || braces_ < 0; }

   private:
    std::int64_t parentheses_ = 0;
    std::int64_t braces_ = 0;
  };

  /// super(…)
  struct SuperCall {
    TokenIndex first = no_token;
    TokenIndex last = no_token;
  };

  /// How many chains start and end at a token, and whether it is a subscript of a certain one.
  struct ChainNotes {
    std::int64_t starts = 0;
    std::int64_t ends = 0;
    bool is_own = false;
  };

  /// delete a?.b
  struct DeletedChain {
    RecordIndex record = no_record;
    TokenIndex last_subscript = no_token;
  };

  // emitter.cpp.
  [[nodiscard]] Transformed assemble();
  void emit_all();
  [[nodiscard]] TokenIndex emit(TokenIndex index);
  [[nodiscard]] TokenIndex emit_noted(TokenIndex index);
  void emit_unnoted(TokenIndex index);
  [[nodiscard]] bool is_class_keyword(TokenIndex index);
  void emit_number(TokenIndex index);
  void replace(TokenIndex index, std::string_view text);
  void replace_trimmed(TokenIndex index, std::string_view text);
  void remove(TokenIndex index) { replace(index, {}); }
  void remove_trimmed(TokenIndex index) { replace_trimmed(index, {}); }
  void remove_range(TokenIndex first, TokenIndex last);
  void append_behind(TokenIndex index, std::string_view text);
  void write_prefixes(TokenIndex index);
  void write_suffixes(TokenIndex index);
  void append_name(NameBase base, std::uint64_t number);
  void push(FrameKind kind, RecordIndex record);
  void pop(TokenIndex index);
  void schedule(Event event, TokenIndex at);
  [[nodiscard]] TokenIndex event_before(TokenIndex index);
  void event_behind(TokenIndex index);
  [[nodiscard]] bool passes_event(TokenIndex index) const;
  void miscompiles(std::string_view construct, TokenIndex index);
  void note_doubts();
  void sort_miscompilations();
  [[nodiscard]] bool is_behind_word();
  void note_glued_call(TokenIndex index, bool is_awaited);
  void decline(TokenIndex index);
  void reject(TokenIndex index, const char* message = "Unexpected token");
  [[nodiscard]] const Token& token(TokenIndex index) const { return parsed_->tokens[index]; }
  [[nodiscard]] TokenKind kind(TokenIndex index) const { return token(index).kind; }
  [[nodiscard]] bool is_type(TokenIndex index) const {
    return (token(index).marks & mark::type) != 0;
  }
  /// What stands where Sucrase takes any token: it closes a substitution, or has no partner.
  [[nodiscard]] bool is_odd(TokenIndex index) const {
    const Token& token = this->token(index);
    const TokenKind next = kind(index + 1);
    const bool is_operator = token.kind == TokenKind::delete_ &&
                             next != TokenKind::template_middle && next != TokenKind::template_tail;
    return (token.marks & mark::special) != 0 && token.note == no_note &&
           token.kind != TokenKind::class_ && !is_operator && !is_jsx(token.kind);
  }
  /// Of a chain or not.
  [[nodiscard]] bool is_subscript(TokenIndex index) const {
    return token(index).role == Role::subscript;
  }
  [[nodiscard]] bool is_async(TokenIndex first) const {
    return (token(first).marks & mark::async_start) != 0;
  }
  [[nodiscard]] std::string_view text(TokenIndex index) const {
    return source_.substr(token(index).start, token(index).end - token(index).start);
  }
  [[nodiscard]] Frame& top() { return frames_.back(); }

  // emitter_types.cpp.
  [[nodiscard]] TokenIndex emit_type(TokenIndex index);
  void note_glued_type(TokenIndex index, char behind);
  void note_split_statement(TokenIndex first, TokenIndex last);
  [[nodiscard]] TokenIndex behind_types(TokenIndex index) const;
  [[nodiscard]] bool is_async_call(TokenIndex less) const;
  [[nodiscard]] TokenIndex emit_async_type_arguments(TokenIndex less);
  [[nodiscard]] TokenIndex emit_return_type(TokenIndex colon);

  // emitter_chains.cpp.
  void write_chain_start(const Chain& chain, RecordIndex record);
  void write_nullish_start(const Nullish& nullish);
  void emit_subscript(TokenIndex index, RecordIndex record);
  [[nodiscard]] bool is_deleting(TokenIndex index) const;
  [[nodiscard]] bool push_deletion(const Chain& chain, RecordIndex record);
  [[nodiscard]] bool push_deletions(const Chain& chain, RecordIndex record);
  [[nodiscard]] ChainNotes chain_notes(TokenIndex index, RecordIndex record) const;
  [[nodiscard]] TokenIndex last_subscript(const Chain& chain, RecordIndex record) const;
  [[nodiscard]] bool is_behind_super_member(TokenIndex index);
  [[nodiscard]] TokenIndex matching_bracket(TokenIndex open) const;
  void emit_catch(TokenIndex index);

  // emitter_classes.cpp.
  void open_class(RecordIndex record);
  void close_class(TokenIndex index);
  void claim_names(RecordIndex record);
  void insert_constructor(TokenIndex body);
  void schedule_class_action(TokenIndex behind);
  [[nodiscard]] bool schedule_initializers();
  [[nodiscard]] TokenIndex emit_class_action();
  [[nodiscard]] TokenIndex emit_field(const ClassAction& action, std::uint64_t number);
  [[nodiscard]] const SuperCall* first_super_call(const ClassMember& member);
  void check_super_call();
  void find_super_calls();
  [[nodiscard]] bool is_property(TokenIndex parameter) const;
  [[nodiscard]] bool has_properties(const ClassMember& constructor) const;
  void append_initializers();
  void append_properties(const ClassMember& constructor);
  void append_class_name();
  [[nodiscard]] const ClassPlan& plan() const { return plans_.of(frames_.back().record); }

  // emitter_enums.cpp.
  [[nodiscard]] TokenIndex emit_enum_head(RecordIndex record, TokenIndex first);
  void schedule_enum_member(TokenIndex from);
  [[nodiscard]] TokenIndex emit_enum_member(TokenIndex index);
  void finish_enum_member(TokenIndex last);
  void append_enum_object();
  void append_enum_key(TokenIndex name);
  void append_implicit_value();
  [[nodiscard]] bool has_string_value(const EnumMember& member) const;
  [[nodiscard]] bool is_variable_name(TokenIndex name) const;
  [[nodiscard]] std::string_view enum_key(TokenIndex name) const;
  void close_enum(TokenIndex index);

  // emitter_modules.cpp.
  [[nodiscard]] TokenIndex emit_import(const Import& import);
  [[nodiscard]] TokenIndex emit_import_clause(const Import& import);
  [[nodiscard]] TokenIndex emit_value_import(const Import& import);
  [[nodiscard]] TokenIndex remove_alias(const Import& import);
  [[nodiscard]] bool is_specifier_used(const Specifier& specifier) const;
  [[nodiscard]] bool is_import_used(const Import& import) const;
  void remove_specifier(const Specifier& specifier);
  [[nodiscard]] TokenIndex remove_import(const Import& import);
  [[nodiscard]] TokenIndex remove_export(const Export& declaration);
  [[nodiscard]] TokenIndex remove_blindly(TokenIndex first, std::uint32_t count);
  [[nodiscard]] TokenIndex remove_blindly_trimmed(TokenIndex first, TokenIndex last,
                                                  std::uint32_t parts_left);
  [[nodiscard]] bool begins_element_behind(TokenIndex index) const;
  void remove_parts(TokenIndex index, std::uint32_t parts_left);
  [[nodiscard]] TokenIndex go_on_behind(TokenIndex removed);
  [[nodiscard]] TokenIndex emit_export(const Export& declaration, TokenIndex index);
  [[nodiscard]] TokenIndex emit_export_declaration(TokenIndex index);
  [[nodiscard]] TokenIndex emit_export_import(TokenIndex index);
  [[nodiscard]] TokenIndex emit_export_names(const Export& declaration);
  [[nodiscard]] TokenIndex behind_erased(TokenIndex index) const;
  [[nodiscard]] TokenIndex behind_erased_import(const Import& import) const;

  // emitter_jsx.cpp.
  [[nodiscard]] TokenIndex emit_jsx_open(TokenIndex index, RecordIndex record);
  [[nodiscard]] TokenIndex emit_jsx(TokenIndex index);
  [[nodiscard]] TokenIndex behind_jsx_element_name(TokenIndex index);
  void finish_jsx_element_name(TokenIndex last);
  [[nodiscard]] const JsxElement& jsx_element_at(TokenIndex open) const;
  [[nodiscard]] TokenIndex behind_late_end(TokenIndex index);
  void emit_jsx_attribute_name(TokenIndex index);
  void emit_jsx_string(TokenIndex index);
  void emit_jsx_text(TokenIndex index);
  void emit_odd_brace(TokenIndex index);
  void emit_jsx_brace(TokenIndex index);
  void close_attributes(TokenIndex behind);
  void emit_jsx_end(TokenIndex index);

  std::string_view source_;
  const ParsedSource* parsed_ = nullptr;
  Output output_;
  FreeNames names_;
  Helpers helpers_;
  TopLevelNames top_level_;
  ClassPlans plans_;
  ClassCosts costs_;
  std::vector<Frame> frames_;
  std::vector<std::uint64_t> field_numbers_;  // of __init or __initStatic, for each action
  std::vector<DeletedChain> deleted_chains_;  // those that are open
  std::vector<SuperCall> super_calls_;        // of the source, if has_super_calls_
  bool has_super_calls_ = false;
  bool has_cut_tags_ = false;             // the beginning of an element was removed without its end
  std::vector<std::uint8_t> jsx_braces_;  // the TokenKinds of those that are open
  std::string prefix_;
  std::vector<Miscompilation> miscompilations_;
  bool has_super_ = false;          // somewhere in the source
  bool has_unclosed_ = false;       // a chain that never closes
  TokenIndex event_at_ = no_token;  // top().at
  TokenIndex type_run_end_ = no_token;
  TokenIndex declined_at_ = no_token;
  TokenIndex rejected_at_ = no_token;
  const char* rejection_ = nullptr;
};

}  // namespace bazc::native

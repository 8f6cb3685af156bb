#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Whether a field's value is written by a method of its own: #names keep theirs.
[[nodiscard]] inline bool has_initializer(const ClassMember& member) {
  return member.kind == MemberKind::field && member.assign != no_token && !member.is_private;
}
/// Whether Sucrase takes the field for a static one; it does not see a static accessor.
[[nodiscard]] inline bool is_static_field(const ClassMember& member) {
  return member.is_static && member.accessor == no_token;
}

enum class ClassActionKind : std::uint8_t {
  removal,               ///< the tokens from `first` to before `end` go, whatever they are
  field,                 ///< those of a key and its value become a method
  decorator,             ///< nothing happens: at `first` the output is no equivalent program
  optional_method,       ///< as `decorator`
  optional_method_call,  ///< as `decorator`
};

struct ClassAction {
  ClassActionKind kind = ClassActionKind::removal;
  bool is_static = false;  ///< a field
  TokenIndex first = no_token;
  TokenIndex end = no_token;
  TokenIndex assign = no_token;  ///< of a field
};

struct ClassPlan {
  std::uint32_t first_action = 0;
  std::uint32_t end_action = 0;
  RecordIndex constructor = no_record;  ///< a member; the last one, if there are several
  bool has_instance_fields = false;     ///< with a value
  bool has_static_fields = false;       ///< with a value
  bool needs_variable = false;          ///< _class
  bool needs_arguments = false;         ///< args
  bool is_lost = false;  ///< its keyword goes with an optional method: no class to Sucrase
};

/// What becomes of the bodies of classes. Sucrase reads them again, token by token, and does not
/// always find the members that its parser has seen.
class ClassPlans {
 public:
  void find(const ParsedSource& parsed);

  [[nodiscard]] const ClassPlan& of(RecordIndex record) const { return plans_[record]; }
  /// Of all classes; those of one class stand together, in the order of the tokens.
  [[nodiscard]] std::span<const ClassAction> actions() const { return actions_; }
  /// Where Sucrase does what is not worth following, or no_token.
  [[nodiscard]] TokenIndex declined_at() const { return declined_at_; }
  /// Where Sucrase fails, or no_token.
  [[nodiscard]] TokenIndex rejected_at() const { return rejected_at_; }

 private:
  [[nodiscard]] ClassPlan plan(const Class& record);
  [[nodiscard]] TokenIndex plan_element(ClassPlan& plan, TokenIndex index);
  [[nodiscard]] TokenIndex plan_field(ClassPlan& plan, TokenIndex name, TokenIndex assign,
                                      bool is_static);
  [[nodiscard]] TokenIndex last_of_value(TokenIndex assign);
  [[nodiscard]] TokenIndex last_of_stray_span(TokenIndex first) const;
  [[nodiscard]] TokenIndex behind_name(TokenIndex name);
  [[nodiscard]] TokenIndex next_element(TokenIndex index);
  [[nodiscard]] TokenIndex landing(const ClassMember& member) const;
  [[nodiscard]] RecordIndex member_at(TokenIndex index);
  [[nodiscard]] RecordIndex latest_member(TokenIndex index) const;
  [[nodiscard]] bool has_properties(RecordIndex member) const;
  [[nodiscard]] bool is_in_optional_method(TokenIndex index) const;
  void note_member(TokenIndex index);
  void note_left_over(TokenIndex index);
  [[nodiscard]] TokenIndex decline(TokenIndex index);
  void add(ClassActionKind kind, TokenIndex first, TokenIndex end) {
    actions_.push_back({kind, false, first, end});
  }
  [[nodiscard]] TokenKind kind(TokenIndex index) const { return parsed_->tokens[index].kind; }
  [[nodiscard]] bool is_erased(TokenIndex index) const;
  [[nodiscard]] bool is_modifier(TokenIndex index) const;
  [[nodiscard]] bool is_constructor_name(TokenIndex index) const;
  void note_lost_class(TokenIndex keyword);

  const ParsedSource* parsed_ = nullptr;
  std::vector<ClassPlan> plans_;
  std::vector<ClassAction> actions_;
  std::vector<StraySpan> stray_spans_;  // in the order of the tokens
  TokenIndex declined_at_ = no_token;
  TokenIndex rejected_at_ = no_token;
  const Class* class_ = nullptr;    // the one that is being read
  RecordIndex member_ = no_record;  // the first one of it that is not behind the place
  RecordIndex noted_ = no_record;   // the latest one whose deviations were noted
};

}  // namespace bazc::native

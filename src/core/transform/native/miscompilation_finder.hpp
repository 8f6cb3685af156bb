#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/transform/native/class_plan.hpp"
#include "core/transform/native/native_engine.hpp"
#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Finds what Sucrase miscompiles of classes and enums (docs/sucrase-deviations.md). The time is
/// in proportion to their tokens; sources without any cost nothing.
class MiscompilationFinder {
 public:
  /// Adds to `found`, in no order.
  MiscompilationFinder(const ParsedSource& parsed, const ClassPlans& plans,
                       std::vector<Miscompilation>& found)
      : parsed_(parsed), plans_(plans), found_(found) {}
  void run();

 private:
  using Names = std::unordered_set<std::string_view>;

  /// The names of a class that Sucrase sets, each with its first place.
  struct SetNames {
    const Class* record = nullptr;
    std::unordered_map<std::string_view, TokenIndex> of_class;
    std::unordered_map<std::string_view, TokenIndex> of_instances;
  };

  // Classes.
  void check_class(const Class& record);
  void check_default_class(const Class& record);
  void check_method(const ClassMember& member, RecordIndex place, const ClassPlan& plan);
  void check_optional_method(const ClassMember& member);
  [[nodiscard]] bool begins_helper(TokenIndex index) const;
  void check_public_field(const ClassMember& member);
  void check_private_field(const Class& record, const ClassMember& member);
  void check_key(const ClassMember& member);
  void check_glued_members(const Class& record);
  void check_constructor(const Class& record, const ClassMember& member, const ClassPlan& plan);
  void check_super_call(const ClassMember& member, TokenIndex super);
  void check_class_name(const Class& record, const ClassMember& constructor);
  [[nodiscard]] bool has_parameter_properties(const Class& record,
                                              const ClassMember& constructor) const;
  void find_set_names(const Class& record);
  [[nodiscard]] const Class* class_at(TokenIndex index) const;
  [[nodiscard]] TokenIndex behind_nested(TokenIndex index) const;
  [[nodiscard]] TokenIndex super_call_behind(TokenIndex index);
  [[nodiscard]] bool is_super_call(TokenIndex index) const {
    return kind(index) == TokenKind::super_ && kind(index + 1) == TokenKind::parenthesis_open;
  }

  // Class expressions with fields, which share variables where they are evaluated again.
  void check_class_expressions();
  [[nodiscard]] Names names_around(const std::vector<const Class*>& classes, TokenIndex first,
                                   TokenIndex last) const;
  [[nodiscard]] bool depends_on(const Class& record, const Names& names) const;

  // Enums.
  void check_enum(const Enum& record);
  void check_merged_enums();
  [[nodiscard]] std::string_view key_of(const EnumMember& member) const;
  [[nodiscard]] bool is_string(const EnumMember& member, const Names& strings) const;

  void add(std::string_view construct, TokenIndex index) {
    found_.push_back({std::string(construct), token(index).start});
  }
  [[nodiscard]] const Token& token(TokenIndex index) const { return parsed_.tokens[index]; }
  [[nodiscard]] TokenKind kind(TokenIndex index) const { return token(index).kind; }
  [[nodiscard]] std::string_view text(TokenIndex index) const {
    return std::string_view(parsed_.text)
        .substr(token(index).start, token(index).end - token(index).start);
  }
  [[nodiscard]] bool is_type(TokenIndex index) const {
    return (token(index).marks & mark::type) != 0;
  }
  [[nodiscard]] bool is_after_newline(TokenIndex index) const {
    return (token(index).marks & mark::after_newline) != 0;
  }
  [[nodiscard]] TokenIndex behind_types(TokenIndex index) const;
  [[nodiscard]] TokenIndex closing(TokenIndex open) const;

  [[nodiscard]] const ClassPlan& plan_of(const Class& record) const {
    return plans_.of(static_cast<RecordIndex>(&record - &parsed_.classes[0]));
  }

  const ParsedSource& parsed_;
  const ClassPlans& plans_;
  std::vector<Miscompilation>& found_;
  std::vector<const Class*> shared_;     // class expressions with fields of instances
  SetNames set_names_;                   // of the class that needed them last
  std::vector<TokenIndex> super_calls_;  // of the source and a last one; empty until needed
};

}  // namespace bazc::native

#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/transform/native/class_plan.hpp"
#include "core/transform/native/free_names.hpp"
#include "core/transform/native/token.hpp"

namespace bazc::native {

/// Names that are claimed, by NameBase (the counted ones).
using Claims = std::array<std::uint64_t, counted_base_count>;

/// Sucrase writes the value of a class's field twice and throws the first result away, but not the
/// names that were claimed for it; in nested classes that doubles with each depth. This counts them
/// in one pass.
class ClassCosts {
 public:
  /// False where there are too many to count: classes nested in field values too deep.
  [[nodiscard]] bool find(const ParsedSource& parsed, const ClassPlans& plans);

  /// What writing a field's value claims once; `action` is an index into ClassPlans::actions().
  [[nodiscard]] const Claims& of_field(std::size_t action) const { return fields_[action]; }

 private:
  struct OpenField {
    std::uint32_t action = 0;
    Claims claims = {};
  };
  void count(const Note& note, TokenIndex index);
  [[nodiscard]] bool is_async_call(TokenIndex parenthesis) const;
  void open_class(RecordIndex record);
  void add(NameBase base) {
    if (!open_.empty()) {
      ++open_.back().claims[static_cast<std::size_t>(base)];
    }
  }
  [[nodiscard]] bool close_field();

  const ParsedSource* parsed_ = nullptr;
  const ClassPlans* plans_ = nullptr;
  std::vector<Claims> fields_;  // for each action
  std::vector<OpenField> open_;
  Claims total_ = {};                  // of the fields of outermost classes
  std::vector<std::uint32_t> starts_;  // for each token, the removal that starts at it, or the
                                       // field whose value starts behind it
};

/// Whether a subscript of a chain becomes a function: not a template, not the first behind super.
[[nodiscard]] bool has_function(const ParsedSource& parsed, const Chain& chain, TokenIndex index);

}  // namespace bazc::native

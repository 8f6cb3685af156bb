#pragma once

#include <array>
#include <cstdint>
#include <vector>

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
  [[nodiscard]] bool find(const ParsedSource& parsed);

  /// What writing a field's value claims once.
  [[nodiscard]] const Claims& of_field(RecordIndex member) const { return fields_[member]; }

 private:
  struct OpenField {
    RecordIndex member = no_record;
    Claims claims = {};
  };
  void count(const Note& note, TokenIndex index);
  void open_class(RecordIndex record);
  void add(NameBase base) {
    if (!open_.empty()) {
      ++open_.back().claims[static_cast<std::size_t>(base)];
    }
  }
  [[nodiscard]] bool close_field();

  const ParsedSource* parsed_ = nullptr;
  std::vector<Claims> fields_;  // for each member
  std::vector<OpenField> open_;
  Claims total_ = {};                // of the fields of outermost classes
  std::vector<RecordIndex> starts_;  // for each token, the field whose value starts behind it
};

/// Whether a field's value is written by a method of its own: #names keep theirs.
[[nodiscard]] bool has_initializer(const ClassMember& member);
/// Whether Sucrase takes the field for a static one; it does not see a static accessor.
[[nodiscard]] bool is_static_field(const ParsedSource& parsed, const ClassMember& member);

struct ClassFacts {
  bool has_instance_fields = false;     ///< with a value
  bool has_static_fields = false;       ///< with a value
  RecordIndex constructor = no_record;  ///< the last one, if there are several
  bool needs_variable = false;          ///< _class
  bool needs_arguments = false;         ///< args
};
[[nodiscard]] ClassFacts class_facts(const ParsedSource& parsed, const Class& record);

/// The name token of the member spells `constructor`.
[[nodiscard]] bool is_named_constructor(const ParsedSource& parsed, const ClassMember& member);

/// A method that is a constructor to Sucrase: also a static one, a getter and a setter of that
/// name.
[[nodiscard]] bool is_constructor(const ParsedSource& parsed, const ClassMember& member);

/// Whether a subscript of a chain becomes a function: not a template, not the first behind super.
[[nodiscard]] bool has_function(const ParsedSource& parsed, const Chain& chain, TokenIndex index);

}  // namespace bazc::native

#include "core/transform/native/deviations.hpp"

#include <algorithm>
#include <array>

namespace bazc::native {
namespace {

using enum DeviationEffect;

// In the order of docs/sucrase-deviations.md.
constexpr std::array table = {
    Deviation{"optional_method", "an optional method with a body", "the method is left out",
              other_program},
    Deviation{"namespace_values", "a namespace that holds values",
              "it is left out, and its name is not defined", other_program},
    Deviation{"namespace_nullish", "?? inside a namespace",
              "a part of its helper's call is left over", no_program},
    Deviation{"member_decorator", "a decorator on a class member", "the decorator is left out",
              other_program},
    Deviation{"member_decorator_call", "a decorator with arguments on a class member",
              "its '@' is left out and the call is not", no_program},
    Deviation{"second_super", "a second super() call",
              "fields and parameter properties are initialised after the first one only",
              other_program},
    Deviation{"nested_super",
              "a class with a super() call of its own, in a constructor before super()",
              "fields and parameter properties are not initialised", other_program},
    Deviation{"super_in_expression", "a super() call that is a part of a larger statement",
              "statements are written into the middle of it", no_program},
    Deviation{"super_in_arrow", "a super() call that is an arrow function's body",
              "fields are initialised before the call", other_program},
    Deviation{"class_expression_again",
              "a class expression with fields that is evaluated more than once",
              "instances of an earlier class get the fields of a later one", other_program},
    Deviation{"computed_field_key", "a field with a computed key",
              "the key is evaluated for every instance", other_program},
    Deviation{"await_in_field_key", "'await' or 'yield' in the computed key of a field",
              "it is moved into a function that is neither async nor a generator", no_program},
    Deviation{"static_block_order", "a static block after a static field",
              "all static blocks run before the first static field is set", other_program},
    Deviation{"enum_self", "an enum member that is named like its enum",
              "the name is declared twice", no_program},
    Deviation{"enum_string_expression", "an enum member whose string is computed",
              "the enum gets a reverse mapping too", other_program},
    Deviation{"await_name", "a property named 'await' beside ?. or ??", "the expression is awaited",
              other_program},
    Deviation{"await_name_in_function",
              "a property named 'await' beside ?. or ??, in a function that is not async",
              "the expression is awaited", no_program},
    Deviation{"yield_in_helper", "'yield' inside an expression with ?. or ??",
              "it is moved into an arrow function", no_program},
    Deviation{"parenthesised_callee", "a call of a parenthesised optional chain or member",
              "the function gets no 'this'", other_program},
    Deviation{"glued_words", "a type or '!' between two words, without white space",
              "the two become one word", no_program},
    Deviation{"glued_statements", "an erased statement between two that no ';' separates",
              "the two become one", other_program},
    Deviation{"glued_members", "an erased member after a private field that no ';' ends",
              "the field goes on with the next member", no_program},
    Deviation{"jsx_namespace_name", "a tag or attribute name with a colon",
              "it is written without quotes", no_program},
    Deviation{"export_assignment", "'export ='", "it needs a global 'module', which browsers lack",
              other_program},
};

constexpr Deviation unknown{"", "something here", "see docs/sucrase-deviations.md", other_program};

}  // namespace

std::span<const Deviation> deviations() {
  return table;
}

const Deviation& find_deviation(std::string_view construct) {
  const auto* const found = std::find_if(table.begin(), table.end(), [&](const Deviation& each) {
    return each.construct == construct;
  });
  return found == table.end() ? unknown : *found;
}

}  // namespace bazc::native

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
    Deviation{"optional_method_call",
              "an optional method with a call, or brackets behind a word, in its body",
              "a part of it is left over", no_program},
    Deviation{"namespace_values", "a namespace that holds values",
              "it is left out, and its name is not defined", other_program},
    Deviation{"member_decorator", "a decorator on a class member", "the decorator is left out",
              other_program},
    Deviation{"member_decorator_call", "a decorator with arguments on a class member",
              "its '@' is left out and the call is not", no_program},
    Deviation{"second_super", "a second super() call",
              "fields and parameter properties are initialised after the first one only",
              other_program},
    Deviation{"nested_super",
              "a class or an element with a super() call in it, in a constructor before any other",
              "fields and parameter properties are not initialised", other_program},
    Deviation{"super_in_expression", "a super() call that is a part of a larger statement",
              "statements are written into the middle of it", no_program},
    Deviation{"super_returned", "'return super()'",
              "fields and parameter properties are not initialised", other_program},
    Deviation{"super_in_arrow", "a super() call that is an arrow function's body",
              "fields are initialised before the call", other_program},
    Deviation{"static_constructor", "a static method named 'constructor' in a class with fields",
              "it initialises the fields, instead of the constructor", other_program},
    Deviation{"quoted_constructor", "a constructor with its name in quotes in a class with fields",
              "the class gets a second constructor", no_program},
    Deviation{"class_name_hidden", "a constructor with a variable that is named like its class",
              "the fields are looked for in that", other_program},
    Deviation{"class_in_chain", "a class expression with fields before ?.",
              "brackets are closed too early", no_program},
    Deviation{"class_in_nullish", "a class expression with fields before ??",
              "the result is the function that makes the other operand", other_program},
    Deviation{"class_expression_again",
              "a class expression with fields that is evaluated more than once",
              "instances of an earlier class get the fields of a later one", other_program},
    Deviation{"computed_field_key", "a field with a computed key",
              "the key is evaluated for every instance", other_program},
    Deviation{"await_in_field_key", "'await' or 'yield' in the computed key of a field",
              "it is moved into a function that is neither async nor a generator", no_program},
    Deviation{"bigint_field", "a field named by a bigint", "it is no name behind 'this.'",
              no_program},
    Deviation{"static_name", "a static field of a name that functions have",
              "it is assigned, which throws", other_program},
    Deviation{"static_accessor", "a static 'accessor'", "it becomes a field of instances",
              other_program},
    Deviation{"private_field_order", "a private field whose value reads one without '#'",
              "it is set first", other_program},
    Deviation{"static_block_order", "a static block after a static field",
              "all static blocks run before the first static field is set", other_program},
    Deviation{"enum_self", "an enum member that is named like its enum",
              "the name is declared twice", no_program},
    Deviation{"enum_on_lines", "an enum whose name stands on the next line", "it is not compiled",
              no_program},
    Deviation{"enum_string_expression", "an enum member whose string is computed",
              "the enum gets a reverse mapping too", other_program},
    Deviation{"enum_key", "an enum member whose name cannot be a variable's",
              "a variable of that name is declared", no_program},
    Deviation{"enum_merged", "a member of an enum that is continued", "it is not defined there",
              other_program},
    Deviation{"await_name", "a property named 'await' beside ?. or ??", "the expression is awaited",
              other_program},
    Deviation{"await_name_in_function",
              "a property named 'await' beside ?. or ??, in a function that is not async",
              "the expression is awaited", no_program},
    Deviation{"yield_in_helper", "'yield' inside an expression with ?. or ??",
              "it is moved into an arrow function", no_program},
    Deviation{"parenthesised_callee", "a call of a parenthesised optional chain or member",
              "the function gets no 'this'", other_program},
    Deviation{"lost_delete",
              "'delete' of an optional chain in parentheses or with others in brackets",
              "nothing is deleted", other_program},
    Deviation{"new_chain", "an optional chain behind 'new', which is no JavaScript either",
              "a bracket is left open", no_program},
    Deviation{"glued_words", "a word before what is erased or rewritten, without white space",
              "it and the next word become one", no_program},
    Deviation{"glued_keyword", "a keyword before an element, ?. or ??, without white space",
              "it becomes a part of the name that follows", other_program},
    Deviation{"glued_statements", "an erased statement between two that no ';' separates",
              "the two become one", other_program},
    Deviation{"glued_class",
              "a default class with fields and without a name, and a statement on its line",
              "it becomes an expression, which wants a ';' behind it", no_program},
    Deviation{"split_statement", "a line's end in what is erased behind 'return' or 'yield'",
              "it ends the statement", other_program},
    Deviation{"split_throw", "a line's end in what is erased behind 'throw'",
              "it may not stand there", no_program},
    Deviation{"erased_helper", "?. or ?? in what is erased",
              "a part of the helper's call is left over", no_program},
    Deviation{"glued_members", "an erased member after a private field that no ';' ends",
              "the field goes on with the next member", no_program},
    Deviation{"jsx_namespace_name", "a tag name with a colon", "it is written without quotes",
              no_program},
    Deviation{"jsx_name", "a tag name with '-' that begins in upper case, or 'this'",
              "the one is subtracted, the other quoted", other_program},
    Deviation{"export_import", "'export import' of a name that is used nowhere else",
              "'export' is left over", no_program},
    Deviation{"import_alias", "'import … = ' of an import that is used nowhere else",
              "that import is left out", other_program},
    Deviation{"import_hidden",
              "an import that is named like a function in a block nearby, or like a variable in a "
              "static block",
              "it is left out", other_program},
    Deviation{"import_type_equals", "'import type … =' not followed by two names and ';'",
              "eight tokens are erased", other_program},
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

#pragma once

#include <span>
#include <string_view>

namespace bazc::native {

enum class DeviationEffect {
  other_program,  ///< the output runs, and does something else: a warning
  no_program,     ///< no JavaScript engine accepts the output: an error of the module
};

/// A construct of valid programs that Sucrase miscompiles (docs/sucrase-deviations.md).
struct Deviation {
  std::string_view construct;    ///< as in Miscompilation
  std::string_view description;  ///< "an optional method with a body"
  std::string_view consequence;  ///< "it is left out"
  DeviationEffect effect = DeviationEffect::other_program;
};

[[nodiscard]] std::span<const Deviation> deviations();

/// Of a construct that is not in the table, a description in general terms.
[[nodiscard]] const Deviation& find_deviation(std::string_view construct);

}  // namespace bazc::native

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bazc::cli {

/// The one of `names` that `seen` was most probably meant to be, or empty where none is near: by
/// the number of characters to insert, delete, replace or swap with a neighbour.
[[nodiscard]] std::string nearest_name(std::string_view seen,
                                       const std::vector<std::string>& names);

/// " (did you mean 'NAME'?)", or empty where no name is near.
[[nodiscard]] std::string did_you_mean(std::string_view seen,
                                       const std::vector<std::string>& names);

}  // namespace bazc::cli

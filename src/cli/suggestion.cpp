#include "cli/suggestion.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace bazc::cli {
namespace {

constexpr std::size_t longest_name = 64;  // a longer one is no misspelt name; the cost is a product

/// Optimal string alignment distance (Damerau-Levenshtein without edits of a swapped pair).
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> current(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= left.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        current[j] = std::min(current[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[right.size()];
}

}  // namespace

std::string nearest_name(std::string_view seen, const std::vector<std::string>& names) {
  if (seen.size() > longest_name) {
    return {};
  }
  std::string nearest;
  std::size_t smallest = std::max<std::size_t>(1, seen.size() / 3) + 1;
  for (const std::string& name : names) {
    if (const std::size_t distance = edit_distance(seen, name); distance < smallest) {
      smallest = distance;
      nearest = name;
    }
  }
  return nearest;
}

std::string did_you_mean(std::string_view seen, const std::vector<std::string>& names) {
  const std::string nearest = nearest_name(seen, names);
  return nearest.empty() ? std::string() : fmt::format(" (did you mean '{}'?)", nearest);
}

}  // namespace bazc::cli

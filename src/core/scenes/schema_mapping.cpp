#include "core/scenes/schema_mapping.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/ascii.hpp"

namespace bazc {
namespace {

// Letters' case and the usual separators do not count: tsxCode is close to tsx_code.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '_' && c != '-') {
      out.push_back(ascii_lowered(c));
    }
  }
  return out;
}

// The Levenshtein distance. `row` leaves out the column for the empty text, which is `i`.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size());
  std::iota(row.begin(), row.end(), std::size_t{1});
  std::size_t distance = right.size();
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = i;
    distance = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t above = row[j];
      const std::size_t replaced = diagonal + (left[i] == right[j] ? 0 : 1);
      distance = std::min({replaced, above + 1, distance + 1});
      diagonal = above;
      row[j] = distance;
    }
  }
  return distance;
}

}  // namespace

std::string quote_identifier(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    quoted.append(c == '"' ? 2 : 1, c);
  }
  quoted.push_back('"');
  return quoted;
}

bool same_identifier(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return ascii_lowered(a) == ascii_lowered(b); });
}

std::optional<std::string> nearest_name(std::string_view wanted,
                                        const std::vector<std::string>& names) {
  const std::string target = folded(wanted);
  const std::string* nearest = nullptr;
  std::size_t least = std::max<std::size_t>(2, target.size() / 3) + 1;
  for (const std::string& name : names) {
    const std::string candidate = folded(name);
    const std::size_t distance = edit_distance(target, candidate);
    if (distance < least && distance < std::max(target.size(), candidate.size())) {
      least = distance;
      nearest = &name;
    }
  }
  return nearest == nullptr ? std::nullopt : std::optional(*nearest);
}

}  // namespace bazc

#include "cli/terminal/table.hpp"

#include <algorithm>
#include <cstddef>

#include "core/diagnostics/visible_text.hpp"

namespace bazc::cli {

std::string render_table(const std::vector<Align>& columns,
                         const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(columns.size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      widths[i] = std::max(widths[i], visible_width(row[i]));
    }
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string padding(widths[i] - visible_width(row[i]), ' ');
      line += i == 0 ? "" : "  ";
      line += columns[i] == Align::right ? padding + visible_text(row[i])
                                         : visible_text(row[i]) + padding;
    }
    line.resize(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace bazc::cli

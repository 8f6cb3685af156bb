#pragma once

#include <string>
#include <vector>

namespace bazc::cli {

enum class Align { left, right };

/// Rows of cells as text: columns two spaces apart, each as wide as its widest cell by terminal
/// cells, no spaces at line ends. Every row has as many cells as `columns`; control characters are
/// made visible.
[[nodiscard]] std::string render_table(const std::vector<Align>& columns,
                                       const std::vector<std::vector<std::string>>& rows);

}  // namespace bazc::cli

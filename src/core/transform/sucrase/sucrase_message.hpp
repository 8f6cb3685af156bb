#pragma once

#include <string>
#include <string_view>

#include "core/base/ascii.hpp"

namespace bazc::sucrase {

/// Sucrase's messages start in upper case and may end in a period; ours do not (design.md).
[[nodiscard]] inline std::string in_our_style(std::string_view message) {
  std::string styled(message);
  if (styled.ends_with('.')) {
    styled.pop_back();
  }
  const auto is_capital = [](char c) { return c != ascii_lowered(c); };
  if (styled.size() > 1 && is_capital(styled[0]) && !is_capital(styled[1])) {
    styled[0] = ascii_lowered(styled[0]);
  }
  return styled;
}

}  // namespace bazc::sucrase

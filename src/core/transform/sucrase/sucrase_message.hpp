#pragma once

#include <string>

namespace bazc::sucrase {

/// Sucrase's messages start in upper case and may end in a period; ours do not (design.md).
[[nodiscard]] inline std::string in_our_style(std::string message) {
  if (message.size() > 1 && message[0] >= 'A' && message[0] <= 'Z' &&
      !(message[1] >= 'A' && message[1] <= 'Z')) {
    message[0] = static_cast<char>(message[0] - 'A' + 'a');
  }
  if (message.ends_with('.')) {
    message.pop_back();
  }
  return message;
}

}  // namespace bazc::sucrase

#pragma once

#include <string_view>

namespace bazc::sucrase {

/// vendor/sucrase.min.js.
[[nodiscard]] std::string_view bundle_source();

}  // namespace bazc::sucrase

#pragma once

#include <optional>
#include <string_view>

namespace bazc::native {

/// The character that JSX knows by a name, as in &nbsp;.
[[nodiscard]] std::optional<char32_t> entity_character(std::string_view name);

}  // namespace bazc::native

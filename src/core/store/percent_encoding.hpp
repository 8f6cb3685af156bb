#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bazc {

enum class Slashes { encode, keep };

/// Every byte but RFC 3986's unreserved characters (section 2.3) as %XX with capital digits, as
/// the canonical request of SigV4 wants it; '/' as `slashes` says.
[[nodiscard]] std::string percent_encoded(std::string_view text, Slashes slashes);

/// Each %XX as the byte that it stands for; nothing where a '%' has no two hex digits after it.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace bazc

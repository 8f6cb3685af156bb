#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bazc {

/// The `_headers` file that hosts of static files read (Cloudflare Pages, Netlify): artifacts are
/// served with the store's headers there too.
inline constexpr std::string_view headers_file_key = "_headers";

/// Its text. Such a file can name one origin only: with several it names none.
[[nodiscard]] std::string headers_file(const std::vector<std::string>& cors_origins);

/// Whether `text` is what headers_file() gives, for whatever origin: bazc's own, and nobody's edit.
[[nodiscard]] bool is_own_headers_file(std::string_view text);

}  // namespace bazc

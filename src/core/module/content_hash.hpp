#pragma once

#include <string>
#include <string_view>

namespace bazc {

/// The SHA-256 of `bytes`, 64 lower-case hex digits (FIPS 180-4).
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// An artifact's name: the first 16 hex digits of its SHA-256.
[[nodiscard]] std::string content_hash(std::string_view artifact);

/// Whether `text` could be a content hash: 16 lower-case hex digits.
[[nodiscard]] bool is_content_hash(std::string_view text);

/// "components/<hash>.js", the artifact's key in every store.
[[nodiscard]] std::string artifact_key(std::string_view hash);

/// The hash in a key, a path or a URL that ends in "<hash>.js" (a query or fragment is left out),
/// or empty where there is none.
[[nodiscard]] std::string hash_of_key(std::string_view key);

}  // namespace bazc

#pragma once

#include <array>
#include <initializer_list>
#include <string_view>

namespace bazc {

using Sha256Digest = std::array<unsigned char, 32>;
using Md5Digest = std::array<unsigned char, 16>;

/// SHA-256 (FIPS 180-4) of the parts, one after another.
[[nodiscard]] Sha256Digest sha256(std::initializer_list<std::string_view> parts);

/// HMAC with SHA-256 (RFC 2104).
[[nodiscard]] Sha256Digest hmac_sha256(std::string_view key, std::string_view message);

/// MD5 (RFC 1321): a checksum that S3 asks for, not a protection.
[[nodiscard]] Md5Digest md5(std::string_view bytes);

/// The bytes of a digest as text is passed around.
template <class Digest>
[[nodiscard]] std::string_view view_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace bazc

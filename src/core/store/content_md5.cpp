#include "core/store/content_md5.hpp"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>

namespace bazc {

ContentMd5 content_md5(std::string_view bytes) {
  constexpr std::size_t size = 16;
  std::array<unsigned char, size> digest{};
  unsigned length = 0;
  // A provider in FIPS mode has no MD5.
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_md5(), nullptr) != 1 ||
      length != size) {
    throw std::runtime_error("OpenSSL has no MD5");
  }
  std::array<unsigned char, (size + 2) / 3 * 4 + 1> base64{};
  const int encoded = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
  return {.base64 = std::string(base64.begin(), base64.begin() + encoded),
          .hex = fmt::format("{:02x}", fmt::join(digest, ""))};
}

}  // namespace bazc

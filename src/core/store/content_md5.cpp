#include "core/store/content_md5.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

// The plain functions of OpenSSL's API before 3.0: see content_hash.cpp.
#define OPENSSL_API_COMPAT 10101
#include <openssl/md5.h>

namespace bazc {
namespace {

using Digest = std::array<unsigned char, MD5_DIGEST_LENGTH>;

/// RFC 4648, section 4.
std::string base64_of(const Digest& digest) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr unsigned bits_per_digit = 6;
  std::string text;
  unsigned waiting = 0;  // its lowest `bits` have no digit yet
  unsigned bits = 0;
  for (const unsigned char byte : digest) {
    waiting = waiting << 8U | byte;
    for (bits += 8; bits >= bits_per_digit;) {
      bits -= bits_per_digit;
      text.push_back(alphabet[waiting >> bits & 0x3FU]);
    }
  }
  static_assert(std::tuple_size_v<Digest> % 3 == 1, "two digits of padding");
  text.push_back(alphabet[waiting << (bits_per_digit - bits) & 0x3FU]);
  return text + "==";
}

}  // namespace

ContentMd5 content_md5(std::string_view bytes) {
  MD5_CTX context;
  MD5_Init(&context);
  MD5_Update(&context, bytes.data(), bytes.size());
  Digest digest{};
  MD5_Final(digest.data(), &context);
  return {.base64 = base64_of(digest), .hex = fmt::format("{:02x}", fmt::join(digest, ""))};
}

}  // namespace bazc

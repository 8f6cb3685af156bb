#include "core/store/content_md5.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/digest.hpp"

namespace bazc {
namespace {

// RFC 4648, section 4.
std::string base64_of(const Md5Digest& digest) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr unsigned bits_per_digit = 6;
  std::string text;
  unsigned waiting = 0;  // the lowest `bits` of it
  unsigned bits = 0;
  for (const unsigned char byte : digest) {
    waiting = waiting << 8U | byte;
    for (bits += 8; bits >= bits_per_digit;) {
      bits -= bits_per_digit;
      text.push_back(alphabet[waiting >> bits & 0x3FU]);
    }
  }
  static_assert(std::tuple_size_v<Md5Digest> % 3 == 1, "two digits of padding");
  text.push_back(alphabet[waiting << (bits_per_digit - bits) & 0x3FU]);
  return text + "==";
}

}  // namespace

ContentMd5 content_md5(std::string_view bytes) {
  const Md5Digest digest = md5(bytes);
  return {.base64 = base64_of(digest), .hex = fmt::format("{:02x}", fmt::join(digest, ""))};
}

}  // namespace bazc

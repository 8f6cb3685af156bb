#pragma once

#include <string>
#include <string_view>

namespace bazc {

/// The MD5 of a body in the two forms that S3 uses: not for security, but to notice a body that
/// was damaged on its way.
struct ContentMd5 {
  std::string base64;  ///< Content-MD5 (RFC 1864)
  std::string hex;     ///< the ETag of an object that was put in one piece, without its quotes
};

[[nodiscard]] ContentMd5 content_md5(std::string_view bytes);

}  // namespace bazc

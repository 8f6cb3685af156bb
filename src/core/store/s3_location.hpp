#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace bazc {

/// Where a bucket of an S3-compatible service is. Requests are path-style: ORIGIN PATH/BUCKET/KEY.
struct S3Location {
  std::string url;          ///< as the user wrote it, for messages; holds no secret
  std::string origin = {};  ///< "https://host" or "http://host:9000": lower case, no default port
  std::string host = {};    ///< of the Host header: "host" or "host:9000"
  std::string path =
      {};  ///< of the endpoint, percent-encoded, "" or "/prefix"; no slash at its end
  std::string bucket = {};
  std::string region = "auto";
};

/// Reads "r2://ACCOUNT_ID/BUCKET" (`?jurisdiction=eu` for a bucket of that jurisdiction) or
/// "s3://BUCKET?endpoint=URL&region=REGION". Values may be percent-encoded. Errors are `usage`; a
/// text that may hold a secret is not repeated in them.
[[nodiscard]] Result<S3Location> parse_s3_location(std::string_view url);

}  // namespace bazc

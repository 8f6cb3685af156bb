#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.hpp"
#include "core/store/credentials.hpp"

namespace bazc {

/// AWS Signature Version 4, stage by stage, after "Create a signed AWS API request" (IAM User
/// Guide) and "Authenticating Requests: Using the Authorization Header" (Amazon S3 API Reference).
/// Pure: the time is passed in, nothing is sent. Paths are taken as they are, as S3 wants it: no
/// "." or ".." is resolved, nothing is encoded twice. Header values are signed as the bytes they
/// are but for white space; they must hold no line break. Thread-safe.
namespace sigv4 {

using NameValue = std::pair<std::string, std::string>;

struct Request {
  std::string method;                   ///< "PUT"
  std::string path;                     ///< as it is sent: absolute, percent-encoded once
  std::vector<NameValue> query = {};    ///< names and values before encoding, in any order
  std::vector<NameValue> headers = {};  ///< all that are to be signed, `Host` among them
  /// The body's SHA-256 in hex.
  std::string payload_sha256 = {};
};

struct Scope {
  std::string region;
  std::string service = "s3";
  SystemTime time = {};
};

/// "20150830T123600Z", the form of x-amz-date.
[[nodiscard]] std::string amz_date(SystemTime time);

/// The query string as it must be sent: sorted by encoded name, then value; "a=1&b=".
[[nodiscard]] std::string canonical_query(const std::vector<NameValue>& query);

/// "content-type;host;x-amz-date": lower-case names, sorted, each once. The values of a name that
/// comes more than once are signed in the order they have in `headers`.
[[nodiscard]] std::string signed_header_names(const std::vector<NameValue>& headers);

[[nodiscard]] std::string canonical_request(const Request& request);

/// "20150830/us-east-1/s3/aws4_request"
[[nodiscard]] std::string credential_scope(const Scope& scope);

[[nodiscard]] std::string string_to_sign(const Scope& scope, std::string_view canonical_request);

/// 32 bytes, good for one day, region and service; to be kept as secret as what it comes from.
[[nodiscard]] std::string signing_key(std::string_view secret_access_key, const Scope& scope);

/// 64 hex digits.
[[nodiscard]] std::string signature(std::string_view signing_key, std::string_view string_to_sign);

/// The headers to send besides `request.headers`: x-amz-date, x-amz-content-sha256,
/// x-amz-security-token where there is a token, all of them signed, and Authorization.
/// `request.headers` must hold none of these.
[[nodiscard]] std::vector<NameValue> sign(const Request& request, const Credentials& credentials,
                                          const Scope& scope);

}  // namespace sigv4
}  // namespace bazc

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace bazc {

/// The XML documents of the S3 API (Amazon S3 API Reference). Unknown elements are passed over, as
/// the services add their own.

/// <Error>, the body of a refusal.
struct S3Error {
  std::string code;         ///< "NoSuchKey"; empty where the body is no such document
  std::string message;      ///< as the service put it; may hold anything
  std::string region = {};  ///< likewise: where the bucket is, of a request for another region
};
[[nodiscard]] S3Error parse_s3_error(std::string_view xml);

/// <ListBucketResult> of ListObjectsV2.
struct S3Listing {
  std::vector<std::string> keys;
  std::string continuation_token;  ///< empty: this was the last page
};
[[nodiscard]] Result<S3Listing> parse_s3_listing(std::string_view xml);

/// Whether some rule of a <CORSConfiguration> (GetBucketCors) lets pages of every one of `origins`
/// send GET and HEAD. An empty text is a bucket without rules.
[[nodiscard]] Result<bool> allows_reading(std::string_view cors_xml,
                                          const std::vector<std::string>& origins);

/// The configuration with one rule more, which allows just that; the others stay as they are.
[[nodiscard]] Result<std::string> with_reading_allowed(std::string_view cors_xml,
                                                       const std::vector<std::string>& origins);

/// The body of CreateBucket: empty where the region needs none.
[[nodiscard]] std::string create_bucket_document(std::string_view region);

}  // namespace bazc

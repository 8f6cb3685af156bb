#pragma once

#include <memory>
#include <string>

#include "core/store/object_store.hpp"
#include "core/store/s3_client.hpp"

namespace bazc {

/// A bucket of Cloudflare R2 or of another S3-compatible service. put() is one request where the
/// object is absent, `If-None-Match: *`, so that the service decides who stores; a 412 is compared:
/// by size and MD5 (the ETag), and by the bytes where that does not settle it. Objects are served
/// with Content-Type and Cache-Control as given, and keep the SHA-256 as metadata.
/// `on_warning` is told of an object that is present with other headers than asked for.
[[nodiscard]] std::unique_ptr<ObjectStore> make_s3_store(
    std::unique_ptr<S3Client> client, std::string public_base_url,
    std::function<void(const std::string& message)> on_warning);

}  // namespace bazc

#include "core/store/object_store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/ascii.hpp"
#include "core/module/content_hash.hpp"
#include "core/store/directory_store.hpp"
#include "core/store/retry.hpp"
#include "core/store/s3_client.hpp"
#include "core/store/s3_location.hpp"
#include "core/store/s3_store.hpp"

namespace bazc {
namespace {

constexpr std::string_view file_scheme = "file:";

bool is_key_character(char c) {
  return is_ascii_alphanumeric(c) || c == '.' || c == '_' || c == '-';
}

bool is_key_segment(std::string_view segment) {
  return !segment.empty() && segment != "." && segment != ".." &&
         std::all_of(segment.begin(), segment.end(), is_key_character);
}

Result<std::unique_ptr<ObjectStore>> open_directory(std::string_view url,
                                                    std::string public_base_url) {
  std::string_view path = url.substr(file_scheme.size());
  if (path.starts_with("//")) {
    path.remove_prefix(2);
    if (!path.starts_with('/')) {
      return fail(ErrorKind::usage,
                  fmt::format("store '{}' names a host, and a directory has none", url),
                  fmt::format("write file:{} for a relative path, file:///... for an absolute one",
                              path.empty() ? "DIR" : path));
    }
  }
  if (path.empty()) {
    return fail(ErrorKind::usage, fmt::format("store '{}' names no directory", url),
                "write file:DIR");
  }
  if (path.find('\0') != std::string_view::npos) {
    return fail(ErrorKind::usage, "the store's directory contains a NUL");
  }
  std::error_code error;
  // The URLs that go into rows must not depend on where a later command runs.
  std::filesystem::path absolute = std::filesystem::absolute(path, error);
  if (error) {
    return fail(ErrorKind::io, fmt::format("cannot resolve '{}': {}", path, error.message()));
  }
  return make_directory_store(absolute.lexically_normal(), std::string(url),
                              std::move(public_base_url));
}

Result<std::unique_ptr<ObjectStore>> open_bucket(std::string_view url, std::string public_base_url,
                                                 const StoreOptions& options) {
  auto location = parse_s3_location(url);
  if (!location) {
    return fail(std::move(location).error());
  }
  if (!options.credentials || options.credentials->access_key_id.empty() ||
      options.credentials->secret_access_key.empty()) {
    return fail(ErrorKind::usage, fmt::format("store {} needs credentials", location->url),
                "set R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY");
  }
  auto http = make_http_client(options.http);
  if (!http) {
    return fail(std::move(http).error());
  }
  auto client =
      std::make_unique<S3Client>(*std::move(location), *options.credentials, *std::move(http),
                                 RetryPolicy{.retries = options.retries}, *options.clock,
                                 options.interrupts, options.on_warning);
  return make_s3_store(std::move(client), std::move(public_base_url), options.on_warning);
}

}  // namespace

StoreStatistics StoreStatistics::since(const StoreStatistics& earlier) const {
  StoreStatistics difference{.requests = requests - earlier.requests,
                             .retries = retries - earlier.retries,
                             .bytes_sent = bytes_sent - earlier.bytes_sent,
                             .bytes_received = bytes_received - earlier.bytes_received,
                             .by_kind = by_kind};
  for (const auto& [kind, before] : earlier.by_kind) {
    StoreRequests& each = difference.by_kind[kind];
    each.requests -= before.requests;
    each.bytes_sent -= before.bytes_sent;
    each.bytes_received -= before.bytes_received;
  }
  std::erase_if(difference.by_kind,
                [](const auto& each) { return each.second == StoreRequests{}; });
  return difference;
}

ObjectHeaders artifact_headers(std::string_view artifact) {
  return {"application/javascript", "public, max-age=31536000, immutable", sha256_hex(artifact)};
}

bool is_object_key(std::string_view key) {
  while (true) {
    const std::size_t slash = key.find('/');
    if (!is_key_segment(key.substr(0, slash))) {
      return false;
    }
    if (slash == std::string_view::npos) {
      return true;
    }
    key.remove_prefix(slash + 1);
  }
}

Result<void> check_object_key(std::string_view key) {
  if (!is_object_key(key)) {
    return fail(ErrorKind::usage, fmt::format("'{}' is not a key of an object", key),
                "a key is a relative path of letters, digits, '.', '_' and '-'");
  }
  return {};
}

Result<std::unique_ptr<ObjectStore>> open_object_store(std::string_view url,
                                                       const StoreOptions& options) {
  std::string base(options.public_base_url);
  base.erase(base.find_last_not_of('/') + 1);
  if (url.starts_with(file_scheme)) {
    return open_directory(url, std::move(base));
  }
  // Only the scheme is repeated: the rest of such a URL may hold a secret.
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos) {
    return fail(ErrorKind::usage, fmt::format("store '{}' is not a URL", url),
                fmt::format("write file:{} for a directory", url.empty() ? "DIR" : url));
  }
  const std::string_view scheme = url.substr(0, colon);
  if (scheme == "r2" || scheme == "s3") {
    return open_bucket(url, std::move(base), options);
  }
  return fail(ErrorKind::usage, fmt::format("unknown kind of store '{}:'", scheme),
              "write file:DIR, r2://ACCOUNT_ID/BUCKET or s3://BUCKET?endpoint=URL&region=REGION");
}

}  // namespace bazc

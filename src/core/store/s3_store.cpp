#include "core/store/s3_store.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/module/content_hash.hpp"
#include "core/store/content_md5.hpp"
#include "core/store/headers_file.hpp"
#include "core/store/s3_documents.hpp"

namespace bazc {
namespace {

constexpr int http_ok = 200;
constexpr int http_created = 201;
constexpr int http_no_content = 204;
constexpr int http_not_found = 404;
constexpr int http_conflict = 409;
constexpr int http_precondition_failed = 412;
constexpr int http_not_implemented = 501;

// Of one artifact; sources are at most a gibibyte, and artifacts little more.
constexpr std::size_t largest_object = (std::size_t{2} << 30) - 1;

constexpr const char* sha256_metadata = "x-amz-meta-sha256";

std::vector<HttpHeader> request_headers(const ObjectHeaders& headers) {
  return {{"content-type", headers.content_type},
          {"cache-control", headers.cache_control},
          {sha256_metadata, headers.sha256}};
}

ObjectHeaders response_headers(const HttpResponse& response) {
  return {.content_type = std::string(response.header("content-type")),
          .cache_control = std::string(response.header("cache-control")),
          .sha256 = std::string(response.header(sha256_metadata))};
}

std::string_view etag_of(const HttpResponse& response) {
  std::string_view etag = response.header("etag");
  if (etag.size() > 1 && etag.front() == '"' && etag.back() == '"') {
    etag = etag.substr(1, etag.size() - 2);
  }
  return etag;
}

class S3Store final : public ObjectStore {
 public:
  S3Store(std::unique_ptr<S3Client> client, std::string public_base_url,
          std::function<void(const std::string& message)> on_warning)
      : client_(std::move(client)),
        public_base_url_(std::move(public_base_url)),
        on_warning_(std::move(on_warning)) {}

  [[nodiscard]] std::string describe() const override { return client_->location().url; }

  [[nodiscard]] Result<PutOutcome> put(std::string_view key, std::string_view bytes,
                                       const ObjectHeaders& headers) override;
  [[nodiscard]] Result<void> replace(std::string_view key, std::string_view bytes,
                                     const ObjectHeaders& headers) override;
  [[nodiscard]] Result<void> remove(std::string_view key) override;
  [[nodiscard]] Result<std::optional<StoredObject>> get(std::string_view key) override;
  [[nodiscard]] Result<std::optional<ObjectInfo>> head(std::string_view key) override;
  [[nodiscard]] Result<void> list(std::string_view prefix,
                                  const std::function<bool(std::string_view key)>& visit) override;
  [[nodiscard]] std::string public_url(std::string_view key) const override {
    return public_base_url_.empty() ? client_->url_of(key)
                                    : fmt::format("{}/{}", public_base_url_, key);
  }
  [[nodiscard]] Result<bool> exists() override;
  [[nodiscard]] Result<std::vector<std::string>> plan_setup(const StoreSetup& setup) override;
  [[nodiscard]] Result<void> apply_setup(const StoreSetup& setup) override;
  [[nodiscard]] Result<std::optional<std::chrono::seconds>> clock_skew() override;
  [[nodiscard]] StoreStatistics statistics() const override { return client_->statistics(); }
  void stop_retrying() override { client_->stop_retrying(); }

 private:
  /// What the bucket lacks; plan_setup() tells of it, apply_setup() mends it.
  struct Gaps {
    bool bucket = false;
    std::optional<std::string> cors;  ///< the configuration to set
    std::optional<std::string> headers_file;
    bool replaces_headers_file = false;
  };

  [[nodiscard]] Result<S3Response> send(const S3Request& request);
  [[nodiscard]] Result<PutOutcome> compare(std::string_view key, std::string_view bytes,
                                           const ObjectHeaders& headers, const HttpResponse& head);
  [[nodiscard]] Result<std::optional<HttpResponse>> fetch(std::string_view method,
                                                          std::string_view key);
  [[nodiscard]] Result<void> require_bucket();
  [[nodiscard]] Result<S3Response> list_page(std::string_view prefix, std::string_view token,
                                             unsigned max_keys);
  [[nodiscard]] Result<Gaps> find_gaps(const StoreSetup& setup);
  [[nodiscard]] Result<std::optional<std::string>> missing_cors(const StoreSetup& setup);
  [[nodiscard]] Result<void> expect_success(const S3Request& request);
  [[nodiscard]] Error error_of(const S3Request& request, const S3Response& response) const {
    return client_->error_of(request, response).with_context("store " + describe());
  }
  void warn(const std::string& message) const {
    if (on_warning_) {
      on_warning_(message);
    }
  }

  std::unique_ptr<S3Client> client_;
  std::string public_base_url_;
  std::function<void(const std::string& message)> on_warning_;
  std::atomic<bool> has_seen_bucket_{false};
};

Result<S3Response> S3Store::send(const S3Request& request) {
  auto response = client_->send(request);
  if (!response) {
    return fail(std::move(response).error().with_context("store " + describe()));
  }
  return response;
}

Result<void> S3Store::expect_success(const S3Request& request) {
  const auto response = send(request);
  if (!response) {
    return fail(response.error());
  }
  const int status = response->http.status;
  if (status != http_ok && status != http_created && status != http_no_content) {
    return fail(error_of(request, *response));
  }
  return {};
}

Result<PutOutcome> S3Store::put(std::string_view key, std::string_view bytes,
                                const ObjectHeaders& headers) {
  if (auto checked = check_object_key(key); !checked) {
    return fail(std::move(checked).error());
  }
  S3Request request{.method = "PUT", .key = std::string(key), .body = bytes};
  request.headers = request_headers(headers);
  request.headers.emplace_back("if-none-match", "*");
  // Once more where the object was there and then was not.
  for (int round = 0; round < 2; ++round) {
    const auto response = send(request);
    if (!response) {
      return fail(response.error());
    }
    const int status = response->http.status;
    if (status == http_ok || status == http_created) {
      has_seen_bucket_ = true;
      return PutOutcome::stored;
    }
    if (status == http_not_implemented && response->code == "NotImplemented") {
      Error error = error_of(request, *response);
      error.hint =
          "the service does not know 'If-None-Match: *', without which bazc cannot promise to "
          "overwrite nothing: use another service, or a newer version of it";
      return fail(std::move(error));
    }
    if (status != http_precondition_failed) {
      return fail(error_of(request, *response));
    }
    has_seen_bucket_ = true;
    // Somebody's object, or our own whose answer was lost.
    const auto head = fetch("HEAD", key);
    if (!head) {
      return fail(head.error());
    }
    if (*head) {
      return compare(key, bytes, headers, **head);
    }
  }
  return fail(
      ErrorKind::unavailable,
      fmt::format("store {}: object '{}' was removed while it was written", describe(), key));
}

Result<PutOutcome> S3Store::compare(std::string_view key, std::string_view bytes,
                                    const ObjectHeaders& headers, const HttpResponse& head) {
  const bool is_equal = head.header("content-length") == std::to_string(bytes.size()) &&
                        etag_of(head) == content_md5(bytes).hex;
  if (!is_equal) {
    // An object that was not put in one piece has another ETag: only its bytes tell.
    const auto object = get(key);
    if (!object) {
      return fail(object.error());
    }
    if (!*object || (*object)->bytes != bytes) {
      return fail(
          ErrorKind::conflict,
          fmt::format("store {}: object '{}' is there with other bytes, SHA-256 {}; the new ones "
                      "have {}; it was not touched",
                      describe(), key, *object ? sha256_hex((*object)->bytes) : "unknown",
                      sha256_hex(bytes)));
    }
  }
  if (response_headers(head) != headers) {
    warn(fmt::format("object {} is there with other headers: 'bazc verify --repair' rewrites them",
                     key));
  }
  return PutOutcome::present;
}

Result<void> S3Store::replace(std::string_view key, std::string_view bytes,
                              const ObjectHeaders& headers) {
  if (auto checked = check_object_key(key); !checked) {
    return checked;
  }
  return expect_success({.method = "PUT",
                         .key = std::string(key),
                         .headers = request_headers(headers),
                         .body = bytes});
}

Result<void> S3Store::remove(std::string_view key) {
  if (auto checked = check_object_key(key); !checked) {
    return checked;
  }
  const S3Request request{.method = "DELETE", .key = std::string(key)};
  const auto response = send(request);
  if (!response) {
    return fail(response.error());
  }
  const int status = response->http.status;
  const bool is_gone = status == http_ok || status == http_no_content ||
                       (status == http_not_found && response->code == "NoSuchKey");
  return is_gone ? Result<void>() : fail(error_of(request, *response));
}

// GET or HEAD of an object; nothing where the store says that it has none.
Result<std::optional<HttpResponse>> S3Store::fetch(std::string_view method, std::string_view key) {
  if (auto checked = check_object_key(key); !checked) {
    return fail(std::move(checked).error());
  }
  const S3Request request{
      .method = std::string(method), .key = std::string(key), .max_answer_bytes = largest_object};
  auto response = send(request);
  if (!response) {
    return fail(std::move(response).error());
  }
  if (response->http.status == http_ok) {
    has_seen_bucket_ = true;
    return std::move(response->http);
  }
  if (response->http.status == http_not_found && response->code == "NoSuchKey") {
    return std::nullopt;
  }
  // The answer to a HEAD has no body: it may be the bucket that is missing, or a web server that
  // knows nothing of S3.
  if (response->http.status == http_not_found && method == "HEAD") {
    if (auto required = require_bucket(); !required) {
      return fail(std::move(required).error());
    }
    return std::nullopt;
  }
  return fail(error_of(request, *response));
}

Result<void> S3Store::require_bucket() {
  if (has_seen_bucket_) {
    return {};
  }
  const auto is_there = exists();
  if (!is_there) {
    return fail(is_there.error());
  }
  if (!*is_there) {
    return fail(
        ErrorKind::unavailable,
        fmt::format("store {}: there is no bucket '{}'", describe(), client_->location().bucket),
        fmt::format("bazc init --store '{}'", describe()));
  }
  return {};
}

Result<std::optional<StoredObject>> S3Store::get(std::string_view key) {
  auto response = fetch("GET", key);
  if (!response) {
    return fail(std::move(response).error());
  }
  if (!*response) {
    return std::nullopt;
  }
  StoredObject object;
  object.info = {.size = (*response)->body.size(), .headers = response_headers(**response)};
  object.bytes = std::move((*response)->body);
  return object;
}

Result<std::optional<ObjectInfo>> S3Store::head(std::string_view key) {
  const auto response = fetch("HEAD", key);
  if (!response) {
    return fail(response.error());
  }
  if (!*response) {
    return std::nullopt;
  }
  const std::string_view length = (*response)->header("content-length");
  ObjectInfo info{.size = 0, .headers = response_headers(**response)};
  const char* const end = length.data() + length.size();
  if (length.empty() || std::from_chars(length.data(), end, info.size).ptr != end) {
    return fail(ErrorKind::unavailable,
                fmt::format("store {}: HEAD {}: the answer has no length", describe(), key));
  }
  return info;
}

Result<S3Response> S3Store::list_page(std::string_view prefix, std::string_view token,
                                      unsigned max_keys) {
  S3Request request{.method = "GET", .query = {{"list-type", "2"}, {"encoding-type", "url"}}};
  if (!prefix.empty()) {
    request.query.emplace_back("prefix", prefix);
  }
  if (!token.empty()) {
    request.query.emplace_back("continuation-token", token);
  }
  if (max_keys > 0) {
    request.query.emplace_back("max-keys", std::to_string(max_keys));
  }
  auto response = send(request);
  if (response && response->http.status != http_ok) {
    return fail(error_of(request, *response));
  }
  return response;
}

Result<void> S3Store::list(std::string_view prefix,
                           const std::function<bool(std::string_view key)>& visit) {
  std::string token;
  do {
    const auto response = list_page(prefix, token, 0);
    if (!response) {
      return fail(response.error());
    }
    auto listing = parse_s3_listing(response->http.body);
    if (!listing) {
      return fail(std::move(listing).error().with_context("store " + describe()));
    }
    for (const std::string& key : listing->keys) {
      if (is_object_key(key) && !visit(key)) {
        return {};
      }
    }
    token = std::move(listing->continuation_token);
  } while (!token.empty());
  return {};
}

// By a listing and not by HEAD: its answer says why, and R2's narrower tokens may do it.
Result<bool> S3Store::exists() {
  const S3Request request{.method = "GET", .query = {{"list-type", "2"}, {"max-keys", "1"}}};
  const auto response = send(request);
  if (!response) {
    return fail(response.error());
  }
  if (response->http.status == http_ok) {
    if (auto listing = parse_s3_listing(response->http.body); !listing) {
      return fail(std::move(listing).error().with_context("store " + describe()));
    }
    has_seen_bucket_ = true;
    return true;
  }
  if (response->http.status == http_not_found && response->code == "NoSuchBucket") {
    return false;
  }
  return fail(error_of(request, *response));
}

Result<std::optional<std::chrono::seconds>> S3Store::clock_skew() {
  const auto response = list_page({}, {}, 1);
  if (!response) {
    return fail(response.error());
  }
  const auto date = parse_http_date(response->http.header("date"));
  if (!date) {
    return std::nullopt;
  }
  return std::chrono::round<std::chrono::seconds>(*date - client_->now());
}

// The CORS configuration to set; nothing where the bucket's serves.
Result<std::optional<std::string>> S3Store::missing_cors(const StoreSetup& setup) {
  const S3Request request{.method = "GET", .query = {{"cors", ""}}};
  const auto response = send(request);
  if (!response) {
    return fail(response.error());
  }
  std::string present;
  if (response->http.status == http_ok) {
    present = response->http.body;
  } else if (response->http.status == http_not_implemented) {
    warn(
        fmt::format("store {}: the service has no CORS calls: let pages read the bucket by its "
                    "own means",
                    describe()));
    return std::nullopt;
  } else if (response->code != "NoSuchCORSConfiguration") {
    return fail(error_of(request, *response));
  }
  const auto is_enough = allows_reading(present, setup.cors_origins);
  if (!is_enough) {
    return fail(Error(is_enough.error()).with_context("store " + describe()));
  }
  if (*is_enough) {
    return std::nullopt;
  }
  auto wanted = with_reading_allowed(present, setup.cors_origins);
  if (!wanted) {
    return fail(std::move(wanted).error());
  }
  return *std::move(wanted);
}

Result<S3Store::Gaps> S3Store::find_gaps(const StoreSetup& setup) {
  Gaps gaps;
  const auto is_there = exists();
  if (!is_there) {
    return fail(is_there.error());
  }
  const std::string wanted = headers_file(setup.cors_origins);
  if (!*is_there) {
    gaps.bucket = true;
    gaps.headers_file = wanted;
    auto cors = with_reading_allowed({}, setup.cors_origins);
    if (!cors) {
      return fail(std::move(cors).error());
    }
    gaps.cors = *std::move(cors);
    return gaps;
  }
  auto cors = missing_cors(setup);
  if (!cors) {
    return fail(std::move(cors).error());
  }
  gaps.cors = *std::move(cors);
  const auto present = get(headers_file_key);
  if (!present) {
    return fail(present.error());
  }
  if (!*present) {
    gaps.headers_file = wanted;
  } else if ((*present)->bytes != wanted) {
    if (is_own_headers_file((*present)->bytes)) {
      gaps.headers_file = wanted;
      gaps.replaces_headers_file = true;
    } else {
      warn(fmt::format("store {}: {} is there and not bazc's: it stays as it is", describe(),
                       headers_file_key));
    }
  }
  return gaps;
}

Result<std::vector<std::string>> S3Store::plan_setup(const StoreSetup& setup) {
  const auto gaps = find_gaps(setup);
  if (!gaps) {
    return fail(gaps.error());
  }
  std::vector<std::string> plan;
  if (gaps->bucket) {
    plan.push_back(fmt::format("make bucket '{}'", client_->location().bucket));
  }
  if (gaps->cors) {
    plan.push_back(
        fmt::format("allow GET and HEAD from {} (CORS)", fmt::join(setup.cors_origins, ", ")));
  }
  if (gaps->headers_file) {
    plan.push_back(fmt::format("{} {}:\n{}", gaps->replaces_headers_file ? "replace" : "write",
                               headers_file_key, *gaps->headers_file));
  }
  return plan;
}

Result<void> S3Store::apply_setup(const StoreSetup& setup) {
  const auto gaps = find_gaps(setup);
  if (!gaps) {
    return fail(gaps.error());
  }
  if (gaps->bucket) {
    const std::string document = create_bucket_document(client_->location().region);
    const S3Request request{.method = "PUT", .body = document};
    const auto response = send(request);
    if (!response) {
      return fail(response.error());
    }
    // Made by another init meanwhile.
    const bool is_ours =
        response->http.status == http_conflict && response->code == "BucketAlreadyOwnedByYou";
    if (response->http.status != http_ok && !is_ours) {
      Error error = error_of(request, *response);
      error.hint = "make the bucket by the service's own means, and run this again";
      return fail(std::move(error));
    }
  }
  if (gaps->cors) {
    if (auto set = expect_success({.method = "PUT",
                                   .query = {{"cors", ""}},
                                   .headers = {{"content-type", "application/xml"}},
                                   .body = *gaps->cors});
        !set) {
      return set;
    }
  }
  if (gaps->headers_file) {
    const ObjectHeaders headers{.content_type = "text/plain; charset=utf-8",
                                .cache_control = "no-cache",
                                .sha256 = sha256_hex(*gaps->headers_file)};
    if (gaps->replaces_headers_file) {
      return replace(headers_file_key, *gaps->headers_file, headers);
    }
    if (auto put_outcome = put(headers_file_key, *gaps->headers_file, headers); !put_outcome) {
      return fail(std::move(put_outcome).error());
    }
  }
  return {};
}

}  // namespace

std::unique_ptr<ObjectStore> make_s3_store(
    std::unique_ptr<S3Client> client, std::string public_base_url,
    std::function<void(const std::string& message)> on_warning) {
  return std::make_unique<S3Store>(std::move(client), std::move(public_base_url),
                                   std::move(on_warning));
}

}  // namespace bazc

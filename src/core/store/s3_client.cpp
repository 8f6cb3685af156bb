#include "core/store/s3_client.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "core/base/utf8.hpp"
#include "core/module/content_hash.hpp"
#include "core/store/content_md5.hpp"
#include "core/store/percent_encoding.hpp"
#include "core/store/s3_documents.hpp"
#include "core/store/sigv4.hpp"

namespace bazc {
namespace {

using namespace std::chrono_literals;

// Services sign for 15 minutes; some already refuse a clock that is 5 minutes off.
constexpr std::chrono::seconds tolerated_skew = 4min;
constexpr std::size_t longest_message = 300;  // bytes, of a service's own text

bool is_about_the_clock(std::string_view code) {
  constexpr std::array<std::string_view, 3> codes = {"RequestTimeTooSkewed", "ExpiredRequest",
                                                     "RequestExpired"};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  if (what.empty()) {
    return;
  }
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// The first is AWS's and most others', the second R2's; AWS redirects from another region's host.
bool is_about_the_region(int status, std::string_view code) {
  constexpr int moved_permanently = 301;
  return code == "AuthorizationHeaderMalformed" || code == "InvalidRegionName" ||
         code == "PermanentRedirect" || status == moved_permanently;
}

std::string region_hint(const std::string& signed_for, const std::string& wanted) {
  if (wanted.empty() || wanted == signed_for) {
    return fmt::format(
        "requests are signed for region '{}': name the bucket's own in the store's URL, "
        "region=REGION (R2: region=auto)",
        signed_for);
  }
  return fmt::format(
      "requests are signed for region '{}', but the bucket's is '{}': write region={} in the "
      "store's URL",
      signed_for, wanted, wanted);
}

std::string hint_for(int status, std::string_view code) {
  if (code == "SignatureDoesNotMatch") {
    return "check the secret access key (R2_SECRET_ACCESS_KEY), and that the endpoint's host is "
           "the one that the service knows";
  }
  if (code == "InvalidAccessKeyId" || status == 401) {
    return "check the access key id (R2_ACCESS_KEY_ID) and the account; a new token can take a "
           "minute to work";
  }
  if (is_about_the_clock(code)) {
    return "set this machine's clock";
  }
  if (code == "NoSuchBucket") {
    return "check the bucket's name; 'bazc init --store URL' makes it";
  }
  if (code == "BadDigest" || code == "XAmzContentSHA256Mismatch") {
    return "the body was damaged on its way; nothing was stored";
  }
  if (status == 403) {
    return "the token lacks the permission for this, or is for another bucket";
  }
  if (status == 429 || status == 503) {
    return "the service asks for fewer requests: lower --connections or --rate";
  }
  return {};
}

bool is_success(int status) {
  constexpr int first = 200;
  constexpr int last = 299;
  return status >= first && status <= last;
}

// Of two writers of one key at once: R2 says 429, AWS says this.
bool is_conflict_between_writers(const HttpResponse& response) {
  constexpr int conflict = 409;
  if (response.status != conflict) {
    return false;
  }
  const std::string code = parse_s3_error(response.body).code;
  return code == "ConditionalRequestConflict" || code == "OperationAborted";
}

}  // namespace

S3Client::S3Client(S3Location location, Credentials credentials, std::shared_ptr<HttpClient> http,
                   const RetryPolicy& retry, const Clock& clock, const std::atomic<int>* interrupts,
                   std::function<void(const std::string& message)> on_warning)
    : location_(std::move(location)),
      credentials_(std::move(credentials)),
      clock_(clock),
      on_warning_(std::move(on_warning)),
      sender_(std::move(http), retry, clock, interrupts, [this](const std::string& reason) {
        if (on_warning_) {
          on_warning_(fmt::format("store {} fails, and is tried again: {}", location_.url,
                                  redacted(reason)));
        }
      }) {}

Result<S3Response> S3Client::send(const S3Request& request) {
  const std::string body_sha256 = sha256_hex(request.body);
  for (bool is_corrected = false;; is_corrected = true) {
    auto sent =
        sender_.send([&] { return sign(request, body_sha256); }, is_conflict_between_writers);
    if (!sent.last) {
      return fail(
          ErrorKind::unavailable,
          fmt::format("{} {}: {}{}", request.method, request.key.empty() ? "bucket" : request.key,
                      redacted(sent.last.error().message),
                      sent.attempts > 1 ? fmt::format(" (after {} attempts)", sent.attempts) : ""),
          sent.last.error().kind == HttpErrorKind::tls
              ? "certificates are verified: name a private authority's with --ca-file, or "
                "install ca-certificates"
              : "");
    }
    S3Response response = read(*std::move(sent.last));
    if (is_corrected || !correct_clock(response)) {
      return response;
    }
  }
}

HttpRequest S3Client::sign(const S3Request& request, const std::string& body_sha256) const {
  sigv4::Request to_sign{.method = request.method,
                         .path = path_of(request.key),
                         .query = request.query,
                         .headers = request.headers,
                         .payload_sha256 = body_sha256};
  if (!request.body.empty()) {
    to_sign.headers.emplace_back("content-md5", content_md5(request.body).base64);
  }
  HttpRequest signed_request{.method = request.method,
                             .url = location_.origin + to_sign.path,
                             .headers = to_sign.headers,
                             .body = request.body,
                             .max_answer_bytes = request.max_answer_bytes};
  if (!request.query.empty()) {
    signed_request.url += "?" + sigv4::canonical_query(request.query);
  }
  to_sign.headers.emplace_back("host", location_.host);
  const sigv4::Scope scope{.region = location_.region,
                           .time = clock_.system_now() + clock_correction_.load()};
  for (sigv4::NameValue& header : sigv4::sign(to_sign, credentials_, scope)) {
    signed_request.headers.push_back(std::move(header));
  }
  return signed_request;
}

S3Response S3Client::read(HttpResponse response) const {
  S3Response result{.http = std::move(response)};
  if (!is_success(result.http.status)) {
    S3Error error = parse_s3_error(result.http.body);
    result.code = redacted(std::move(error.code));
    result.message = redacted(std::move(error.message));
    // AWS says it in a header too, for HEAD has no body.
    result.region =
        redacted(error.region.empty() ? std::string(result.http.header("x-amz-bucket-region"))
                                      : std::move(error.region));
  }
  return result;
}

// Whether the service refused the request for its time, and our clock is corrected now. The answer
// to a HEAD has no body that says why, so there the date itself has to.
bool S3Client::correct_clock(const S3Response& response) {
  constexpr int bad_request = 400;
  constexpr int forbidden = 403;
  if (response.http.status != bad_request && response.http.status != forbidden) {
    return false;
  }
  const bool says_why = !response.code.empty();
  const auto date = parse_http_date(response.http.header("date"));
  if (!date || (says_why && !is_about_the_clock(response.code))) {
    return false;
  }
  const auto skew = std::chrono::round<std::chrono::seconds>(*date - clock_.system_now());
  const std::chrono::seconds remaining = skew - clock_correction_.load();
  if (!says_why && std::chrono::abs(remaining) <= tolerated_skew) {
    return false;
  }
  clock_correction_ = skew;
  if (on_warning_ && !has_warned_.exchange(true)) {
    on_warning_(
        fmt::format("this machine's clock is {} s {} the store's; requests are signed with "
                    "the store's time",
                    std::abs(skew.count()), skew.count() > 0 ? "behind" : "ahead of"));
  }
  return true;
}

Error S3Client::error_of(const S3Request& request, const S3Response& response) const {
  std::string text =
      fmt::format("{} {}: {}", request.method, request.key.empty() ? "bucket" : request.key,
                  response.http.status);
  if (!response.code.empty()) {
    text += " " + response.code;
  }
  if (!response.message.empty() && response.message != response.code) {
    text += fmt::format(" ({})", response.message);
  }
  return {ErrorKind::unavailable, std::move(text),
          is_about_the_region(response.http.status, response.code)
              ? region_hint(location_.region, response.region)
              : hint_for(response.http.status, response.code)};
}

std::string S3Client::url_of(std::string_view key) const {
  return location_.origin + path_of(key);
}

std::string S3Client::path_of(std::string_view key) const {
  std::string path = location_.path + "/" + percent_encoded(location_.bucket, Slashes::encode);
  if (!key.empty()) {
    path += "/" + percent_encoded(key, Slashes::keep);
  }
  return path;
}

// What others wrote, fit for a message of ours.
std::string S3Client::redacted(std::string text) const {
  for (const std::string* secret : {&credentials_.secret_access_key, &credentials_.session_token,
                                    &credentials_.access_key_id}) {
    replace_all(text, *secret, "[redacted]");
  }
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  if (text.size() > longest_message) {
    std::size_t end = longest_message;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {  // within a character
      --end;
    }
    text = text.substr(0, end) + "…";
  }
  return text;
}

}  // namespace bazc

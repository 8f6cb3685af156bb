#include "core/store/sigv4.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

// The plain functions of OpenSSL's API before 3.0: see content_hash.cpp.
#define OPENSSL_API_COMPAT 10101
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "core/base/ascii.hpp"
#include "core/module/content_hash.hpp"
#include "core/store/percent_encoding.hpp"

namespace bazc::sigv4 {
namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view scope_end = "aws4_request";

/// Bytes that do not outlive their use: wiped when they go.
class SecretBytes {
 public:
  explicit SecretBytes(std::string bytes) : bytes_(std::move(bytes)) {}
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

  [[nodiscard]] std::string_view view() const { return bytes_; }

 private:
  std::string bytes_;
};

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

std::string_view view_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// One half of RFC 2104: the hash of the key, of which each byte is masked, and of what follows.
Digest keyed_sha256(std::string_view key, unsigned char mask, std::string_view message) {
  std::array<unsigned char, SHA256_CBLOCK> block{};
  std::copy(key.begin(), key.end(), block.begin());
  for (unsigned char& byte : block) {
    byte ^= mask;
  }
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, block.data(), block.size());
  SHA256_Update(&context, message.data(), message.size());
  Digest digest{};
  SHA256_Final(digest.data(), &context);  // and wipes the context
  OPENSSL_cleanse(block.data(), block.size());
  return digest;
}

/// 32 bytes (RFC 2104 with SHA-256).
std::string hmac_sha256(std::string_view key, std::string_view message) {
  constexpr unsigned char inner_mask = 0x36;
  constexpr unsigned char outer_mask = 0x5C;
  Digest short_key{};
  if (key.size() > SHA256_CBLOCK) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, key.data(), key.size());
    SHA256_Final(short_key.data(), &context);
    key = view_of(short_key);
  }
  const Digest inner = keyed_sha256(key, inner_mask, message);
  const Digest mac = keyed_sha256(key, outer_mask, view_of(inner));
  OPENSSL_cleanse(short_key.data(), short_key.size());
  return std::string(view_of(mac));
}

/// Without white space around it, and with one space for each run of it inside.
std::string folded(std::string_view value) {
  std::string out;
  bool is_space_due = false;
  for (const char c : value) {
    if (c == ' ' || c == '\t') {
      is_space_due = !out.empty();
      continue;
    }
    if (is_space_due) {
      out.push_back(' ');
      is_space_due = false;
    }
    out.push_back(c);
  }
  return out;
}

/// Sorted by lower-case name; the values of one name joined by commas, in the order they came.
std::vector<NameValue> canonical_headers(const std::vector<NameValue>& headers) {
  std::vector<NameValue> sorted;
  sorted.reserve(headers.size());
  for (const auto& [name, value] : headers) {
    sorted.emplace_back(ascii_lowered(name), folded(value));
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const NameValue& a, const NameValue& b) { return a.first < b.first; });
  std::vector<NameValue> joined;
  joined.reserve(sorted.size());
  for (NameValue& header : sorted) {
    if (!joined.empty() && joined.back().first == header.first) {
      joined.back().second += "," + header.second;
    } else {
      joined.push_back(std::move(header));
    }
  }
  return joined;
}

std::string joined_names(const std::vector<NameValue>& canonical_headers) {
  std::string names;
  for (const auto& [name, value] : canonical_headers) {
    if (!names.empty()) {
      names.push_back(';');
    }
    names += name;
  }
  return names;
}

/// "20150830"
std::string day_of(SystemTime time) {
  return amz_date(time).substr(0, 8);
}

}  // namespace

std::string amz_date(SystemTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  return fmt::format("{:%Y%m%dT%H%M%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)));
}

std::string canonical_query(const std::vector<NameValue>& query) {
  std::vector<NameValue> encoded;
  encoded.reserve(query.size());
  for (const auto& [name, value] : query) {
    encoded.emplace_back(percent_encoded(name, Slashes::encode),
                         percent_encoded(value, Slashes::encode));
  }
  std::sort(encoded.begin(), encoded.end());
  std::string out;
  for (const auto& [name, value] : encoded) {
    if (!out.empty()) {
      out.push_back('&');
    }
    out.append(name).append("=").append(value);
  }
  return out;
}

std::string signed_header_names(const std::vector<NameValue>& headers) {
  return joined_names(canonical_headers(headers));
}

std::string canonical_request(const Request& request) {
  const std::vector<NameValue> headers = canonical_headers(request.headers);
  std::string out =
      fmt::format("{}\n{}\n{}\n", request.method, request.path, canonical_query(request.query));
  for (const auto& [name, value] : headers) {
    out.append(name).append(":").append(value).append("\n");
  }
  out.append("\n").append(joined_names(headers)).append("\n").append(request.payload_sha256);
  return out;
}

std::string credential_scope(const Scope& scope) {
  return fmt::format("{}/{}/{}/{}", day_of(scope.time), scope.region, scope.service, scope_end);
}

std::string string_to_sign(const Scope& scope, std::string_view canonical_request) {
  return fmt::format("{}\n{}\n{}\n{}", algorithm, amz_date(scope.time), credential_scope(scope),
                     sha256_hex(canonical_request));
}

std::string signing_key(std::string_view secret_access_key, const Scope& scope) {
  std::string start;
  start.reserve(4 + secret_access_key.size());
  start.append("AWS4").append(secret_access_key);
  const SecretBytes secret(std::move(start));
  const SecretBytes day_key(hmac_sha256(secret.view(), day_of(scope.time)));
  const SecretBytes region_key(hmac_sha256(day_key.view(), scope.region));
  const SecretBytes service_key(hmac_sha256(region_key.view(), scope.service));
  return hmac_sha256(service_key.view(), scope_end);
}

std::string signature(std::string_view signing_key, std::string_view string_to_sign) {
  std::string hex;
  for (const char c : hmac_sha256(signing_key, string_to_sign)) {
    hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  return hex;
}

std::vector<NameValue> sign(const Request& request, const Credentials& credentials,
                            const Scope& scope) {
  std::vector<NameValue> added = {{"x-amz-content-sha256", request.payload_sha256},
                                  {"x-amz-date", amz_date(scope.time)}};
  if (!credentials.session_token.empty()) {
    added.emplace_back("x-amz-security-token", credentials.session_token);
  }
  Request whole = request;
  whole.headers.insert(whole.headers.end(), added.begin(), added.end());
  const SecretBytes key(signing_key(credentials.secret_access_key, scope));
  added.emplace_back(
      "Authorization",
      fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", algorithm,
                  credentials.access_key_id, credential_scope(scope),
                  signed_header_names(whole.headers),
                  signature(key.view(), string_to_sign(scope, canonical_request(whole)))));
  return added;
}

}  // namespace bazc::sigv4

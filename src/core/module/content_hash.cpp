#include "core/module/content_hash.hpp"

#include <algorithm>
#include <array>

// The plain functions of OpenSSL's API before 3.0. Those that took their place, EVP_…, read a
// configuration file and set up every algorithm before the first byte: 0.7 ms of each compilation
// of a single file.
#define OPENSSL_API_COMPAT 10101
#include <openssl/sha.h>

namespace bazc {
namespace {

constexpr std::size_t hash_length = 16;
constexpr std::string_view key_prefix = "components/";
constexpr std::string_view key_suffix = ".js";

bool is_lower_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256_Final(digest.data(), &context);
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    hex.push_back(digits[byte >> 4U]);
    hex.push_back(digits[byte & 0x0FU]);
  }
  return hex;
}

std::string content_hash(std::string_view artifact) {
  return sha256_hex(artifact).substr(0, hash_length);
}

bool is_content_hash(std::string_view text) {
  return text.size() == hash_length && std::all_of(text.begin(), text.end(), is_lower_hex);
}

std::string artifact_key(std::string_view hash) {
  std::string key(key_prefix);
  key += hash;
  key += key_suffix;
  return key;
}

std::string hash_of_key(std::string_view key) {
  key = key.substr(0, key.find_first_of("?#"));
  if (!key.ends_with(key_suffix)) {
    return {};
  }
  key.remove_suffix(key_suffix.size());
  const std::size_t slash = key.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? key : key.substr(slash + 1);
  return is_content_hash(name) ? std::string(name) : std::string();
}

}  // namespace bazc

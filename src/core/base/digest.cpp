#include "core/base/digest.hpp"

// The plain functions of OpenSSL's API before 3.0. Those that took their place, EVP_…, read a
// configuration file and set up every algorithm before the first byte: 0.7 ms of a process.
#define OPENSSL_API_COMPAT 10101
#include <openssl/crypto.h>
#include <openssl/md5.h>
#include <openssl/sha.h>

namespace bazc {

Sha256Digest sha256(std::initializer_list<std::string_view> parts) {
  SHA256_CTX context;
  SHA256_Init(&context);
  for (const std::string_view part : parts) {
    SHA256_Update(&context, part.data(), part.size());
  }
  Sha256Digest digest;
  SHA256_Final(digest.data(), &context);  // and wipes the context
  return digest;
}

Sha256Digest hmac_sha256(std::string_view key, std::string_view message) {
  constexpr std::size_t block_size = 64;
  constexpr unsigned char inner_mask = 0x36;
  constexpr unsigned char outer_mask = 0x5C;
  std::array<unsigned char, block_size> inner{};
  Sha256Digest key_digest{};
  if (key.size() > block_size) {
    key_digest = sha256({key});
    key = view_of(key_digest);
  }
  for (std::size_t i = 0; i < key.size(); ++i) {
    inner[i] = static_cast<unsigned char>(key[i]);
  }
  std::array<unsigned char, block_size> outer = inner;
  for (std::size_t i = 0; i < block_size; ++i) {
    inner[i] ^= inner_mask;
    outer[i] ^= outer_mask;
  }
  Sha256Digest digest = sha256({view_of(inner), message});
  digest = sha256({view_of(outer), view_of(digest)});
  OPENSSL_cleanse(inner.data(), inner.size());
  OPENSSL_cleanse(outer.data(), outer.size());
  OPENSSL_cleanse(key_digest.data(), key_digest.size());
  return digest;
}

Md5Digest md5(std::string_view bytes) {
  MD5_CTX context;
  MD5_Init(&context);
  MD5_Update(&context, bytes.data(), bytes.size());
  Md5Digest digest;
  MD5_Final(digest.data(), &context);
  return digest;
}

}  // namespace bazc

#include "cli/version.hpp"

#include <fmt/format.h>
#include <openssl/opensslv.h>

#include "cli/engine.hpp"
#include "core/scenes/scene_repository.hpp"

namespace bazc::cli {

std::string version_text() {
  return fmt::format(
      "bazc {}\n"
      "engines: {}\n"
      "databases: {}\n"
      "stores: file, r2, s3\n"
      "hashes: OpenSSL {}\n",
      BAZC_VERSION, engine_versions(), database_versions(), OPENSSL_VERSION_STR);
}

}  // namespace bazc::cli

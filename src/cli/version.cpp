#include "cli/version.hpp"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <openssl/opensslv.h>

#include "cli/engine.hpp"

namespace bazc::cli {

std::string version_text() {
  return fmt::format(
      "bazc {}\n"
      "engines: {}\n"
      "databases: sqlite (SQLite {})\n"
      "stores: file, r2, s3\n"
      "hashes: OpenSSL {}\n",
      BAZC_VERSION, engine_versions(), SQLite::getLibVersion(), OPENSSL_VERSION_STR);
}

}  // namespace bazc::cli

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace bazc {

/// How the connection is encrypted, as libpq's sslmode says it.
enum class TlsMode {
  disable,  ///< not at all; the default
  require,  ///< but the server may be anybody
  verify,   ///< the server's certificate is of a known authority, and for this host
};

/// "mysql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full&sslrootcert=FILE", or
/// "mariadb://…".
struct MariadbUrl {
  std::string user;
  std::optional<std::string> password;
  std::string host;
  unsigned port = 3306;
  std::string socket;  ///< a Unix socket's path instead of a host
  std::string database;
  TlsMode tls = TlsMode::disable;
  std::string tls_authorities;  ///< files in PEM form; empty: the system's, none
  std::string tls_certificate;
  std::string tls_key;
  unsigned connect_timeout = 10;  ///< seconds

  /// For messages, without secrets.
  [[nodiscard]] std::string describe() const;
};

/// Parts may be percent-encoded. Parameters: sslmode (disable, require, verify-ca, verify-full;
/// both verify-… check the host too), sslrootcert or ssl-ca, sslcert or ssl-cert, sslkey or
/// ssl-key, connect_timeout, socket. Errors are `usage`, and repeat nothing that may be a password.
[[nodiscard]] Result<MariadbUrl> parse_mariadb_url(std::string_view url);

}  // namespace bazc

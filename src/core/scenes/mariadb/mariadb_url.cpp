#include "core/scenes/mariadb/mariadb_url.hpp"

#include <charconv>

#include <fmt/format.h>

#include "core/store/percent_encoding.hpp"

namespace bazc {
namespace {

constexpr const char* form =
    "write mysql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full&sslrootcert=FILE; special "
    "characters in USER and PASSWORD are percent-encoded, as %40 for @";

Error bad_url(std::string message) {
  return Error{ErrorKind::usage, std::move(message), form};
}

// What is before the separator, and cuts it off `text`; all of it where there is none.
std::string_view cut(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view before = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return before;
}

std::optional<unsigned> number_of(std::string_view text, unsigned most) {
  unsigned number = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  return parsed.ec == std::errc{} && parsed.ptr == end && number > 0 && number <= most
             ? std::optional(number)
             : std::nullopt;
}

std::optional<TlsMode> tls_mode(std::string_view text) {
  if (text == "disable") {
    return TlsMode::disable;
  }
  if (text == "require") {
    return TlsMode::require;
  }
  return text == "verify-ca" || text == "verify-full" ? std::optional(TlsMode::verify)
                                                      : std::nullopt;
}

class Parser {
 public:
  [[nodiscard]] Result<MariadbUrl> run(std::string_view text) {
    text.remove_prefix(text.find("://") + 3);
    std::string_view parameters = text;
    text = cut(parameters, '?');
    std::string_view authority = cut(text, '/');
    if (!decode(text, url_.database)) {
      return fail(bad_url("the database's URL has a '%' without two hex digits after it"));
    }
    if (url_.database.empty()) {
      return fail(bad_url("the database's URL names no database"));
    }
    if (auto read = read_authority(authority); !read) {
      return fail(std::move(read).error());
    }
    while (!parameters.empty()) {
      std::string_view value = cut(parameters, '&');
      const std::string_view name = cut(value, '=');
      if (auto read = read_parameter(name, value); !read) {
        return fail(std::move(read).error());
      }
    }
    if (url_.host.empty() && url_.socket.empty()) {
      return fail(bad_url("the database's URL names no host"));
    }
    return std::move(url_);
  }

 private:
  [[nodiscard]] static bool decode(std::string_view text, std::string& out) {
    auto decoded = percent_decoded(text);
    if (!decoded || decoded->find('\0') != std::string::npos) {
      return false;
    }
    out = *std::move(decoded);
    return true;
  }

  [[nodiscard]] Result<void> read_authority(std::string_view authority) {
    const std::size_t at = authority.rfind('@');
    if (at == std::string_view::npos || at == 0) {
      return fail(bad_url("the database's URL names no user"));
    }
    std::string_view password = authority.substr(0, at);
    std::string_view host = authority.substr(at + 1);
    const bool has_password = password.find(':') != std::string_view::npos;
    bool decoded = decode(cut(password, ':'), url_.user);
    if (has_password) {
      url_.password.emplace();
      decoded = decoded && decode(password, *url_.password);
    }
    if (host.starts_with('[')) {  // an IPv6 address
      host.remove_prefix(1);
      url_.host = cut(host, ']');
      cut(host, ':');
    } else {
      decoded = decoded && decode(cut(host, ':'), url_.host);
    }
    if (!decoded) {
      return fail(bad_url("the database's URL has a '%' without two hex digits after it"));
    }
    constexpr unsigned most_ports = 65535;
    if (!host.empty()) {
      const auto port = number_of(host, most_ports);
      if (!port) {
        return fail(bad_url("the port in the database's URL is no number from 1 to 65535"));
      }
      url_.port = *port;
    }
    return {};
  }

  [[nodiscard]] Result<void> read_parameter(std::string_view name, std::string_view value) {
    std::string text;
    if (!decode(value, text)) {
      return fail(
          bad_url(fmt::format("parameter '{}' of the database's URL has a '%' without two "
                              "hex digits after it",
                              name)));
    }
    if (name == "sslmode" || name == "ssl-mode") {
      const auto mode = tls_mode(text);
      if (!mode) {
        return fail(ErrorKind::usage,
                    fmt::format("sslmode '{}' in the database's URL is unknown", text),
                    "write disable, require, verify-ca or verify-full");
      }
      url_.tls = *mode;
    } else if (name == "sslrootcert" || name == "ssl-ca") {
      url_.tls_authorities = std::move(text);
    } else if (name == "sslcert" || name == "ssl-cert") {
      url_.tls_certificate = std::move(text);
    } else if (name == "sslkey" || name == "ssl-key") {
      url_.tls_key = std::move(text);
    } else if (name == "socket") {
      url_.socket = std::move(text);
    } else if (name == "connect_timeout") {
      constexpr unsigned most_seconds = 3600;
      const auto seconds = number_of(text, most_seconds);
      if (!seconds) {
        return fail(bad_url("connect_timeout in the database's URL is no number of seconds"));
      }
      url_.connect_timeout = *seconds;
    } else {
      return fail(ErrorKind::usage,
                  fmt::format("the database's URL has an unknown parameter '{}'", name),
                  "there are sslmode, sslrootcert, sslcert, sslkey, connect_timeout and socket");
    }
    return {};
  }

  MariadbUrl url_;
};

}  // namespace

std::string MariadbUrl::describe() const {
  return fmt::format("mysql://{}@{}/{}", user,
                     socket.empty() ? fmt::format("{}:{}", host, port) : socket, database);
}

Result<MariadbUrl> parse_mariadb_url(std::string_view url) {
  return Parser().run(url);
}

}  // namespace bazc

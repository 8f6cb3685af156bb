#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/environment.hpp"
#include "core/base/result.hpp"
#include "core/store/credentials.hpp"

namespace bazc::cli {

/// What a store over a network takes from variables, since it must not stand in an argument, where
/// every user of the machine sees it, or because every program takes it from there.

/// R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY (with R2_SESSION_TOKEN, where set), otherwise
/// CLOUDFLARE_R2_ACCESS_KEY_ID and …, otherwise AWS_ACCESS_KEY_ID and … (with AWS_SESSION_TOKEN).
/// The first family of which anything is set counts as a whole: a missing part is the error
/// `usage`, never filled in from another family. Nothing where none is set; empty is unset.
[[nodiscard]] Result<std::optional<Credentials>> read_credentials(const Environment& environment);

struct ProxySettings {
  std::string proxy;     ///< empty: none; may hold a password
  std::string no_proxy;  ///< the hosts that need none
};

/// The proxy for a URL with that scheme, from the variables that curl reads: https_proxy or
/// HTTPS_PROXY; http_proxy in lower case only, since a web server sets HTTP_PROXY from a request's
/// header (httpoxy); no_proxy or NO_PROXY.
[[nodiscard]] ProxySettings read_proxy(const Environment& environment, bool is_https);

}  // namespace bazc::cli

#include "cli/store_environment.hpp"

#include <array>

#include <fmt/format.h>

namespace bazc::cli {
namespace {

struct CredentialVariables {
  std::string_view access_key_id;
  std::string_view secret_access_key;
  std::string_view session_token;  // empty: the family has none
};

constexpr std::array families = {
    CredentialVariables{"R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY", "R2_SESSION_TOKEN"},
    CredentialVariables{"CLOUDFLARE_R2_ACCESS_KEY_ID", "CLOUDFLARE_R2_SECRET_ACCESS_KEY", ""},
    CredentialVariables{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"},
};

std::string variable(const Environment& environment, std::string_view name) {
  return name.empty() ? std::string() : environment.variable(name).value_or("");
}

std::string first_set(const Environment& environment, std::string_view first,
                      std::string_view second) {
  std::string value = variable(environment, first);
  return value.empty() ? variable(environment, second) : value;
}

}  // namespace

Result<std::optional<Credentials>> read_credentials(const Environment& environment) {
  for (const CredentialVariables& family : families) {
    Credentials credentials{.access_key_id = variable(environment, family.access_key_id),
                            .secret_access_key = variable(environment, family.secret_access_key),
                            .session_token = variable(environment, family.session_token)};
    const bool has_id = !credentials.access_key_id.empty();
    const bool has_secret = !credentials.secret_access_key.empty();
    if (has_id && has_secret) {
      return credentials;
    }
    if (has_id || has_secret || !credentials.session_token.empty()) {
      const std::string_view set = has_id       ? family.access_key_id
                                   : has_secret ? family.secret_access_key
                                                : family.session_token;
      return fail(ErrorKind::usage,
                  fmt::format("incomplete credentials: {} is set, but {} is not", set,
                              has_id ? family.secret_access_key : family.access_key_id),
                  "set both, or neither to use the next of R2_…, CLOUDFLARE_R2_… and AWS_…");
    }
  }
  return std::nullopt;
}

ProxySettings read_proxy(const Environment& environment, bool is_https) {
  return {.proxy = is_https ? first_set(environment, "https_proxy", "HTTPS_PROXY")
                            : variable(environment, "http_proxy"),
          .no_proxy = first_set(environment, "no_proxy", "NO_PROXY")};
}

}  // namespace bazc::cli

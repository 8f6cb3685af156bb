#include "core/store/s3_location.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/ascii.hpp"
#include "core/store/percent_encoding.hpp"

namespace bazc {
namespace {

constexpr std::string_view r2_scheme = "r2://";
constexpr std::string_view s3_scheme = "s3://";
constexpr std::string_view r2_form = "write r2://ACCOUNT_ID/BUCKET";
constexpr std::string_view s3_form = "write s3://BUCKET?endpoint=URL&region=REGION";

using Parameters = std::map<std::string, std::string, std::less<>>;

// Of account ids, buckets, regions, jurisdictions: what can stand in a host or a path as it is.
bool is_name(std::string_view text) {
  constexpr std::size_t longest = 255;
  return !text.empty() && text.size() <= longest && is_ascii_alphanumeric(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_ascii_alphanumeric(c) || c == '-' || c == '.' || c == '_';
         });
}

tl::unexpected<Error> malformed(std::string_view scheme, std::string_view what,
                                std::string_view form) {
  return fail(ErrorKind::usage, fmt::format("the {} store's URL {}", scheme, what),
              std::string(form));
}

Result<Parameters> parse_parameters(std::string_view text, std::string_view scheme,
                                    const std::vector<std::string_view>& allowed,
                                    std::string_view form) {
  Parameters parameters;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    const std::string_view name = part.substr(0, part.find('='));
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
      return malformed(scheme,
                       is_name(name) ? fmt::format("has an unknown parameter '{}' (known: {})",
                                                   name, fmt::join(allowed, ", "))
                                     : fmt::format("has a malformed parameter (known: {})",
                                                   fmt::join(allowed, ", ")),
                       form);
    }
    const auto value = percent_decoded(part.substr(std::min(name.size() + 1, part.size())));
    if (!value || value->empty() || !parameters.try_emplace(std::string(name), *value).second) {
      return malformed(scheme, fmt::format("needs one value for '{}'", name), form);
    }
  }
  return parameters;
}

// The characters of a path that need no encoding (RFC 3986, section 3.3), and '%'.
bool is_path_character(char c) {
  return is_ascii_alphanumeric(c) ||
         std::string_view("-._~!$&'()*+,;=:@%/").find(c) != std::string::npos;
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) {  // IPv6
    return host.size() > 2 && host.ends_with(']') &&
           host.find_first_not_of("0123456789abcdef:.", 1) == host.size() - 1;
  }
  return is_name(host);
}

bool is_port(std::string_view port) {
  constexpr std::size_t most_digits = 5;
  constexpr int largest = 65'535;
  int number = 0;
  for (const char digit : port.substr(0, most_digits)) {
    number = number * 10 + (digit - '0');
  }
  return !port.empty() && port.size() <= most_digits &&
         port.find_first_not_of("0123456789") == std::string_view::npos && number > 0 &&
         number <= largest;
}

// http[s]://host[:port][/path]; false where it is something else.
bool set_endpoint(S3Location& location, std::string_view endpoint) {
  const std::size_t scheme_end = endpoint.find("://");
  const std::string_view scheme = endpoint.substr(0, scheme_end);
  if (scheme_end == std::string_view::npos || (scheme != "http" && scheme != "https")) {
    return false;
  }
  endpoint.remove_prefix(scheme_end + 3);
  const std::size_t slash = std::min(endpoint.find('/'), endpoint.size());
  const std::string authority = ascii_lowered(endpoint.substr(0, slash));
  std::string_view path = endpoint.substr(slash);
  if (!std::all_of(path.begin(), path.end(), is_path_character)) {
    return false;
  }
  path = path.substr(0, path.find_last_not_of('/') + 1);

  const std::size_t colon = authority.find(':', authority.rfind(']') + 1);
  const std::string host = authority.substr(0, colon);
  std::string port;
  if (colon != std::string::npos) {
    port = authority.substr(colon + 1);
    if (!is_port(port)) {
      return false;
    }
  }
  if (!is_host(host)) {
    return false;
  }
  // What goes into the Host header is signed, and HTTP clients leave the default port out of it.
  const bool is_default = port == (scheme == "http" ? "80" : "443");
  location.host = port.empty() || is_default ? host : fmt::format("{}:{}", host, port);
  location.origin = fmt::format("{}://{}", scheme, location.host);
  location.path = path;
  return true;
}

Result<S3Location> parse_r2(std::string_view url) {
  S3Location location{.url = std::string(url)};
  std::string_view rest = url.substr(r2_scheme.size());
  const std::size_t question = std::min(rest.find('?'), rest.size());
  const auto parameters = parse_parameters(rest.substr(std::min(question + 1, rest.size())),
                                           "r2:", {"jurisdiction"}, r2_form);
  if (!parameters) {
    return fail(parameters.error());
  }
  rest = rest.substr(0, question);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string_view account = rest.substr(0, slash);
  const std::string_view bucket = rest.substr(std::min(slash + 1, rest.size()));
  if (!is_name(account) || !is_name(bucket)) {
    return malformed("r2:", "does not name an account id and a bucket", r2_form);
  }
  location.bucket = bucket;
  std::string host(account);
  if (const auto jurisdiction = parameters->find("jurisdiction");
      jurisdiction != parameters->end()) {
    if (!is_name(jurisdiction->second)) {
      return malformed("r2:", "has a malformed jurisdiction", r2_form);
    }
    host += "." + jurisdiction->second;
  }
  if (!set_endpoint(location, fmt::format("https://{}.r2.cloudflarestorage.com", host))) {
    return malformed("r2:", "does not name an account id and a bucket", r2_form);
  }
  return location;
}

Result<S3Location> parse_s3(std::string_view url) {
  S3Location location{.url = std::string(url)};
  const std::string_view rest = url.substr(s3_scheme.size());
  const std::size_t question = std::min(rest.find('?'), rest.size());
  const auto parameters = parse_parameters(rest.substr(std::min(question + 1, rest.size())),
                                           "s3:", {"endpoint", "region"}, s3_form);
  if (!parameters) {
    return fail(parameters.error());
  }
  location.bucket = rest.substr(0, question);
  if (!is_name(location.bucket)) {
    return malformed("s3:", "names no valid bucket", s3_form);
  }
  const auto endpoint = parameters->find("endpoint");
  const auto region = parameters->find("region");
  if (region != parameters->end()) {
    if (!is_name(region->second)) {
      return malformed("s3:", "has a malformed region", s3_form);
    }
    location.region = region->second;
  } else if (endpoint == parameters->end()) {
    location.region = "us-east-1";  // AWS itself knows no region "auto"
  }
  const std::string address = endpoint != parameters->end()
                                  ? endpoint->second
                                  : fmt::format("https://s3.{}.amazonaws.com", location.region);
  if (!set_endpoint(location, address)) {
    return malformed("s3:", "has an endpoint that is not http[s]://HOST[:PORT][/PATH]", s3_form);
  }
  return location;
}

}  // namespace

Result<S3Location> parse_s3_location(std::string_view url) {
  if (url.starts_with(r2_scheme)) {
    return parse_r2(url);
  }
  if (url.starts_with(s3_scheme)) {
    return parse_s3(url);
  }
  return malformed(url.substr(0, url.find(':') + 1), "has no '//' after its scheme",
                   url.starts_with("r2:") ? r2_form : s3_form);
}

}  // namespace bazc

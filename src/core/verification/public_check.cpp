#include "core/verification/public_check.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/ascii.hpp"
#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

constexpr int status_ok = 200;
constexpr int status_unauthorized = 401;
constexpr int status_forbidden = 403;
constexpr int status_not_found = 404;
constexpr int first_redirect = 300;
constexpr int first_error = 400;

// MIME Sniffing Standard, section 4.6: the essences of a JavaScript MIME type.
constexpr std::array<std::string_view, 16> javascript_types = {"application/ecmascript",
                                                               "application/javascript",
                                                               "application/x-ecmascript",
                                                               "application/x-javascript",
                                                               "text/ecmascript",
                                                               "text/javascript",
                                                               "text/javascript1.0",
                                                               "text/javascript1.1",
                                                               "text/javascript1.2",
                                                               "text/javascript1.3",
                                                               "text/javascript1.4",
                                                               "text/javascript1.5",
                                                               "text/jscript",
                                                               "text/livescript",
                                                               "text/x-ecmascript",
                                                               "text/x-javascript"};

// All headers of the name as a browser sees them: one value, joined. Two CORS headers, as a bucket
// and the network in front of it can add, are so one that allows nobody.
std::string combined(const HttpResponse& response, std::string_view name) {
  std::string values;
  bool is_first = true;
  for (const HttpHeader& header : response.headers) {
    if (header.first == name) {
      values += is_first ? "" : ", ";
      values += trimmed(header.second);
      is_first = false;
    }
  }
  return values;
}

// A type, subtype and no parameters.
std::string essence(std::string_view content_type) {
  return ascii_lowered(trimmed(content_type.substr(0, content_type.find(';'))));
}

// The directives in a form to compare: names in lower case, a quoted value like an unquoted one
// (RFC 9111, section 5.2).
std::set<std::string> directives(std::string_view cache_control) {
  std::set<std::string> found;
  while (!cache_control.empty()) {
    const std::size_t comma = std::min(cache_control.find(','), cache_control.size());
    std::string directive = ascii_lowered(trimmed(cache_control.substr(0, comma)));
    directive.erase(std::remove(directive.begin(), directive.end(), '"'), directive.end());
    if (!directive.empty()) {
      found.insert(std::move(directive));
    }
    cache_control.remove_prefix(std::min(comma + 1, cache_control.size()));
  }
  return found;
}

std::string seen(std::string_view name, std::string_view value) {
  return value.empty() ? fmt::format("no {}", name) : fmt::format("{} is '{}'", name, value);
}

// What a person has to change, all of it at once; empty where nothing.
std::string header_faults(const HttpResponse& response, std::string_view origin) {
  std::vector<std::string> faults;
  const std::string type = combined(response, "content-type");
  if (std::find(javascript_types.begin(), javascript_types.end(), essence(type)) ==
      javascript_types.end()) {
    faults.push_back(
        fmt::format("{}, and a browser runs no module of that type", seen("content-type", type)));
  }
  const std::string caching = combined(response, "cache-control");
  const std::string wanted = artifact_headers({}).cache_control;
  if (directives(caching) != directives(wanted)) {
    faults.push_back(fmt::format("{}, should be '{}'", seen("cache-control", caching), wanted));
  }
  const std::string allowed = combined(response, "access-control-allow-origin");
  if (allowed != "*" && allowed != origin) {
    faults.push_back(fmt::format("{}, so pages of {} cannot read it",
                                 seen("access-control-allow-origin", allowed), origin));
  }
  return fmt::format("{}", fmt::join(faults, "; "));
}

// Where a redirect leads to: host and path, since a query may be a signature.
std::string redirect_target(std::string_view location) {
  location = location.substr(0, location.find_first_of("?#"));
  const std::size_t scheme = location.find("//");
  const bool is_path = location.starts_with('/') && scheme != 0;
  if (scheme == std::string_view::npos || is_path) {
    return std::string(location);
  }
  const std::size_t authority = scheme + 2;
  const std::size_t path = std::min(location.find('/', authority), location.size());
  const std::size_t user = location.substr(0, path).rfind('@');
  return std::string(
      location.substr(user == std::string_view::npos || user < authority ? authority : user + 1));
}

ObjectCheck check_status(const HttpResponse& response, unsigned attempts) {
  const int status = response.status;
  if (status == status_not_found) {
    return {.state = ObjectState::missing, .detail = "the public URL answers 404"};
  }
  ObjectCheck check{.state = ObjectState::error,
                    .detail = fmt::format("the public URL answers {}", status),
                    .unreachable = status >= first_error};
  if (status == status_unauthorized || status == status_forbidden) {
    check.detail += ": is the bucket public?";
  } else if (status >= first_redirect && status < first_error) {
    const std::string target = redirect_target(response.header("location"));
    check.detail += target.empty() ? std::string() : fmt::format(", a redirect to {}", target);
  }
  if (attempts > 1) {
    check.detail += fmt::format(" (after {} attempts)", attempts);
  }
  return check;
}

// The bytes first: headers that suit another object say little.
ObjectCheck check_bytes(const HttpResponse& response, const PublicObject& object) {
  const std::string actual = content_hash(response.body);
  if (actual != object.hash) {
    const std::string type = essence(combined(response, "content-type"));
    return {.state = ObjectState::corrupt,
            .detail = fmt::format("its {} bytes{} have the hash {}", response.body.size(),
                                  type.empty() ? "" : " of " + type, actual)};
  }
  if (object.bytes && response.body != *object.bytes) {
    return {.state = ObjectState::corrupt,
            .detail = "other bytes with the same short hash",
            .has_hash_collision = true};
  }
  return {.state = ObjectState::ok};
}

}  // namespace

ObjectCheck check_public(RetryingClient& client, const PublicObject& object,
                         std::string_view origin, CheckDepth depth) {
  const bool is_quick = depth == CheckDepth::quick;
  const RetriedResponse answer = client.send([&] {
    return HttpRequest{.method = is_quick ? "HEAD" : "GET",
                       .url = object.url,
                       .headers = {{"Origin", std::string(origin)}, {"Accept", "*/*"}},
                       .coding = ContentCoding::decoded};
  });
  if (!answer.last) {
    return {.state = ObjectState::error,
            .detail = answer.attempts > 1
                          ? fmt::format("{} (after {} attempts)", answer.last.error().message,
                                        answer.attempts)
                          : answer.last.error().message,
            .unreachable = true};
  }
  const HttpResponse& response = *answer.last;
  if (response.status != status_ok) {
    return check_status(response, answer.attempts);
  }
  if (!is_quick) {
    if (ObjectCheck check = check_bytes(response, object); check.state != ObjectState::ok) {
      return check;
    }
  }
  if (std::string faults = header_faults(response, origin); !faults.empty()) {
    return {.state = ObjectState::bad_headers, .detail = std::move(faults)};
  }
  return {.state = is_quick ? ObjectState::unverified : ObjectState::ok};
}

}  // namespace bazc

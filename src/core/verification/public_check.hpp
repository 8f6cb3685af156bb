#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/store/retry.hpp"
#include "core/verification/object_check.hpp"

namespace bazc {

/// An artifact as a web page reads it.
struct PublicObject {
  std::string url;                             ///< http or https
  std::string_view hash;                       ///< of the artifact that should be there
  std::optional<std::string_view> bytes = {};  ///< the artifact itself, where it is at hand
};

/// What a page of `origin` ("https://app.example.com") gets that imports the module from its URL:
/// the status is 200; the decoded bytes have the hash; Content-Type is one that browsers run a
/// module of (text/javascript and the older names of the MIME Sniffing Standard, section 4.6);
/// Cache-Control means what an artifact's does; Access-Control-Allow-Origin is "*" or the origin.
/// 404 is `missing`. Every other status is `error`: from 400 on as for a store that does not
/// answer; a redirect with where it leads to, without query. CheckDepth::quick asks with HEAD and
/// never says `ok`. Thread-safe.
[[nodiscard]] ObjectCheck check_public(RetryingClient& client, const PublicObject& object,
                                       std::string_view origin,
                                       CheckDepth depth = CheckDepth::bytes);

}  // namespace bazc

#pragma once

#include <string>

namespace bazc {

/// What a request to an S3-compatible service is signed with. All of it is secret: it goes into
/// signatures and headers of requests, never into a message (see redacted()).
struct Credentials {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token = {};  ///< empty: none
};

}  // namespace bazc

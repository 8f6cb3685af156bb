#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace bazc {

using HttpHeader = std::pair<std::string, std::string>;

enum class ContentCoding {
  identity,  ///< asks for the bytes as they are: `Accept-Encoding: identity`
  decoded,   ///< asks for every coding the library knows, as a browser does, and decodes
};

struct HttpRequest {
  std::string method;  ///< "GET", "HEAD", "PUT", "DELETE", …
  std::string url;     ///< http or https; path and query are sent exactly as written
  /// Besides Host (without the scheme's own port), Content-Length and Accept-Encoding, which come
  /// by themselves, as Connection and Transfer-Encoding do; nothing else is added.
  std::vector<HttpHeader> headers = {};
  std::string_view body = {};  ///< outlives the call
  ContentCoding coding = ContentCoding::identity;
  std::size_t max_answer_bytes = std::size_t{16} << 20;  ///< of the (decoded) body
};

struct HttpResponse {
  int status = 0;
  std::vector<HttpHeader> headers = {};  ///< of the final answer, names in lower case, in order
  std::string body = {};
  std::string protocol = {};  ///< "HTTP/1.1", "HTTP/2"
  /// How often the request was sent: libcurl itself sends it again, as it is, where a connection
  /// that was kept turned out to be dead.
  unsigned sendings = 1;

  /// The first header of that (lower-case) name, without surrounding white space; empty where
  /// there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

enum class HttpErrorKind {
  resolve,    ///< no address for the host's name
  connect,    ///< refused, unreachable, or no connection within the time limit
  tls,        ///< the certificate is not trusted or not the host's, or no common protocol
  timeout,    ///< connected, but no byte within the stall limit, or the total limit is over
  broken,     ///< the connection ended, or the answer did, before it was whole
  protocol,   ///< what came is no HTTP, or not in the coding that it claims
  too_large,  ///< the answer is larger than the request allows
  cancelled,  ///< by cancel()
  usage,      ///< method, URL or a header cannot be sent as they are
};

/// The kind as it stands in metrics: "connect", "too_large", ….
[[nodiscard]] std::string_view to_string(HttpErrorKind kind);

struct HttpError {
  HttpErrorKind kind = HttpErrorKind::broken;
  std::string message =
      {};  ///< lower case, no final period, names the host; no query, no header's value
  /// Whether the server may have seen the request: false only where it certainly has not.
  bool may_have_arrived = true;
  unsigned sendings = 0;  ///< as in HttpResponse; 0 where there was no connection to send it on
};

struct HttpClientOptions {
  /// Requests in flight at once, and connections kept; further ones wait in order. With HTTP/2
  /// they share connections.
  std::size_t connections = 16;
  /// Trusts these PEM certificates instead of the system's. Certificates are always verified.
  std::filesystem::path ca_file = {};
  /// "http://host:port" (also with a user, which is secret), and the hosts that need none, as in
  /// the variables https_proxy and no_proxy; the client itself reads no variable.
  std::string proxy = {};
  std::string no_proxy = {};
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds stall_timeout{30'000};  ///< without a byte either way
  std::chrono::milliseconds total_timeout{
      120'000};  ///< of one request, waiting for a turn excluded
};

/// Sends single requests, without following redirects. Connections are kept alive and shared by all
/// threads. Thread-safe; send() blocks.
///
/// There are no retries but one of the connection's own: where a kept connection turns out to have
/// been closed by the server before any byte of an answer, the request is sent again as it is on
/// another one (RFC 9110, 9.2.2). So a request may reach the server twice within its time limits,
/// and a PUT that must create can be told 412 because of its own object.
class HttpClient {
 public:
  HttpClient() = default;
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  virtual ~HttpClient() = default;

  /// Every whole answer is a response, whatever its status. Never sends `Expect`.
  [[nodiscard]] virtual Result<HttpResponse, HttpError> send(const HttpRequest& request) = 0;

  /// Ends all calls under way, and every later one, with `cancelled`. Does not block.
  virtual void cancel() = 0;
};

/// Over libcurl's multi interface, on one thread of its own. libcurl is loaded here, at run time,
/// so that commands without a network do not pay for it and its libraries: an `unavailable` error
/// says where it is missing, a `usage` error where ca_file cannot be read or holds no certificate.
/// No call may be under way when the client is destroyed.
[[nodiscard]] Result<std::unique_ptr<HttpClient>> make_http_client(
    const HttpClientOptions& options);

/// Name and version of the library, for `bazc --version`: "libcurl 7.88.1"; loads it. Empty where
/// it is missing.
[[nodiscard]] std::string http_library_version();

}  // namespace bazc

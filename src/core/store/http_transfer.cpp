#include "core/store/http_transfer.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>
#include <type_traits>
#include <utility>

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include "core/base/ascii.hpp"

namespace bazc {
namespace {

constexpr std::size_t max_header_bytes = std::size_t{256} << 10;
constexpr long keepalive_probe_seconds = 30;
constexpr int max_unsent_bytes = 128 << 10;

/// RFC 9110, 5.6.2: method and header names.
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_alphanumeric(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_header_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '\t' || (c >= 0x20 && c != 0x7f) || c < 0; });
}

/// What a URL may be made of (RFC 3986), apart from a fragment, which is never sent.
bool is_url_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

/// That libcurl makes of the request itself; a second one would contradict it.
bool comes_by_itself(std::string_view lowered_name) {
  constexpr std::string_view names[] = {"host",   "content-length",    "accept-encoding",
                                        "expect", "transfer-encoding", "connection"};
  return std::find(std::begin(names), std::end(names), lowered_name) != std::end(names);
}

std::string in_words(std::chrono::milliseconds time) {
  return time.count() % 1000 == 0 ? fmt::format("{} s", time.count() / 1000)
                                  : fmt::format("{} ms", time.count());
}

tl::unexpected<HttpError> usage(std::string message) {
  return fail(HttpError{HttpErrorKind::usage, std::move(message), false});
}

Result<HttpTarget, HttpError> parsed_url(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  const std::string scheme = ascii_lowered(url.substr(0, scheme_end));
  if (scheme_end == url.npos || (scheme != "http" && scheme != "https")) {
    return usage("the URL is not an http or https one");
  }
  const std::string_view rest = url.substr(scheme_end + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const bool plain = std::all_of(authority.begin(), authority.end(), [](char c) {
    return is_ascii_alphanumeric(c) || std::string_view(".-_:[]").find(c) != std::string_view::npos;
  });
  if (authority.empty() || !plain) {
    return usage("the URL has no host, or more than a host and a port before its path");
  }
  HttpTarget target{scheme == "https", std::string(authority), std::string(authority)};
  const std::size_t colon = authority.rfind(':');
  if (colon == authority.npos || authority.find(']', colon) != authority.npos) {
    target.server += target.secure ? ":443" : ":80";
  } else {
    target.host.resize(colon);
  }
  if (!is_url_text(url)) {
    return usage(fmt::format("the URL for {} has a character that cannot be sent", target.server));
  }
  return target;
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const HttpHeader& header) { return header.first == name; });
  return found == headers.end() ? std::string_view() : trimmed(found->second);
}

Result<HttpTarget, HttpError> checked_target(const HttpRequest& request) {
  auto target = parsed_url(request.url);
  if (!target) {
    return target;
  }
  if (!is_token(request.method)) {
    return usage(fmt::format("the method of the request to {} is not one", target->server));
  }
  if (request.method == "HEAD" && !request.body.empty()) {
    return usage(fmt::format("the HEAD request to {} has a body", target->server));
  }
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name)) {
      return usage(fmt::format("a header of the request to {} has no valid name", target->server));
    }
    if (!is_header_value(value)) {
      return usage(
          fmt::format("header '{}' of the request to {} has a character that cannot be "
                      "sent",
                      name, target->server));
    }
    if (comes_by_itself(ascii_lowered(name))) {
      return usage(fmt::format("header '{}' of the request to {} is not the caller's to set", name,
                               target->server));
    }
  }
  return target;
}

HttpTransfer::HttpTransfer(const CurlLibrary& curl, const HttpClientOptions& options,
                           const HttpRequest& request, HttpTarget target)
    : curl_(curl),
      options_(options),
      request_(request),
      target_(std::move(target)),
      headers_(nullptr, ListDeleter{curl.slist_free_all}) {}

// The function is variadic: an int where it takes a long would be read wrong.
template <class Value>
void HttpTransfer::set(CURLoption option, Value value) {
  static_assert(std::is_same_v<Value, long> || std::is_pointer_v<Value> ||
                std::is_null_pointer_v<Value>);
  prepared_ = curl_.easy_setopt(easy_, option, value) == CURLE_OK && prepared_;
}

bool HttpTransfer::prepare(CURL* easy) {
  easy_ = easy;
  started_ = std::chrono::steady_clock::now();
  set(CURLOPT_PRIVATE, static_cast<void*>(this));
  set(CURLOPT_ERRORBUFFER, &error_text_[0]);
  set(CURLOPT_URL, request_.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_NOSIGNAL, 1L);
  // Ends a handle without waiting for its resolver.
  set(CURLOPT_QUICK_EXIT, 1L);
  set(CURLOPT_TCP_NODELAY, 1L);
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_TCP_KEEPIDLE, keepalive_probe_seconds);
  set(CURLOPT_TCP_KEEPINTVL, keepalive_probe_seconds);
  // Spreads the limit over the addresses of a host; deadline() holds all of them to it.
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
  if (target_.secure) {
    // A libcurl that has no HTTP/2 refuses, and speaks HTTP/1.1.
    curl_.easy_setopt(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    // Waits for the first handshake to say whether there is HTTP/2: at the start of a run that
    // makes one connection of sixteen. Over HTTP/1.1 it costs that one handshake.
    set(CURLOPT_PIPEWAIT, 1L);
  } else {
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  }
  set_method_and_body();
  set_headers();
  set_trust_and_proxy();
  set_callbacks();
  return prepared_;
}

void HttpTransfer::set_method_and_body() {
  const std::string& method = request_.method;
  if (method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
    return;
  }
  if (!request_.body.empty() || method == "PUT" || method == "POST" || method == "PATCH") {
    // As POST, because then libcurl reads from our memory, rewinds by itself and says how long an
    // empty body is; set_headers() takes away what POST adds.
    set(CURLOPT_POSTFIELDS, request_.body.empty() ? "" : request_.body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<long>(request_.body.size()));
  } else {
    set(CURLOPT_HTTPGET, 1L);
  }
  set(CURLOPT_CUSTOMREQUEST, method.c_str());
}

void HttpTransfer::append_header(const std::string& line) {
  curl_slist* const list = curl_.slist_append(headers_.get(), line.c_str());
  if (list == nullptr) {
    prepared_ = false;
    return;
  }
  (void)headers_.release();  // the same list, or there was none
  headers_.reset(list);
}

// "Name:" takes a header of libcurl's own away, "Name;" sends one without a value.
void HttpTransfer::set_headers() {
  bool has_accept = false;
  bool has_content_type = false;
  for (const auto& [name, value] : request_.headers) {
    const std::string_view text = trimmed(value);
    append_header(text.empty() ? fmt::format("{};", name) : fmt::format("{}: {}", name, text));
    const std::string lowered_name = ascii_lowered(name);
    has_accept = has_accept || lowered_name == "accept";
    has_content_type = has_content_type || lowered_name == "content-type";
  }
  append_header("Expect:");
  if (!has_accept) {
    append_header("Accept:");
  }
  if (!has_content_type) {
    append_header("Content-Type:");
  }
  if (request_.coding == ContentCoding::decoded) {
    set(CURLOPT_ACCEPT_ENCODING, "");
  } else {
    append_header("Accept-Encoding: identity");
  }
  set(CURLOPT_HTTPHEADER, headers_.get());
}

void HttpTransfer::set_trust_and_proxy() {
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options_.ca_file.empty()) {
    set(CURLOPT_CAINFO, options_.ca_file.c_str());
    set(CURLOPT_CAPATH, nullptr);  // or the system's certificates would be trusted as well
  }
  // An empty text also keeps libcurl from its environment variables.
  set(CURLOPT_PROXY, options_.proxy.c_str());
  set(CURLOPT_NOPROXY, options_.no_proxy.c_str());
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  // The request's headers are for the server alone.
  set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
}

void HttpTransfer::set_callbacks() {
  set(CURLOPT_OPENSOCKETFUNCTION, &HttpTransfer::on_open_socket);
  set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
  set(CURLOPT_PREREQFUNCTION, &HttpTransfer::on_connected);
  set(CURLOPT_PREREQDATA, static_cast<void*>(this));
  set(CURLOPT_HEADERFUNCTION, &HttpTransfer::on_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(CURLOPT_WRITEFUNCTION, &HttpTransfer::on_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &HttpTransfer::on_progress);
  set(CURLOPT_XFERINFODATA, static_cast<void*>(this));
}

// libcurl's own sockets would be inherited by the engine's workers.
curl_socket_t HttpTransfer::on_open_socket(void* self, curlsocktype /*purpose*/,
                                           curl_sockaddr* address) {
  const int socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket < 0) {
    return CURL_SOCKET_BAD;
  }
  // Or the kernel would take in megabytes that a slow line has yet to send, and the stall limit
  // would count from then.
  ::setsockopt(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &max_unsent_bytes, sizeof max_unsent_bytes);
  // A line that has gone dead ends with its connection, or HTTP/2 would use that for the next
  // requests as well.
  const auto limit =
      static_cast<unsigned>(static_cast<HttpTransfer*>(self)->options_.stall_timeout.count());
  ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &limit, sizeof limit);
  return socket;
}

int HttpTransfer::on_connected(void* self, char* /*server*/, char* /*own*/, int /*server_port*/,
                               int /*own_port*/) {
  auto& transfer = *static_cast<HttpTransfer*>(self);
  ++transfer.sendings_;
  transfer.last_activity_ = std::chrono::steady_clock::now();
  return CURL_PREREQFUNC_OK;
}

std::size_t HttpTransfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
  const std::string_view line(bytes, size * count);
  return static_cast<HttpTransfer*>(self)->take_header_line(line) ? line.size() : 0;
}

std::size_t HttpTransfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  const std::string_view chunk(bytes, size * count);
  return static_cast<HttpTransfer*>(self)->take_body(chunk) ? chunk.size() : 0;
}

// The only one that hears of bytes that were sent.
int HttpTransfer::on_progress(void* self, curl_off_t /*to_receive*/, curl_off_t received,
                              curl_off_t /*to_send*/, curl_off_t sent) {
  auto& transfer = *static_cast<HttpTransfer*>(self);
  if (received != transfer.received_ || sent != transfer.sent_) {
    transfer.received_ = received;
    transfer.sent_ = sent;
    transfer.last_activity_ = std::chrono::steady_clock::now();
  }
  return 0;
}

bool HttpTransfer::take_header_line(std::string_view line) {
  last_activity_ = std::chrono::steady_clock::now();
  if (headers_are_final_) {
    return true;  // a trailer
  }
  header_bytes_ += line.size();
  if (header_bytes_ > max_header_bytes) {
    too_large_ = fmt::format("the headers of the answer of {} are larger than {} bytes",
                             target_.server, max_header_bytes);
    return false;
  }
  if (!in_header_block_) {  // a status line, perhaps after an interim answer
    in_header_block_ = true;
    response_.headers.clear();
    return true;
  }
  const std::string_view text = trimmed(line);
  if (text.empty()) {
    in_header_block_ = false;
    return end_header_block();
  }
  const bool continues = line.front() == ' ' || line.front() == '\t';
  if (continues && !response_.headers.empty()) {
    response_.headers.back().second.append(" ").append(text);
    return true;
  }
  if (const std::size_t colon = text.find(':'); colon != text.npos) {
    response_.headers.emplace_back(ascii_lowered(trimmed(text.substr(0, colon))),
                                   trimmed(text.substr(colon + 1)));
  }
  return true;
}

// Not with libcurl's own limit, which takes the length that HEAD tells for a body's.
bool HttpTransfer::end_header_block() {
  const long status = number(CURLINFO_RESPONSE_CODE);
  headers_are_final_ = status >= 200;
  if (!headers_are_final_ || status == 204 || status == 304 || request_.method == "HEAD" ||
      request_.coding == ContentCoding::decoded) {
    return true;
  }
  const std::string_view text = response_.header("content-length");
  std::size_t length = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (fault == std::errc() && length > request_.max_answer_bytes) {
    too_large_ = fmt::format("the answer of {} has {} bytes, more than {}", target_.server, length,
                             request_.max_answer_bytes);
    return false;
  }
  return true;
}

bool HttpTransfer::take_body(std::string_view bytes) {
  last_activity_ = std::chrono::steady_clock::now();
  if (bytes.size() > request_.max_answer_bytes - response_.body.size()) {
    too_large_ = fmt::format("the answer of {} has more than {} bytes", target_.server,
                             request_.max_answer_bytes);
    return false;
  }
  response_.body.append(bytes);
  return true;
}

HttpTransfer::TimePoint HttpTransfer::deadline() const {
  const TimePoint total = started_ + options_.total_timeout;
  return std::min(total, sendings_ > 0 ? last_activity_ + options_.stall_timeout
                                       : started_ + options_.connect_timeout);
}

Result<HttpResponse, HttpError> HttpTransfer::outcome(CURLcode code) {
  if (!too_large_.empty()) {
    return fail(error(HttpErrorKind::too_large, too_large_));
  }
  if (code != CURLE_OK) {
    return fail(error_of(code));
  }
  if (!headers_are_final_) {  // libcurl takes an end among the headers for theirs
    return fail(error_of(CURLE_PARTIAL_FILE));
  }
  response_.status = static_cast<int>(number(CURLINFO_RESPONSE_CODE));
  response_.sendings = sendings_;
  switch (number(CURLINFO_HTTP_VERSION)) {
    case CURL_HTTP_VERSION_1_0:
      response_.protocol = "HTTP/1.0";
      break;
    case CURL_HTTP_VERSION_2_0:
      response_.protocol = "HTTP/2";
      break;
    case CURL_HTTP_VERSION_3:
      response_.protocol = "HTTP/3";
      break;
    default:
      response_.protocol = "HTTP/1.1";
      break;
  }
  return std::move(response_);
}

long HttpTransfer::number(CURLINFO info) const {
  long value = 0;
  curl_.easy_getinfo(easy_, info, &value);
  return value;
}

HttpError HttpTransfer::error(HttpErrorKind kind, std::string message) const {
  return HttpError{kind, std::move(message), sendings_ > 0, sendings_};
}

HttpError HttpTransfer::no_connection_in_time() const {
  return error(HttpErrorKind::connect, fmt::format("no connection to {} within {}", target_.server,
                                                   in_words(options_.connect_timeout)));
}

HttpError HttpTransfer::timed_out() const {
  if (std::chrono::steady_clock::now() >= started_ + options_.total_timeout) {
    return error(HttpErrorKind::timeout,
                 fmt::format("no whole answer of {} within {}", target_.server,
                             in_words(options_.total_timeout)));
  }
  if (sendings_ == 0) {
    return no_connection_in_time();
  }
  return error(HttpErrorKind::timeout, fmt::format("no byte to or from {} for {}", target_.server,
                                                   in_words(options_.stall_timeout)));
}

HttpError HttpTransfer::cancelled() const {
  return error(HttpErrorKind::cancelled,
               fmt::format("the request to {} was cancelled", target_.server));
}

HttpError HttpTransfer::refused() const {
  return error(HttpErrorKind::usage,
               fmt::format("libcurl does not take the request to {}", target_.server));
}

// libcurl's own texts may hold the proxy's password; only those on TLS are passed on.
HttpError HttpTransfer::error_of(CURLcode code) const {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return error(HttpErrorKind::resolve, fmt::format("cannot resolve '{}'", target_.host));
    case CURLE_COULDNT_RESOLVE_PROXY:
      return error(HttpErrorKind::resolve, "cannot resolve the name of the proxy");
    case CURLE_OPERATION_TIMEDOUT:  // the limit on connecting is the only one that it knows
      return no_connection_in_time();
    case CURLE_COULDNT_CONNECT:
      return connect_error();
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_USE_SSL_FAILED:
      return tls_error(code);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:  // what has no status line is HTTP/0.9 to it
      return error(HttpErrorKind::protocol,
                   fmt::format("the answer of {} is not HTTP", target_.server));
    case CURLE_BAD_CONTENT_ENCODING:
      return error(HttpErrorKind::protocol,
                   fmt::format("the answer of {} cannot be decoded", target_.server));
    case CURLE_URL_MALFORMAT:
      return refused();
    default:
      return broken_error(code);
  }
}

HttpError HttpTransfer::connect_error() const {
  const int reason = static_cast<int>(number(CURLINFO_OS_ERRNO));
  if (reason == ECONNREFUSED && options_.proxy.empty()) {
    return error(HttpErrorKind::connect, fmt::format("connection to {} refused", target_.server));
  }
  return error(HttpErrorKind::connect,
               fmt::format("cannot connect to {}{}{}{}", target_.server,
                           options_.proxy.empty() ? "" : " or the proxy", reason == 0 ? "" : ": ",
                           reason == 0 ? "" : std::generic_category().message(reason)));
}

HttpError HttpTransfer::broken_error(CURLcode code) const {
  if (sendings_ == 0) {
    return error(HttpErrorKind::connect, fmt::format("cannot connect to {}: {}", target_.server,
                                                     curl_.easy_strerror(code)));
  }
  const std::string& server = target_.server;
  switch (code) {
    case CURLE_PARTIAL_FILE:
      return error(HttpErrorKind::broken,
                   fmt::format("the answer of {} ended before it was whole", server));
    case CURLE_GOT_NOTHING:
      return error(HttpErrorKind::broken,
                   fmt::format("{} closed the connection without an answer", server));
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      return error(HttpErrorKind::broken, fmt::format("the connection to {} was lost", server));
    default:
      return error(HttpErrorKind::broken,
                   fmt::format("the request to {} failed: {}", server, curl_.easy_strerror(code)));
  }
}

// A connection that is lost during the handshake comes as a TLS error too, and is none.
HttpError HttpTransfer::tls_error(CURLcode code) const {
  const std::string_view text =
      error_text_[0] == '\0' ? curl_.easy_strerror(code) : trimmed(&error_text_[0]);
  if (code == CURLE_SSL_CONNECT_ERROR) {
    for (const std::string_view sign : {"SSL_ERROR_SYSCALL", "unexpected eof", "reset by peer"}) {
      if (text.find(sign) != text.npos) {
        return error(
            HttpErrorKind::connect,
            fmt::format("the connection to {} was lost during the TLS handshake", target_.server));
      }
    }
  }
  return error(HttpErrorKind::tls, fmt::format("TLS with {} failed: {}", target_.server, text));
}

}  // namespace bazc

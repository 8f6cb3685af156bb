#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/store/curl_library.hpp"
#include "core/store/http_client.hpp"

namespace bazc {

/// What a request's URL says of where it goes.
struct HttpTarget {
  bool secure = false;  ///< https
  std::string host;     ///< as in the URL
  std::string server;   ///< "host:port", for messages
};

/// Checks method, URL and headers, so that nothing of a request can be taken for another part of
/// it, or for another request: a `usage` error where it cannot be sent as it is.
[[nodiscard]] Result<HttpTarget, HttpError> checked_target(const HttpRequest& request);

/// One request on an easy handle of libcurl: sets the handle up, takes in the answer, watches the
/// time limits and says how it ended. Options and request outlive it. Not thread-safe.
class HttpTransfer {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  HttpTransfer(const CurlLibrary& curl, const HttpClientOptions& options,
               const HttpRequest& request, HttpTarget target);
  HttpTransfer(const HttpTransfer&) = delete;
  HttpTransfer& operator=(const HttpTransfer&) = delete;
  ~HttpTransfer() = default;

  /// Sets a fresh (or reset) handle up; the time limits count from here. False where libcurl
  /// refuses. The handle is used until outcome(), and must not outlive this object unreset.
  [[nodiscard]] bool prepare(CURL* easy);

  /// When the next limit is over, unless something happens before.
  [[nodiscard]] TimePoint deadline() const;

  /// How the transfer ended that libcurl ended with `code`.
  [[nodiscard]] Result<HttpResponse, HttpError> outcome(CURLcode code);
  /// The limit that is over.
  [[nodiscard]] HttpError timed_out() const;
  [[nodiscard]] HttpError cancelled() const;
  [[nodiscard]] HttpError refused() const;

 private:
  struct ListDeleter {
    decltype(&::curl_slist_free_all) free_all;
    void operator()(curl_slist* list) const { free_all(list); }
  };

  template <class Value>
  void set(CURLoption option, Value value);
  void set_method_and_body();
  void set_headers();
  void set_trust_and_proxy();
  void set_callbacks();
  void append_header(const std::string& line);

  // What libcurl calls.
  static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_connected(void* self, char*, char*, int, int);
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  static int on_progress(void* self, curl_off_t, curl_off_t received, curl_off_t, curl_off_t sent);

  [[nodiscard]] bool take_header_line(std::string_view line);
  [[nodiscard]] bool end_header_block();
  [[nodiscard]] bool take_body(std::string_view bytes);

  [[nodiscard]] long number(CURLINFO info) const;
  [[nodiscard]] HttpError error(HttpErrorKind kind, std::string message) const;
  [[nodiscard]] HttpError error_of(CURLcode code) const;
  [[nodiscard]] HttpError connect_error() const;
  [[nodiscard]] HttpError broken_error(CURLcode code) const;
  [[nodiscard]] HttpError tls_error(CURLcode code) const;
  [[nodiscard]] HttpError no_connection_in_time() const;

  const CurlLibrary& curl_;
  const HttpClientOptions& options_;
  const HttpRequest& request_;
  HttpTarget target_;

  CURL* easy_ = nullptr;
  bool prepared_ = true;
  std::unique_ptr<curl_slist, ListDeleter> headers_;
  char error_text_[CURL_ERROR_SIZE] = {};

  TimePoint started_ = {};
  TimePoint last_activity_ = {};
  curl_off_t received_ = 0;
  curl_off_t sent_ = 0;
  unsigned sendings_ = 0;  ///< how often a connection was there for it

  HttpResponse response_;
  std::size_t header_bytes_ = 0;
  bool in_header_block_ = false;
  bool headers_are_final_ = false;
  std::string too_large_ = {};  ///< what is, and its limit
};

}  // namespace bazc

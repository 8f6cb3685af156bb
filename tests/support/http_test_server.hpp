#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/store/http_client.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"

namespace bazc::test {

/// tests/support/http_server.mjs, which says what its servers do.
class HttpTestServer {
 public:
  enum class Tls { no, yes };

  explicit HttpTestServer(Tls tls = Tls::no);

  /// `server`: "http", "raw", "reset", "https", "h2"; `path` starts with '/' or is empty.
  [[nodiscard]] std::string url(std::string_view server, std::string_view path) const;
  [[nodiscard]] int port(std::string_view server) const;
  /// A file with the certificate of the authority.
  [[nodiscard]] std::string authority() const;

  /// What the servers have seen.
  [[nodiscard]] nlohmann::json state() const;
  void close_kept_connections() const;

 private:
  [[nodiscard]] std::vector<std::string> arguments(Tls tls) const;
  [[nodiscard]] nlohmann::json control(std::string_view path) const;

  TemporaryDirectory directory_;
  ServerProcess process_;
};

/// A port of 127.0.0.1 that is taken, and where nobody listens.
class DeadPort {
 public:
  DeadPort();
  [[nodiscard]] int number() const { return number_; }

 private:
  FileDescriptor socket_;
  int number_ = 0;
};

using HttpAnswer = Result<HttpResponse, HttpError>;

[[nodiscard]] HttpAnswer get(HttpClient& client, std::string url);

/// The error of a GET, or with a body of a PUT, whose query and header are nobody's business.
[[nodiscard]] HttpError error_of(HttpClient& client, const std::string& url,
                                 std::string_view body = {});

/// The body of an answer that must have the status 200.
[[nodiscard]] nlohmann::json json_of(const HttpAnswer& answer);

/// Sends `count` requests at once, each on a thread of its own, and gives their answers.
[[nodiscard]] std::vector<HttpAnswer> at_once(std::size_t count,
                                              const std::function<HttpAnswer(std::size_t)>& send);

/// 16 threads, each with 20 bodies of its own that must come back to it.
void check_mirror(HttpClient& client, const std::string& url, std::string_view protocol);

}  // namespace bazc::test

// signing_dump: reads requests from standard input, one a line as JSON (see random_requests.mjs),
// and prints the headers that signing adds to each as one line of JSON, [[name, value], …].
// `signing_dump --time` prints instead how long one signature takes.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "core/module/content_hash.hpp"
#include "core/store/percent_encoding.hpp"
#include "core/store/sigv4.hpp"

namespace {

using nlohmann::json;
namespace sigv4 = bazc::sigv4;

json added_headers(const json& line) {
  const sigv4::Request request = {
      .method = line.at("method"),
      .path = bazc::percent_encoded(line.at("path").get<std::string>(), bazc::Slashes::keep),
      .query = line.at("query"),
      .headers = line.at("headers"),
      .payload_sha256 = bazc::sha256_hex(line.at("body").get<std::string>())};
  const bazc::Credentials credentials = {.access_key_id = line.at("access_key_id"),
                                         .secret_access_key = line.at("secret_access_key"),
                                         .session_token = line.at("session_token")};
  const sigv4::Scope scope = {
      .region = line.at("region"),
      .service = "s3",
      .time = bazc::SystemTime(std::chrono::seconds(line.at("time").get<std::int64_t>()))};
  return sigv4::sign(request, credentials, scope);
}

void print_speed() {
  const sigv4::Request request = {
      "PUT",
      "/bucket/components/0123456789abcdef.js",
      {},
      {{"Host", "0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com"},
       {"Content-Type", "application/javascript"},
       {"Cache-Control", "public, max-age=31536000, immutable"}},
      bazc::sha256_hex("")};
  const bazc::Credentials credentials = {std::string(32, 'a'), std::string(64, 'b')};
  const sigv4::Scope scope = {"auto", "s3", bazc::real_clock().system_now()};
  constexpr int rounds = 20'000;
  double best = 1e9;
  std::size_t bytes = 0;
  for (int run = 0; run < 10; ++run) {
    const auto start = bazc::real_clock().steady_now();
    for (int i = 0; i < rounds; ++i) {
      bytes += sigv4::sign(request, credentials, scope).back().second.size();
    }
    const std::chrono::duration<double, std::nano> took = bazc::real_clock().steady_now() - start;
    best = std::min(best, took.count() / rounds);
  }
  std::cout << best << " ns a signature (" << bytes << " bytes of Authorization in all)\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--time") {
    print_speed();
    return 0;
  }
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << added_headers(json::parse(line)).dump() << '\n';
  }
}

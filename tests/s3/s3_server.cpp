#include "s3/s3_server.hpp"

#include <cstdlib>
#include <stdexcept>

#include "support/run_process.hpp"

namespace bazc::test {
namespace {

const std::string programs = BAZC_S3_TESTS;

std::map<std::string, std::string> system_variables() {
  std::map<std::string, std::string> variables;
  for (const char* name : {"PATH", "HOME", "TMPDIR"}) {
    if (const char* value = std::getenv(name)) {
      variables[name] = value;
    }
  }
  return variables;
}

}  // namespace

S3Server::S3Server(std::string name, const std::vector<std::string>& arguments)
    : name_(std::move(name)), process_("node", arguments, system_variables()) {}

const S3Server& S3Server::radosgw() {
  static const S3Server server("radosgw", {programs + "/radosgw.mjs", "--bucket", "scenes"});
  return server;
}

const S3Server& S3Server::radosgw_tls() {
  static const S3Server server("radosgw with TLS",
                               {programs + "/radosgw.mjs", "--bucket", "scenes", "--tls"});
  return server;
}

const S3Server& S3Server::miniflare() {
  static const S3Server server("miniflare", {programs + "/miniflare.mjs", "--modules",
                                             BAZC_S3_MODULES, "--bucket", "scenes"});
  return server;
}

const S3Server& S3Server::swift() {
  static const S3Server server("swift", {programs + "/swift.mjs", "--bucket", "scenes"});
  return server;
}

std::string S3Server::text(const char* field) const {
  return process_.announced().at(field).get<std::string>();
}

std::string S3Server::url(const std::string& bucket) const {
  return "s3://" + bucket + "?endpoint=" + text("endpoint");
}

Credentials S3Server::credentials() const {
  return {.access_key_id = text("access_key_id"), .secret_access_key = text("secret_access_key")};
}

StoreOptions S3Server::options() const {
  StoreOptions options;
  options.credentials = credentials();
  if (process_.announced().contains("ca_file")) {
    options.http.ca_file = text("ca_file");
  }
  return options;
}

std::map<std::string, std::string> S3Server::variables() const {
  std::map<std::string, std::string> variables = system_variables();
  variables["R2_ACCESS_KEY_ID"] = text("access_key_id");
  variables["R2_SECRET_ACCESS_KEY"] = text("secret_access_key");
  return variables;
}

std::unique_ptr<ObjectStore> S3Server::store() const {
  return open_object_store(url(), options()).value();
}

std::unique_ptr<S3Client> S3Server::client(std::shared_ptr<HttpClient> http) const {
  if (!http) {
    http = make_http_client(options().http).value();
  }
  return std::make_unique<S3Client>(parse_s3_location(url()).value(), credentials(),
                                    std::move(http), RetryPolicy{}, real_clock(), nullptr, nullptr);
}

std::string S3Server::aws(const std::vector<std::string>& arguments) const {
  std::vector<std::string> all = {"--endpoint-url", text("endpoint"), "--output", "json", "s3api"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  ProcessOptions options;
  options.variables = system_variables();
  options.variables["AWS_ACCESS_KEY_ID"] = text("access_key_id");
  options.variables["AWS_SECRET_ACCESS_KEY"] = text("secret_access_key");
  options.variables["AWS_DEFAULT_REGION"] = "auto";
  options.variables["AWS_EC2_METADATA_DISABLED"] = "true";
  if (process_.announced().contains("ca_file")) {
    options.variables["AWS_CA_BUNDLE"] = text("ca_file");
  }
  // Debian's own, whatever stands before it on PATH.
  const ProcessResult result = run_process("/usr/bin/aws", all, options);
  if (result.exit_code != 0) {
    throw std::runtime_error("aws s3api " + arguments.front() + ": " + result.err);
  }
  return result.out;
}

}  // namespace bazc::test

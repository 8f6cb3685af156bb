#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/store/credentials.hpp"
#include "core/store/object_store.hpp"
#include "core/store/s3_client.hpp"
#include "support/server_process.hpp"

namespace bazc::test {

/// A real S3 server that lives as long as the test program: its bucket `scenes` is there.
class S3Server {
 public:
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string text(const char* field) const;  ///< what it announced

  /// "s3://BUCKET?endpoint=…"
  [[nodiscard]] std::string url(const std::string& bucket = "scenes") const;
  [[nodiscard]] Credentials credentials() const;
  [[nodiscard]] StoreOptions options() const;
  /// The variables that bazc and awscli take the credentials from, and PATH.
  [[nodiscard]] std::map<std::string, std::string> variables() const;

  [[nodiscard]] std::unique_ptr<ObjectStore> store() const;
  /// A client over `http`, or over one of its own.
  [[nodiscard]] std::unique_ptr<S3Client> client(std::shared_ptr<HttpClient> http = nullptr) const;

  /// What `aws s3api ARGUMENTS` says; throws where it fails.
  [[nodiscard]] std::string aws(const std::vector<std::string>& arguments) const;

  /// Ceph's, over http. Started by the first call.
  static const S3Server& radosgw();
  /// Ceph's, over https with a certificate of an authority that nobody knows.
  static const S3Server& radosgw_tls();
  /// Cloudflare's local R2, whose endpoint has a path.
  static const S3Server& miniflare();
  /// OpenStack's, which takes no region but `auto`, and no conditional write.
  static const S3Server& swift();

 private:
  S3Server(std::string name, const std::vector<std::string>& arguments);

  std::string name_;
  ServerProcess process_;
};

}  // namespace bazc::test

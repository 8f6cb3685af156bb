#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/environment.hpp"
#include "cli/option_set.hpp"
#include "core/base/result.hpp"
#include "core/scenes/scene_repository.hpp"
#include "core/store/http_client.hpp"
#include "core/store/object_store.hpp"

namespace bazc::cli {

/// Told what a person should know although a command goes on; called from any thread, one at a
/// time.
using WarningSink = std::function<void(const std::string& message)>;

/// Which database, and how the scenes stand in it.
struct DatabaseOptionGroup {
  std::string url;
  SchemaMapping mapping;

  void add_options(OptionSet& set);

  [[nodiscard]] bool given() const { return !url.empty(); }

  /// The error `usage` where --db is not given or no repository has its scheme. Why a call takes
  /// long is printed on standard error, unless `warn` takes it: it must where a progress bar is
  /// drawn there.
  [[nodiscard]] Result<std::unique_ptr<SceneRepository>> open(const Environment& environment,
                                                              OpenMode mode,
                                                              WarningSink warn = {}) const;

  /// The same, and that the table and every column are there.
  [[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_checked(
      const Environment& environment, OpenMode mode, WarningSink warn = {}) const;

  /// Whether it is a file that `bazc init` can make.
  [[nodiscard]] bool is_file() const {
    return url.find("://") == std::string::npos || url.starts_with("sqlite:");
  }
};

/// Whether a browser could read it from a web server: "https://HOST…" or "http://HOST…".
[[nodiscard]] bool is_web_url(std::string_view text);

/// Which store, under which URL the world reads it, and how requests reach it.
struct StoreOptionGroup {
  std::string url;
  std::string public_url;     ///< empty: that of R2_PUBLIC_URL, or the store's own
  unsigned connections = 16;  ///< requests at once; a directory takes as many calls at once
  unsigned retries = 6;
  HttpClientOptions http;  ///< limits and certificates; see http_options() for the rest

  void add_options(OptionSet& set);

  [[nodiscard]] bool given() const { return !url.empty(); }

  /// Whether the store is on this machine: no credentials, no network.
  [[nodiscard]] bool is_directory() const { return url.starts_with("file:"); }

  /// What --public-url or R2_PUBLIC_URL says, without slashes at its end; empty where neither does.
  [[nodiscard]] std::string public_base(const Environment& environment) const;

  /// For requests to `target`: with the connections and, by the scheme, the proxy.
  [[nodiscard]] HttpClientOptions http_options(const Environment& environment,
                                               std::string_view target) const;

  /// The error `usage` where --store is not given or no store has its scheme, and where its
  /// credentials are missing. Warnings are printed on standard error, unless `warn` takes them: it
  /// must where a progress bar is drawn there.
  [[nodiscard]] Result<std::unique_ptr<ObjectStore>> open(const Environment& environment,
                                                          WarningSink warn = {}) const;

  /// The same, and that there is a store: `unavailable` where it has yet to be made.
  [[nodiscard]] Result<std::unique_ptr<ObjectStore>> open_existing(const Environment& environment,
                                                                   WarningSink warn = {}) const;

  /// For a command that records or prints URLs: the error `usage` where the store's own URLs are
  /// none that a browser can read, and no public one is given.
  [[nodiscard]] Result<void> require_public_url(const Environment& environment) const;
};

/// Which pages may read the store's objects.
struct CorsOptionGroup {
  std::vector<std::string> origins;  ///< empty: all

  void add_options(OptionSet& set);

  [[nodiscard]] StoreSetup setup() const;
};

}  // namespace bazc::cli

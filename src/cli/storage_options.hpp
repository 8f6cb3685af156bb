#pragma once

#include <memory>
#include <string>

#include "cli/environment.hpp"
#include "cli/option_set.hpp"
#include "core/base/result.hpp"
#include "core/scenes/scene_repository.hpp"
#include "core/store/object_store.hpp"

namespace bazc::cli {

/// Which database, and how the scenes stand in it.
struct DatabaseOptionGroup {
  std::string url;
  SchemaMapping mapping;

  void add_options(OptionSet& set);

  [[nodiscard]] bool given() const { return !url.empty(); }

  /// The error `usage` where --db is not given or no repository has its scheme.
  [[nodiscard]] Result<std::unique_ptr<SceneRepository>> open(OpenMode mode) const;

  /// The same, and that the table and every column are there.
  [[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_checked(OpenMode mode) const;
};

/// Which store, and under which URL the world reads it.
struct StoreOptionGroup {
  std::string url;
  std::string public_url;  ///< empty: that of R2_PUBLIC_URL, or the store's own

  void add_options(OptionSet& set);

  [[nodiscard]] bool given() const { return !url.empty(); }

  /// The error `usage` where --store is not given or no store has its scheme.
  [[nodiscard]] Result<std::unique_ptr<ObjectStore>> open(const Environment& environment) const;

  /// The same, and that there is a store: `unavailable` where it has yet to be made.
  [[nodiscard]] Result<std::unique_ptr<ObjectStore>> open_existing(
      const Environment& environment) const;
};

}  // namespace bazc::cli

#include "cli/storage_options.hpp"

#include <fmt/format.h>

namespace bazc::cli {

void DatabaseOptionGroup::add_options(OptionSet& set) {
  set.text({"db"}, "URL", url, "the database: sqlite:PATH");
  set.text({"table"}, "NAME", mapping.table, "the table of the scenes (default: scenes)");
  set.text({"id-column"}, "NAME", mapping.id_column, "its primary key (default: id)");
  set.text({"source-column"}, "NAME", mapping.source_column,
           "the column of the TSX source (default: tsx_code)");
  set.text({"updated-column"}, "NAME", mapping.updated_column,
           "the column of the time of the last edit (default: updated_at)");
  set.text({"deleted-column"}, "NAME", mapping.deleted_column,
           "a column that is not null in deleted rows (default: none)");
  set.text({"filter"}, "SQL", mapping.filter,
           "a condition that narrows the rows down, such as \"project_id = 7\"");
}

Result<std::unique_ptr<SceneRepository>> DatabaseOptionGroup::open(OpenMode mode) const {
  if (url.empty()) {
    return fail(ErrorKind::usage, "no database: option '--db' is missing",
                "name it as --db sqlite:PATH, as variable BAZC_DB, or in bazc.toml");
  }
  return open_scene_repository(url, DatabaseOptions{.mapping = mapping, .mode = mode});
}

Result<std::unique_ptr<SceneRepository>> DatabaseOptionGroup::open_checked(OpenMode mode) const {
  auto repository = open(mode);
  if (!repository) {
    return repository;
  }
  if (auto checked = (*repository)->check_schema(); !checked) {
    return fail(std::move(checked).error());
  }
  return repository;
}

void StoreOptionGroup::add_options(OptionSet& set) {
  set.text({"store"}, "URL", url, "where the artifacts live: file:DIRECTORY");
  set.text({"public-url"}, "URL", public_url,
           "the base of the URLs that browsers read artifacts from (default: R2_PUBLIC_URL)");
}

Result<std::unique_ptr<ObjectStore>> StoreOptionGroup::open(const Environment& environment) const {
  if (url.empty()) {
    return fail(ErrorKind::usage, "no store: option '--store' is missing",
                "name it as --store file:DIRECTORY, as variable BAZC_STORE, or in bazc.toml");
  }
  StoreOptions options;
  options.public_base_url =
      public_url.empty() ? environment.variable("R2_PUBLIC_URL").value_or("") : public_url;
  return open_object_store(url, options);
}

Result<std::unique_ptr<ObjectStore>> StoreOptionGroup::open_existing(
    const Environment& environment) const {
  auto store = open(environment);
  if (!store) {
    return store;
  }
  const auto exists = (*store)->exists();
  if (!exists) {
    return fail(exists.error());
  }
  if (!*exists) {
    return fail(ErrorKind::unavailable, fmt::format("no store at {}", (*store)->describe()),
                fmt::format("'bazc init --store {}' makes one", url));
  }
  return store;
}

}  // namespace bazc::cli

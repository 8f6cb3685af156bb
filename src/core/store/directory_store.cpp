#include "core/store/directory_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/atomic_file.hpp"
#include "core/base/file.hpp"
#include "core/module/content_hash.hpp"
#include "core/store/percent_encoding.hpp"

namespace bazc {
namespace {

namespace fs = std::filesystem;

/// Identifies a directory whatever path leads to it.
using DirectoryIdentity = std::pair<dev_t, ino_t>;

/// A file of AtomicFile's that has no name of its own yet.
bool is_temporary(std::string_view name) {
  return name.starts_with(".bazc-") && name.ends_with(".tmp");
}

class DirectoryStore final : public ObjectStore {
 public:
  DirectoryStore(fs::path directory, std::string url, std::string public_base_url)
      : directory_(std::move(directory)),
        url_(std::move(url)),
        public_base_url_(public_base_url.empty()
                             ? "file://" + percent_encoded(trimmed_directory(), Slashes::keep)
                             : std::move(public_base_url)) {}

  [[nodiscard]] std::string describe() const override { return url_; }

  [[nodiscard]] Result<PutOutcome> put(std::string_view key, std::string_view bytes,
                                       const ObjectHeaders& headers) override;
  [[nodiscard]] Result<void> replace(std::string_view key, std::string_view bytes,
                                     const ObjectHeaders& headers) override;
  [[nodiscard]] Result<void> remove(std::string_view key) override;
  [[nodiscard]] Result<std::optional<StoredObject>> get(std::string_view key) override;
  [[nodiscard]] Result<std::optional<ObjectInfo>> head(std::string_view key) override;
  [[nodiscard]] Result<void> list(std::string_view prefix,
                                  const std::function<bool(std::string_view key)>& visit) override;
  [[nodiscard]] std::string public_url(std::string_view key) const override {
    return fmt::format("{}/{}", public_base_url_, key);
  }
  [[nodiscard]] Result<bool> exists() override;
  [[nodiscard]] Result<std::vector<std::string>> plan_setup(const StoreSetup& setup) override;
  [[nodiscard]] Result<void> apply_setup(const StoreSetup& setup) override;

 private:
  /// An object that is there, open for reading.
  struct OpenObject {
    FileDescriptor file;
    fs::path path;
    std::uint64_t size = 0;
  };

  [[nodiscard]] Result<fs::path> path_of(std::string_view key) const;
  [[nodiscard]] Result<std::optional<OpenObject>> open(std::string_view key) const;
  [[nodiscard]] Result<AtomicFile> create_file(const fs::path& path) const;
  [[nodiscard]] Result<CommitOutcome> write(std::string_view key, std::string_view bytes,
                                            Overwrite overwrite) const;
  [[nodiscard]] Result<void> make_directories(const fs::path& directory) const;
  [[nodiscard]] Result<void> require_root() const;
  [[nodiscard]] Result<bool> walk(const fs::path& directory, const std::string& key_prefix,
                                  std::string_view prefix,
                                  std::vector<DirectoryIdentity>& ancestors,
                                  const std::function<bool(std::string_view key)>& visit) const;
  [[nodiscard]] Error out_of_reach(Error error) const;
  [[nodiscard]] Error missing_root() const;
  [[nodiscard]] std::string trimmed_directory() const;

  fs::path directory_;
  std::string url_;
  std::string public_base_url_;
};

std::string DirectoryStore::trimmed_directory() const {
  std::string path = directory_.string();
  path.erase(path.find_last_not_of('/') + 1);
  return path;
}

// To a caller every failed system call in here means that the store is out of reach.
Error DirectoryStore::out_of_reach(Error error) const {
  if (error.kind == ErrorKind::io || error.kind == ErrorKind::not_found) {
    error.kind = ErrorKind::unavailable;
  }
  return std::move(error).with_context(fmt::format("store {}", url_));
}

Error DirectoryStore::missing_root() const {
  return Error{ErrorKind::unavailable,
               fmt::format("store {}: there is no directory '{}'", url_, directory_.string()),
               fmt::format("bazc init --store {}", url_)};
}

Result<fs::path> DirectoryStore::path_of(std::string_view key) const {
  if (auto checked = check_object_key(key); !checked) {
    return fail(std::move(checked).error());
  }
  return directory_ / key;
}

Result<bool> DirectoryStore::exists() {
  struct stat status {};
  if (::stat(directory_.c_str(), &status) != 0) {
    if (errno == ENOENT) {
      return false;
    }
    return fail(out_of_reach(system_error(errno, "open", directory_)));
  }
  if (!S_ISDIR(status.st_mode)) {
    return fail(out_of_reach(system_error(ENOTDIR, "open", directory_)));
  }
  return true;
}

Result<void> DirectoryStore::require_root() const {
  struct stat status {};
  if (::stat(directory_.c_str(), &status) == 0) {
    return S_ISDIR(status.st_mode) ? Result<void>{}
                                   : fail(out_of_reach(system_error(ENOTDIR, "open", directory_)));
  }
  return errno == ENOENT ? fail(missing_root())
                         : fail(out_of_reach(system_error(errno, "open", directory_)));
}

Result<std::vector<std::string>> DirectoryStore::plan_setup(const StoreSetup& /*setup*/) {
  const auto is_there = exists();
  if (!is_there) {
    return fail(is_there.error());
  }
  std::vector<std::string> plan;
  if (!*is_there) {
    plan.push_back(fmt::format("make directory '{}'", directory_.string()));
  }
  return plan;
}

Result<void> DirectoryStore::apply_setup(const StoreSetup& /*setup*/) {
  if (auto made = make_directories(directory_); !made) {
    return fail(out_of_reach(std::move(made).error()));
  }
  return {};
}

// Like mkdir -p, and durable: a new directory's name is synced with the directory that holds it.
Result<void> DirectoryStore::make_directories(const fs::path& directory) const {
  struct stat status {};
  if (::stat(directory.c_str(), &status) == 0) {
    return S_ISDIR(status.st_mode) ? Result<void>{}
                                   : fail(system_error(ENOTDIR, "create directory", directory));
  }
  if (errno != ENOENT) {
    return fail(system_error(errno, "create directory", directory));
  }
  const fs::path parent = directory.parent_path();
  if (auto made = make_directories(parent); !made) {
    return made;
  }
  if (::mkdir(directory.c_str(), 0777) != 0 && errno != EEXIST) {
    return fail(system_error(errno, "create directory", directory));
  }
  return sync_directory(parent);
}

Result<AtomicFile> DirectoryStore::create_file(const fs::path& path) const {
  auto file = AtomicFile::create(path);
  if (file) {
    return file;
  }
  if (file.error().kind != ErrorKind::not_found) {
    return fail(out_of_reach(std::move(file).error()));
  }
  if (auto root = require_root(); !root) {
    return fail(std::move(root).error());
  }
  if (auto made = make_directories(path.parent_path()); !made) {
    return fail(out_of_reach(std::move(made).error()));
  }
  auto again = AtomicFile::create(path);
  if (!again) {
    return fail(out_of_reach(std::move(again).error()));
  }
  return again;
}

Result<std::optional<DirectoryStore::OpenObject>> DirectoryStore::open(std::string_view key) const {
  auto path = path_of(key);
  if (!path) {
    return fail(std::move(path).error());
  }
  // O_NONBLOCK: a FIFO under the key must not stop the run.
  FileDescriptor file(::open(path->c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) {
    if (errno != ENOENT) {
      return fail(out_of_reach(system_error(errno, "read", *path)));
    }
    if (auto root = require_root(); !root) {
      return fail(std::move(root).error());
    }
    return std::nullopt;
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    return fail(out_of_reach(system_error(errno, "read", *path)));
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorKind::unavailable,
                fmt::format("store {}: '{}' is not a regular file", url_, path->string()));
  }
  return OpenObject{std::move(file), *std::move(path), static_cast<std::uint64_t>(status.st_size)};
}

Result<std::optional<StoredObject>> DirectoryStore::get(std::string_view key) {
  auto object = open(key);
  if (!object) {
    return fail(std::move(object).error());
  }
  if (!*object) {
    return std::nullopt;
  }
  auto bytes = read_descriptor((*object)->file.get(), (*object)->path);
  if (!bytes) {
    return fail(out_of_reach(std::move(bytes).error()));
  }
  StoredObject stored;
  stored.info.size = bytes->size();
  stored.bytes = *std::move(bytes);
  return stored;
}

Result<std::optional<ObjectInfo>> DirectoryStore::head(std::string_view key) {
  auto object = open(key);
  if (!object) {
    return fail(std::move(object).error());
  }
  if (!*object) {
    return std::nullopt;
  }
  return ObjectInfo{(*object)->size, std::nullopt};
}

Result<CommitOutcome> DirectoryStore::write(std::string_view key, std::string_view bytes,
                                            Overwrite overwrite) const {
  auto file = create_file(directory_ / key);
  if (!file) {
    return fail(std::move(file).error());
  }
  if (auto written = file->write(bytes); !written) {
    return fail(out_of_reach(std::move(written).error()));
  }
  auto outcome = file->commit(overwrite);
  if (!outcome) {
    return fail(out_of_reach(std::move(outcome).error()));
  }
  return outcome;
}

Result<void> DirectoryStore::replace(std::string_view key, std::string_view bytes,
                                     const ObjectHeaders& /*headers*/) {
  if (auto path = path_of(key); !path) {
    return fail(std::move(path).error());
  }
  if (auto outcome = write(key, bytes, Overwrite::yes); !outcome) {
    return fail(std::move(outcome).error());
  }
  return {};
}

Result<void> DirectoryStore::remove(std::string_view key) {
  const auto path = path_of(key);
  if (!path) {
    return fail(path.error());
  }
  if (::unlink(path->c_str()) == 0) {
    return {};
  }
  return errno == ENOENT ? require_root()
                         : fail(out_of_reach(system_error(errno, "remove", *path)));
}

Result<PutOutcome> DirectoryStore::put(std::string_view key, std::string_view bytes,
                                       const ObjectHeaders& /*headers*/) {
  // Reading first saves a write and its syncs where the object is there, as in every run after the
  // first; who writes is still decided by commit() alone.
  auto existing = get(key);
  if (existing && !*existing) {
    const auto outcome = write(key, bytes, Overwrite::no);
    if (!outcome) {
      return fail(outcome.error());
    }
    if (*outcome == CommitOutcome::written) {
      return PutOutcome::stored;
    }
    existing = get(key);
  }
  if (!existing) {
    return fail(std::move(existing).error());
  }
  if (!*existing) {
    return fail(ErrorKind::unavailable,
                fmt::format("store {}: object '{}' was removed while it was written", url_, key));
  }
  if ((*existing)->bytes != bytes) {
    return fail(ErrorKind::conflict,
                fmt::format("store {}: object '{}' is there with other bytes, SHA-256 {}; the new "
                            "ones have {}; it was not touched",
                            url_, key, sha256_hex((*existing)->bytes), sha256_hex(bytes)));
  }
  // Its writer may not have come to this yet, and a row may point to it next.
  if (auto synced = sync_directory((directory_ / key).parent_path()); !synced) {
    return fail(out_of_reach(std::move(synced).error()));
  }
  return PutOutcome::present;
}

Result<void> DirectoryStore::list(std::string_view prefix,
                                  const std::function<bool(std::string_view key)>& visit) {
  if (auto root = require_root(); !root) {
    return root;
  }
  std::vector<DirectoryIdentity> ancestors;
  if (auto walked = walk(directory_, {}, prefix, ancestors, visit); !walked) {
    return fail(out_of_reach(std::move(walked).error()));
  }
  return {};
}

// False: `visit` wants no more. Symbolic links are followed, as get() does; a loop of them is not.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the directories are
Result<bool> DirectoryStore::walk(const fs::path& directory, const std::string& key_prefix,
                                  std::string_view prefix,
                                  std::vector<DirectoryIdentity>& ancestors,
                                  const std::function<bool(std::string_view key)>& visit) const {
  struct stat status {};
  if (::stat(directory.c_str(), &status) != 0) {
    return fail(system_error(errno, "read directory", directory));
  }
  const DirectoryIdentity identity{status.st_dev, status.st_ino};
  if (std::find(ancestors.begin(), ancestors.end(), identity) != ancestors.end()) {
    return true;
  }
  ancestors.push_back(identity);
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const std::string key = key_prefix + name;
    const bool may_match = key.starts_with(prefix) || prefix.starts_with(key + "/");
    if (!may_match || is_temporary(name) || !is_object_key(name)) {
      continue;
    }
    struct stat found {};
    if (::stat(entry->path().c_str(), &found) != 0) {
      if (errno == ENOENT || errno == ELOOP) {
        continue;  // removed meanwhile, or a link to nothing
      }
      return fail(system_error(errno, "read", entry->path()));
    }
    if (S_ISDIR(found.st_mode)) {
      auto more = walk(entry->path(), key + "/", prefix, ancestors, visit);
      if (!more || !*more) {
        return more;
      }
    } else if (S_ISREG(found.st_mode) && key.starts_with(prefix) && !visit(key)) {
      return false;
    }
  }
  if (error) {
    return fail(system_error(error.value(), "read directory", directory));
  }
  ancestors.pop_back();
  return true;
}

}  // namespace

std::unique_ptr<ObjectStore> make_directory_store(std::filesystem::path directory, std::string url,
                                                  std::string public_base_url) {
  return std::make_unique<DirectoryStore>(std::move(directory), std::move(url),
                                          std::move(public_base_url));
}

}  // namespace bazc

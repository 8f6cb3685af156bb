#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/store/object_store.hpp"

namespace bazc {

/// A store in a local directory: the object `key` is the file DIRECTORY/key, its bytes and nothing
/// else, so headers are not kept (ObjectInfo::headers is empty); a web server in front of the
/// directory sets them. Only apply_setup() makes the directory itself: where it is missing every
/// call fails, since a path that is mistyped or not mounted must not look like an empty store.
/// Objects appear whole and durable or not at all, after kill -9 as well (see AtomicFile).
/// `url` is the store's name in messages.
[[nodiscard]] std::unique_ptr<ObjectStore> make_directory_store(std::filesystem::path directory,
                                                                std::string url,
                                                                std::string public_base_url);

}  // namespace bazc

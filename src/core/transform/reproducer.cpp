#include "core/transform/reproducer.hpp"

#include <cstdlib>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/base/atomic_file.hpp"
#include "core/base/file.hpp"
#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

namespace fs = std::filesystem;

// A directory that is removed with what is in it, unless it was given its name.
class UnnamedDirectory {
 public:
  [[nodiscard]] static Result<UnnamedDirectory> create(const fs::path& parent) {
    std::string path = (parent / ".bazc-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) {
      return fail(system_error(errno, "write into", parent));
    }
    return UnnamedDirectory(std::move(path));
  }

  UnnamedDirectory(UnnamedDirectory&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  UnnamedDirectory& operator=(UnnamedDirectory&&) = delete;
  UnnamedDirectory(const UnnamedDirectory&) = delete;
  UnnamedDirectory& operator=(const UnnamedDirectory&) = delete;
  ~UnnamedDirectory() {
    if (!path_.empty()) {
      std::error_code ignored;
      fs::remove_all(path_, ignored);
    }
  }

  [[nodiscard]] Result<void> write(std::string_view name, std::string_view bytes) const {
    auto file = AtomicFile::create(path_ / name);
    if (!file) {
      return fail(std::move(file).error());
    }
    if (auto written = file->write(bytes); !written) {
      return written;
    }
    auto committed = file->commit(Overwrite::no);
    return committed ? Result<void>() : fail(std::move(committed).error());
  }

  // One of that name that is there already is as good.
  [[nodiscard]] Result<void> give_name(const fs::path& name) {
    std::error_code error;
    fs::rename(path_, name, error);
    if (error == std::errc::directory_not_empty || error == std::errc::file_exists) {
      return {};
    }
    if (error) {
      return fail(system_error(error.value(), "write", name));
    }
    path_.clear();
    return sync_directory(name.parent_path());
  }

 private:
  explicit UnnamedDirectory(fs::path path) : path_(std::move(path)) {}

  fs::path path_;
};

std::string readme_of(const Reproducer& reproducer) {
  return fmt::format(
      "bazc's native engine and Sucrase differ on source.tsx: native.js, {}. Again: bazc compile "
      "--no-wrap --engine native source.tsx, and --engine sucrase\n",
      reproducer.sucrase ? "sucrase.js" : "sucrase.txt (an error)");
}

std::string text_of(const CompileError& error) {
  return fmt::format("{}: {} ({}:{})\n", to_string(error.kind), error.message, error.position.line,
                     error.position.column);
}

}  // namespace

Result<fs::path> keep_reproducer(const fs::path& directory, const Reproducer& reproducer) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) {
    return fail(system_error(error.value(), "make the directory", directory));
  }
  fs::path name = directory / content_hash(reproducer.source);
  if (fs::exists(name, error)) {
    return name;
  }
  auto made = UnnamedDirectory::create(directory);
  if (!made) {
    return fail(std::move(made).error());
  }
  const auto& sucrase = reproducer.sucrase;
  const std::pair<std::string_view, std::string> files[] = {
      {"source.tsx", std::string(reproducer.source)},
      {"native.js", std::string(reproducer.native)},
      {sucrase ? "sucrase.js" : "sucrase.txt", sucrase ? sucrase->code : text_of(sucrase.error())},
      {"README", readme_of(reproducer)},
  };
  for (const auto& [file, bytes] : files) {
    if (auto written = made->write(file, bytes); !written) {
      return fail(std::move(written).error());
    }
  }
  if (auto named = made->give_name(name); !named) {
    return fail(std::move(named).error());
  }
  return name;
}

}  // namespace bazc

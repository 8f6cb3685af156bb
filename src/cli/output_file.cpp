#include "cli/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/base/atomic_file.hpp"
#include "core/base/file.hpp"

namespace bazc::cli {
namespace {

namespace fs = std::filesystem;

/// What tells whether two names are one file; nothing where there is no file.
using FileIdentity = std::pair<dev_t, ino_t>;

std::optional<FileIdentity> identity_of(const fs::path& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return std::nullopt;
  }
  return FileIdentity(status.st_dev, status.st_ino);
}

std::map<FileIdentity, fs::path> identities_of(const std::vector<SceneFile>& files) {
  std::map<FileIdentity, fs::path> identities;
  for (const SceneFile& file : files) {
    if (const auto identity = file.is_standard_input() ? std::nullopt : identity_of(file.path)) {
      identities.emplace(*identity, file.path);
    }
  }
  return identities;
}

Result<void> check_against(const fs::path& output,
                           const std::map<FileIdentity, fs::path>& sources) {
  const auto identity = identity_of(output);
  const auto source = identity ? sources.find(*identity) : sources.end();
  if (source != sources.end()) {
    return fail(ErrorKind::usage, fmt::format("the output '{}' would overwrite the source '{}'",
                                              output.string(), source->second.string()));
  }
  return {};
}

bool names_open_descriptor(const fs::path& path) {
  const std::string normal = path.lexically_normal().native();
  return normal.starts_with("/dev/fd/") || normal.starts_with("/proc/self/fd/") ||
         normal == "/dev/stderr" || normal == "/dev/stdout";
}

Result<void> write_in_place(const fs::path& path, std::string_view bytes) {
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  if (!file) {
    return fail(system_error(errno, "write", path));
  }
  return write_all(file.get(), bytes, path);
}

}  // namespace

Result<std::vector<fs::path>> plan_outputs(const std::vector<SceneFile>& files,
                                           const fs::path& directory) {
  const auto sources = identities_of(files);
  std::vector<fs::path> outputs;
  std::map<fs::path, fs::path> taken;
  for (const SceneFile& file : files) {
    fs::path output = directory / file.relative;
    output.replace_extension(".js");
    if (!file.error) {
      const auto [other, added] = taken.emplace(output, file.path);
      if (!added) {
        return fail(ErrorKind::usage,
                    fmt::format("'{}' and '{}' would both be written to '{}'",
                                other->second.string(), file.path.string(), output.string()),
                    "compile them into different directories, or name the outputs by hash with "
                    "--hashed");
      }
      if (auto checked = check_against(output, sources); !checked) {
        return fail(std::move(checked).error());
      }
    }
    outputs.push_back(std::move(output));
  }
  return outputs;
}

Result<void> check_not_a_source(const fs::path& output, const std::vector<SceneFile>& files) {
  return check_against(output, identities_of(files));
}

bool names_standard_output(const fs::path& path) {
  const fs::path normal = path.lexically_normal();
  return normal == "-" || normal == "/dev/stdout" || normal == "/dev/fd/1" ||
         normal == "/proc/self/fd/1";
}

Result<void> check_output(const fs::path& path) {
  std::error_code ignored;
  const fs::file_type kind = fs::status(path, ignored).type();
  if (kind == fs::file_type::directory) {
    return fail(system_error(EISDIR, "write", path));
  }
  if (kind == fs::file_type::fifo || kind == fs::file_type::character ||
      kind == fs::file_type::socket) {
    return {};  // written in place
  }
  const auto file = AtomicFile::create(path);
  return file ? Result<void>() : fail(file.error());
}

Result<void> write_output(const fs::path& path, std::string_view bytes, Readers readers) {
  std::error_code unknown;
  const fs::file_status status = fs::status(path, unknown);
  if (status.type() == fs::file_type::directory) {
    return fail(ErrorKind::io, fmt::format("cannot write '{}': is a directory", path.string()));
  }
  if (names_open_descriptor(path) ||
      (fs::exists(status) && status.type() != fs::file_type::regular)) {
    return write_in_place(path, bytes);
  }
  const fs::path target = fs::exists(status) ? fs::canonical(path, unknown) : path;
  auto file = AtomicFile::create(unknown ? path : target);
  if (!file) {
    return fail(std::move(file).error());
  }
  if (readers == Readers::all) {
    if (auto allowed = file->let_all_read(); !allowed) {
      return allowed;
    }
  }
  if (auto written = file->write(bytes); !written) {
    return written;
  }
  if (auto committed = file->commit(Overwrite::yes); !committed) {
    return fail(std::move(committed).error());
  }
  return {};
}

}  // namespace bazc::cli

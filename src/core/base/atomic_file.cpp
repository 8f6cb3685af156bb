#include "core/base/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>

#include <fmt/format.h>

namespace bazc {
namespace {

constexpr mode_t file_mode = 0666;  // less the umask, as for any other file

std::filesystem::path directory_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::filesystem::path temporary_name(const std::filesystem::path& destination) {
  static std::atomic<unsigned> counter{0};
  return directory_of(destination) /
         fmt::format(".bazc-{}-{}.tmp", ::getpid(), counter.fetch_add(1));
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path destination, FileDescriptor file,
                       std::filesystem::path temporary)
    : destination_(std::move(destination)),
      file_(std::move(file)),
      temporary_(std::move(temporary)) {}

AtomicFile::~AtomicFile() {
  if (file_ && !temporary_.empty()) {
    ::unlink(temporary_.c_str());
  }
}

Result<AtomicFile> AtomicFile::create(std::filesystem::path destination) {
  const std::filesystem::path directory = directory_of(destination);
  FileDescriptor file(::open(directory.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, file_mode));
  if (file) {
    return AtomicFile(std::move(destination), std::move(file), {});
  }
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) {
    return fail(system_error(errno, "write into", directory));
  }
  std::filesystem::path temporary = temporary_name(destination);
  file =
      FileDescriptor(::open(temporary.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, file_mode));
  if (!file) {
    return fail(system_error(errno, "write into", directory));
  }
  return AtomicFile(std::move(destination), std::move(file), std::move(temporary));
}

Result<void> AtomicFile::write(std::string_view bytes) {
  return write_all(file_.get(), bytes, destination_);
}

Result<void> AtomicFile::let_all_read() {
  constexpr mode_t owner_writes_all_read = 0644;
  if (::fchmod(file_.get(), owner_writes_all_read) != 0) {
    return fail(system_error(errno, "write", destination_));
  }
  return {};
}

Result<CommitOutcome> AtomicFile::commit(Overwrite overwrite) {
  if (::fsync(file_.get()) != 0) {
    return fail(system_error(errno, "write", destination_));
  }
  // linkat on /proc/self/fd works without CAP_DAC_READ_SEARCH, unlike AT_EMPTY_PATH (open(2)).
  const std::string unnamed = fmt::format("/proc/self/fd/{}", file_.get());
  const auto link_to = [&](const std::filesystem::path& name) {
    return temporary_.empty()
               ? ::linkat(AT_FDCWD, unnamed.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW)
               : ::link(temporary_.c_str(), name.c_str());
  };
  if (overwrite == Overwrite::no) {
    if (link_to(destination_) != 0) {
      if (errno == EEXIST) {
        return CommitOutcome::exists;
      }
      return fail(system_error(errno, "write", destination_));
    }
  } else {
    if (temporary_.empty()) {
      std::filesystem::path name = temporary_name(destination_);
      if (link_to(name) != 0) {
        return fail(system_error(errno, "write", destination_));
      }
      temporary_ = std::move(name);
    }
    if (::rename(temporary_.c_str(), destination_.c_str()) != 0) {
      return fail(system_error(errno, "write", destination_));
    }
    temporary_.clear();
  }
  if (auto synced = sync_directory(directory_of(destination_)); !synced) {
    return fail(std::move(synced).error());
  }
  return CommitOutcome::written;
}

}  // namespace bazc

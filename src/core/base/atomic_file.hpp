#pragma once

#include <filesystem>
#include <string>

#include "core/base/file.hpp"
#include "core/base/result.hpp"

namespace bazc {

enum class Overwrite { no, yes };
enum class CommitOutcome { written, exists };

/// A file that appears under its name whole or not at all. Bytes go to an unnamed file
/// (O_TMPFILE), which the kernel drops if the process dies; where the file system has none, to a
/// hidden file beside the destination. Only commit() gives it its name; the destructor never does.
class AtomicFile {
 public:
  /// `destination`'s directory must exist.
  [[nodiscard]] static Result<AtomicFile> create(std::filesystem::path destination);

  AtomicFile(AtomicFile&&) = default;
  AtomicFile& operator=(AtomicFile&&) = delete;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  [[nodiscard]] Result<void> write(std::string_view bytes);

  /// Everyone may read it, whatever the umask.
  [[nodiscard]] Result<void> let_all_read();

  /// Syncs the bytes and the directory, then names the file. With Overwrite::no an existing file
  /// stays as it is and the outcome is `exists`; this is decided by link(2), so of many writers
  /// exactly one writes.
  [[nodiscard]] Result<CommitOutcome> commit(Overwrite overwrite);

 private:
  AtomicFile(std::filesystem::path destination, FileDescriptor file,
             std::filesystem::path temporary);

  std::filesystem::path destination_;
  FileDescriptor file_;
  std::filesystem::path temporary_;  ///< empty while the file has no name
};

}  // namespace bazc

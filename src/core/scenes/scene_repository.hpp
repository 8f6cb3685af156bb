#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/diagnostics/compile_error.hpp"
#include "core/scenes/schema_mapping.hpp"

namespace bazc {

/// A primary key as the database gave it, so that it compares there as it did.
using SceneId = std::variant<std::int64_t, std::string>;

[[nodiscard]] std::string to_string(const SceneId& id);

/// Which rows a walk takes (design.md, "Scene repository"). Without any, rows whose compiled_hash
/// and compilation_error are both null.
struct Selection {
  bool retry_failed = false;  ///< also rows with an error
  bool stale = false;         ///< also rows whose updated_at is later than compiled_at
  bool all = false;           ///< every row
};

/// What a row's compiled_at was, as text, when the row was read: every record() changes it, so it
/// tells whether somebody else recorded the row meanwhile. Only to be handed back.
using RowVersion = std::optional<std::string>;

struct Scene {
  SceneId id;
  std::optional<std::string> source;  ///< nothing where the column is NULL; any bytes, also NULs
  RowVersion version = {};
};

/// The end of a walk, fixed at its start, so that a walk over a growing table ends.
struct WalkBounds {
  std::optional<SceneId> last;  ///< nothing: no row is selected
  std::uint64_t count = 0;      ///< rows selected now, for progress only
};

/// A row read once more, by its id.
struct Reread {
  enum class State {
    selected,      ///< the selection takes it still
    not_selected,  ///< it is there, but somebody else recorded it, or it left the filter
    deleted,       ///< it is gone, or soft-deleted
  };
  State state = State::deleted;
  Scene scene = {};  ///< where it is selected
};

/// What is to be written to a row, if its source and version are still those of the Scene that was
/// read.
struct Recording {
  SceneId id;
  std::optional<std::string> compiled_source;
  /// The Scene's. Of two migrations at once that read the same row, one records it.
  RowVersion version = {};
  /// When the source was read (not when it was compiled): an edit after it makes the row stale.
  SystemTime compiled_at = {};
  /// Success: url and hash are set and the error is cleared. Failure: the error and the time are
  /// set; url and hash keep the last working version.
  struct Success {
    std::string url;
    std::string hash;
  };
  struct Failure {
    std::string message;  ///< recorded_error() makes it
  };
  std::variant<Success, Failure> result;
};

/// The text of a compile error in compilation_error: "KIND: message (LINE:COLUMN)", without the
/// position where it is not known. At most 4,000 bytes; counts() groups by its KIND.
[[nodiscard]] std::string recorded_error(const CompileError& error);

enum class RecordOutcome {
  recorded,
  superseded,        ///< the source was edited meanwhile: the row was left alone
  deleted,           ///< the row is gone, or soft-deleted: left alone
  already_recorded,  ///< the source is the same, but somebody else recorded it since it was read
  refused,           ///< the database refused this row (a trigger, a constraint)
};

struct RecordResult {
  RecordOutcome outcome = RecordOutcome::recorded;
  std::string message = {};  ///< why the row was refused
};

/// A row as verification sees it.
struct CompiledRow {
  SceneId id;
  std::optional<std::string> source;
  std::string url;
  std::string hash;
};

struct SceneCounts {
  std::uint64_t total = 0;
  std::uint64_t compiled = 0;  ///< compiled_hash set and no error
  std::uint64_t failed = 0;    ///< compilation_error set
  std::uint64_t pending = 0;   ///< neither
  std::uint64_t stale = 0;     ///< updated_at later than compiled_at; 0 without an updated_at
  /// Most first; an error that recorded_error() did not write is of the kind "other".
  std::vector<std::pair<std::string, std::uint64_t>> failed_by_kind;
};

/// The most bytes of sources that one next_batch() or next_compiled() gives, but for a single
/// source that is larger: memory stays flat whatever the batch size.
inline constexpr std::size_t max_batch_bytes = std::size_t{8} * 1024 * 1024;

/// The adapter to one database. Not thread-safe: one object, one connection, one thread at a time;
/// open several for several threads. No transaction stays open between calls. Soft-deleted rows and
/// rows outside the filter take no part in walks and counts. Every error is `unavailable` (locked,
/// gone, read-only, full, broken) or `usage` (no such table or column: names it, and the nearest
/// existing name; an id that is not unique, or neither integer nor text; a bad filter).
class SceneRepository {
 public:
  SceneRepository() = default;
  SceneRepository(const SceneRepository&) = delete;
  SceneRepository& operator=(const SceneRepository&) = delete;
  virtual ~SceneRepository() = default;

  /// For messages, without secrets.
  [[nodiscard]] virtual std::string describe() const = 0;

  /// That the table and every column are there, that the id is unique, and that the filter is SQL;
  /// suggests `bazc init` for the columns that bazc makes. A missing updated_at under its default
  /// name is no error here; a stale selection needs it and says so.
  [[nodiscard]] virtual Result<void> check_schema() = 0;

  /// The statements that init would run, in order; empty where nothing is missing.
  [[nodiscard]] virtual Result<std::vector<std::string>> plan_schema() = 0;
  /// Runs them in one transaction. Idempotent, additive only; two at once are one.
  [[nodiscard]] virtual Result<void> apply_schema() = 0;

  [[nodiscard]] virtual Result<WalkBounds> begin_walk(const Selection& selection) = 0;

  /// At most `limit` selected rows with ids in (after, bounds.last], in the order of ids; none is
  /// the end, fewer are not (see max_batch_bytes).
  [[nodiscard]] virtual Result<std::vector<Scene>> next_batch(const Selection& selection,
                                                              const std::optional<SceneId>& after,
                                                              const WalkBounds& bounds,
                                                              std::size_t limit) = 0;

  /// One row of an earlier batch as it is now.
  [[nodiscard]] virtual Result<Reread> reread(const Selection& selection, const SceneId& id) = 0;

  /// One scene whatever its state, also a deleted one; nothing where there is none. `id` is as a
  /// person typed it: text or an integer.
  [[nodiscard]] virtual Result<std::optional<Scene>> find(std::string_view id) = 0;

  /// Compare and set, all in one short transaction; results in the order of `recordings`. A row
  /// that the database refuses does not keep the others from being recorded. After an error none
  /// is.
  [[nodiscard]] virtual Result<std::vector<RecordResult>> record(
      const std::vector<Recording>& recordings) = 0;

  /// At most `limit` rows with a compiled_hash, ids after `after`, in the order of ids; none is the
  /// end, fewer are not.
  [[nodiscard]] virtual Result<std::vector<CompiledRow>> next_compiled(
      const std::optional<SceneId>& after, std::size_t limit) = 0;

  [[nodiscard]] virtual Result<SceneCounts> counts() = 0;
};

enum class OpenMode {
  read_only,
  read_write,  ///< the database must be there
  create,      ///< makes an empty database where there is none
};

struct DatabaseOptions {
  SchemaMapping mapping = {};
  OpenMode mode = OpenMode::read_write;
  std::chrono::milliseconds busy_timeout{10'000};  ///< how long to wait for another writer
};

/// Opens the database of a URL: "sqlite:PATH" or "sqlite:///PATH" (taken as written), or a plain
/// path that ends in .db, .sqlite or .sqlite3. "sqlite::memory:" is a fresh empty database, with
/// OpenMode::create only. Errors: `usage` for an unknown scheme and for a file that is no database,
/// `not_found` where there is no file, otherwise `unavailable`.
[[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_scene_repository(
    std::string_view url, const DatabaseOptions& options);

}  // namespace bazc

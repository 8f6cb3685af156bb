#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
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

/// One of `count` parts of a table, told by a hash of the id: the same rows for every process,
/// about as many in each part.
struct Shard {
  std::uint32_t index = 0;  ///< below count
  std::uint32_t count = 1;
};

/// Which rows a walk takes (design.md, "Scene repository"). Without any, rows whose compiled_hash
/// and compilation_error are both null.
struct Selection {
  bool retry_failed = false;  ///< also rows with an error
  bool stale = false;         ///< also rows whose updated_at is later than compiled_at
  bool all = false;           ///< every row
  Shard shard = {};           ///< of these only those in the shard
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
  locked,            ///< somebody else holds the row's lock; worth another attempt later
};

struct RecordResult {
  RecordOutcome outcome = RecordOutcome::recorded;
  std::string message = {};  ///< why the row was refused
};

/// Rows that one walker at a time works on: a chunk of the table in the order of ids, cut where the
/// ids themselves say, so that every process cuts the table alike.
struct Claim {
  enum class State {
    claimed,         ///< it is the caller's until release(), or until its connection ends
    held_elsewhere,  ///< another process works on it
    end,             ///< no selected row is left
  };
  State state = State::end;
  SceneId last = {};          ///< the last row of the chunk, where there is one
  std::string name = {};      ///< of what begins it, for release()
  std::string end_name = {};  ///< of what ends it, likewise
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
/// existing name; an id that is not unique, or neither integer nor text; a bad filter). A server's
/// adapter opens a connection that broke again and repeats the call, and repeats what a deadlock or
/// the like undid, before it gives an error.
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
  /// Runs them: SQLite in one transaction, a server one by one, each with a short time-out of its
  /// locks and retries, so that nobody waits behind it for long. Idempotent, additive only; two at
  /// once are one.
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
  /// that the database refuses, or that somebody else has locked, does not keep the others from
  /// being recorded. After an error none is, unless it was the connection that broke at the end.
  [[nodiscard]] virtual Result<std::vector<RecordResult>> record(
      const std::vector<Recording>& recordings) = 0;

  /// At most `limit` rows with a compiled_hash, ids after `after`, in the order of ids; none is the
  /// end, fewer are not.
  [[nodiscard]] virtual Result<std::vector<CompiledRow>> next_compiled(
      const std::optional<SceneId>& after, std::size_t limit) = 0;

  [[nodiscard]] virtual Result<SceneCounts> counts() = 0;

  /// The number that the user's own SQL gives in its first row and column, within a few seconds;
  /// nothing where there is none. True is 1. `usage` where it is no such SQL.
  [[nodiscard]] virtual Result<std::optional<double>> number(const std::string& sql) = 0;

  /// How far the replica that is furthest behind is behind; nothing where the database has none, or
  /// cannot tell.
  [[nodiscard]] virtual Result<std::optional<std::chrono::duration<double>>> replication_lag() {
    return std::nullopt;
  }

  /// Whether several processes that walk the table at once should share it by claims. Without them
  /// every result is right too, but the same scenes are compiled by each.
  [[nodiscard]] virtual bool has_claims() const { return false; }

  /// Claims the chunk of the first selected row in (after, bounds.last]. Where it is claimed, the
  /// rows in (after, claim.last] are the caller's, as next_batch() gives them from now on; it
  /// release()s the claim once all of them are recorded or given up. Where it is held elsewhere,
  /// (after, claim.last] is to be asked for again later: who holds it may die, and its claim with
  /// it. A claim that is lost with its connection is no error: then both work on the chunk.
  [[nodiscard]] virtual Result<Claim> claim_next(const Selection& selection,
                                                 const std::optional<SceneId>& after,
                                                 const WalkBounds& bounds);
  /// A claim that is not held, or not any more, is no error.
  [[nodiscard]] virtual Result<void> release(const Claim& claim);
};

enum class OpenMode {
  read_only,
  read_write,  ///< the database must be there
  create,      ///< makes an empty database where there is none
};

struct DatabaseOptions {
  SchemaMapping mapping = {};
  OpenMode mode = OpenMode::read_write;
  /// How long to wait for another writer: SQLite for the whole database; a server for a lock of the
  /// table, since of a row it waits for none.
  std::chrono::milliseconds busy_timeout{10'000};
  /// On a server: of one statement. Ten times as long where a statement reads the whole table.
  std::chrono::milliseconds statement_timeout{60'000};
  /// On a server: how long a connection that broke is opened again and again before the call fails.
  std::chrono::milliseconds reconnect_timeout{60'000};
  /// For a mysql: URL without one; libpq looks at PGPASSWORD and ~/.pgpass itself.
  std::string password = {};
  /// Where set, counts a person's interrupts: at 1 nothing is waited for any more, at 2 a server's
  /// statement is cancelled.
  const std::atomic<int>* interrupts = nullptr;
  /// Told why a call takes long: the connection broke and is opened again. On the caller's thread.
  std::function<void(const std::string& message)> on_warning = {};
};

/// Opens the database of a URL.
/// "sqlite:PATH" or "sqlite:///PATH" (taken as written), or a plain path that ends in .db, .sqlite
/// or .sqlite3. "sqlite::memory:" is a fresh empty database, with OpenMode::create only.
/// "postgres://…" or "postgresql://…", see open_postgres_repository(); "mysql://…" or
/// "mariadb://…", see open_mariadb_repository(): where the build has them. A server's database is
/// never created. Errors: `usage` for an unknown scheme, a file that is no database, a database
/// that the server does not have, a password that it does not take; `not_found` where there is no
/// file; otherwise `unavailable`. A password is never part of a message.
[[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_scene_repository(
    std::string_view url, const DatabaseOptions& options);

/// The databases of this build with the versions of their libraries, for people:
/// "sqlite (SQLite 3.40.1), postgres, mysql".
[[nodiscard]] std::string database_versions();

}  // namespace bazc

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

namespace bazc {

/// Names of the table and of the columns that bazc reads; always quoted, never part of the SQL
/// text as they are. `filter` is SQL of the user's own, a condition on the table.
struct SchemaMapping {
  std::string table = "scenes";
  std::string id_column = "id";
  std::string source_column = "tsx_code";
  std::string updated_column = "updated_at";
  std::string deleted_column = {};  ///< empty: there is none; otherwise not null means deleted
  std::string filter = {};          ///< empty: none
};

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

struct Scene {
  SceneId id;
  std::optional<std::string> source;  ///< nothing where the column is NULL
};

/// The end of a walk, fixed at its start, so that a walk over a growing table ends.
struct WalkBounds {
  std::optional<SceneId> last;  ///< nothing: no row is selected
  std::uint64_t count = 0;      ///< rows selected now, for progress only
};

/// What is to be written to a row, if its source is still `compiled_source`.
struct Recording {
  SceneId id;
  std::optional<std::string> compiled_source;
  SystemTime compiled_at;
  /// Success: url and hash are set and the error is cleared. Failure: the error and the time are
  /// set; url and hash keep the last working version.
  struct Success {
    std::string url;
    std::string hash;
  };
  struct Failure {
    std::string message;
  };
  std::variant<Success, Failure> result;
};

enum class RecordOutcome {
  recorded,
  superseded,  ///< the source was edited meanwhile: the row was left alone
  deleted,     ///< the row is gone
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
  std::uint64_t stale = 0;     ///< updated_at later than compiled_at
  std::vector<std::pair<std::string, std::uint64_t>> failed_by_kind;  ///< most first
};

/// The adapter to one database. Not thread-safe: one object, one connection, one thread at a time;
/// open several for several threads. No transaction stays open between calls. Every error is
/// `unavailable` (locked, gone, full, broken) or `usage` (no such table or column; names it, and
/// the nearest existing name).
class SceneRepository {
 public:
  SceneRepository() = default;
  SceneRepository(const SceneRepository&) = delete;
  SceneRepository& operator=(const SceneRepository&) = delete;
  virtual ~SceneRepository() = default;

  /// For messages, without secrets.
  [[nodiscard]] virtual std::string describe() const = 0;

  /// That the table and every column are there; suggests `bazc init` for those that bazc makes.
  [[nodiscard]] virtual Result<void> check_schema() = 0;

  /// The statements that init would run, in order; empty where nothing is missing.
  [[nodiscard]] virtual Result<std::vector<std::string>> plan_schema() = 0;
  /// Runs them. Idempotent, additive only.
  [[nodiscard]] virtual Result<void> apply_schema() = 0;

  [[nodiscard]] virtual Result<WalkBounds> begin_walk(const Selection& selection) = 0;

  /// At most `limit` selected rows with ids in (after, bounds.last], in the order of ids.
  [[nodiscard]] virtual Result<std::vector<Scene>> next_batch(const Selection& selection,
                                                              const std::optional<SceneId>& after,
                                                              const WalkBounds& bounds,
                                                              std::size_t limit) = 0;

  /// One scene whatever its state, also a deleted one; nothing where there is none. `id` is as a
  /// person typed it.
  [[nodiscard]] virtual Result<std::optional<Scene>> find(std::string_view id) = 0;

  /// Compare and set, all in one short transaction; outcomes in the order of `recordings`.
  [[nodiscard]] virtual Result<std::vector<RecordOutcome>> record(
      const std::vector<Recording>& recordings) = 0;

  /// At most `limit` rows with a compiled_hash, ids after `after`, in the order of ids.
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

/// Opens the database of a URL: "sqlite:PATH". An unknown scheme is the error `usage`.
[[nodiscard]] Result<std::unique_ptr<SceneRepository>> open_scene_repository(
    std::string_view url, const DatabaseOptions& options);

}  // namespace bazc

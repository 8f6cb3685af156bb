#include "core/verification/reconciliation.hpp"

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/ordered_parallel.hpp"
#include "core/module/content_hash.hpp"
#include "core/verification/object_repair.hpp"

namespace bazc {
namespace {

constexpr std::size_t batch_size = 256;

std::string hash_of(std::uint64_t number) {
  return fmt::format("{:016x}", number);
}

// The artifact that a row's source gives, if it has the row's hash.
Result<std::string, std::string> compile_row(const CompiledRow& row, const CompileOptions& options,
                                             Transformer& transformer) {
  if (!row.source) {
    return fail(std::string("its source is NULL now"));
  }
  auto compiled = compile_scene(*row.source, options, transformer);
  if (!compiled) {
    return fail(fmt::format("its source does not compile now: {}", compiled.error().message));
  }
  if (compiled->hash != row.hash) {
    return fail(
        fmt::format("its source compiles to {} now; 'bazc migrate --stale' stores and "
                    "records that",
                    compiled->hash));
  }
  return std::move(compiled->artifact);
}

class Reconciliation {
 public:
  Reconciliation(const ReconciliationParts& parts, const ReconciliationOptions& options,
                 const ReconciliationObserver& observer, const std::atomic<int>& interrupts)
      : parts_(parts), options_(options), observer_(observer), interrupts_(interrupts) {}

  Result<ReconciliationSummary> run() {
    std::optional<SceneId> after;
    while (!interrupted()) {
      auto rows = parts_.repository.next_compiled(after, batch_size);
      if (!rows) {
        return fail(std::move(rows).error());
      }
      if (rows->empty()) {
        break;
      }
      after = rows->back().id;
      check_batch(*std::move(rows));
    }
    if (!interrupted() && parts_.store != nullptr) {
      if (auto listed = find_unreferenced(); !listed) {
        return fail(std::move(listed).error());
      }
    }
    summary_.interrupted = interrupted();
    return std::move(summary_);
  }

 private:
  // A row of the selection, with what is known of it before its object is looked at.
  struct SelectedRow {
    CompiledRow row;
    std::uint64_t number = 0;
    std::optional<std::string> fault;  // the row contradicts itself
  };

  // An object that could be repaired, and the rows of a batch that name it.
  struct Damage {
    std::uint64_t number = 0;
    ObjectCheck found;
    std::vector<const CompiledRow*> rows;
  };

  [[nodiscard]] bool interrupted() const { return interrupts_.load() > 0; }

  void check_batch(std::vector<CompiledRow> rows) {
    const std::vector<SelectedRow> selected = select(std::move(rows));
    look_at_objects(selected);
    if (options_.repair == Repair::yes) {
      repair_objects(selected);
    }
    if (options_.recompile == Recompile::no) {
      for (const SelectedRow& row : selected) {
        if (report(row, std::nullopt) == Continue::no) {
          break;
        }
      }
      return;
    }
    ordered_parallel(
        selected.size(), options_.jobs,
        [&](std::size_t i) -> std::optional<std::string> {
          auto artifact = compile_row(selected[i].row, options_.compile, *parts_.transformer);
          return artifact ? std::nullopt : std::optional(std::move(artifact).error());
        },
        [&](std::size_t i, std::optional<std::string> fault) {
          const Continue more = report(selected[i], std::move(fault));
          return interrupted() ? Continue::no : more;
        });
  }

  // Also notes the hashes of the other rows: their objects are referenced.
  std::vector<SelectedRow> select(std::vector<CompiledRow> rows) {
    std::vector<SelectedRow> selected;
    selected.reserve(rows.size());
    for (CompiledRow& row : rows) {
      const auto number = number_of_hash(row.hash);
      if (number) {
        objects_.try_emplace(*number);
      }
      if (!options_.selection.takes(number.value_or(0))) {
        ++summary_.rows_left_out;
        continue;
      }
      auto fault = fault_of(row);
      selected.push_back({std::move(row), number.value_or(0), std::move(fault)});
    }
    return selected;
  }

  // What the row itself says, before any object is looked at.
  [[nodiscard]] std::optional<std::string> fault_of(const CompiledRow& row) const {
    if (!is_content_hash(row.hash)) {
      return fmt::format("compiled_hash '{}' is no content hash", row.hash);
    }
    if (hash_of_key(row.url) != row.hash) {
      return fmt::format("compiled_url '{}' does not name the hash {}", row.url, row.hash);
    }
    if (options_.expected_url) {
      const std::string expected = options_.expected_url(artifact_key(row.hash));
      if (row.url != expected) {
        return fmt::format("compiled_url is '{}', not '{}'", row.url, expected);
      }
    }
    return std::nullopt;
  }

  // Many rows may name one object: it is looked at once.
  void look_at_objects(const std::vector<SelectedRow>& rows) {
    std::vector<std::uint64_t> wanted;
    for (const SelectedRow& row : rows) {
      if (!row.fault && !objects_[row.number]) {
        wanted.push_back(row.number);
        objects_[row.number] = ObjectState::error;  // until the answer is there
      }
    }
    std::size_t seen = 0;
    ordered_parallel(
        wanted.size(), options_.connections,
        [&](std::size_t i) { return parts_.look(hash_of(wanted[i])); },
        [&](std::size_t i, ObjectCheck check) {
          if (is_repairable(check.state)) {
            damaged_[wanted[i]] = check;
          }
          note(wanted[i], std::move(check));
          seen = i + 1;
          return interrupted() ? Continue::no : Continue::yes;
        });
    for (; seen < wanted.size(); ++seen) {
      objects_[wanted[seen]].reset();
    }
  }

  void note(std::uint64_t number, ObjectCheck check) {
    objects_[number] = check.state;
    summary_.store_unreachable |= check.unreachable;
    if (check.detail.empty()) {
      details_.erase(number);
    } else {
      details_[number] = std::move(check.detail);
    }
  }

  void repair_objects(const std::vector<SelectedRow>& rows) {
    std::vector<Damage> damages;
    std::unordered_map<std::uint64_t, std::size_t> places;
    for (const SelectedRow& row : rows) {
      const auto found = row.fault ? damaged_.end() : damaged_.find(row.number);
      if (found == damaged_.end()) {
        continue;
      }
      const auto [place, is_new] = places.try_emplace(row.number, damages.size());
      if (is_new) {
        damages.push_back({row.number, found->second, {}});
      }
      damages[place->second].rows.push_back(&row.row);
    }
    ordered_parallel(
        damages.size(), options_.connections, [&](std::size_t i) { return repair(damages[i]); },
        [&](std::size_t i, ObjectCheck check) {
          if (check.state == ObjectState::repaired) {
            damaged_.erase(damages[i].number);
          }
          note(damages[i].number, std::move(check));
          return Continue::yes;
        });
  }

  // The sources of rows that name one object may differ: some may have been edited since.
  [[nodiscard]] ObjectCheck repair(const Damage& damage) const {
    if (interrupted()) {
      return damage.found;
    }
    return repair_object(*parts_.store, hash_of(damage.number), damage.found, [&] {
      Result<std::string, std::string> artifact = fail(std::string("no row has its source"));
      for (const CompiledRow* row : damage.rows) {
        artifact = compile_row(*row, options_.compile, *parts_.transformer);
        if (artifact) {
          break;
        }
      }
      return artifact;
    });
  }

  Continue report(const SelectedRow& selected, std::optional<std::string> recompilation) {
    RowCheck result{.id = selected.row.id, .hash = selected.row.hash, .check = {}};
    if (selected.fault) {
      result.check.detail = *selected.fault;
    } else {
      const auto state = objects_[selected.number];
      if (!state) {  // interrupted before it was looked at
        return Continue::no;
      }
      result.check.state = *state;
      if (const auto detail = details_.find(selected.number); detail != details_.end()) {
        result.check.detail = detail->second;
      }
      if (recompilation && !is_failure(result.check.state)) {
        result.check = {.state = ObjectState::error, .detail = std::move(*recompilation)};
      }
    }
    ++summary_.rows;
    ++summary_.rows_by_state[result.check.state];
    observer_.on_row(result);
    return Continue::yes;
  }

  Result<void> find_unreferenced() {
    return parts_.store->list("components/", [this](std::string_view key) {
      const auto number = number_of_hash(hash_of_key(key));
      if (number && options_.selection.takes(*number) && !objects_.contains(*number)) {
        ++summary_.unreferenced;
        observer_.on_unreferenced(std::string(key));
      }
      return !interrupted();
    });
  }

  const ReconciliationParts& parts_;
  const ReconciliationOptions& options_;
  const ReconciliationObserver& observer_;
  const std::atomic<int>& interrupts_;
  /// Every hash that a row names; nothing where its object was not looked at.
  std::unordered_map<std::uint64_t, std::optional<ObjectState>> objects_;
  std::unordered_map<std::uint64_t, std::string> details_;  ///< where there is one
  std::unordered_map<std::uint64_t, ObjectCheck> damaged_;  ///< what could be repaired, as found
  ReconciliationSummary summary_;
};

}  // namespace

Result<ReconciliationSummary> reconcile(const ReconciliationParts& parts,
                                        const ReconciliationOptions& options,
                                        const ReconciliationObserver& observer,
                                        const std::atomic<int>& interrupts) {
  return Reconciliation(parts, options, observer, interrupts).run();
}

}  // namespace bazc

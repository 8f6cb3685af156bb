#include "core/verification/reconciliation.hpp"

#include <charconv>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/ordered_parallel.hpp"
#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

constexpr std::size_t batch_size = 256;

// A content hash as the number that it is, for compact sets.
std::optional<std::uint64_t> number_of(std::string_view hash) {
  std::uint64_t number = 0;
  if (!is_content_hash(hash) ||
      std::from_chars(hash.data(), hash.data() + hash.size(), number, 16).ec != std::errc()) {
    return std::nullopt;
  }
  return number;
}

// What the row itself says, before any object is looked at.
std::optional<std::string> fault_of(const CompiledRow& row) {
  if (!is_content_hash(row.hash)) {
    return fmt::format("compiled_hash '{}' is no content hash", row.hash);
  }
  if (hash_of_key(row.url) != row.hash) {
    return fmt::format("compiled_url '{}' does not name the hash {}", row.url, row.hash);
  }
  return std::nullopt;
}

std::optional<std::string> recompilation_fault(const CompiledRow& row,
                                               const ReconciliationOptions& options) {
  if (!row.source) {
    return "its source is NULL now";
  }
  const auto compiled = compile_scene(*row.source, options.compile, *options.recompile_with);
  if (!compiled) {
    return fmt::format("its source does not compile now: {}", compiled.error().message);
  }
  if (compiled->hash != row.hash) {
    return fmt::format("its source compiles to {} now", compiled->hash);
  }
  return std::nullopt;
}

class Reconciliation {
 public:
  Reconciliation(SceneRepository& repository, ObjectStore& store,
                 const ReconciliationOptions& options, const ReconciliationObserver& observer,
                 const std::atomic<int>& interrupts)
      : repository_(repository),
        store_(store),
        options_(options),
        observer_(observer),
        interrupts_(interrupts) {}

  Result<ReconciliationSummary> run() {
    std::optional<SceneId> after;
    while (!interrupted()) {
      const auto rows = repository_.next_compiled(after, batch_size);
      if (!rows) {
        return fail(rows.error());
      }
      if (rows->empty()) {
        break;
      }
      check_batch(*rows);
      after = rows->back().id;
    }
    if (!interrupted()) {
      if (auto listed = find_unreferenced(); !listed) {
        return fail(std::move(listed).error());
      }
    }
    summary_.interrupted = interrupted();
    return std::move(summary_);
  }

 private:
  [[nodiscard]] bool interrupted() const { return interrupts_.load() > 0; }

  // Many rows may name one object: it is looked at once.
  void check_batch(const std::vector<CompiledRow>& rows) {
    std::vector<std::uint64_t> wanted;
    for (const CompiledRow& row : rows) {
      const auto number = fault_of(row) ? std::nullopt : number_of(row.hash);
      if (number && objects_.try_emplace(*number).second) {
        wanted.push_back(*number);
      }
    }
    ordered_parallel(
        wanted.size(), options_.jobs,
        [&](std::size_t i) {
          return check_object(store_, fmt::format("{:016x}", wanted[i]), options_.depth);
        },
        [&](std::size_t i, ObjectCheck check) {
          objects_[wanted[i]] = check.state;
          summary_.store_unreachable |= check.unreachable;
          if (!check.detail.empty()) {
            details_[wanted[i]] = std::move(check.detail);
          }
          return Continue::yes;
        });
    if (options_.recompile_with == nullptr) {
      for (const CompiledRow& row : rows) {
        report(row, std::nullopt);
      }
      return;
    }
    ordered_parallel(
        rows.size(), options_.jobs,
        [&](std::size_t i) { return recompilation_fault(rows[i], options_); },
        [&](std::size_t i, std::optional<std::string> fault) {
          report(rows[i], std::move(fault));
          return interrupted() ? Continue::no : Continue::yes;
        });
  }

  void report(const CompiledRow& row, std::optional<std::string> recompilation) {
    RowCheck result{.id = row.id, .hash = row.hash, .check = {}};
    if (auto fault = fault_of(row)) {
      result.check.detail = std::move(*fault);
    } else {
      const std::uint64_t number = number_of(row.hash).value_or(0);
      result.check.state = objects_[number];
      if (const auto detail = details_.find(number); detail != details_.end()) {
        result.check.detail = detail->second;
      }
      if (recompilation && !is_failure(result.check.state)) {
        result.check = {.state = ObjectState::error, .detail = std::move(*recompilation)};
      }
    }
    ++summary_.rows;
    ++summary_.rows_by_state[result.check.state];
    observer_.on_row(result);
  }

  Result<void> find_unreferenced() {
    return store_.list("components/", [this](std::string_view key) {
      const auto number = number_of(hash_of_key(key));
      if (number && !objects_.contains(*number)) {
        ++summary_.unreferenced;
        observer_.on_unreferenced(std::string(key));
      }
      return !interrupted();
    });
  }

  SceneRepository& repository_;
  ObjectStore& store_;
  const ReconciliationOptions& options_;
  const ReconciliationObserver& observer_;
  const std::atomic<int>& interrupts_;
  std::unordered_map<std::uint64_t, ObjectState> objects_;
  std::unordered_map<std::uint64_t, std::string> details_;  ///< only of objects with a fault
  ReconciliationSummary summary_;
};

}  // namespace

Result<ReconciliationSummary> reconcile(SceneRepository& repository, ObjectStore& store,
                                        const ReconciliationOptions& options,
                                        const ReconciliationObserver& observer,
                                        const std::atomic<int>& interrupts) {
  return Reconciliation(repository, store, options, observer, interrupts).run();
}

}  // namespace bazc

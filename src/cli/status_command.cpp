#include "cli/status_command.hpp"

#include <ostream>

#include <fmt/format.h>

#include "cli/json_results.hpp"
#include "cli/storage_options.hpp"
#include "cli/terminal/quantities.hpp"
#include "cli/terminal/table.hpp"

namespace bazc::cli {
namespace {

// One decimal; never "100.0%" or "0.0%" for what is not all or nothing.
std::string share_of(std::uint64_t count, std::uint64_t total) {
  if (total == 0) {
    return "";
  }
  const double percent = 100.0 * static_cast<double>(count) / static_cast<double>(total);
  if (count != total && percent > 99.9) {
    return "99.9%";
  }
  if (count != 0 && percent < 0.1) {
    return "0.1%";
  }
  return fmt::format("{:.1f}%", percent);
}

std::string table_of(const SceneCounts& counts) {
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](std::string name, std::uint64_t count) {
    rows.push_back({std::move(name), format_count(count), share_of(count, counts.total)});
  };
  add("total", counts.total);
  add("compiled", counts.compiled);
  add("failed", counts.failed);
  for (const auto& [kind, count] : counts.failed_by_kind) {
    add("  " + kind, count);
  }
  add("pending", counts.pending);
  add("stale", counts.stale);
  return render_table({Align::left, Align::right, Align::right}, rows);
}

std::string json_of(const SceneCounts& counts) {
  Json by_kind = Json::object();
  for (const auto& [kind, count] : counts.failed_by_kind) {
    by_kind[kind] = count;
  }
  const Json object = {{"total", counts.total},     {"compiled", counts.compiled},
                       {"failed", counts.failed},   {"failed_by_kind", by_kind},
                       {"pending", counts.pending}, {"stale", counts.stale}};
  return json_line(object);
}

class StatusCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    options.flag({"json"}, json_, "print one JSON object");
    database_.add_options(options);
  }

  Result<ExitCode> run(const Environment& environment) override {
    const auto repository = database_.open_checked(environment, OpenMode::read_only);
    if (!repository) {
      return fail(repository.error());
    }
    const auto counts = (*repository)->counts();
    if (!counts) {
      return fail(counts.error());
    }
    environment.out << (json_ ? json_of(*counts) : table_of(*counts));
    return ExitCode::success;
  }

 private:
  bool json_ = false;
  DatabaseOptionGroup database_;
};

}  // namespace

constinit const CommandDescription status_command = {
    .name = "status",
    .summary = "Say how much of a database is compiled",
    .arguments = "[OPTIONS]",
    .details =
        "total     rows, without deleted ones and those outside --filter\n"
        "compiled  rows with an artifact and no error\n"
        "failed    rows whose source does not compile, by kind of error\n"
        "pending   rows that no run has compiled yet\n"
        "stale     rows that were edited after they were compiled (see migrate --stale)\n\n"
        "Exit codes: 0 counted; 2 wrong usage; 3 the database is out of reach.",
    .examples =
        "  bazc status --db sqlite:scenes.db\n"
        "  bazc status --db sqlite:scenes.db --json\n",
    .make = make_command<StatusCommand>,
};

}  // namespace bazc::cli

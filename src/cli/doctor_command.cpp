#include "cli/doctor_command.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "cli/json_results.hpp"
#include "cli/storage_options.hpp"
#include "cli/store_environment.hpp"
#include "cli/terminal/quantities.hpp"
#include "core/diagnostics/visible_text.hpp"
#include "core/store/retry.hpp"
#include "core/verification/public_check.hpp"
#include "core/verification/store_probe.hpp"

namespace bazc::cli {
namespace {

constexpr std::string_view database_probe = "database";

std::string_view word_for(ProbeState state) {
  switch (state) {
    case ProbeState::ok:
      return "ok";
    case ProbeState::warned:
      return "warned";
    case ProbeState::failed:
      return "failed";
    case ProbeState::skipped:
      return "skipped";
  }
  return "failed";
}

// A failure must catch the eye in a column of words.
std::string_view column_for(ProbeState state) {
  return state == ProbeState::failed ? "FAIL" : word_for(state);
}

std::string random_name() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}", random(), random());
}

class DoctorCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    options.flag({"json"}, json_, "print one JSON object a probe: probe, state, detail and hint");
    store_.add_options(options);
    cors_.add_options(options);
    database_.add_options(options);
  }

  Result<ExitCode> run(const Environment& environment) override {
    if (!store_.given() && !database_.given()) {
      return fail(ErrorKind::usage, "nothing to examine",
                  "name a store with --store, a database with --db, or both");
    }
    if (!store_.given()) {
      report(environment, {.name = "store", .state = ProbeState::skipped, .detail = "no --store"});
    } else if (auto probed = examine_store(environment); !probed) {
      return fail(std::move(probed).error());
    }
    if (environment.interrupts.load() > 0) {
      return ExitCode::interrupted;
    }
    report(environment, examine_database(environment));
    return first_failure_.value_or(ExitCode::success);
  }

 private:
  // An error only where the command line itself is wrong.
  Result<void> examine_store(const Environment& environment) {
    if (!store_.is_directory()) {
      const auto credentials = read_credentials(environment);
      if (!credentials || !*credentials) {
        report(environment,
               failed_probe(credentials_probe,
                            credentials ? Error{ErrorKind::usage, "there are none",
                                                "set R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY"}
                                        : credentials.error()));
        return {};
      }
    }
    auto store = store_.open(environment);
    if (!store) {
      return fail(std::move(store).error());
    }
    StoreProbe probe{.store = **store,
                     .is_directory = store_.is_directory(),
                     .object = make_probe_object(random_name()),
                     .setup = cors_.setup()};
    if (auto prepared = prepare_public(environment, probe); !prepared) {
      return prepared;
    }
    probe_store(probe, environment.interrupts,
                [&](const ProbeResult& result) { report(environment, result); });
    return {};
  }

  Result<void> prepare_public(const Environment& environment, StoreProbe& probe) {
    const std::string base = store_.public_base(environment);
    probe.without_public_url = {.name = public_url_probe,
                                .state = ProbeState::skipped,
                                .detail = "no --public-url or R2_PUBLIC_URL"};
    if (!is_web_url(base)) {
      if (!base.empty()) {
        probe.without_public_url.detail = fmt::format("'{}' is not an http or https URL", base);
      }
      return {};
    }
    auto http = make_http_client(store_.http_options(environment, base));
    if (!http) {
      return fail(std::move(http).error());
    }
    client_ =
        std::make_unique<RetryingClient>(*std::move(http), RetryPolicy{.retries = store_.retries},
                                         environment.clock, &environment.interrupts);
    probe.look_public = [this, base](const ProbeObject& object) {
      return check_public(*client_,
                          {.url = fmt::format("{}/{}", base, object.key),
                           .hash = object.hash,
                           .bytes = object.bytes},
                          page_origin());
    };
    return {};
  }

  // A page that must be able to read; where all may, one that no rule names.
  [[nodiscard]] std::string page_origin() const {
    const auto origin = std::find_if(cors_.origins.begin(), cors_.origins.end(),
                                     [](const std::string& each) { return each != "*"; });
    return origin == cors_.origins.end() ? "https://example.com" : *origin;
  }

  [[nodiscard]] ProbeResult examine_database(const Environment& environment) const {
    if (!database_.given()) {
      return {.name = database_probe, .state = ProbeState::skipped, .detail = "no --db"};
    }
    const auto repository = database_.open_checked(environment, OpenMode::read_only);
    if (!repository) {
      return failed_probe(database_probe, repository.error());
    }
    const auto counts = (*repository)->counts();
    if (!counts) {
      return failed_probe(database_probe, counts.error());
    }
    return {.name = database_probe,
            .state = ProbeState::ok,
            .detail = fmt::format("{}, {} pending", format_count(counts->total, "scene", "scenes"),
                                  format_count(counts->pending))};
  }

  void report(const Environment& environment, const ProbeResult& result) {
    if (result.state == ProbeState::failed && !first_failure_) {
      first_failure_ = result.error ? exit_code_of(*result.error) : ExitCode::some_failed;
    }
    if (json_) {
      Json object = {
          {"probe", result.name}, {"state", word_for(result.state)}, {"detail", result.detail}};
      if (!result.hint.empty()) {
        object["hint"] = result.hint;
      }
      environment.out << json_line(object);
    } else {
      environment.out << fmt::format("{:<8}{:<19}{}\n", column_for(result.state), result.name,
                                     visible_text(result.detail));
      if (!result.hint.empty()) {
        environment.out << fmt::format("{:<8}hint: {}\n", "", visible_text(result.hint));
      }
    }
    environment.out.flush();  // a probe may take its time, and a person waits
  }

  bool json_ = false;
  StoreOptionGroup store_;
  CorsOptionGroup cors_;
  DatabaseOptionGroup database_;

  std::unique_ptr<RetryingClient> client_;  // reads the public URL
  std::optional<ExitCode> first_failure_;
};

}  // namespace

constinit const CommandDescription doctor_command = {
    .name = "doctor",
    .summary = "Try out a store and a database, and say what to do",
    .arguments = "[OPTIONS]",
    .details =
        "One line a probe, \"STATE PROBE DETAIL\", and what to do where one failed:\n"
        "  credentials        they are there, and the store accepts them\n"
        "  clock              this machine's and the store's agree; signatures need it\n"
        "  bucket             the bucket or directory is there\n"
        "  write              an object bazc-doctor/RANDOM.js can be written\n"
        "  conditional write  a second writer is refused: nothing is ever overwritten\n"
        "  read back          bytes and headers are those that were written\n"
        "  CORS               pages of --cors-origin may read the bucket\n"
        "  public URL         a page gets the object as bazc wrote it\n"
        "  delete             the object is removed again, whatever failed before\n"
        "  database           it opens, its columns are there, and rows can be counted\n\n"
        "Exit codes, by the first failure: 0 none failed; 1 something does not work as it must;\n"
        "2 wrong usage, or no credentials; 3 the store or the database is out of reach; 130\n"
        "interrupted.",
    .examples =
        "  bazc doctor --store r2://ACCOUNT_ID/scenes --public-url https://cdn.example.com\n"
        "  bazc doctor --store r2://ACCOUNT_ID/scenes --cors-origin https://app.example.com\n"
        "  bazc doctor --store file:bucket --db sqlite:scenes.db\n"
        "  bazc doctor --store file:bucket --json\n",
    .make = make_command<DoctorCommand>,
};

}  // namespace bazc::cli

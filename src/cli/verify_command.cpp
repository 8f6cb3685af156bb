#include "cli/verify_command.hpp"

#include <map>
#include <optional>
#include <ostream>

#include <fmt/format.h>

#include "cli/compile_options.hpp"
#include "cli/json_results.hpp"
#include "cli/scene_files.hpp"
#include "cli/storage_options.hpp"
#include "cli/terminal/quantities.hpp"
#include "core/base/file.hpp"
#include "core/base/ordered_parallel.hpp"
#include "core/diagnostics/visible_text.hpp"
#include "core/module/content_hash.hpp"
#include "core/verification/object_check.hpp"
#include "core/verification/reconciliation.hpp"

namespace bazc::cli {
namespace {

// One line of the report.
struct Finding {
  std::string subject;  // what the user named, or "scene ID"
  std::string hash;     // empty where there is none
  ObjectCheck check;
};

bool looks_like_url(std::string_view text) {
  return text.find("://") != std::string_view::npos;
}

Finding failed(std::string subject, std::string detail) {
  return {.subject = std::move(subject),
          .hash = {},
          .check = {.state = ObjectState::error, .detail = std::move(detail)}};
}

class VerifyCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    options.positionals("HASHES|FILES|URLS", arguments_);
    options.flag({"quick"}, quick_,
                 "look at existence and size only, and say unverified instead of ok");
    options.flag({"recompile"}, recompile_,
                 "with --db: compile each row's source again; it must give the row's hash");
    options.flag({"json"}, json_,
                 "print one JSON object a line: subject, hash, state and detail; at the end a "
                 "summary");
    options.flag({"quiet", 'q'}, quiet_, "print only what is not ok or unverified");
    store_.add_options(options);
    database_.add_options(options);
    compile_.add_options(options);
    engine_.add_options(options);
  }

  Result<ExitCode> run(const Environment& environment) override {
    if (auto checked = check_usage(); !checked) {
      return fail(std::move(checked).error());
    }
    auto store = store_.open_existing(environment);
    if (!store) {
      return fail(std::move(store).error());
    }
    auto transformer = environment.make_transformer(engine_.options);
    if (!transformer) {
      return fail(std::move(transformer).error());
    }
    verify_arguments(environment, **store, **transformer);
    if (arguments_.empty()) {
      if (auto verified = verify_rows(environment, **store, **transformer); !verified) {
        return fail(std::move(verified).error());
      }
    }
    summarize(environment);
    if (environment.interrupts.load() > 0) {
      return ExitCode::interrupted;
    }
    if (unreachable_) {
      return ExitCode::unavailable;
    }
    return failures_ > 0 ? ExitCode::some_failed : ExitCode::success;
  }

 private:
  [[nodiscard]] Result<void> check_usage() const {
    if (arguments_.empty() && !database_.given()) {
      return fail(ErrorKind::usage, "nothing to verify",
                  "name hashes, files or URLs, or a database with --db");
    }
    if (recompile_ && !arguments_.empty()) {
      return fail(ErrorKind::usage, "option '--recompile' is for the rows of --db",
                  "a .tsx file that is named is always compiled");
    }
    return {};
  }

  [[nodiscard]] CheckDepth depth() const { return quick_ ? CheckDepth::quick : CheckDepth::bytes; }

  void verify_arguments(const Environment& environment, ObjectStore& store,
                        Transformer& transformer) {
    ordered_parallel(
        arguments_.size(), engine_.options.jobs,
        [&](std::size_t index) { return verify_argument(arguments_[index], store, transformer); },
        [&](std::size_t /*index*/, const Finding& finding) {
          unreachable_ |= finding.check.unreachable;
          report(environment, finding);
          return environment.interrupts.load() > 0 || !environment.out ? Continue::no
                                                                       : Continue::yes;
        });
  }

  // A URL or key is known by the hash that it ends in; a name that is neither is a file.
  Finding verify_argument(const std::string& argument, ObjectStore& store,
                          Transformer& transformer) const {
    std::string hash = is_content_hash(argument) ? argument : hash_of_key(argument);
    if (looks_like_url(argument) && hash.empty()) {
      return failed(argument, "the URL does not end in HASH.js");
    }
    std::error_code ignored;
    if (!looks_like_url(argument) && std::filesystem::exists(argument, ignored)) {
      return verify_file(argument, store, transformer);
    }
    if (hash.empty()) {
      return failed(argument, "no such file, and no hash of 16 lower-case hex digits");
    }
    return {.subject = argument, .hash = hash, .check = check_object(store, hash, depth())};
  }

  Finding verify_file(const std::string& path, ObjectStore& store, Transformer& transformer) const {
    auto bytes = read_file(path);
    if (!bytes) {
      return failed(path, bytes.error().message);
    }
    if (is_scene_source(path)) {
      auto compiled = compile_scene(*bytes, compile_.options, transformer);
      if (!compiled) {
        return failed(path, fmt::format("does not compile: {}", compiled.error().message));
      }
      bytes = std::move(compiled->artifact);
    }
    Finding finding{.subject = path, .hash = content_hash(*bytes), .check = {}};
    finding.check = quick_ ? check_object(store, finding.hash, CheckDepth::quick)
                           : check_object_bytes(store, finding.hash, *bytes);
    return finding;
  }

  Result<void> verify_rows(const Environment& environment, ObjectStore& store,
                           Transformer& transformer) {
    const auto repository = database_.open_checked(OpenMode::read_only);
    if (!repository) {
      return fail(repository.error());
    }
    ReconciliationOptions options{.depth = depth(), .jobs = engine_.options.jobs};
    if (recompile_) {
      options.recompile_with = &transformer;
      options.compile = compile_.options;
    }
    const ReconciliationObserver observer{
        .on_row =
            [&](const RowCheck& row) {
              report(environment, {.subject = fmt::format("scene {}", to_string(row.id)),
                                   .hash = row.hash,
                                   .check = row.check});
            },
        .on_unreferenced = [&](const std::string& key) { report_unreferenced(environment, key); },
    };
    const auto summary = reconcile(**repository, store, options, observer, environment.interrupts);
    if (!summary) {
      return fail(summary.error());
    }
    unreachable_ |= summary->store_unreachable;
    return {};
  }

  void report(const Environment& environment, const Finding& finding) {
    ++counts_[finding.check.state];
    failures_ += is_failure(finding.check.state) ? 1U : 0U;
    if (quiet_ && !is_failure(finding.check.state)) {
      return;
    }
    print(environment, to_string(finding.check.state), finding.hash, finding.subject,
          finding.check.detail);
  }

  void report_unreferenced(const Environment& environment, const std::string& key) {
    ++unreferenced_;
    if (!quiet_) {
      print(environment, "unreferenced", hash_of_key(key), key, "no row names it");
    }
  }

  void print(const Environment& environment, std::string_view state, const std::string& hash,
             const std::string& subject, const std::string& detail) const {
    if (json_) {
      Json object = {{"subject", subject}, {"hash", nullptr}, {"state", state}};
      if (!hash.empty()) {
        object["hash"] = hash;
      }
      if (!detail.empty()) {
        object["detail"] = detail;
      }
      environment.out << json_line(object);
      return;
    }
    constexpr int state_width = 12;
    environment.out << fmt::format("{:<{}} {:<16} {}{}{}\n", state, state_width,
                                   hash.empty() ? "-" : hash, visible_text(subject),
                                   detail.empty() ? "" : ": ", visible_text(detail));
  }

  void summarize(const Environment& environment) const {
    if (json_) {
      Json counts = Json::object();
      for (const auto& [state, count] : counts_) {
        counts[std::string(to_string(state))] = count;
      }
      counts["unreferenced"] = unreferenced_;
      environment.out << json_line({{"summary", counts}});
      return;
    }
    std::string text;
    for (const auto& [state, count] : counts_) {
      text +=
          fmt::format("{}{} {}", text.empty() ? "" : ", ", format_count(count), to_string(state));
    }
    if (unreferenced_ > 0) {
      text +=
          fmt::format("{}{} unreferenced", text.empty() ? "" : ", ", format_count(unreferenced_));
    }
    environment.out.flush();
    environment.err << (text.empty() ? "nothing to verify" : text) << '\n';
  }

  std::vector<std::string> arguments_;
  bool quick_ = false;
  bool recompile_ = false;
  bool json_ = false;
  bool quiet_ = false;
  StoreOptionGroup store_;
  DatabaseOptionGroup database_;
  CompileOptionGroup compile_;
  EngineOptionGroup engine_;

  std::map<ObjectState, std::uint64_t> counts_;
  std::uint64_t unreferenced_ = 0;
  std::uint64_t failures_ = 0;
  bool unreachable_ = false;
};

}  // namespace

constinit const CommandDescription verify_command = {
    .name = "verify",
    .summary = "Read artifacts back and hash them again",
    .arguments = "[OPTIONS] --store URL [HASHES|FILES|URLS]",
    .details =
        "A file is an artifact, or a source (.tsx, .ts, .jsx), which is compiled first. Without\n"
        "arguments every compiled row of --db is verified, and every object that no row names is\n"
        "listed. One line each, \"STATE HASH SUBJECT: DETAIL\":\n"
        "  ok           the bytes were read and have the hash that names them\n"
        "  missing      the store has no such object\n"
        "  corrupt      it has other bytes under that name\n"
        "  bad_headers  the right bytes, to be served with wrong headers\n"
        "  unverified   it is there; --quick did not read it\n"
        "  error        no verdict: the detail says why\n"
        "  unreferenced no row names it (an older version, most likely); not a failure\n\n"
        "Exit codes: 0 all well; 1 something is missing, corrupt, …; 2 wrong usage; 3 the store\n"
        "or the database is out of reach; 130 interrupted.",
    .examples =
        "  bazc verify --store file:bucket 3f2a77c19d04e5b6\n"
        "  bazc verify --store file:bucket scene.tsx dist/scene.js\n"
        "  bazc verify --store file:bucket --db sqlite:scenes.db --quiet\n"
        "  bazc verify --store file:bucket --db sqlite:scenes.db --recompile --json\n",
    .make = make_command<VerifyCommand>,
};

}  // namespace bazc::cli

#include "cli/verify_command.hpp"

#include <memory>
#include <optional>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "cli/compile_options.hpp"
#include "cli/option_values.hpp"
#include "cli/scene_files.hpp"
#include "cli/storage_options.hpp"
#include "cli/verify_report.hpp"
#include "core/base/file.hpp"
#include "core/base/ordered_parallel.hpp"
#include "core/module/content_hash.hpp"
#include "core/store/retry.hpp"
#include "core/verification/object_repair.hpp"
#include "core/verification/public_check.hpp"
#include "core/verification/reconciliation.hpp"

namespace bazc::cli {
namespace {

// "2/8": the second of eight parts.
struct Part {
  std::uint64_t number = 1;
  std::uint64_t count = 1;
};

Parsed<Part> parse_part(std::string_view text) {
  constexpr std::uint64_t most_parts = 1'000'000;
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto count = parse_count(text.substr(slash + 1), 1, most_parts);
    const auto number = parse_count(text.substr(0, slash), 1, count.value_or(1));
    if (count && number) {
      return Part{*number, *count};
    }
  }
  return fail(std::string("expected K/N, such as 2/8, with K from 1 to N"));
}

bool looks_like_url(std::string_view text) {
  return text.find("://") != std::string_view::npos;
}

Finding failed(std::string subject, std::string detail) {
  return {.subject = std::move(subject),
          .check = {.state = ObjectState::error, .detail = std::move(detail)}};
}

// An argument that names an artifact.
struct Named {
  std::string hash;
  std::optional<std::string> bytes = {};  // the artifact itself, of a file
};

class VerifyCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    options.positionals("HASHES|FILES|URLS", arguments_);
    options.flag({"quick"}, quick_,
                 "look at existence and size only, and say unverified instead of ok");
    options.flag({"recompile"}, recompile_,
                 "with --db: compile each row's source again; it must give the row's hash");
    options.flag({"repair"}, repair_,
                 "write what has wrong headers again, and what is missing or corrupt from its row "
                 "(with --db) or file, if that gives the same hash");
    options.flag({"public"}, public_,
                 "read through the public URL, as a web page would, instead of the store's API; "
                 "needs no --store");
    options.value({"origin"}, "ORIGIN", origin_, parse_origin,
                  "with --public: read as a page of this origin (default: https://example.com)");
    options.value({"subset"}, "K/N", part_, parse_part,
                  "look only at the K-th of N parts of all hashes, so that N jobs share the work");
    options.value({"sample"}, "PERCENT", sample_, parse_percentage,
                  "look only at a random share, another one in each run");
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
    if (auto opened = public_ ? open_public(environment) : open_store(environment); !opened) {
      return fail(std::move(opened).error());
    }
    auto transformer = environment.make_transformer(engine_.options);
    if (!transformer) {
      return fail(std::move(transformer).error());
    }
    selection_ = {.part = part_.number, .parts = part_.count, .share = sample_};
    if (sample_ < 1) {
      selection_.seed = (std::uint64_t{std::random_device()()} << 32U) | std::random_device()();
    }
    VerifyReport report(environment, json_ ? ReportForm::json : ReportForm::text, quiet_);
    if (!arguments_.empty()) {
      verify_arguments(environment, **transformer, report);
    } else if (auto verified = verify_rows(environment, **transformer, report); !verified) {
      return fail(std::move(verified).error());
    }
    report.print_summary();
    return report.exit_code();
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
    if (repair_ && public_) {
      return fail(ErrorKind::usage, "options '--repair' and '--public' exclude each other",
                  "repair through the store first; then see with --public what pages get");
    }
    return {};
  }

  Result<void> open_store(const Environment& environment) {
    auto store = store_.open_existing(environment);
    if (!store) {
      return fail(std::move(store).error());
    }
    opened_store_ = *std::move(store);
    return {};
  }

  // The store itself is asked for its URLs only, and only where no public one is given.
  Result<void> open_public(const Environment& environment) {
    public_base_ = store_.public_base(environment);
    if (public_base_.empty() && store_.given()) {
      auto store = store_.open(environment);
      if (!store) {
        return fail(std::move(store).error());
      }
      // The key is the URL's end whatever the store.
      constexpr std::string_view key = "key";
      public_base_ = (*store)->public_url(key);
      public_base_.resize(public_base_.size() - key.size() - 1);
    }
    if (!is_web_url(public_base_)) {
      return fail(ErrorKind::usage,
                  public_base_.empty()
                      ? "option '--public' needs a public URL"
                      : fmt::format("public URL '{}' is not an http or https URL", public_base_),
                  "name it as --public-url https://HOST, or as variable R2_PUBLIC_URL");
    }
    auto http = make_http_client(store_.http_options(environment, public_base_));
    if (!http) {
      return fail(std::move(http).error());
    }
    client_ =
        std::make_unique<RetryingClient>(*std::move(http), RetryPolicy{.retries = store_.retries},
                                         environment.clock, &environment.interrupts);
    return {};
  }

  [[nodiscard]] CheckDepth depth() const { return quick_ ? CheckDepth::quick : CheckDepth::bytes; }

  [[nodiscard]] std::string public_url(std::string_view key) const {
    return fmt::format("{}/{}", public_base_, key);
  }

  // `bytes`: the artifact itself, where it is at hand.
  [[nodiscard]] ObjectCheck look(std::string_view hash,
                                 std::optional<std::string_view> bytes = {}) const {
    if (client_) {
      return check_public(*client_,
                          {.url = public_url(artifact_key(hash)), .hash = hash, .bytes = bytes},
                          origin_, depth());
    }
    return bytes && !quick_ ? check_object_bytes(*opened_store_, hash, *bytes)
                            : check_object(*opened_store_, hash, depth());
  }

  void verify_arguments(const Environment& environment, Transformer& transformer,
                        VerifyReport& report) const {
    ordered_parallel(
        arguments_.size(), store_.connections,
        [&](std::size_t index) {
          return verify_argument(arguments_[index], environment, transformer);
        },
        [&](std::size_t /*index*/, const std::optional<Finding>& finding) {
          if (finding) {
            report.add(*finding);
          } else {
            report.add_left_out(1);
          }
          return environment.interrupts.load() > 0 || !environment.out ? Continue::no
                                                                       : Continue::yes;
        });
  }

  // Nothing where the selection leaves it out.
  [[nodiscard]] std::optional<Finding> verify_argument(const std::string& argument,
                                                       const Environment& environment,
                                                       Transformer& transformer) const {
    auto named = resolve(argument, transformer);
    if (!named) {
      return failed(argument, std::move(named).error());
    }
    if (!selection_.takes(number_of_hash(named->hash).value_or(0))) {
      return std::nullopt;
    }
    Finding finding{
        .subject = argument, .hash = named->hash, .check = look(named->hash, named->bytes)};
    if (repair_ && is_repairable(finding.check.state) && environment.interrupts.load() == 0) {
      finding.check = repair_object(
          *opened_store_, named->hash, finding.check, [&]() -> Result<std::string, std::string> {
            if (named->bytes) {
              return *named->bytes;
            }
            return fail(
                std::string("a hash alone gives no bytes; name its file, or give --db and "
                            "no HASH to take them from its row"));
          });
    }
    return finding;
  }

  // A URL or key is known by the hash that it ends in; a name that is neither is a file.
  [[nodiscard]] Result<Named, std::string> resolve(const std::string& argument,
                                                   Transformer& transformer) const {
    std::string hash = is_content_hash(argument) ? argument : hash_of_key(argument);
    if (looks_like_url(argument) && hash.empty()) {
      return fail(std::string("the URL does not end in HASH.js"));
    }
    std::error_code ignored;
    if (!looks_like_url(argument) && std::filesystem::exists(argument, ignored)) {
      return resolve_file(argument, transformer);
    }
    if (hash.empty()) {
      return fail(std::string("no such file, and no hash of 16 lower-case hex digits"));
    }
    return Named{.hash = std::move(hash)};
  }

  [[nodiscard]] Result<Named, std::string> resolve_file(const std::string& path,
                                                        Transformer& transformer) const {
    auto bytes = read_file(path);
    if (!bytes) {
      return fail(std::move(bytes).error().message);
    }
    if (is_scene_source(path)) {
      auto compiled = compile_scene(*bytes, compile_.options, transformer);
      if (!compiled) {
        return fail(fmt::format("does not compile: {}", compiled.error().message));
      }
      bytes = std::move(compiled->artifact);
    }
    std::string hash = content_hash(*bytes);
    return Named{.hash = std::move(hash), .bytes = *std::move(bytes)};
  }

  Result<void> verify_rows(const Environment& environment, Transformer& transformer,
                           VerifyReport& report) const {
    const auto repository = database_.open_checked(environment, OpenMode::read_only);
    if (!repository) {
      return fail(repository.error());
    }
    ReconciliationOptions options{.selection = selection_,
                                  .connections = store_.connections,
                                  .jobs = engine_.options.jobs,
                                  .recompile = recompile_ ? Recompile::yes : Recompile::no,
                                  .repair = repair_ ? Repair::yes : Repair::no,
                                  .compile = compile_.options};
    if (public_) {
      options.expected_url = [this](std::string_view key) { return public_url(key); };
    }
    const ReconciliationParts parts{.repository = **repository,
                                    .look = [this](std::string_view hash) { return look(hash); },
                                    .store = opened_store_.get(),
                                    .transformer = &transformer};
    const ReconciliationObserver observer{
        .on_row =
            [&](const RowCheck& row) {
              report.add({.subject = fmt::format("scene {}", to_string(row.id)),
                          .hash = row.hash,
                          .check = row.check});
            },
        .on_unreferenced = [&](const std::string& key) { report.add_unreferenced(key); },
    };
    const auto summary = reconcile(parts, options, observer, environment.interrupts);
    if (!summary) {
      return fail(summary.error());
    }
    report.add_left_out(summary->rows_left_out);
    if (summary->store_unreachable) {
      report.note_unreachable();
    }
    return {};
  }

  std::vector<std::string> arguments_;
  bool quick_ = false;
  bool recompile_ = false;
  bool repair_ = false;
  bool public_ = false;
  std::string origin_ = "https://example.com";
  Part part_;
  double sample_ = 1;
  bool json_ = false;
  bool quiet_ = false;
  StoreOptionGroup store_;
  DatabaseOptionGroup database_;
  CompileOptionGroup compile_;
  EngineOptionGroup engine_;

  HashSelection selection_;
  std::unique_ptr<ObjectStore> opened_store_;  // without --public
  std::unique_ptr<RetryingClient> client_;     // with it
  std::string public_base_;                    // likewise
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
        "  repaired     it was one of these three; --repair put it right and read it back\n"
        "  unverified   it is there; --quick did not read it\n"
        "  error        no verdict: the detail says why\n"
        "  unreferenced no row names it (an older version, most likely); not a failure\n\n"
        "--public checks what a page gets: status, MIME type, Cache-Control, CORS, decoded\n"
        "bytes, and that rows have that URL. A network in front of a bucket may keep a 404 for\n"
        "some time, so ask for objects only once they are stored.\n\n"
        "Exit codes: 0 all well; 1 something is missing, corrupt, …; 2 wrong usage; 3 the store\n"
        "or the database is out of reach; 130 interrupted.",
    .examples =
        "  bazc verify --store file:bucket 3f2a77c19d04e5b6\n"
        "  bazc verify --store file:bucket scene.tsx dist/scene.js\n"
        "  bazc verify --store file:bucket --db sqlite:scenes.db --quiet\n"
        "  bazc verify --store file:bucket --db sqlite:scenes.db --recompile --json\n"
        "  bazc verify --store r2://ACCOUNT_ID/scenes --db sqlite:scenes.db --repair\n"
        "  bazc verify --store r2://ACCOUNT_ID/scenes --db sqlite:scenes.db --subset 2/8\n"
        "  bazc verify --public --public-url https://cdn.example.com 3f2a77c19d04e5b6\n",
    .make = make_command<VerifyCommand>,
};

}  // namespace bazc::cli

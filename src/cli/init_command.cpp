#include "cli/init_command.hpp"

#include <ostream>

#include <fmt/format.h>

#include "cli/storage_options.hpp"

namespace bazc::cli {
namespace {

class InitCommand final : public Command {
 public:
  void add_options(OptionSet& options) override {
    options.flag({"dry-run"}, dry_run_, "print the SQL, and what the store lacks; change nothing");
    database_.add_options(options);
    store_.add_options(options);
    cors_.add_options(options);
  }

  Result<ExitCode> run(const Environment& environment) override {
    if (!database_.given() && !store_.given()) {
      return fail(ErrorKind::usage, "nothing to initialise",
                  "name a database with --db, a store with --store, or both");
    }
    // Both are opened before either is changed: a typo in one leaves the other alone.
    std::unique_ptr<SceneRepository> repository;
    std::unique_ptr<ObjectStore> store;
    if (database_.given()) {
      auto opened = open_database(environment);
      if (!opened) {
        return fail(std::move(opened).error());
      }
      repository = *std::move(opened);
    }
    if (store_.given()) {
      auto opened = store_.open(environment);
      if (!opened) {
        return fail(std::move(opened).error());
      }
      store = *std::move(opened);
    }
    if (repository) {
      if (auto done = init_database(*repository, environment); !done) {
        return fail(std::move(done).error());
      }
    }
    if (store) {
      if (auto done = init_store(*store, environment); !done) {
        return fail(std::move(done).error());
      }
    }
    return ExitCode::success;
  }

 private:
  Result<std::unique_ptr<SceneRepository>> open_database(const Environment& environment) const {
    if (!dry_run_) {
      return database_.open(environment, OpenMode::create);
    }
    auto opened = database_.open(environment, OpenMode::read_only);
    if (opened || opened.error().kind != ErrorKind::not_found || !database_.is_file()) {
      return opened;
    }
    // There is no database yet: what an empty one would get is what this one would get.
    DatabaseOptionGroup empty = database_;
    empty.url = "sqlite::memory:";
    return empty.open(environment, OpenMode::create);
  }

  Result<void> init_database(SceneRepository& repository, const Environment& environment) const {
    const auto plan = repository.plan_schema();
    if (!plan) {
      return fail(plan.error());
    }
    if (dry_run_) {
      for (const std::string& statement : *plan) {
        environment.out << statement << ";\n";
      }
    } else if (auto applied = repository.apply_schema(); !applied) {
      return applied;
    }
    if (plan->empty()) {
      environment.err << fmt::format("{}: nothing to do\n", repository.describe());
    } else {
      environment.err << fmt::format("{}: {} {} {}\n", repository.describe(),
                                     dry_run_ ? "would run" : "ran", plan->size(),
                                     plan->size() == 1 ? "statement" : "statements");
    }
    return {};
  }

  Result<void> init_store(ObjectStore& store, const Environment& environment) const {
    const StoreSetup setup = cors_.setup();
    const auto plan = store.plan_setup(setup);
    if (!plan) {
      return fail(plan.error());
    }
    if (!dry_run_ && !plan->empty()) {
      if (auto applied = store.apply_setup(setup); !applied) {
        return applied;
      }
    }
    for (const std::string& change : *plan) {
      environment.err << fmt::format("{}: {}{}\n", store.describe(), dry_run_ ? "would " : "",
                                     change);
    }
    if (plan->empty()) {
      environment.err << fmt::format("{}: nothing to do\n", store.describe());
    }
    return {};
  }

  bool dry_run_ = false;
  DatabaseOptionGroup database_;
  StoreOptionGroup store_;
  CorsOptionGroup cors_;
};

}  // namespace

constinit const CommandDescription init_command = {
    .name = "init",
    .summary = "Make what a database and a store lack",
    .arguments = "[OPTIONS]",
    .details =
        "Adds to the database the columns compiled_url, compiled_hash, compiled_at and\n"
        "compilation_error and the index idx_compiled_hash, or the whole table where there is\n"
        "none. On a server nobody waits behind it: it gives a lock up after 3 s and tries again,\n"
        "and PostgreSQL builds the index concurrently. Makes the store's directory or bucket, and "
        "lets web pages of the given origins\n"
        "read a bucket (CORS, GET and HEAD; a change can take half a minute to be seen). Only\n"
        "adds, never changes; a second run does nothing.\n\n"
        "Exit codes: 0 all is there; 2 wrong usage; 3 the database or the store is out of reach.",
    .examples =
        "  bazc init --db sqlite:scenes.db --store file:bucket\n"
        "  bazc init --db sqlite:scenes.db --dry-run\n"
        "  bazc init --store r2://ACCOUNT_ID/scenes --cors-origin https://app.example.com\n"
        "  bazc init --db sqlite:app.db --table bazaar-vid_scene --source-column tsxCode\n"
        "  bazc init --db postgresql://app@db.example.com/app --table app.scenes --dry-run\n",
    .make = make_command<InitCommand>,
};

}  // namespace bazc::cli

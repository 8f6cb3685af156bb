#include "cli/storage_options.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "cli/option_values.hpp"
#include "cli/store_environment.hpp"
#include "cli/terminal/messages.hpp"

namespace bazc::cli {
namespace {

constexpr unsigned most_connections = 1024;
constexpr unsigned most_retries = 100;

// As far as its scheme goes, which chooses the proxy; r2: has none of its own and is https.
std::string_view endpoint_of(std::string_view store_url) {
  constexpr std::string_view parameter = "endpoint=";
  const std::size_t found = store_url.find(parameter, store_url.find('?'));
  return found == std::string_view::npos ? std::string_view()
                                         : store_url.substr(found + parameter.size());
}

}  // namespace

bool is_web_url(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://")  ? 8
                             : text.starts_with("http://") ? 7
                                                           : text.size();
  return text.size() > scheme && text[scheme] != '/';
}

void DatabaseOptionGroup::add_options(OptionSet& set) {
  set.text({"db"}, "URL", url,
           "the database: sqlite:PATH, postgresql://USER@HOST/DATABASE or "
           "mysql://USER@HOST/DATABASE");
  set.text({"table"}, "NAME", mapping.table,
           "the table of the scenes, on a server also as SCHEMA.TABLE (default: scenes)");
  set.text({"id-column"}, "NAME", mapping.id_column, "its primary key (default: id)");
  set.text({"source-column"}, "NAME", mapping.source_column,
           "the column of the TSX source (default: tsx_code)");
  set.text({"updated-column"}, "NAME", mapping.updated_column,
           "the column of the time of the last edit (default: updated_at)");
  set.text({"deleted-column"}, "NAME", mapping.deleted_column,
           "a column that is not null in deleted rows (default: none)");
  set.text({"filter"}, "SQL", mapping.filter,
           "a condition that narrows the rows down, such as \"project_id = 7\"");
}

Result<std::unique_ptr<SceneRepository>> DatabaseOptionGroup::open(const Environment& environment,
                                                                   OpenMode mode,
                                                                   WarningSink warn) const {
  if (url.empty()) {
    return fail(ErrorKind::usage, "no database: option '--db' is missing",
                "name it as --db sqlite:PATH, --db postgresql://USER@HOST/DATABASE or --db "
                "mysql://USER@HOST/DATABASE, as variable BAZC_DB, or in bazc.toml");
  }
  if (!warn) {
    warn = [&environment](const std::string& message) { print_warning(environment, message); };
  }
  return open_scene_repository(
      url, DatabaseOptions{.mapping = mapping,
                           .mode = mode,
                           .password = environment.variable("MYSQL_PWD").value_or(""),
                           .interrupts = &environment.interrupts,
                           .on_warning = std::move(warn)});
}

Result<std::unique_ptr<SceneRepository>> DatabaseOptionGroup::open_checked(
    const Environment& environment, OpenMode mode, WarningSink warn) const {
  auto repository = open(environment, mode, std::move(warn));
  if (!repository) {
    return repository;
  }
  if (auto checked = (*repository)->check_schema(); !checked) {
    return fail(std::move(checked).error());
  }
  return repository;
}

void StoreOptionGroup::add_options(OptionSet& set) {
  set.text({"store"}, "URL", url,
           "where the artifacts live: file:DIRECTORY, r2://ACCOUNT_ID/BUCKET or "
           "s3://BUCKET?endpoint=URL&region=REGION");
  set.text({"public-url"}, "URL", public_url,
           "the base of the URLs that browsers read artifacts from (default: R2_PUBLIC_URL)");
  set.value({"connections"}, "N", connections, count_between<unsigned>(1, most_connections),
            "requests to the store at once (default: 16)");
  set.value({"retries"}, "N", retries, count_between<unsigned>(0, most_retries),
            "try a request that failed up to N times again (default: 6)");
  set.text({"ca-file"}, "FILE", http.ca_file,
           "trust the certificates in this PEM file instead of the system's");
  set.value({"connect-timeout"}, "DURATION", http.connect_timeout, parse_duration,
            "give a connection up after this time (default: 10s)");
  set.value({"stall-timeout"}, "DURATION", http.stall_timeout, parse_duration,
            "give a request up after this time without a byte (default: 30s)");
  set.value({"request-timeout"}, "DURATION", http.total_timeout, parse_duration,
            "give a request up after this time in all (default: 2m)");
}

std::string StoreOptionGroup::public_base(const Environment& environment) const {
  std::string base =
      public_url.empty() ? environment.variable("R2_PUBLIC_URL").value_or("") : public_url;
  base.erase(base.find_last_not_of('/') + 1);
  return base;
}

HttpClientOptions StoreOptionGroup::http_options(const Environment& environment,
                                                 std::string_view target) const {
  HttpClientOptions options = http;
  options.connections = connections;
  // "http%": as a parameter of an s3: URL it may be percent-encoded.
  const bool is_plain = target.starts_with("http:") || target.starts_with("http%");
  ProxySettings proxy = read_proxy(environment, !is_plain);
  options.proxy = std::move(proxy.proxy);
  options.no_proxy = std::move(proxy.no_proxy);
  return options;
}

Result<std::unique_ptr<ObjectStore>> StoreOptionGroup::open(const Environment& environment,
                                                            WarningSink warn) const {
  if (url.empty()) {
    return fail(ErrorKind::usage, "no store: option '--store' is missing",
                "name it as --store file:DIRECTORY, as variable BAZC_STORE, or in bazc.toml");
  }
  StoreOptions options;
  options.public_base_url = public_base(environment);
  if (!is_directory()) {
    auto credentials = read_credentials(environment);
    if (!credentials) {
      return fail(std::move(credentials).error());
    }
    options.credentials = *std::move(credentials);
    options.http = http_options(environment, endpoint_of(url));
  }
  options.retries = retries;
  options.interrupts = &environment.interrupts;
  options.clock = &environment.clock;
  if (!warn) {
    warn = [&environment](const std::string& message) { print_warning(environment, message); };
  }
  options.on_warning = [warn = std::move(warn),
                        mutex = std::make_shared<std::mutex>()](const std::string& message) {
    const std::lock_guard lock(*mutex);
    warn(message);
  };
  return open_object_store(url, options);
}

Result<std::unique_ptr<ObjectStore>> StoreOptionGroup::open_existing(const Environment& environment,
                                                                     WarningSink warn) const {
  auto store = open(environment, std::move(warn));
  if (!store) {
    return store;
  }
  const auto exists = (*store)->exists();
  if (!exists) {
    return fail(exists.error());
  }
  if (!*exists) {
    return fail(ErrorKind::unavailable, fmt::format("no store at {}", (*store)->describe()),
                fmt::format("\"bazc init --store '{}'\" makes one", url));
  }
  return store;
}

Result<void> StoreOptionGroup::require_public_url(const Environment& environment) const {
  if (!url.starts_with("r2:")) {
    return {};
  }
  const std::string base = public_base(environment);
  if (is_web_url(base)) {
    return {};
  }
  return fail(ErrorKind::usage,
              base.empty() ? "no public URL: browsers cannot read the S3 endpoint of an r2: store"
                           : fmt::format("public URL '{}' is not an http or https URL", base),
              "name the bucket's own domain or r2.dev address as --public-url https://HOST, or as "
              "variable R2_PUBLIC_URL");
}

void CorsOptionGroup::add_options(OptionSet& set) {
  Option origin{.name = {"cors-origin"},
                .value_name = "ORIGIN",
                .description =
                    "let pages of this origin, such as https://app.example.com, read "
                    "the bucket; repeatable (default: *, all)",
                .repeat = Repeat::yes};
  origin.set = [this](std::string_view text) -> Parsed<void> {
    auto parsed = parse_allowed_origin(text);
    if (!parsed) {
      return fail(std::move(parsed).error());
    }
    if (std::find(origins.begin(), origins.end(), *parsed) == origins.end()) {
      origins.push_back(*std::move(parsed));
    }
    return {};
  };
  set.add(std::move(origin));
}

StoreSetup CorsOptionGroup::setup() const {
  return origins.empty() ? StoreSetup{} : StoreSetup{.cors_origins = origins};
}

}  // namespace bazc::cli

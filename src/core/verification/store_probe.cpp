#include "core/verification/store_probe.hpp"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "core/module/content_hash.hpp"

namespace bazc {
namespace {

using namespace std::chrono_literals;

// Signatures are good for a quarter of an hour; a clock that is off by seconds is not kept.
constexpr auto tolerated_skew = 5s;
constexpr auto longest_skew = 15min;

ProbeResult ok(std::string_view name, std::string detail) {
  return {.name = name, .state = ProbeState::ok, .detail = std::move(detail)};
}

ProbeResult failed(std::string_view name, std::string detail, std::string hint) {
  return {.name = name,
          .state = ProbeState::failed,
          .detail = std::move(detail),
          .hint = std::move(hint)};
}

ProbeResult skipped(std::string_view name, std::string detail) {
  return {.name = name, .state = ProbeState::skipped, .detail = std::move(detail)};
}

class StoreProber {
 public:
  StoreProber(const StoreProbe& probe, const std::atomic<int>& interrupts,
              const ProbeObserver& observer)
      : probe_(probe), store_(probe.store), interrupts_(interrupts), observer_(observer) {}

  void run() {
    const auto exists = store_.exists();
    observer_(credentials(exists));
    observer_(clock(exists));
    observer_(bucket(exists));
    const bool is_there = exists && *exists;
    const bool has_written = is_there && !interrupted() && try_write();
    try_object(is_there, has_written);
    if (is_tried_) {
      observer_(removal());
    } else {
      skip("delete", "nothing was written");
    }
  }

 private:
  [[nodiscard]] bool interrupted() const { return interrupts_.load() > 0; }

  // What an interrupt leaves out is not reported.
  void skip(std::string_view name, std::string_view why) const {
    if (!interrupted()) {
      observer_(skipped(name, std::string(why)));
    }
  }

  [[nodiscard]] ProbeResult credentials(const Result<bool>& exists) const {
    if (probe_.is_directory) {
      return skipped(credentials_probe, "a directory needs none");
    }
    if (exists) {
      return ok(credentials_probe, "present, and the store accepts them");
    }
    ProbeResult result = failed_probe(credentials_probe, exists.error());
    result.detail.insert(0, "the first request failed: ");
    return result;
  }

  [[nodiscard]] ProbeResult clock(const Result<bool>& exists) const {
    constexpr std::string_view name = "clock";
    if (!exists && !probe_.is_directory) {
      return skipped(name, "the first request failed");
    }
    const auto skew = store_.clock_skew();
    if (!skew) {
      return failed_probe(name, skew.error());
    }
    if (!*skew) {
      return skipped(name, "the store has none of its own");
    }
    const std::chrono::seconds apart = std::chrono::abs(**skew);
    if (apart <= tolerated_skew) {
      return ok(name, fmt::format("within {} s of the store's", tolerated_skew.count()));
    }
    return {.name = name,
            .state = apart > longest_skew ? ProbeState::failed : ProbeState::warned,
            .detail = fmt::format("this machine's is {} s {} the store's", apart.count(),
                                  **skew > 0s ? "behind" : "ahead of"),
            .hint = "let it be kept right: timedatectl set-ntp true"};
  }

  [[nodiscard]] ProbeResult bucket(const Result<bool>& exists) const {
    constexpr std::string_view name = "bucket";
    if (!exists) {
      return probe_.is_directory ? failed_probe(name, exists.error())
                                 : skipped(name, "the first request failed");
    }
    if (!*exists) {
      return failed_probe(
          name, {ErrorKind::unavailable, fmt::format("there is no store {}", store_.describe()),
                 fmt::format("\"bazc init --store '{}'\" makes one", store_.describe())});
    }
    return ok(name, store_.describe());
  }

  // Whether the object is there now.
  bool try_write() {
    constexpr std::string_view name = "write";
    is_tried_ = true;
    const ProbeObject& object = probe_.object;
    const auto put = store_.put(object.key, object.bytes, artifact_headers(object.bytes));
    if (!put) {
      observer_(failed_probe(name, put.error()));
      return false;
    }
    observer_(ok(name, object.key));
    return true;
  }

  void try_object(bool is_there, bool has_written) const {
    const std::string_view why = is_there ? "nothing was written" : "there is nothing to try";
    if (!is_there) {
      skip("write", why);
    }
    if (has_written && !interrupted()) {
      observer_(conditional_write());
    } else {
      skip("conditional write", why);
    }
    if (has_written && !interrupted()) {
      observer_(read_back());
    } else {
      skip("read back", why);
    }
    if (is_there && !interrupted()) {
      observer_(cors());
    } else {
      skip("CORS", why);
    }
    // Not before it is written: what stands in front of the store would keep the 404.
    if (has_written && !interrupted()) {
      observer_(public_url());
    } else {
      skip(public_url_probe, why);
    }
  }

  [[nodiscard]] ProbeResult conditional_write() const {
    constexpr std::string_view name = "conditional write";
    const ProbeObject& object = probe_.object;
    const std::string other = object.bytes + "// written a second time\n";
    const auto put = store_.put(object.key, other, artifact_headers(other));
    if (!put && put.error().kind != ErrorKind::conflict) {
      return failed_probe(name, put.error());
    }
    const auto now = store_.get(object.key);
    const bool has_changed = now && *now && (*now)->bytes != object.bytes;
    if (put || has_changed) {
      return failed(name, "an object that was there has been overwritten",
                    "the service does not heed 'If-None-Match: *', so bazc cannot promise to "
                    "overwrite nothing: use another service, or a newer version of it");
    }
    return ok(name, "a second writer is refused, and changes nothing");
  }

  [[nodiscard]] ProbeResult read_back() const {
    constexpr std::string_view name = "read back";
    const auto read = store_.get(probe_.object.key);
    if (!read) {
      return failed_probe(name, read.error());
    }
    if (!*read) {
      return failed(name, "the object that was just written is not there",
                    "the store must show at once what was written");
    }
    const ObjectCheck check = check_stored_object(**read, probe_.object.hash);
    if (check.state != ObjectState::ok) {
      return failed(name, fmt::format("{}: {}", to_string(check.state), check.detail),
                    "see what stands between this machine and the store");
    }
    return ok(name, (*read)->info.headers ? "the same bytes and headers" : "the same bytes");
  }

  [[nodiscard]] ProbeResult cors() const {
    constexpr std::string_view name = "CORS";
    if (probe_.is_directory) {
      return skipped(name, "a directory has none: the web server in front of it does");
    }
    const auto plan = store_.plan_setup(probe_.setup);
    if (!plan) {
      // Tokens that may read and write objects often may not see a bucket's settings.
      ProbeResult result = failed_probe(name, plan.error());
      result.state = ProbeState::warned;
      result.detail.insert(0, "not known: ");
      result.error.reset();
      return result;
    }
    for (const std::string& change : *plan) {
      if (change.find("(CORS)") != std::string::npos) {
        return failed(name, fmt::format("missing: {}", change),
                      fmt::format("\"bazc init --store '{}'\" adds it; it can take half a minute",
                                  store_.describe()));
      }
    }
    return ok(name,
              fmt::format("pages of {} may read", fmt::join(probe_.setup.cors_origins, ", ")));
  }

  [[nodiscard]] ProbeResult public_url() const {
    if (!probe_.look_public) {
      return probe_.without_public_url;
    }
    const ObjectCheck check = probe_.look_public(probe_.object);
    switch (check.state) {
      case ObjectState::ok:
        return ok(public_url_probe, "a page can read it");
      case ObjectState::missing:
        return failed(public_url_probe, check.detail,
                      "it does not lead to this bucket: see --public-url and R2_PUBLIC_URL");
      default:
        break;
    }
    ProbeResult result =
        failed(public_url_probe, fmt::format("{}: {}", to_string(check.state), check.detail),
               check.unreachable ? "see that the bucket is public, and under this address"
                                 : "a page could not use it: see what stands in front of the "
                                   "bucket (rules, transformations, caches)");
    if (check.unreachable) {
      result.error = ErrorKind::unavailable;
    }
    return result;
  }

  [[nodiscard]] ProbeResult removal() const {
    constexpr std::string_view name = "delete";
    if (auto removed = store_.remove(probe_.object.key); !removed) {
      ProbeResult result = failed_probe(name, removed.error());
      result.detail += fmt::format(" ('{}' may be left behind)", probe_.object.key);
      return result;
    }
    return ok(name, probe_.object.key);
  }

  const StoreProbe& probe_;
  ObjectStore& store_;
  const std::atomic<int>& interrupts_;
  const ProbeObserver& observer_;
  bool is_tried_ = false;  // a write was: its object may be there whatever the answer
};

}  // namespace

ProbeResult failed_probe(std::string_view name, const Error& error) {
  return {.name = name,
          .state = ProbeState::failed,
          .detail = error.message,
          .hint = error.hint,
          .error = error.kind};
}

ProbeObject make_probe_object(std::string_view unique) {
  ProbeObject object{.key = fmt::format("bazc-doctor/{}.js", unique),
                     .bytes = fmt::format("export default \"bazc doctor {}\";\n", unique),
                     .hash = {}};
  object.hash = content_hash(object.bytes);
  return object;
}

void probe_store(const StoreProbe& probe, const std::atomic<int>& interrupts,
                 const ProbeObserver& observer) {
  StoreProber(probe, interrupts, observer).run();
}

}  // namespace bazc

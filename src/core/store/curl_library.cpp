#include "core/store/curl_library.hpp"

#include <dlfcn.h>

#include <fmt/format.h>

namespace bazc {
namespace {

constexpr const char* file_name = "libcurl.so.4";
constexpr const char* hint = "install libcurl (Debian: apt-get install libcurl4)";
constexpr unsigned oldest_version = 0x075700;  // CURLOPT_QUICK_EXIT

/// Remembers the first name that is not there.
class Symbols {
 public:
  explicit Symbols(void* library) : library_(library) {}

  template <class Function>
  void resolve(Function& function, const char* name) {
    void* const address = ::dlsym(library_, name);
    if (address == nullptr && missing_ == nullptr) {
      missing_ = name;
    }
    function = reinterpret_cast<Function>(address);
  }

  [[nodiscard]] const char* missing() const { return missing_; }

 private:
  void* library_;
  const char* missing_ = nullptr;
};

Result<CurlLibrary> load() {
  void* const library = ::dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* const reason = ::dlerror();
    return fail(ErrorKind::unavailable,
                fmt::format("cannot load {}: {}", file_name, reason == nullptr ? "" : reason),
                hint);
  }
  CurlLibrary curl;
  Symbols symbols(library);
  symbols.resolve(curl.global_init, "curl_global_init");
  symbols.resolve(curl.version_info, "curl_version_info");
  symbols.resolve(curl.easy_init, "curl_easy_init");
  symbols.resolve(curl.easy_cleanup, "curl_easy_cleanup");
  symbols.resolve(curl.easy_reset, "curl_easy_reset");
  symbols.resolve(curl.easy_setopt, "curl_easy_setopt");
  symbols.resolve(curl.easy_getinfo, "curl_easy_getinfo");
  symbols.resolve(curl.easy_strerror, "curl_easy_strerror");
  symbols.resolve(curl.multi_init, "curl_multi_init");
  symbols.resolve(curl.multi_cleanup, "curl_multi_cleanup");
  symbols.resolve(curl.multi_setopt, "curl_multi_setopt");
  symbols.resolve(curl.multi_add_handle, "curl_multi_add_handle");
  symbols.resolve(curl.multi_remove_handle, "curl_multi_remove_handle");
  symbols.resolve(curl.multi_perform, "curl_multi_perform");
  symbols.resolve(curl.multi_poll, "curl_multi_poll");
  symbols.resolve(curl.multi_wakeup, "curl_multi_wakeup");
  symbols.resolve(curl.multi_info_read, "curl_multi_info_read");
  symbols.resolve(curl.slist_append, "curl_slist_append");
  symbols.resolve(curl.slist_free_all, "curl_slist_free_all");
  if (symbols.missing() != nullptr) {
    return fail(ErrorKind::unavailable,
                fmt::format("{} has no function {}", file_name, symbols.missing()), hint);
  }
  const curl_version_info_data* const version = curl.version_info(CURLVERSION_NOW);
  if (version->version_num < oldest_version) {
    return fail(ErrorKind::unavailable,
                fmt::format("{} is of version {}, older than 7.87", file_name, version->version),
                hint);
  }
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    return fail(ErrorKind::unavailable, fmt::format("{} cannot be initialized", file_name));
  }
  return curl;
}

}  // namespace

const Result<CurlLibrary>& curl_library() {
  static const Result<CurlLibrary> library = load();
  return library;
}

}  // namespace bazc

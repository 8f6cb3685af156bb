#include "core/store/curl_library.hpp"

#include <fmt/format.h>

#include "core/base/dynamic_library.hpp"

namespace bazc {
namespace {

constexpr const char* file_name = "libcurl.so.4";
constexpr const char* hint = "install libcurl (Debian: apt-get install libcurl4)";
constexpr unsigned oldest_version = 0x075700;  // CURLOPT_QUICK_EXIT

Result<CurlLibrary> load() {
  auto library = DynamicLibrary::load(file_name, hint);
  if (!library) {
    return fail(std::move(library).error());
  }
  CurlLibrary curl;
  library->resolve(curl.global_init, "curl_global_init");
  library->resolve(curl.version_info, "curl_version_info");
  library->resolve(curl.easy_init, "curl_easy_init");
  library->resolve(curl.easy_cleanup, "curl_easy_cleanup");
  library->resolve(curl.easy_reset, "curl_easy_reset");
  library->resolve(curl.easy_setopt, "curl_easy_setopt");
  library->resolve(curl.easy_getinfo, "curl_easy_getinfo");
  library->resolve(curl.easy_strerror, "curl_easy_strerror");
  library->resolve(curl.multi_init, "curl_multi_init");
  library->resolve(curl.multi_cleanup, "curl_multi_cleanup");
  library->resolve(curl.multi_setopt, "curl_multi_setopt");
  library->resolve(curl.multi_add_handle, "curl_multi_add_handle");
  library->resolve(curl.multi_remove_handle, "curl_multi_remove_handle");
  library->resolve(curl.multi_perform, "curl_multi_perform");
  library->resolve(curl.multi_poll, "curl_multi_poll");
  library->resolve(curl.multi_wakeup, "curl_multi_wakeup");
  library->resolve(curl.multi_info_read, "curl_multi_info_read");
  library->resolve(curl.slist_append, "curl_slist_append");
  library->resolve(curl.slist_free_all, "curl_slist_free_all");
  if (auto checked = library->check(); !checked) {
    return fail(std::move(checked).error());
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

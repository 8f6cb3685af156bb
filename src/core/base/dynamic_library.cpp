#include "core/base/dynamic_library.hpp"

#include <dlfcn.h>

#include <fmt/format.h>

namespace bazc {

Result<DynamicLibrary> DynamicLibrary::load(const char* file_name, const char* hint) {
  void* const handle = ::dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    const char* const reason = ::dlerror();
    return fail(ErrorKind::unavailable,
                fmt::format("cannot load {}: {}", file_name, reason == nullptr ? "" : reason),
                hint);
  }
  return DynamicLibrary(handle, file_name, hint);
}

Result<void> DynamicLibrary::check() const {
  if (missing_ != nullptr) {
    return fail(ErrorKind::unavailable, fmt::format("{} has no function {}", file_name_, missing_),
                hint_);
  }
  return {};
}

void* DynamicLibrary::address_of(const char* name) {
  void* const address = ::dlsym(handle_, name);
  if (address == nullptr && missing_ == nullptr) {
    missing_ = name;
  }
  return address;
}

}  // namespace bazc

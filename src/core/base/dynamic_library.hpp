#pragma once

#include <string>

#include "core/base/result.hpp"

namespace bazc {

/// A shared library that is loaded when it is first needed, and never let go: what every command
/// would pay for at its start, few of them use. Functions take their types from the library's own
/// headers, so that the compiler checks the calls.
class DynamicLibrary {
 public:
  /// `file_name` is what the linker would record, "libcurl.so.4"; `hint` says how to install it.
  /// `unavailable` where it cannot be loaded.
  [[nodiscard]] static Result<DynamicLibrary> load(const char* file_name, const char* hint);

  /// Puts the address of `name` into `function`; remembers the first name that is not there.
  template <class Function>
  void resolve(Function& function, const char* name) {
    function = reinterpret_cast<Function>(address_of(name));
  }

  /// After all resolve(): `unavailable` where one of the functions is missing.
  [[nodiscard]] Result<void> check() const;

 private:
  DynamicLibrary(void* handle, const char* file_name, const char* hint)
      : handle_(handle), file_name_(file_name), hint_(hint) {}

  [[nodiscard]] void* address_of(const char* name);

  void* handle_;
  const char* file_name_;
  const char* hint_;
  const char* missing_ = nullptr;
};

}  // namespace bazc

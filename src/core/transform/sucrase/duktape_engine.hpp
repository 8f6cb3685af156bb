#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/base/result.hpp"
#include "core/transform/sucrase/protocol.hpp"

namespace bazc::sucrase {

/// One Duktape heap with Sucrase loaded. Not thread-safe, and only for a worker process: Duktape
/// may end the process where it cannot report an error.
class DuktapeEngine {
 public:
  /// `heap_limit` in bytes. Fails where the bundle does not load within it.
  [[nodiscard]] static Result<DuktapeEngine> create(std::size_t heap_limit);

  DuktapeEngine(DuktapeEngine&&) noexcept;
  DuktapeEngine& operator=(DuktapeEngine&&) noexcept;
  DuktapeEngine(const DuktapeEngine&) = delete;
  DuktapeEngine& operator=(const DuktapeEngine&) = delete;
  ~DuktapeEngine();

  /// The answer to one source, UTF-8 in and out. After any status but `transformed` and
  /// `syntax_error` the heap should not be used again.
  [[nodiscard]] Message transform(std::string_view source);

 private:
  struct Heap;
  explicit DuktapeEngine(std::unique_ptr<Heap> heap);

  std::unique_ptr<Heap> heap_;
};

}  // namespace bazc::sucrase

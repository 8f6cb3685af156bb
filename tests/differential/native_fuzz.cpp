// A libFuzzer target: raw bytes to the native engine, under AddressSanitizer and UBSan. A crash, a
// report, a hang or much memory is the finding, and so is an answer that contradicts the interface
// (`make libfuzzer`).

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/utf8.hpp"
#include "core/transform/native/native_engine.hpp"

namespace {

using bazc::Result;
using bazc::native::Engine;
using bazc::native::Refusal;
using bazc::native::Transformed;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

bool same(const Result<Transformed, Refusal>& a, const Result<Transformed, Refusal>& b) {
  if (a.has_value() != b.has_value()) {
    return false;
  }
  if (a) {
    return a->code == b->code;
  }
  return a.error().reason == b.error().reason && a.error().message == b.error().message &&
         a.error().offset == b.error().offset;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes.
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  if (source.find('\0') != std::string_view::npos || bazc::utf8::find_invalid(source)) {
    return -1;  // not for the corpus
  }
  static Engine warm({});
  const auto result = warm.transform(source);
  if (result) {
    require(!bazc::utf8::find_invalid(result->code));
  } else {
    require(!result.error().message.empty() && result.error().offset <= source.size());
  }
  // What an engine keeps from source to source must not show.
  Engine fresh({});
  require(same(result, fresh.transform(source)));
  return 0;
}

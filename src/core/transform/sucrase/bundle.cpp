#include "core/transform/sucrase/bundle.hpp"

extern "C" {
extern const char bazc_sucrase_bundle_begin;
extern const char bazc_sucrase_bundle_end;
}

namespace bazc::sucrase {

std::span<const char> bundle_bytecode() {
  return {&bazc_sucrase_bundle_begin, &bazc_sucrase_bundle_end};
}

}  // namespace bazc::sucrase

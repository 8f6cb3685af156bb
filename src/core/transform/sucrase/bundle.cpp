#include "core/transform/sucrase/bundle.hpp"

extern "C" {
extern const char bazc_sucrase_bundle_begin;
extern const char bazc_sucrase_bundle_end;
}

namespace bazc::sucrase {

std::string_view bundle_source() {
  return {&bazc_sucrase_bundle_begin,
          static_cast<std::size_t>(&bazc_sucrase_bundle_end - &bazc_sucrase_bundle_begin)};
}

}  // namespace bazc::sucrase

#include "core/store/headers_file.hpp"

#include <fmt/format.h>

#include "core/store/object_store.hpp"

namespace bazc {
namespace {

constexpr std::string_view origin_header = "  Access-Control-Allow-Origin: ";

}  // namespace

std::string headers_file(const std::vector<std::string>& cors_origins) {
  const ObjectHeaders headers = artifact_headers({});
  std::string text = fmt::format(
      "# Written by bazc init: compiled scenes never change under their names.\n"
      "/components/*\n"
      "  Content-Type: {}\n"
      "  Cache-Control: {}\n"
      "  X-Content-Type-Options: nosniff\n",
      headers.content_type, headers.cache_control);
  if (cors_origins.size() == 1) {
    text += fmt::format("{}{}\n", origin_header, cors_origins.front());
  }
  return text;
}

bool is_own_headers_file(std::string_view text) {
  const std::size_t at = text.find(origin_header);
  if (at == std::string_view::npos) {
    return text == headers_file({});
  }
  const std::string_view origin = text.substr(at + origin_header.size());
  return text == headers_file({std::string(origin.substr(0, origin.find('\n')))});
}

}  // namespace bazc

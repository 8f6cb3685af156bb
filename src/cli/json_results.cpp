#include "cli/json_results.hpp"

namespace bazc::cli {
namespace {

Json number_or_null(std::uint32_t number) {
  return number == 0 ? Json(nullptr) : Json(number);
}

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return "usage";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::io:
      return "io";
    case ErrorKind::unavailable:
      return "unavailable";
    case ErrorKind::timed_out:
      return "timed_out";
    case ErrorKind::conflict:
      return "conflict";
    case ErrorKind::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace

Json json_of_failure(std::string_view kind, std::string_view message, SourcePosition position) {
  return {{"kind", kind},
          {"message", message},
          {"line", number_or_null(position.line)},
          {"column", number_or_null(position.column)}};
}

Json json_of(const CompileError& error) {
  return json_of_failure(to_string(error.kind), error.message, error.position);
}

Json json_of(const Error& error) {
  return json_of_failure(name_of(error.kind), error.message, {});
}

Json json_of(const std::vector<CompileWarning>& warnings) {
  Json list = Json::array();
  for (const CompileWarning& warning : warnings) {
    list.push_back(json_of_failure(to_string(warning.kind), warning.message, warning.position));
  }
  return list;
}

std::string json_line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace bazc::cli

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/migration/migration.hpp"

namespace bazc {

/// Collects failures by kind and normalised message; at most 1,000 groups, further messages count
/// as "other messages" of their kind. Not thread-safe.
class ErrorGroups {
 public:
  void add(std::string_view kind, std::string_view message, const SceneId& id);

  /// Most first, equal ones by kind and message.
  [[nodiscard]] std::vector<ErrorGroup> sorted() const;

 private:
  std::map<std::pair<std::string, std::string>, ErrorGroup> groups_;
};

}  // namespace bazc

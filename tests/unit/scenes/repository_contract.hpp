#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/scenes/scene_repository.hpp"

namespace bazc::test {

/// A database of one kind, empty, and the way around the repository into it.
class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  [[nodiscard]] virtual std::unique_ptr<SceneRepository> open(const SchemaMapping& mapping) = 0;
  /// Identifiers are in double quotes.
  virtual void execute(const std::string& sql) = 0;
  /// The first column of the first row as text.
  [[nodiscard]] virtual std::optional<std::string> value(const std::string& sql) = 0;
};

/// What every SceneRepository promises, as subcases of the calling test case.
void check_repository_contract(const std::function<std::unique_ptr<Backend>()>& make_backend);

}  // namespace bazc::test

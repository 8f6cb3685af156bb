#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/store/object_store.hpp"

namespace bazc::test {

/// A store in memory whose objects a test may damage, and which it may make unreachable.
class MemoryStore final : public ObjectStore {
 public:
  std::map<std::string, StoredObject, std::less<>> objects;
  std::optional<Error> failure;  ///< what every call answers, where set

  [[nodiscard]] std::string describe() const override { return "memory:"; }

  [[nodiscard]] Result<PutOutcome> put(std::string_view key, std::string_view bytes,
                                       const ObjectHeaders& headers) override {
    const std::lock_guard lock(mutex_);
    if (failure) {
      return fail(*failure);
    }
    const auto found = objects.find(key);
    if (found != objects.end()) {
      if (found->second.bytes != bytes) {
        return fail(ErrorKind::conflict, std::string(key) + " exists with other bytes");
      }
      return PutOutcome::present;
    }
    objects[std::string(key)] = {std::string(bytes), {bytes.size(), headers}};
    return PutOutcome::stored;
  }

  [[nodiscard]] Result<void> replace(std::string_view key, std::string_view bytes,
                                     const ObjectHeaders& headers) override {
    const std::lock_guard lock(mutex_);
    if (failure) {
      return fail(*failure);
    }
    objects[std::string(key)] = {std::string(bytes), {bytes.size(), headers}};
    return {};
  }

  [[nodiscard]] Result<void> remove(std::string_view key) override {
    const std::lock_guard lock(mutex_);
    if (failure) {
      return fail(*failure);
    }
    objects.erase(std::string(key));
    return {};
  }

  [[nodiscard]] Result<std::optional<StoredObject>> get(std::string_view key) override {
    const std::lock_guard lock(mutex_);
    if (failure) {
      return fail(*failure);
    }
    const auto found = objects.find(key);
    return found == objects.end() ? std::optional<StoredObject>() : found->second;
  }

  [[nodiscard]] Result<std::optional<ObjectInfo>> head(std::string_view key) override {
    const auto object = get(key);
    if (!object) {
      return fail(object.error());
    }
    return *object ? std::optional((*object)->info) : std::nullopt;
  }

  [[nodiscard]] Result<void> list(std::string_view prefix,
                                  const std::function<bool(std::string_view key)>& visit) override {
    if (failure) {
      return fail(*failure);
    }
    for (const auto& [key, object] : objects) {
      if (key.starts_with(prefix) && !visit(key)) {
        break;
      }
    }
    return {};
  }

  [[nodiscard]] std::string public_url(std::string_view key) const override {
    return "https://cdn.test/" + std::string(key);
  }
  [[nodiscard]] Result<bool> exists() override { return true; }
  [[nodiscard]] Result<std::vector<std::string>> plan_setup(const StoreSetup& /*setup*/) override {
    return std::vector<std::string>();
  }
  [[nodiscard]] Result<void> apply_setup(const StoreSetup& /*setup*/) override { return {}; }

 private:
  std::mutex mutex_;
};

}  // namespace bazc::test

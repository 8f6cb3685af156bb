#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/object_store.hpp"

namespace bazc::test {

/// A store in memory whose objects a test may damage, and which it may make unreachable.
class MemoryStore final : public ObjectStore {
 public:
  std::map<std::string, StoredObject, std::less<>> objects;
  std::optional<Error> failure;        ///< what every call answers, where set
  std::optional<Error> write_failure;  ///< the same for put(), replace() and remove() alone
  bool overwrites = false;             ///< put() does, as a service without conditional writes
  std::vector<std::string> plan;       ///< what plan_setup() answers
  bool is_there = true;                ///< what exists() answers
  std::optional<std::chrono::seconds> skew;            ///< what clock_skew() answers
  std::map<std::string, unsigned, std::less<>> gets;   ///< how often a key was read
  std::function<void(std::string_view call)> on_call;  ///< told the name of each call, if set

  [[nodiscard]] std::string describe() const override { return "memory:"; }

  [[nodiscard]] Result<PutOutcome> put(std::string_view key, std::string_view bytes,
                                       const ObjectHeaders& headers) override {
    const std::lock_guard lock(mutex_);
    if (auto error = fault("put", true)) {
      return fail(*std::move(error));
    }
    const auto found = objects.find(key);
    if (found != objects.end() && !overwrites) {
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
    if (auto error = fault("replace", true)) {
      return fail(*std::move(error));
    }
    objects[std::string(key)] = {std::string(bytes), {bytes.size(), headers}};
    return {};
  }

  [[nodiscard]] Result<void> remove(std::string_view key) override {
    const std::lock_guard lock(mutex_);
    if (auto error = fault("remove", true)) {
      return fail(*std::move(error));
    }
    objects.erase(std::string(key));
    return {};
  }

  [[nodiscard]] Result<std::optional<StoredObject>> get(std::string_view key) override {
    const std::lock_guard lock(mutex_);
    if (auto error = fault("get", false)) {
      return fail(*std::move(error));
    }
    ++gets[std::string(key)];
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
  [[nodiscard]] Result<bool> exists() override {
    if (auto error = fault("exists", false)) {
      return fail(*std::move(error));
    }
    return is_there;
  }
  [[nodiscard]] Result<std::vector<std::string>> plan_setup(const StoreSetup& /*setup*/) override {
    if (auto error = fault("plan_setup", false)) {
      return fail(*std::move(error));
    }
    return plan;
  }
  [[nodiscard]] Result<void> apply_setup(const StoreSetup& /*setup*/) override { return {}; }
  [[nodiscard]] Result<std::optional<std::chrono::seconds>> clock_skew() override { return skew; }

 private:
  [[nodiscard]] std::optional<Error> fault(std::string_view call, bool writes) const {
    if (on_call) {
      on_call(call);
    }
    return failure || !writes ? failure : write_failure;
  }

  std::mutex mutex_;
};

}  // namespace bazc::test

#pragma once

#include <vector>

#include "core/migration/migration.hpp"

namespace bazc::cli {

/// Tells several observers, in the order in which they were added. They outlive it.
class MigrationObservers final : public MigrationObserver {
 public:
  void add(MigrationObserver& observer) { observers_.push_back(&observer); }

  void started(std::uint64_t planned) override {
    tell([&](MigrationObserver& each) { each.started(planned); });
  }
  void source_compiled(const Compilation& compilation) override {
    tell([&](MigrationObserver& each) { each.source_compiled(compilation); });
  }
  void scene_finished(const SceneEvent& event) override {
    tell([&](MigrationObserver& each) { each.scene_finished(event); });
  }
  void progressed(const MigrationCounts& counts) override {
    tell([&](MigrationObserver& each) { each.progressed(counts); });
  }
  void store_failed(const Error& error) override {
    tell([&](MigrationObserver& each) { each.store_failed(error); });
  }
  void store_recovered() override {
    tell([](MigrationObserver& each) { each.store_recovered(); });
  }
  void paused(std::string_view reason) override {
    tell([&](MigrationObserver& each) { each.paused(reason); });
  }
  void resumed() override {
    tell([](MigrationObserver& each) { each.resumed(); });
  }
  void waits_for_chunks(std::size_t chunks) override {
    tell([&](MigrationObserver& each) { each.waits_for_chunks(chunks); });
  }
  void waits_for_rows(std::uint64_t rows, std::chrono::milliseconds time) override {
    tell([&](MigrationObserver& each) { each.waits_for_rows(rows, time); });
  }

 private:
  template <class Call>
  void tell(const Call& call) {
    for (MigrationObserver* observer : observers_) {
      call(*observer);
    }
  }

  std::vector<MigrationObserver*> observers_;
};

}  // namespace bazc::cli

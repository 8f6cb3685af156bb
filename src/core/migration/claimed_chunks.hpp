#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "core/scenes/scene_repository.hpp"

namespace bazc {

/// The claims of a run, and how much of each is in hand, so that a claim is released once all of
/// its scenes are recorded or given up. Thread-safe: one thread reads, another records.
class ClaimedChunks {
 public:
  using Number = std::uint64_t;

  /// The chunk is being read, until close().
  [[nodiscard]] Number open(Claim claim) {
    const std::scoped_lock lock(mutex_);
    chunks_.emplace(++last_, Chunk{std::move(claim), 1});
    return last_;
  }
  void close(Number chunk) { scene_done(chunk); }

  void scene_taken(Number chunk) {
    const std::scoped_lock lock(mutex_);
    ++chunks_.at(chunk).in_hand;
  }
  void scene_done(Number chunk) {
    const std::scoped_lock lock(mutex_);
    --chunks_.at(chunk).in_hand;
  }

  /// Those with nothing in hand; they are not in here any more.
  [[nodiscard]] std::vector<Claim> take_finished() {
    const std::scoped_lock lock(mutex_);
    std::vector<Claim> finished;
    for (auto chunk = chunks_.begin(); chunk != chunks_.end();) {
      if (chunk->second.in_hand == 0) {
        finished.push_back(std::move(chunk->second.claim));
        chunk = chunks_.erase(chunk);
      } else {
        ++chunk;
      }
    }
    return finished;
  }

  [[nodiscard]] bool empty() const {
    const std::scoped_lock lock(mutex_);
    return chunks_.empty();
  }

 private:
  struct Chunk {
    Claim claim;
    std::size_t in_hand = 0;  ///< scenes, and one while it is read
  };

  mutable std::mutex mutex_;
  std::map<Number, Chunk> chunks_;
  Number last_ = 0;
};

}  // namespace bazc

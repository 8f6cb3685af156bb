#include "core/migration/feeder.hpp"

#include <algorithm>
#include <cmath>

namespace bazc {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds between_pause_checks{200};
constexpr milliseconds for_own_chunks{5};
constexpr milliseconds first_revisit{100};
constexpr milliseconds longest_revisit{3000};

// Of a slow run, what one second takes: a source that lies here for long may be edited meanwhile.
std::size_t most_rows(const MigrationOptions& options) {
  const std::size_t most = std::max<std::size_t>(options.batch_size, 1);
  const double a_second = std::ceil(options.rate.value_or(static_cast<double>(most)));
  return a_second < static_cast<double>(most)
             ? std::max<std::size_t>(static_cast<std::size_t>(a_second), 1)
             : most;
}

}  // namespace

Feeder::Feeder(const MigrationOptions& options, const MigrationEnvironment& environment,
               Pipeline& pipeline)
    : options_(options),
      environment_(environment),
      pipeline_(pipeline),
      batch_size_(most_rows(options), options.batch_time),
      pause_conditions_(options.pause, environment.reader, environment.clock),
      left_(options.limit.value_or(UINT64_MAX)) {
  if (options.rate) {
    throttle_.emplace(*options.rate, environment.clock,
                      [this](auto time) { return pipeline_.wait(time); });
  }
}

Result<void> Feeder::feed_walk(const WalkBounds& bounds) {
  if (!bounds.last) {
    return {};
  }
  const Range whole{std::nullopt, *bounds.last};
  // With `all`, a chunk never has nothing selected: all processes would do all of them in turn.
  if (options_.claims == Claims::yes && options_.dry_run == DryRun::no && !options_.selection.all &&
      options_.selection.shard.count == 1 && environment_.reader.has_claims()) {
    return feed_shared(whole);
  }
  auto fed = feed_range(whole, std::nullopt);
  return fed ? Result<void>() : fail(std::move(fed).error());
}

Result<void> Feeder::feed_shared(const Range& whole) {
  std::vector<Range> held;
  auto fed = feed_claims(whole, held);
  milliseconds longest_wait = first_revisit;
  while (fed && *fed == Fed::whole && !held.empty()) {
    if (auto released = wait_for_own_chunks(); !released || *released == Fed::stopped) {
      fed = std::move(released);
      break;
    }
    tell({.kind = FeederNews::Kind::waiting, .chunks = held.size()});
    // Not all processes of a fleet at once.
    const auto wait = std::uniform_int_distribution<milliseconds::rep>(
        longest_wait.count() / 2, longest_wait.count())(random_);
    if (!pipeline_.wait(milliseconds(wait))) {
      fed = Fed::stopped;
      break;
    }
    const std::size_t held_before = held.size();
    const std::size_t claims_before = claims_made_;
    for (const Range& range : std::exchange(held, {})) {
      fed = feed_claims(range, held);
      if (!fed || *fed == Fed::stopped) {
        break;
      }
    }
    const bool is_moving = held.size() < held_before || claims_made_ > claims_before;
    longest_wait = is_moving ? first_revisit : std::min(longest_wait * 2, longest_revisit);
  }
  tell({.kind = FeederNews::Kind::waiting, .chunks = 0});
  if (fed) {
    fed = wait_for_own_chunks();
  }
  return fed ? Result<void>() : fail(std::move(fed).error());
}

// Feeds the chunks of a range that are free, and notes those that are not.
Result<Feeder::Fed> Feeder::feed_claims(const Range& range, std::vector<Range>& held) {
  std::optional<SceneId> after = range.after;
  while (left_ > 0) {
    if (auto released = release_finished(); !released) {
      return fail(std::move(released).error());
    }
    if (auto turn = await_turn(); !turn || *turn == Fed::stopped) {
      return turn;
    }
    auto claim =
        environment_.reader.claim_next(options_.selection, after, {.last = range.last, .count = 0});
    if (!claim) {
      return fail(std::move(claim).error());
    }
    if (claim->state == Claim::State::end) {
      return Fed::whole;
    }
    const Range chunk{after, claim->last};
    if (claim->state == Claim::State::held_elsewhere) {
      held.push_back(chunk);
    } else {
      ++claims_made_;
      const ClaimedChunks::Number number = chunks_.open(*std::move(claim));
      auto fed = feed_range(chunk, number);
      chunks_.close(number);
      if (!fed || *fed == Fed::stopped) {
        return fed;
      }
    }
    if (chunk.last == range.last) {
      return Fed::whole;
    }
    after = chunk.last;
  }
  return Fed::stopped;
}

Result<Feeder::Fed> Feeder::feed_range(const Range& range,
                                       std::optional<ClaimedChunks::Number> chunk) {
  Range rest = range;
  while (left_ > 0) {
    if (auto turn = await_turn(); !turn || *turn == Fed::stopped) {
      return turn;
    }
    const SystemTime read_at = environment_.clock.system_now();
    auto batch = read_batch(rest);
    if (!batch) {
      return fail(std::move(batch).error());
    }
    if (batch->empty()) {
      return Fed::whole;
    }
    rest.after = batch->back().id;
    left_ -= batch->size();
    for (Scene& scene : *batch) {
      if (chunk) {
        chunks_.scene_taken(*chunk);
      }
      if (!submit({.scene = std::move(scene), .read_at = read_at, .chunk = chunk})) {
        return Fed::stopped;
      }
      ++selected_;
    }
    if (options_.sleep.count() > 0 && !pipeline_.wait(options_.sleep)) {
      return Fed::stopped;
    }
  }
  return Fed::stopped;
}

// A query that takes too long is tried again with fewer rows.
Result<std::vector<Scene>> Feeder::read_batch(const Range& range) {
  while (true) {
    const std::size_t size = batch_size_.size();
    const SteadyTime begin = environment_.clock.steady_now();
    auto batch = environment_.reader.next_batch(
        options_.selection, range.after, {.last = range.last, .count = 0},
        static_cast<std::size_t>(std::min<std::uint64_t>(size, left_)));
    if (batch) {
      batch_size_.note_query(batch->size(), environment_.clock.steady_now() - begin);
      return batch;
    }
    if (batch.error().kind != ErrorKind::timed_out || size == 1) {
      return batch;
    }
    batch_size_.halve();
  }
}

bool Feeder::submit(SceneJob job) {
  return (!throttle_ || throttle_->pass()) && pipeline_.submit(std::move(job));
}

// Waits while there is a reason to pause.
Result<Feeder::Fed> Feeder::await_turn() {
  const SteadyTime begin = environment_.clock.steady_now();
  bool is_paused = false;
  while (true) {
    auto reason = pause_conditions_.reason();
    if (!reason) {
      return fail(std::move(reason).error());
    }
    const bool goes_on = !*reason;
    if (!goes_on && !is_paused) {
      is_paused = true;
      tell({.kind = FeederNews::Kind::paused, .reason = **std::move(reason)});
    }
    const bool is_stopped = !goes_on && !pipeline_.wait(between_pause_checks);
    if (goes_on || is_stopped) {
      if (is_paused) {
        paused_milliseconds_ +=
            std::chrono::duration_cast<milliseconds>(environment_.clock.steady_now() - begin)
                .count();
        tell({.kind = FeederNews::Kind::resumed});
      }
      return is_stopped ? Fed::stopped : Fed::whole;
    }
    if (auto released = release_finished(); !released) {
      return fail(std::move(released).error());
    }
  }
}

// Others wait for them.
Result<Feeder::Fed> Feeder::wait_for_own_chunks() {
  while (true) {
    if (auto released = release_finished(); !released) {
      return fail(std::move(released).error());
    }
    if (chunks_.empty()) {
      return Fed::whole;
    }
    if (!pipeline_.wait(for_own_chunks)) {
      return Fed::stopped;
    }
  }
}

Result<void> Feeder::release_finished() {
  for (const Claim& claim : chunks_.take_finished()) {
    if (auto released = environment_.reader.release(claim); !released) {
      return released;
    }
  }
  return {};
}

Result<void> Feeder::feed_again(const std::map<SceneId, ScenesToRetake::Retake>& scenes) {
  for (const auto& [id, retake] : scenes) {
    const auto turn = await_turn();
    if (!turn) {
      return fail(turn.error());
    }
    if (*turn == Fed::stopped) {
      return {};
    }
    const SystemTime read_at = environment_.clock.system_now();
    auto again = environment_.reader.reread(options_.selection, id);
    if (!again) {
      return fail(std::move(again).error());
    }
    if (again->state != Reread::State::selected) {
      unselected_.emplace_back(id, again->state);
      continue;
    }
    if (!submit({.scene = std::move(again->scene), .read_at = read_at})) {
      return {};
    }
    if (retake.reason == RetakeReason::superseded) {
      ++recompiled_;
    }
  }
  return {};
}

void Feeder::tell(FeederNews news) {
  const std::scoped_lock lock(news_mutex_);
  const bool is_known = news.kind == FeederNews::Kind::waiting && waiting_chunks_ == news.chunks;
  if (news.kind == FeederNews::Kind::waiting) {
    waiting_chunks_ = news.chunks;
  }
  if (!is_known) {
    news_.push_back(std::move(news));
  }
}

std::vector<FeederNews> Feeder::take_news() {
  const std::scoped_lock lock(news_mutex_);
  return std::exchange(news_, {});
}

}  // namespace bazc

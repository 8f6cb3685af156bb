#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace bazc {

enum class Continue { no, yes };

/// Calls `produce(index)` for every index below `count` on `threads` threads, and
/// `consume(index, result)` on the calling thread, in the order of indexes. Producers run ahead of
/// consumption by a few results per thread only, so memory stays bounded. After Continue::no, or
/// an exception of either, which is thrown on, nothing more is begun; what runs is waited for.
/// A single index needs no thread, and both run on the calling one.
template <class Produce, class Consume>
void ordered_parallel(std::size_t count, std::size_t threads, Produce produce, Consume consume) {
  if (count == 1) {
    static_cast<void>(consume(0, produce(0)));
    return;
  }
  using ResultType = decltype(produce(std::size_t{}));
  constexpr std::size_t lead_per_thread = 4;

  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, ResultType> ready;
  std::size_t next = 0;
  std::size_t consumed = 0;
  std::exception_ptr failure;
  bool stopped = false;

  const std::size_t lead = threads * lead_per_thread;
  const auto work = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return stopped || next >= count || next < consumed + lead; });
      if (stopped || next >= count) {
        return;
      }
      const std::size_t index = next++;
      lock.unlock();
      try {
        ResultType result = produce(index);
        lock.lock();
        ready.emplace(index, std::move(result));
      } catch (...) {
        lock.lock();
        failure = failure ? failure : std::current_exception();
        stopped = true;
      }
      changed.notify_all();
    }
  };

  std::vector<std::jthread> workers;  // joined by its destructor, also when something throws
  const auto stop = [&] {
    const std::lock_guard lock(mutex);
    stopped = true;
    changed.notify_all();
  };
  try {
    for (std::size_t i = 0; i < std::min(threads, count); ++i) {
      workers.emplace_back(work);
    }
    for (std::size_t index = 0; index < count; ++index) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return failure || ready.contains(index); });
      if (failure) {
        std::rethrow_exception(failure);
      }
      const auto found = ready.find(index);
      ResultType result = std::move(found->second);
      ready.erase(found);
      lock.unlock();
      if (consume(index, std::move(result)) == Continue::no) {
        break;
      }
      lock.lock();
      consumed = index + 1;
      changed.notify_all();
    }
  } catch (...) {
    stop();
    throw;
  }
  stop();
}

}  // namespace bazc

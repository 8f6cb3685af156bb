#include "core/transform/native/engine_pool.hpp"

#include <atomic>
#include <barrier>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using bazc::Result;
using bazc::native::EngineFunction;
using bazc::native::EnginePool;
using bazc::native::Refusal;
using bazc::native::Transformed;

namespace {

using Transform = Result<Transformed, Refusal>;

}  // namespace

TEST_CASE("engines are made when they are needed, and used again") {
  int made = 0;
  EnginePool pool(
      [&]() -> EngineFunction {
        ++made;
        return
            [](std::string_view source) -> Transform { return Transformed{std::string(source)}; };
      },
      4);
  CHECK(made == 0);
  CHECK(pool.transform("a").value().code == "a");
  CHECK(pool.transform("b").value().code == "b");
  CHECK(made == 1);
}

TEST_CASE("no engine runs twice at once, and no more of them than the pool's size") {
  constexpr std::size_t size = 3;
  std::atomic<int> made = 0;
  std::atomic<int> running = 0;
  std::atomic<int> most_running = 0;
  std::atomic<bool> is_shared = false;
  EnginePool pool(
      [&]() -> EngineFunction {
        ++made;
        return [&, busy = std::make_shared<std::atomic<bool>>(false)](
                   std::string_view source) -> Transform {
          is_shared = is_shared || busy->exchange(true);
          const int now = ++running;
          int most = most_running;
          while (most < now && !most_running.compare_exchange_weak(most, now)) {
          }
          std::this_thread::yield();
          --running;
          *busy = false;
          return Transformed{std::string(source)};
        };
      },
      size);
  std::barrier start(16);
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(16);
    for (int i = 0; i < 16; ++i) {
      threads.emplace_back([&, i] {
        start.arrive_and_wait();
        for (int call = 0; call < 100; ++call) {
          const std::string source = std::to_string(i * 100 + call);
          right += pool.transform(source).value().code == source ? 1 : 0;
        }
      });
    }
  }
  CHECK(right == 1600);
  CHECK_FALSE(is_shared);
  CHECK(most_running <= static_cast<int>(size));
  CHECK(made <= static_cast<int>(size));
}

TEST_CASE("an engine that throws is not used again, and its place is free") {
  int made = 0;
  EnginePool pool(
      [&]() -> EngineFunction {
        const bool throws = ++made == 1;
        return [throws](std::string_view) -> Transform {
          if (throws) {
            throw std::runtime_error("broken");
          }
          return Transformed{"whole"};
        };
      },
      1);
  CHECK_THROWS_AS(static_cast<void>(pool.transform("a")), std::runtime_error);
  CHECK(pool.transform("a").value().code == "whole");
  CHECK(made == 2);
}

#include "core/migration/bounded_queue.hpp"

#include <atomic>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "core/migration/in_flight_budget.hpp"

using bazc::BoundedQueue;
using bazc::InFlightBudget;
using namespace std::chrono_literals;

TEST_CASE("bounded queue: items come in order, and the rest once it is closed") {
  BoundedQueue<int> queue(4);
  queue.push(1);
  queue.push(2);
  CHECK(queue.pop() == 1);
  queue.close();
  CHECK(queue.pop() == 2);
  CHECK_FALSE(queue.pop().has_value());
}

TEST_CASE("bounded queue: who finds it full waits until it is half empty") {
  BoundedQueue<int> queue(4);
  for (int i = 0; i < 4; ++i) {
    queue.push(i);
  }
  std::atomic<bool> is_pushed = false;
  std::thread producer([&] {
    queue.push(4);
    is_pushed = true;
  });
  CHECK(queue.pop() == 0);
  CHECK_FALSE(is_pushed);
  CHECK(queue.pop() == 1);
  producer.join();
  for (const int left : {2, 3, 4}) {
    CHECK(queue.pop() == left);
  }
}

TEST_CASE("bounded queue: several at once") {
  BoundedQueue<int> queue(8);
  for (int i = 0; i < 5; ++i) {
    queue.push(i);
  }
  CHECK(queue.pop_some(3, 0ms) == std::vector<int>{0, 1, 2});
  CHECK(queue.pop_some(3, 0ms) == std::vector<int>{3, 4});
  CHECK(queue.pop_some(3, 0ms).empty());

  SUBCASE("waits for the last of them") {
    std::thread producer([&] {
      for (int i = 0; i < 3; ++i) {
        queue.push(i);
      }
    });
    CHECK(queue.pop_some(3, 1h) == std::vector<int>{0, 1, 2});
    producer.join();
  }
  SUBCASE("is hurried while it waits, or before") {
    queue.push(1);
    std::thread other([&] { queue.hurry(); });
    CHECK(queue.pop_some(3, 1h) == std::vector<int>{1});
    other.join();
    CHECK(queue.pop_some(3, 0ms).empty());
  }
  SUBCASE("is hurried once only") {
    queue.hurry();
    CHECK(queue.pop_some(3, 1h).empty());
    queue.push(1);
    CHECK(queue.pop_some(1, 1h) == std::vector<int>{1});
  }
  SUBCASE("is closed") {
    std::thread other([&] { queue.close(); });
    CHECK(queue.pop_some(3, 1h).empty());
    other.join();
  }
}

TEST_CASE("in-flight budget: once exhausted, a quarter has to come back") {
  InFlightBudget budget(4, 100);
  for (int i = 0; i < 4; ++i) {
    REQUIRE(budget.acquire(10));
  }
  std::thread other([&] { CHECK(budget.acquire(10)); });
  budget.release(10);
  other.join();
  CHECK(budget.scenes() == 4);
}

TEST_CASE("in-flight budget: a source larger than all of it passes alone") {
  InFlightBudget budget(4, 100);
  REQUIRE(budget.acquire(90));
  std::atomic<bool> has_passed = false;
  std::thread other([&] {
    CHECK(budget.acquire(1000));
    has_passed = true;
  });
  CHECK_FALSE(has_passed);
  budget.release(90);
  other.join();
  CHECK(budget.scenes() == 1);
  budget.close();
  CHECK_FALSE(budget.acquire(0));
}

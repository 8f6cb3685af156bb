#include "core/base/ordered_parallel.hpp"

#include <atomic>
#include <numeric>
#include <stdexcept>

#include <doctest/doctest.h>

namespace bazc {

TEST_CASE("ordered_parallel consumes every result in order") {
  std::vector<std::size_t> seen;
  ordered_parallel(
      1000, 4, [](std::size_t index) { return index * 2; },
      [&](std::size_t index, std::size_t result) {
        CHECK(result == index * 2);
        seen.push_back(index);
        return Continue::yes;
      });
  std::vector<std::size_t> expected(1000);
  std::iota(expected.begin(), expected.end(), std::size_t{0});
  CHECK(seen == expected);
}

TEST_CASE("ordered_parallel runs ahead by a bounded number of results") {
  constexpr std::size_t threads = 3;
  std::atomic<std::size_t> produced{0};
  std::size_t most_ahead = 0;
  ordered_parallel(
      500, threads, [&](std::size_t index) { return ++produced, index; },
      [&](std::size_t index, std::size_t) {
        most_ahead = std::max(most_ahead, produced.load() - index);
        return Continue::yes;
      });
  CHECK(most_ahead <= threads * 4 + 1);
}

TEST_CASE("ordered_parallel starts no thread for a single index") {
  const auto caller = std::this_thread::get_id();
  bool is_consumed = false;
  ordered_parallel(
      1, 4, [&](std::size_t) { return std::this_thread::get_id(); },
      [&](std::size_t index, std::thread::id producer) {
        CHECK(index == 0);
        CHECK(producer == caller);
        is_consumed = true;
        return Continue::yes;
      });
  CHECK(is_consumed);
}

TEST_CASE("ordered_parallel stops when told") {
  std::atomic<std::size_t> produced{0};
  std::size_t consumed = 0;
  ordered_parallel(
      100'000, 2, [&](std::size_t index) { return ++produced, index; },
      [&](std::size_t, std::size_t) { return ++consumed == 3 ? Continue::no : Continue::yes; });
  CHECK(consumed == 3);
  CHECK(produced <= 3 + 2 * 4);
}

TEST_CASE("ordered_parallel throws on what either side throws") {
  const auto produce = [](std::size_t index) {
    if (index == 7) {
      throw std::runtime_error("produce");
    }
    return index;
  };
  CHECK_THROWS_WITH(
      ordered_parallel(100, 3, produce, [](std::size_t, std::size_t) { return Continue::yes; }),
      "produce");
  CHECK_THROWS_WITH(
      ordered_parallel(
          100, 3, [](std::size_t index) { return index; },
          [](std::size_t, std::size_t) -> Continue { throw std::runtime_error("consume"); }),
      "consume");
}

TEST_CASE("ordered_parallel does nothing for nothing") {
  ordered_parallel(
      0, 4, [](std::size_t index) { return index; },
      [](std::size_t, std::size_t) {
        FAIL("there is nothing to consume");
        return Continue::no;
      });
}

}  // namespace bazc

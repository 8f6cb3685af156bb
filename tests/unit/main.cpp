#define DOCTEST_CONFIG_IMPLEMENT
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/transform/sucrase/worker.hpp"

// The tests are their own engine workers, as the command line is its own.
int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (!arguments.empty() && arguments.front() == "--engine-worker") {
    return bazc::sucrase::run_worker(std::span(arguments).subspan(1));
  }
  return doctest::Context(argc, argv).run();
}

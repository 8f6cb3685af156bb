#include <cstdlib>
#include <iostream>

#include "cli/application.hpp"

namespace {

const std::atomic<int> interrupts{0};

}  // namespace

int main(int argc, char** argv) {
  const bazc::cli::Environment environment{
      .out = std::cout,
      .err = std::cerr,
      .executable = "/proc/self/exe",
      .clock = bazc::real_clock(),
      .interrupts = interrupts,
      .variable = [](std::string_view name) -> std::optional<std::string> {
        const char* value = std::getenv(std::string(name).c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
      },
  };
  return bazc::cli::run({argv + 1, argv + argc}, environment);
}

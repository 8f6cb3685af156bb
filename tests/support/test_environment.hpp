#pragma once

#include <fcntl.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/application.hpp"
#include "cli/environment.hpp"
#include "core/base/file.hpp"

namespace bazc::test {

/// A clock that stands still until a test moves it.
class ManualClock final : public Clock {
 public:
  [[nodiscard]] SystemTime system_now() const override { return SystemTime(now_); }
  [[nodiscard]] SteadyTime steady_now() const override { return SteadyTime(now_); }

  void advance(std::chrono::milliseconds step) { now_ += step; }

 private:
  std::chrono::milliseconds now_{1'000'000};
};

/// An engine whose result is a function of the source. Thread-safe if the function is.
class FakeTransformer final : public Transformer {
 public:
  using Function = std::function<Result<std::string, CompileError>(std::string_view)>;

  explicit FakeTransformer(Function function) : function_(std::move(function)) {}

  [[nodiscard]] std::string_view name() const override { return "fake"; }
  [[nodiscard]] Result<TransformOutput, CompileError> transform(std::string_view source) override {
    return function_(source).map([](std::string code) { return TransformOutput{std::move(code)}; });
  }

 private:
  Function function_;
};

/// A world for a command in a test: streams are strings, the clock stands still, standard input is
/// empty, the engine returns its source unless `transform` says otherwise.
struct TestEnvironment {
  std::ostringstream out;
  std::ostringstream err;
  ManualClock clock;
  std::atomic<int> interrupts{0};
  std::map<std::string, std::string, std::less<>> variables;
  FakeTransformer::Function transform = [](std::string_view source) {
    return Result<std::string, CompileError>(std::string(source));
  };
  cli::EngineOptions engine_options;  ///< that the command asked for
  FileDescriptor input{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
  cli::Environment environment{
      .out = out,
      .err = err,
      .input_fd = input.get(),
      .executable = {},
      .clock = clock,
      .interrupts = interrupts,
      .variable = [this](std::string_view name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
      },
      .make_transformer =
          [this](const cli::EngineOptions& options) -> Result<std::unique_ptr<Transformer>> {
        engine_options = options;
        return std::make_unique<FakeTransformer>(transform);
      }};

  int run(const std::vector<std::string>& arguments) { return cli::run(arguments, environment); }
};

}  // namespace bazc::test

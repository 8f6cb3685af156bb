#include "core/transform/sucrase/sucrase_transformer.hpp"

#include <duktape.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/transform/sucrase/sucrase_message.hpp"
#include "core/transform/sucrase/worker_process.hpp"

namespace bazc::sucrase {
namespace {

// A worker may die of something that is not in the source, so a source that it dies of is tried
// again, with a new worker.
constexpr int max_attempts = 3;

CompileError failure_of(WorkerProcess::Answer answer, const TransformerOptions& options) {
  using Failure = WorkerProcess::Failure;
  switch (answer.failure) {
    case Failure::timeout:
      return {.kind = CompileErrorKind::timeout,
              .message = fmt::format("not compiled within {} ms", options.compile_timeout.count()),
              .hint = "simplify the scene or raise --compile-timeout"};
    case Failure::out_of_memory:
      return {.kind = CompileErrorKind::out_of_memory,
              .message =
                  fmt::format("the compiler needs more than {} MiB", options.compile_memory >> 20U),
              .hint = "simplify the scene or raise --compile-memory"};
    case Failure::killed:
      return {.kind = CompileErrorKind::engine_unavailable,
              .message =
                  fmt::format("{} workers in a row were stopped: {}", max_attempts, answer.reason),
              .hint = "is the machine out of memory?"};
    case Failure::crash:
      break;
  }
  return {.kind = CompileErrorKind::engine_crash,
          .message = fmt::format("the engine stopped: {}", answer.reason)};
}

Result<TransformOutput, CompileError> result_of(Message message,
                                                const TransformerOptions& options) {
  switch (message.header.status) {
    case Status::transformed:
      return TransformOutput{std::move(message.text)};
    case Status::syntax_error:
      return fail(CompileError{.kind = CompileErrorKind::syntax,
                               .message = in_our_style(message.text),
                               .position = {message.header.line, message.header.column}});
    case Status::too_deep:
      return fail(CompileError{.kind = CompileErrorKind::too_deep,
                               .message = "the source is nested too deeply for Sucrase",
                               .hint = "split deeply nested expressions or elements"});
    case Status::out_of_memory:
      return fail(failure_of({.failure = WorkerProcess::Failure::out_of_memory}, options));
    case Status::ready:
    case Status::request:
    case Status::engine_error:
      break;
  }
  return fail(CompileError{.kind = CompileErrorKind::engine_crash,
                           .message = fmt::format("the engine failed: {}", message.text)});
}

class SucraseTransformer final : public Transformer {
 public:
  explicit SucraseTransformer(TransformerOptions options) : options_(std::move(options)) {
    options_.worker_command.push_back(std::to_string(options_.compile_memory));
  }

  [[nodiscard]] std::string_view name() const override { return "sucrase"; }

  [[nodiscard]] EngineStatistics statistics() const override {
    return {.sucrase = results_.load()};
  }

  [[nodiscard]] Result<TransformOutput, CompileError> transform(std::string_view source) override {
    for (int attempt = 1;; ++attempt) {
      auto worker = acquire();
      if (!worker) {
        return fail(CompileError{.kind = CompileErrorKind::engine_unavailable,
                                 .message = worker.error().message,
                                 .hint = worker.error().hint});
      }
      auto answer = worker->call(source, options_.compile_timeout);
      if (answer.message) {
        const Status status = answer.message->header.status;
        const bool reusable = status == Status::transformed || status == Status::syntax_error;
        ++results_;
        give_back(reusable ? std::optional(std::move(*worker)) : std::nullopt);
        return result_of(std::move(*answer.message), options_);
      }
      give_back(std::nullopt);
      const bool died = answer.failure == WorkerProcess::Failure::crash ||
                        answer.failure == WorkerProcess::Failure::killed;
      if (!died || attempt == max_attempts) {
        return fail(failure_of(std::move(answer), options_));
      }
    }
  }

 private:
  // An idle worker, or a new one where there may be another; otherwise waits.
  Result<WorkerProcess> acquire() {
    {
      std::unique_lock lock(mutex_);
      freed_.wait(lock, [this] { return !idle_.empty() || busy_ < options_.workers; });
      ++busy_;
      if (!idle_.empty()) {
        WorkerProcess worker = std::move(idle_.back());
        idle_.pop_back();
        return worker;
      }
    }
    auto worker = WorkerProcess::start(options_.worker_command);
    if (!worker) {
      give_back(std::nullopt);
    }
    return worker;
  }

  void give_back(std::optional<WorkerProcess> worker) {
    {
      const std::lock_guard lock(mutex_);
      --busy_;
      if (worker) {
        idle_.push_back(std::move(*worker));
      }
    }
    freed_.notify_one();
  }

  TransformerOptions options_;
  std::atomic<std::uint64_t> results_ = 0;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<WorkerProcess> idle_;
  std::size_t busy_ = 0;
};

}  // namespace

std::unique_ptr<Transformer> make_transformer(TransformerOptions options) {
  return std::make_unique<SucraseTransformer>(std::move(options));
}

std::string version_text() {
  return fmt::format("sucrase 3.35.1 (Duktape {}.{}.{})", DUK_VERSION / 10000,
                     DUK_VERSION / 100 % 100, DUK_VERSION % 100);
}

}  // namespace bazc::sucrase

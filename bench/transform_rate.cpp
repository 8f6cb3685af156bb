// How fast the native engine is over files in memory, warm. See README.md.
//
// usage: transform_rate THREADS FILES…
//        transform_rate --refused FILES…      prints the files that the engine refuses, one a line
//
// For each line of standard input, a number of passes over all files, prints
// {"seconds":…,"bytes":…,"peak_kib":…}: the time of the passes, the size of the files, the largest
// resident size so far. A file that the engine refuses is an error.
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "core/base/file.hpp"
#include "core/transform/native/native_engine.hpp"

namespace bazc {
namespace {

struct Source {
  std::string name;
  std::string text;
};

std::optional<std::size_t> parse_count(std::string_view text) {
  std::size_t count = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_count = fault == std::errc() && end == text.data() + text.size() && count > 0;
  return is_count ? std::optional(count) : std::nullopt;
}

/// As many engines as threads, each warm from pass to pass.
class Engines {
 public:
  explicit Engines(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) {
      engines_.push_back(std::make_unique<native::Engine>(native::EngineOptions{}));
    }
  }

  /// What the first refused source is told, if there is one.
  std::optional<std::string> run(const std::vector<Source>& sources, std::size_t passes) {
    next_ = 0;
    fault_.reset();
    const std::size_t count = sources.size() * passes;
    if (engines_.size() == 1) {
      work(*engines_.front(), sources, count);
    } else {
      std::vector<std::jthread> threads;
      for (const auto& engine : engines_) {
        threads.emplace_back([&] { work(*engine, sources, count); });
      }
    }
    return fault_;
  }

 private:
  void work(native::Engine& engine, const std::vector<Source>& sources, std::size_t count) {
    for (std::size_t i = next_++; i < count; i = next_++) {
      const Source& source = sources[i % sources.size()];
      if (const auto result = engine.transform(source.text); !result) {
        const std::lock_guard lock(mutex_);
        fault_ = source.name + ": " + result.error().message;
        next_ = count;
      }
    }
  }

  std::vector<std::unique_ptr<native::Engine>> engines_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::optional<std::string> fault_;
};

/// VmHWM; getrusage(2) would count what the parent had when it forked.
std::size_t peak_kib() {
  constexpr std::string_view name = "VmHWM:";
  const std::string status = read_file("/proc/self/status").value_or("");
  const std::size_t at = status.find(name);
  return at == std::string::npos
             ? 0
             : static_cast<std::size_t>(std::strtol(&status[at + name.size()], nullptr, 10));
}

Result<std::vector<Source>> read_sources(const std::vector<std::string>& files) {
  std::vector<Source> sources;
  for (const std::string& file : files) {
    auto text = read_file(file);
    if (!text) {
      return fail(text.error());
    }
    sources.push_back({file, *std::move(text)});
  }
  return sources;
}

int print_refused(const std::vector<Source>& sources) {
  native::Engine engine({});
  for (const Source& source : sources) {
    if (!engine.transform(source.text)) {
      fmt::print("{}\n", source.name);
    }
  }
  return EXIT_SUCCESS;
}

int run(std::size_t threads, const std::vector<Source>& sources) {
  std::size_t bytes = 0;
  for (const Source& source : sources) {
    bytes += source.text.size();
  }
  Engines engines(threads);
  for (std::string line; std::getline(std::cin, line);) {
    const auto passes = parse_count(line);
    if (!passes) {
      fmt::print(stderr, "transform_rate: '{}' is no number of passes\n", line);
      return EXIT_FAILURE;
    }
    const auto begin = std::chrono::steady_clock::now();
    if (const auto fault = engines.run(sources, *passes)) {
      fmt::print(stderr, "transform_rate: {}\n", *fault);
      return EXIT_FAILURE;
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    fmt::print("{{\"seconds\":{:.9f},\"bytes\":{},\"peak_kib\":{}}}\n", elapsed.count(), bytes,
               peak_kib());
    std::fflush(stdout);
  }
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace bazc

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool is_check = !arguments.empty() && arguments[0] == "--refused";
  const auto threads = arguments.empty() ? std::nullopt : bazc::parse_count(arguments[0]);
  if (arguments.size() < 2 || (!threads && !is_check)) {
    fmt::print(stderr, "usage: transform_rate THREADS|--refused FILE...\n");
    return 2;
  }
  const auto sources = bazc::read_sources({arguments.begin() + 1, arguments.end()});
  if (!sources) {
    fmt::print(stderr, "transform_rate: {}\n", sources.error().message);
    return EXIT_FAILURE;
  }
  return is_check ? bazc::print_refused(*sources) : bazc::run(*threads, *sources);
}

#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string_view>

#include "core/transform/transformer.hpp"

namespace bazc {

struct CrossCheckOptions {
  /// Of the sources, from 0 to 1. A source is chosen by the first 64 bits of its SHA-256 as a
  /// fraction of 2^64, which must be less: the same sources in every run, and those of a smaller
  /// share are among those of a larger one.
  double share = 0;
  std::filesystem::path reproducer_directory = {};  ///< empty: differences are not kept
};

/// Compares results of the native engine with Sucrase's. Thread-safe.
class CrossCheck {
 public:
  CrossCheck(CrossCheckOptions options, std::shared_ptr<Transformer> sucrase);

  /// What is to be taken for the native engine's output: itself, if the source is not chosen, if
  /// Sucrase gives the same bytes, or if Sucrase comes to no result (which is a warning); otherwise
  /// Sucrase's result, be it an error, with a warning and a reproducer.
  [[nodiscard]] Result<TransformOutput, CompileError> settle(std::string_view source,
                                                             TransformOutput native);

  /// Fills in what it counts.
  void add_to(EngineStatistics& statistics) const;

 private:
  [[nodiscard]] bool chooses(std::string_view source) const;

  CrossCheckOptions options_;
  std::shared_ptr<Transformer> sucrase_;
  std::atomic<std::uint64_t> checked_ = 0;
  std::atomic<std::uint64_t> different_ = 0;
  std::atomic<std::uint64_t> undecided_ = 0;
};

}  // namespace bazc

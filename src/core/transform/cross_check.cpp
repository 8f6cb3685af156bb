#include "core/transform/cross_check.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/module/content_hash.hpp"
#include "core/transform/reproducer.hpp"

namespace bazc {
namespace {

// A transform keeps lines, so the line is the source's as well.
SourcePosition first_difference(std::string_view one, std::string_view other) {
  const auto [end, unused] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  return {static_cast<std::uint32_t>(std::count(one.begin(), end, '\n') + 1), 1};
}

// "kept in DIR/HASH".
std::string keep(const std::filesystem::path& directory, const Reproducer& reproducer) {
  if (directory.empty()) {
    return "keep it with --reproducer-dir DIR";
  }
  const auto kept = keep_reproducer(directory, reproducer);
  return kept ? fmt::format("kept in '{}'", kept->string())
              : fmt::format("not kept: {}", kept.error().message);
}

}  // namespace

CrossCheck::CrossCheck(CrossCheckOptions options, std::shared_ptr<Transformer> sucrase)
    : options_(std::move(options)), sucrase_(std::move(sucrase)) {}

bool CrossCheck::chooses(std::string_view source) const {
  if (options_.share <= 0 || options_.share >= 1) {
    return options_.share > 0;
  }
  constexpr double below_one = 1.0 / (std::uint64_t{1} << 53U);
  constexpr int hexadecimal = 16;
  const std::string hash = content_hash(source);
  std::uint64_t number = 0;
  std::from_chars(hash.data(), hash.data() + hash.size(), number, hexadecimal);
  return static_cast<double>(number >> 11U) * below_one < options_.share;  // what a double holds
}

Result<TransformOutput, CompileError> CrossCheck::settle(std::string_view source,
                                                         TransformOutput native) {
  if (!chooses(source)) {
    return native;
  }
  auto sucrase = sucrase_->transform(source);
  if (!sucrase && !is_scene_fault(sucrase.error().kind)) {
    return sucrase;
  }
  if (!sucrase && sucrase.error().kind != CompileErrorKind::syntax) {
    ++undecided_;
    native.warnings.push_back(
        {CompileWarningKind::not_cross_checked,
         fmt::format("not compared with Sucrase, which failed: {}", sucrase.error().message)});
    return native;
  }
  ++checked_;
  if (sucrase && sucrase->code == native.code) {
    return native;
  }
  ++different_;
  const std::string kept = keep(options_.reproducer_directory, {source, native.code, sucrase});
  if (!sucrase) {
    sucrase.error().warnings.push_back(
        {CompileWarningKind::engines_differ,
         fmt::format("the native engine accepts what Sucrase refuses; {}", kept),
         sucrase.error().position});
    return sucrase;
  }
  native.warnings.push_back(
      {CompileWarningKind::engines_differ,
       fmt::format("the native engine's output differs from Sucrase's, which was taken; {}", kept),
       first_difference(sucrase->code, native.code)});
  native.code = std::move(sucrase->code);
  return native;
}

void CrossCheck::add_to(EngineStatistics& statistics) const {
  statistics.cross_checked = checked_;
  statistics.different = different_;
  statistics.undecided = undecided_;
}

}  // namespace bazc

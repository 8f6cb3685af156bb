#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace bazc::cli {

/// "0 B", "1023 B", "1.5 KiB", "256 MiB": powers of 1024, one decimal where it is not zero.
[[nodiscard]] std::string format_bytes(std::uint64_t bytes);

/// "0 ms", "512 ms", "1.5 s", "3 min 05 s", "2 h 07 min".
[[nodiscard]] std::string format_duration(std::chrono::milliseconds duration);

/// "12,345".
[[nodiscard]] std::string format_count(std::uint64_t count);

/// "1 scene", "12,345 scenes".
[[nodiscard]] std::string format_count(std::uint64_t count, std::string_view singular,
                                       std::string_view plural);

}  // namespace bazc::cli

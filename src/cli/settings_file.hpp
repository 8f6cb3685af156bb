#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace bazc::cli {

/// One `key = value` of a settings file. A number or a boolean is kept as the text it was written
/// in: the option that the key names parses it.
struct Setting {
  std::string section;  ///< "" above the first [section]
  std::string key;
  std::vector<std::string> values;  ///< one, unless is_array
  bool is_array = false;
  std::size_t line = 0;  ///< of the key, from 1
};

struct SettingsFile {
  std::string name;  ///< for messages
  std::vector<Setting> settings;
  struct Section {
    std::string name;
    std::size_t line = 0;
  };
  std::vector<Section> sections;
};

/// Reads the part of TOML 1.0 that options need: comments, [sections], bare and quoted keys,
/// one-line strings of both kinds, numbers, booleans, and arrays of those. Dotted keys, inline
/// tables, dates and multi-line strings are errors, and so is a key or section that comes twice.
/// Every error is `usage` and names file and line.
[[nodiscard]] Result<SettingsFile> parse_settings(std::string_view text, std::string name);

/// The same from a file; `not_found` where there is none.
[[nodiscard]] Result<SettingsFile> read_settings(const std::filesystem::path& path);

}  // namespace bazc::cli

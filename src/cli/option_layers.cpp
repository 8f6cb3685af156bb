#include "cli/option_layers.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/suggestion.hpp"

namespace bazc::cli {
namespace {

/// `place` says where the texts stand: "for '--jobs'", "for BAZC_JOBS".
Result<void> set_option(const Option& option, const std::vector<std::string>& texts,
                        std::string_view prefix, std::string_view place) {
  // The last one of a command line wins; a script can so add to a given line.
  const auto first =
      option.repeat == Repeat::yes || texts.empty() ? texts.begin() : texts.end() - 1;
  for (auto text = first; text != texts.end(); ++text) {
    if (auto set = option.set(*text); !set) {
      return fail(ErrorKind::usage, fmt::format("{}invalid value '{}' for {}: {}", prefix, *text,
                                                place, set.error()));
    }
  }
  return {};
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) {
      parts.emplace_back(text.substr(0, comma));
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

const Setting* find_setting(const SettingsFile& file, std::string_view section,
                            std::string_view key) {
  const auto found = std::find_if(
      file.settings.begin(), file.settings.end(),
      [&](const Setting& setting) { return setting.section == section && setting.key == key; });
  return found == file.settings.end() ? nullptr : &*found;
}

Result<void> set_from_file(const Option& option, const Setting& setting, std::string_view file) {
  const std::string prefix = fmt::format("{}:{}: ", file, setting.line);
  if (setting.is_array && option.repeat == Repeat::no) {
    return fail(ErrorKind::usage,
                fmt::format("{}key '{}' takes one value, not an array", prefix, setting.key));
  }
  return set_option(option, setting.values, prefix, fmt::format("key '{}'", setting.key));
}

std::set<std::string> file_keys(const OptionSet& options) {
  std::set<std::string> keys;
  for (const Option& option : options.options()) {
    if (option.layers == Layers::all) {
      keys.insert(option.name.name);
    }
  }
  return keys;
}

}  // namespace

std::string variable_name(const Option& option) {
  std::string name = "BAZC_" + option.name.name;
  std::transform(name.begin(), name.end(), name.begin(), [](char each) {
    return each == '-'                  ? '_'
           : each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A')
                                        : each;
  });
  return name;
}

Result<void> apply_layers(const OptionSet& options, const Arguments& arguments,
                          const ReadVariable& variable, const SettingsFile& file,
                          std::string_view command) {
  for (const Option& option : options.options()) {
    Result<void> set;
    if (const auto given = arguments.options.find(option.name.name);
        given != arguments.options.end()) {
      set = set_option(option, given->second, "", fmt::format("'{}'", option.display_name()));
    } else if (option.layers != Layers::command_line_only) {
      const std::string name = variable_name(option);
      const auto text = variable(name);
      const Setting* setting = nullptr;
      if (option.layers == Layers::all) {
        setting = find_setting(file, command, option.name.name);
        setting = setting == nullptr ? find_setting(file, "", option.name.name) : setting;
      }
      if (text && !text->empty()) {
        set = set_option(
            option,
            option.repeat == Repeat::yes ? split_at_commas(*text) : std::vector<std::string>{*text},
            "", name);
      } else if (setting != nullptr) {
        set = set_from_file(option, *setting, file.name);
      }
    }
    if (!set) {
      return set;
    }
  }
  return {};
}

Result<void> check_settings(const SettingsFile& file, const std::vector<KnownOptions>& commands) {
  std::set<std::string> keys_of_any;
  std::vector<std::string> names;
  for (const KnownOptions& command : commands) {
    keys_of_any.merge(file_keys(*command.options));
    names.push_back(command.command);
  }
  for (const SettingsFile::Section& section : file.sections) {
    if (std::find(names.begin(), names.end(), section.name) == names.end()) {
      return fail(ErrorKind::usage,
                  fmt::format("{}:{}: unknown section [{}]: no such command{}", file.name,
                              section.line, section.name, did_you_mean(section.name, names)));
    }
  }
  for (const Setting& setting : file.settings) {
    std::set<std::string> keys = keys_of_any;
    for (const KnownOptions& command : commands) {
      if (command.command == setting.section) {
        keys = file_keys(*command.options);
      }
    }
    if (!keys.contains(setting.key)) {
      const std::vector<std::string> known(keys.begin(), keys.end());
      return fail(
          ErrorKind::usage,
          fmt::format("{}:{}: unknown key '{}'{}{}", file.name, setting.line, setting.key,
                      setting.section.empty() ? "" : fmt::format(" in [{}]", setting.section),
                      did_you_mean(setting.key, known)));
    }
  }
  return {};
}

}  // namespace bazc::cli

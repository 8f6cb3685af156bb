#include "cli/argument_parser.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/suggestion.hpp"

namespace bazc::cli {
namespace {

std::vector<std::string> display_names(const OptionSet& options) {
  std::vector<std::string> names;
  for (const Option& option : options.options()) {
    names.push_back(option.display_name());
  }
  return names;
}

tl::unexpected<Error> missing_value(const Option& option) {
  return fail(ErrorKind::usage, fmt::format("option '{}' needs a value: {}", option.display_name(),
                                            option.value_name));
}

tl::unexpected<Error> unknown_option(std::string_view argument, const OptionSet& options) {
  const std::string_view name = argument.substr(0, argument.find('='));
  return fail(ErrorKind::usage, fmt::format("unknown option '{}'{}", name,
                                            did_you_mean(name, display_names(options))));
}

/// CLI11 2.1 takes the next argument as the value of "--name="; as two arguments it is what it
/// says: an empty value. Its parser wants the arguments in reverse.
std::vector<std::string> prepare(const std::vector<std::string>& arguments,
                                 const OptionSet& options) {
  std::vector<std::string> prepared;
  bool only_positionals = false;
  for (const std::string& argument : arguments) {
    only_positionals = only_positionals || argument == "--";
    if (!only_positionals && argument.starts_with("--") &&
        argument.find('=') + 1 == argument.size()) {
      const std::string name = argument.substr(2, argument.size() - 3);
      if (const Option* option = options.find(name); option != nullptr && !option->is_flag()) {
        prepared.push_back("--" + name);
        prepared.emplace_back();
        continue;
      }
    }
    prepared.push_back(argument);
  }
  std::reverse(prepared.begin(), prepared.end());
  return prepared;
}

/// Whether the arguments could name the option: what they cannot name need not be made known to
/// CLI11, to which each costs as much as a small source costs the compiler.
bool could_be_given(const Option& option, const std::vector<std::string>& arguments) {
  const std::string name = option.display_name();
  const char letter = option.name.short_name;
  return std::any_of(arguments.begin(), arguments.end(), [&](std::string_view argument) {
    return argument.starts_with(name) ||
           (letter != '\0' && argument.starts_with('-') && argument.find(letter) != argument.npos);
  });
}

/// Whether `argument`, taken as a value, is rather the next option: its own value is missing.
bool is_known_option(const std::string& argument, const OptionSet& options) {
  return argument.starts_with("--") && options.find(argument.substr(2)) != nullptr;
}

/// The value option that stands last, which is where CLI11 misses a value.
const Option* option_of(std::string_view argument, const OptionSet& options) {
  for (const Option& option : options.options()) {
    if (argument == option.display_name() ||
        (option.name.short_name != '\0' && argument.starts_with('-') &&
         !argument.starts_with("--") && argument.back() == option.name.short_name)) {
      return &option;
    }
  }
  return nullptr;
}

}  // namespace

Result<Arguments> parse_arguments(const std::vector<std::string>& arguments,
                                  const OptionSet& options, StopAt stop_at) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.prefix_command(stop_at == StopAt::first_positional);
  std::vector<std::pair<const Option*, CLI::Option*>> bound;
  for (const Option& option : options.options()) {
    if (!could_be_given(option, arguments)) {
      continue;
    }
    std::string names = option.display_name();
    if (option.name.short_name != '\0') {
      names += std::string(",-") + option.name.short_name;
    }
    // Positionals are taken from what is left over: CLI11 would read one that is named "[a,b]" as
    // an array.
    CLI::Option* added =
        option.is_flag() ? app.add_flag(names)
                         : app.add_option(names, CLI::callback_t([](const auto&) { return true; }));
    added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    bound.emplace_back(&option, added);
  }
  try {
    app.parse(prepare(arguments, options));
  } catch (const CLI::ArgumentMismatch&) {
    if (const Option* option = option_of(arguments.back(), options)) {
      return missing_value(*option);
    }
    return fail(ErrorKind::usage, fmt::format("'{}' needs a value", arguments.back()));
  } catch (const CLI::ParseError& error) {
    return fail(ErrorKind::usage, fmt::format("cannot read the arguments: {}", error.what()));
  }

  Arguments parsed;
  bool only_positionals = false;
  for (const std::string& left_over : app.remaining()) {
    if (!only_positionals && left_over == "--") {
      only_positionals = true;
    } else if (!only_positionals && left_over.size() > 1 && left_over.front() == '-') {
      return unknown_option(left_over, options);
    } else {
      only_positionals = only_positionals || stop_at == StopAt::first_positional;
      parsed.positionals.push_back(left_over);
    }
  }
  for (const auto& [option, result] : bound) {
    if (result->count() == 0) {
      continue;
    }
    for (const std::string& value : result->results()) {
      if (!option->is_flag() && is_known_option(value, options)) {
        return missing_value(*option);
      }
    }
    parsed.options[option->name.name] = result->results();
  }
  return parsed;
}

}  // namespace bazc::cli

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace bazc::cli {

/// A value, or what would have been allowed: "expected a whole number from 1 to 256". The caller
/// adds which option and which text.
template <class T>
using Parsed = Result<T, std::string>;

enum class Repeat { no, yes };

/// Where an option may be set besides the command line.
enum class Layers { command_line_only, command_line_and_variable, all };

struct OptionName {
  // NOLINTNEXTLINE(google-explicit-constructor): most options are written as their name alone.
  OptionName(const char* long_name) : name(long_name) {}
  OptionName(const char* long_name, char letter) : name(long_name), short_name(letter) {}

  std::string name;  ///< without "--"
  char short_name = '\0';
};

struct Option {
  OptionName name;
  std::string value_name;  ///< in help: "SIZE"; empty: a flag
  std::string description;
  Repeat repeat = Repeat::no;
  Layers layers = Layers::all;
  std::function<Parsed<void>(std::string_view text)> set = {};

  [[nodiscard]] bool is_flag() const { return value_name.empty(); }
  [[nodiscard]] std::string display_name() const { return "--" + name.name; }
};

struct Positional {
  std::string value_name;
  std::vector<std::string>* target = nullptr;
};

/// The options of one command, bound to variables of the command's. Knows nothing of where a value
/// comes from: see option_layers.hpp. A variable keeps its initial value, the default, where no
/// layer sets it.
class OptionSet {
 public:
  // Each of these gives the option for its rarer fields to be set; valid until the next one is
  // added.

  /// A switch, false unless given; `--name=false` unsets what a file has set.
  Option& flag(OptionName name, bool& target, std::string description);

  /// An option with a value. `parse` takes the text and gives Parsed<something assignable to T>.
  template <class T, class Parse>
  Option& value(OptionName name, std::string value_name, T& target, Parse parse,
                std::string description) {
    Option option{std::move(name), std::move(value_name), std::move(description)};
    option.set = [&target, parse = std::move(parse)](std::string_view text) -> Parsed<void> {
      auto parsed = parse(text);
      if (!parsed) {
        return fail(std::move(parsed).error());
      }
      target = *std::move(parsed);
      return {};
    };
    return add(std::move(option));
  }

  /// An option whose value is any text.
  template <class T>
  Option& text(OptionName name, std::string value_name, T& target, std::string description) {
    return value(
        std::move(name), std::move(value_name), target,
        [](std::string_view value) -> Parsed<std::string> { return std::string(value); },
        std::move(description));
  }

  /// The arguments that are no options; without it, one is an error.
  void positionals(std::string value_name, std::vector<std::string>& target);

  Option& add(Option option);

  [[nodiscard]] const std::vector<Option>& options() const { return options_; }
  [[nodiscard]] const Positional& positional() const { return positional_; }
  /// By the name without dashes; nullptr where there is none.
  [[nodiscard]] const Option* find(std::string_view name) const;

 private:
  std::vector<Option> options_;
  Positional positional_;
};

}  // namespace bazc::cli

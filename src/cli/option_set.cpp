#include "cli/option_set.hpp"

#include <algorithm>

#include "cli/option_values.hpp"

namespace bazc::cli {

Option& OptionSet::flag(OptionName name, bool& target, std::string description) {
  Option option{.name = std::move(name), .value_name = {}, .description = std::move(description)};
  option.set = [&target](std::string_view text) -> Parsed<void> {
    const auto value = parse_boolean(text);
    if (!value) {
      return fail(value.error());
    }
    target = *value;
    return {};
  };
  return add(std::move(option));
}

void OptionSet::positionals(std::string value_name, std::vector<std::string>& target) {
  positional_ = Positional{std::move(value_name), &target};
}

Option& OptionSet::add(Option option) {
  return options_.emplace_back(std::move(option));
}

const Option* OptionSet::find(std::string_view name) const {
  const auto found = std::find_if(options_.begin(), options_.end(),
                                  [&](const Option& option) { return option.name.name == name; });
  return found == options_.end() ? nullptr : &*found;
}

}  // namespace bazc::cli

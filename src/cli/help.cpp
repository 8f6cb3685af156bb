#include "cli/help.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace bazc::cli {
namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t widest_name_column = 26;

struct Entry {
  std::string name;
  std::string description;
};

/// `text` in lines of at most `width` cells, broken at spaces; all of our texts are ASCII.
std::vector<std::string> wrap_text(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (text.size() > width) {
    std::size_t end = text.rfind(' ', width);
    end = end == std::string_view::npos || end == 0 ? std::min(text.find(' '), text.size()) : end;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  lines.emplace_back(text);
  return lines;
}

std::string render_entries(std::string_view title, const std::vector<Entry>& entries) {
  if (entries.empty()) {
    return {};
  }
  std::size_t column = 0;
  for (const Entry& entry : entries) {
    column = std::max(column, std::min(entry.name.size(), widest_name_column));
  }
  const std::size_t indent = 2 + column + 2;
  std::string out = fmt::format("\n{}:\n", title);
  for (const Entry& entry : entries) {
    out += fmt::format("  {:<{}}  ", entry.name, column);
    if (entry.name.size() > column) {
      out.resize(out.size() - 2);
      out += fmt::format("\n{:{}}", "", indent);
    }
    bool first = true;
    for (const std::string& line : wrap_text(entry.description, page_width - indent)) {
      out += first ? line : fmt::format("\n{:{}}{}", "", indent, line);
      first = false;
    }
    out += '\n';
  }
  return out;
}

std::vector<Entry> entries_of(const OptionSet& options) {
  std::vector<Entry> entries;
  for (const Option& option : options.options()) {
    std::string name = option.name.short_name == '\0'
                           ? std::string("    ")
                           : fmt::format("-{}, ", option.name.short_name);
    name += option.display_name();
    if (!option.is_flag()) {
      name += " " + option.value_name;
    }
    entries.push_back({std::move(name), option.description});
  }
  return entries;
}

constexpr std::string_view application_examples =
    "  bazc compile scene.tsx -o scene.js\n"
    "  bazc init --db sqlite:scenes.db --store file:bucket\n"
    "  bazc migrate --db sqlite:scenes.db --store file:bucket\n"
    "  bazc verify --db sqlite:scenes.db --store file:bucket\n"
    "  bazc migrate --help\n";

constexpr std::string_view layers_note =
    "Every option but --help and --version can also be set by a variable, --batch-size\n"
    "by BAZC_BATCH_SIZE, or in bazc.toml: a line \"batch-size = 50\", above all sections\n"
    "or in a section [COMMAND]. The command line wins over the variable, that over the\n"
    "file.\n";

}  // namespace

std::string application_help(std::span<const CommandDescription* const> commands,
                             const OptionSet& global_options) {
  std::vector<Entry> entries;
  for (const CommandDescription* command : commands) {
    entries.push_back({std::string(command->name), std::string(command->summary)});
  }
  return fmt::format(
      "bazc compiles TSX scenes to ES modules, stored under a hash of their content.\n\n"
      "Usage: bazc COMMAND [OPTIONS] [ARGUMENTS]\n{}{}\nExamples:\n{}\n{}",
      render_entries("Commands", entries), render_entries("Options", entries_of(global_options)),
      application_examples, layers_note);
}

std::string command_help(const CommandDescription& command, const OptionSet& options,
                         const OptionSet& global_options) {
  std::string out =
      fmt::format("{}.\n\nUsage: bazc {} {}\n", command.summary, command.name, command.arguments);
  if (!command.details.empty()) {
    out += fmt::format("\n{}\n", command.details);
  }
  out += render_entries("Options", entries_of(options));
  out += render_entries("Options of every command", entries_of(global_options));
  out += fmt::format("\nExamples:\n{}\n{}", command.examples, layers_note);
  return out;
}

}  // namespace bazc::cli

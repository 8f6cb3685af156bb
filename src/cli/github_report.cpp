#include "cli/github_report.hpp"

#include <fcntl.h>

#include <cerrno>
#include <ostream>

#include <fmt/format.h>

#include "cli/migration_display.hpp"
#include "cli/terminal/quantities.hpp"
#include "core/base/file.hpp"
#include "core/diagnostics/visible_text.hpp"

namespace bazc::cli {
namespace {

// GitHub shows so many errors of a step, and drops the rest.
constexpr std::size_t max_annotations = 10;
constexpr std::size_t max_groups = 50;

enum class CommandPart { property, message };

// Of GitHub's own @actions/core: these characters, and no others, have an escape.
std::string escaped(std::string_view text, CommandPart part) {
  std::string result;
  for (const char c : text) {
    const bool in_property = part == CommandPart::property;
    if (c == '%') {
      result += "%25";
    } else if (c == '\r') {
      result += "%0D";
    } else if (c == '\n') {
      result += "%0A";
    } else if (c == ':' && in_property) {
      result += "%3A";
    } else if (c == ',' && in_property) {
      result += "%2C";
    } else {
      result += c;
    }
  }
  return result;
}

// For a cell of a table: nothing of a scene is markup.
std::string markdown(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]<>|&~#$@";
  std::string result;
  for (const char c : visible_text(text)) {
    if (special.find(c) != std::string_view::npos) {
      result += '\\';
    }
    result += c;
  }
  return result;
}

std::string heading_of(const MigrationReport& report) {
  const MigrationCounts& counts = report.counts;
  const std::string what =
      report.error ? "ended by an error"
      : counts.failed > 0
          ? fmt::format("{} of {} failed", format_count(counts.failed),
                        format_count(counts.planned, "scene", "scenes"))
          : fmt::format("{} compiled", format_count(counts.compiled, "scene", "scenes"));
  std::string text = fmt::format("### bazc migrate: {}\n\n", what);
  if (report.error) {
    text += fmt::format("{}\n\n", markdown(report.error->message));
  }
  return text;
}

Result<void> append(const std::filesystem::path& path, std::string_view text) {
  constexpr mode_t mode = 0666;
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, mode));
  if (!file) {
    return fail(system_error(errno, "write", path));
  }
  return write_all(file.get(), text, path);
}

}  // namespace

void GithubReport::scene_finished(const SceneEvent& event) {
  if (event.outcome == SceneOutcome::failed && annotations_.size() < max_annotations) {
    annotations_.push_back(github_annotation(event));
  }
}

Result<void> GithubReport::finish(const MigrationReport& report,
                                  const Environment& environment) const {
  for (const std::string& annotation : annotations_) {
    environment.err << annotation;
  }
  const auto path = environment.variable("GITHUB_STEP_SUMMARY");
  if (!path || path->empty()) {
    return {};
  }
  auto appended = append(*path, github_summary(report));
  return appended ? appended : fail(std::move(appended).error().with_context("--report github"));
}

std::string github_annotation(const SceneEvent& event) {
  const std::string id = escaped(to_string(event.id), CommandPart::property);
  const std::string place =
      event.position.line == 0
          ? ""
          : fmt::format(",line={},col={}", event.position.line, event.position.column);
  return fmt::format("::error file={}{},title=scene {}%3A {}::{}\n", id, place, id,
                     escaped(event.kind, CommandPart::property),
                     escaped(event.message, CommandPart::message));
}

std::string github_summary(const MigrationReport& report) {
  std::string text = heading_of(report) + "| run | |\n| --- | ---: |\n";
  for (const auto& row : summary_rows(report)) {
    text += fmt::format("| {} | {} |\n", markdown(row.at(0)), markdown(row.at(1)));
  }
  text += '\n';
  if (report.errors.empty()) {
    return text;
  }
  text += "| scenes | failure | message | such as |\n| ---: | --- | --- | --- |\n";
  std::size_t groups = 0;
  for (const ErrorGroup& group : report.errors) {
    if (++groups > max_groups) {
      text += fmt::format("| … | {} more kinds | | |\n", report.errors.size() - max_groups);
      break;
    }
    text += fmt::format("| {} | {} | {} | {} |\n", format_count(group.count), markdown(group.kind),
                        markdown(group.message), markdown(group.example_id));
  }
  return text + "\n";
}

}  // namespace bazc::cli

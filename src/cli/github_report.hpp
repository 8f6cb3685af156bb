#pragma once

#include <string>
#include <vector>

#include "cli/environment.hpp"
#include "core/migration/migration.hpp"

namespace bazc::cli {

/// Tells GitHub Actions of a run (docs.github.com, "Workflow commands for GitHub Actions"): an
/// error annotation for each of the first scenes that failed, and a summary of the job.
class GithubReport final : public MigrationObserver {
 public:
  void scene_finished(const SceneEvent& event) override;

  /// After the run: annotations on standard error, and, where GITHUB_STEP_SUMMARY names a file,
  /// the summary at its end, in Markdown. An error where that file cannot be written.
  [[nodiscard]] Result<void> finish(const MigrationReport& report,
                                    const Environment& environment) const;

 private:
  std::vector<std::string> annotations_;
};

/// "::error file=ID,line=L,col=C,title=scene ID: KIND::MESSAGE", a line; without the position where
/// it is not known. `file` is the scene's id: a row has no file.
[[nodiscard]] std::string github_annotation(const SceneEvent& event);

/// A heading, and tables of the run's numbers and of its failures.
[[nodiscard]] std::string github_summary(const MigrationReport& report);

}  // namespace bazc::cli

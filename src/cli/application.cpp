#include "cli/application.hpp"

#include <ostream>

namespace bazc::cli {

int run(const std::vector<std::string>& arguments, const Environment& environment) {
  if (arguments.empty()) {
    environment.err << "error: no command\n";
  }
  return static_cast<int>(ExitCode::usage);
}

}  // namespace bazc::cli

#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <string>

namespace bazc::test {

/// What `body` returns when it runs in a child process as a user without privileges: a test that is
/// root is above permissions. The child ends without running destructors or test reporters.
inline std::string run_unprivileged(const std::function<std::string()>& body) {
  constexpr uid_t nobody = 65534;
  int ends[2] = {-1, -1};
  if (::pipe(ends) != 0) {
    return "cannot make a pipe";
  }
  std::fflush(nullptr);  // or the child writes what is buffered once more
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    std::string answer = "cannot drop privileges";
    if (::getuid() != 0 || (::setgid(nobody) == 0 && ::setuid(nobody) == 0)) {
      answer = body();
    }
    const bool written = ::write(ends[1], answer.data(), answer.size()) >= 0;
    ::_exit(written ? 0 : 1);
  }
  ::close(ends[1]);
  std::string answer;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    answer.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  if (child > 0) {
    ::waitpid(child, nullptr, 0);
  }
  return answer;
}

}  // namespace bazc::test

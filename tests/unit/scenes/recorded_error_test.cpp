#include <doctest/doctest.h>

#include "core/base/utf8.hpp"
#include "core/scenes/scene_repository.hpp"

using bazc::CompileErrorKind;
using bazc::recorded_error;

TEST_CASE("a compile error is recorded as kind, message and position") {
  CHECK(recorded_error({CompileErrorKind::syntax, "unexpected token", {3, 5}}) ==
        "syntax: unexpected token (3:5)");
  CHECK(recorded_error({CompileErrorKind::empty, "the source is empty"}) ==
        "empty: the source is empty");
}

TEST_CASE("a recorded error is bounded, keeps its position, and has no NUL") {
  std::string message(std::string("é").size() * 4000, ' ');
  for (std::size_t i = 0; i < message.size(); i += 2) {
    message.replace(i, 2, "é");
  }
  const std::string text = recorded_error({CompileErrorKind::syntax, message, {1, 2}});
  CHECK(text.size() <= 4000);
  CHECK(text.ends_with("… (1:2)"));
  CHECK_FALSE(bazc::utf8::find_invalid(text));
  CHECK(recorded_error({CompileErrorKind::syntax, std::string("a\0b", 3)}) == "syntax: a b");
}

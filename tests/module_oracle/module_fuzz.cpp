// module_fuzz SECONDS SEED FILE…: feeds mutations of real files, and plain noise, to everything
// behind compile_scene. A crash, a sanitizer's report or a hang is the finding; the input that was
// being tried stands in the file module_fuzz.input of the working directory.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.hpp"
#include "core/module/compile_scene.hpp"
#include "core/module/component_choice.hpp"
#include "core/module/import_rewrite.hpp"
#include "core/module/module_check.hpp"
#include "core/module/module_wrap.hpp"

namespace {

class Identity : public bazc::Transformer {
 public:
  std::string_view name() const override { return "identity"; }
  bazc::Result<bazc::TransformOutput, bazc::CompileError> transform(
      std::string_view source) override {
    return bazc::TransformOutput{std::string(source)};
  }
};

constexpr std::array<std::string_view, 60> pieces = {"{",
                                                     "}",
                                                     "(",
                                                     ")",
                                                     "[",
                                                     "]",
                                                     "`",
                                                     "${",
                                                     "/",
                                                     "'",
                                                     "\"",
                                                     "\\",
                                                     "=>",
                                                     "=",
                                                     ",",
                                                     ";",
                                                     ":",
                                                     "?",
                                                     "?.",
                                                     "...",
                                                     "++",
                                                     "\n",
                                                     "*",
                                                     "@",
                                                     "#x",
                                                     " import ",
                                                     " export ",
                                                     " default ",
                                                     " from ",
                                                     " as ",
                                                     " class ",
                                                     " extends ",
                                                     " function ",
                                                     " async ",
                                                     " await ",
                                                     " yield ",
                                                     " let ",
                                                     " const ",
                                                     " var ",
                                                     " for(",
                                                     " of ",
                                                     " in ",
                                                     " return ",
                                                     " case ",
                                                     " static ",
                                                     " using ",
                                                     " new ",
                                                     "import(",
                                                     "import{a as b}from'react'",
                                                     "export*from'x'",
                                                     "window.__REMOTION_COMPONENT",
                                                     "Object.assign(",
                                                     "eval",
                                                     "Function",
                                                     "\xE2\x80\xA8",
                                                     "\xEF\xBB\xBF",
                                                     "\xFF",
                                                     "\\u{61}",
                                                     "//",
                                                     "/*"};

class Mutator {
 public:
  Mutator(std::vector<std::string> seeds, unsigned int seed)
      : seeds_(std::move(seeds)), random_(seed) {}

  std::string next() {
    std::string text;
    if (below(8) == 0) {
      for (std::size_t i = below(400); i > 0; --i) {
        text += pieces.at(below(pieces.size()));
      }
      return text;
    }
    const std::string& base = seeds_[below(seeds_.size())];
    const std::size_t begin = below(base.size() + 1);
    text = below(2) == 0 ? base : base.substr(begin, below(2000));
    for (std::size_t i = 1 + below(6); i > 0; --i) {
      mutate(text);
    }
    return text;
  }

 private:
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  void mutate(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    switch (below(5)) {
      case 0:
        text.insert(at, pieces.at(below(pieces.size())));
        break;
      case 1:
        text.erase(at, below(40) + 1);
        break;
      case 2:
        if (at < text.size()) {
          text[at] = static_cast<char>(below(256));
        }
        break;
      case 3:
        text.insert(at, text.substr(below(text.size() + 1), below(200)));
        break;
      default:
        text.resize(at);
    }
  }

  std::vector<std::string> seeds_;
  std::mt19937 random_;
};

void try_input(const std::string& input) {
  Identity identity;
  bazc::CompileOptions options;
  options.eval = bazc::EvalPolicy::allow;
  static_cast<void>(bazc::compile_scene(input, options, identity).has_value());
  // Each step by itself too: compile_scene stops at the first error.
  const bazc::ModuleScan scan = bazc::scan_module(input);
  static_cast<void>(bazc::rewrite_imports(input, scan, bazc::default_globals()).has_value());
  static_cast<void>(bazc::wrap_module(input, scan).has_value());
  static_cast<void>(bazc::choose_component(scan).has_value());
  static_cast<void>(bazc::default_export_warning(scan).has_value());
  static_cast<void>(bazc::check_module(input, scan, bazc::EvalPolicy::forbid).has_value());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: module_fuzz SECONDS SEED FILE...\n";
    return 2;
  }
  std::vector<std::string> seeds;
  for (int i = 3; i < argc; ++i) {
    seeds.push_back(bazc::read_file(argv[i]).value());
  }
  Mutator mutator(std::move(seeds), static_cast<unsigned int>(std::strtol(argv[2], nullptr, 10)));
  const auto end =
      std::chrono::steady_clock::now() + std::chrono::seconds(std::strtol(argv[1], nullptr, 10));
  std::size_t count = 0;
  std::chrono::duration<double> slowest{0};
  while (std::chrono::steady_clock::now() < end) {
    const std::string input = mutator.next();
    std::ofstream("module_fuzz.input", std::ios::binary) << input;
    const auto start = std::chrono::steady_clock::now();
    try_input(input);
    slowest =
        std::max<std::chrono::duration<double>>(slowest, std::chrono::steady_clock::now() - start);
    ++count;
  }
  std::cout << count << " inputs, the slowest took " << slowest.count() << " s\n";
}

#include "core/transform/native/name_table.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/transform/native/parser.hpp"

using namespace bazc::native;  // NOLINT(google-build-using-namespace)

namespace {

/// The name tokens of a source.
std::vector<Token> names_of(const ParsedSource& parsed) {
  std::vector<Token> names;
  for (const Token& token : parsed.tokens) {
    if (is_name(token.kind)) {
      names.push_back(token);
    }
  }
  return names;
}

}  // namespace

TEST_CASE("a word's key is the same of its text and in its place, whatever its size") {
  const std::string text = "aNameOfMoreThanSixteenBytes" + std::string(text_padding, '\0');
  for (std::size_t size = 0; size <= 27; ++size) {
    CAPTURE(size);
    CHECK(WordKey::of(text.data(), size) == WordKey::of(std::string_view(text).substr(0, size)));
  }
}

TEST_CASE("names are told apart by all of their bytes") {
  const std::string longer = "aNameOfMoreThanSixteenBytes";
  std::vector<std::string> names = {"a", "b", "aa", "eightsss", "ninessssa", "\xC3\xA9", "as"};
  // The same first and last eight bytes, and another one in between; the same but for the size.
  names.push_back(longer);
  names.push_back("aNameOfMoreThaNSixteenBytes");
  names.push_back("aaaaaaaaaaaaaaaaa");
  names.push_back("aaaaaaaaaaaaaaaaaa");
  std::string source;
  for (const std::string& name : names) {
    source += name + ";\n";
  }
  ParsedSource parsed;
  REQUIRE(parse(source + source + "other; aNameOfMoreThAnSixteenBytes;", parsed, {}).has_value());
  const std::vector<Token> tokens = names_of(parsed);
  REQUIRE(tokens.size() == 2 * names.size() + 2);

  NameTable table;
  table.begin(parsed.text, names.size());
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    CHECK(table.add(tokens[i]) == i);
  }
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    CAPTURE(names[i]);
    CHECK(table.add(tokens[names.size() + i]) == i);
    CHECK(table.find(tokens[names.size() + i]) == i);
    CHECK(table.may_have(tokens[names.size() + i]));
  }
  CHECK(table.find(tokens[2 * names.size()]) == NameTable::none);
  CHECK(table.find(tokens[2 * names.size() + 1]) == NameTable::none);
  CHECK(table.find("eightsss") == 3);
  CHECK(table.find("eights") == NameTable::none);
  table.begin(parsed.text, 1);
  CHECK(table.find(tokens[0]) == NameTable::none);
  CHECK(table.size() == 0);
}

#include "core/transform/native/byte_block.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace bazc::native;  // NOLINT(google-build-using-namespace)

namespace {

bool is_name_part(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '_' || character == '$';
}

template <typename Is>
std::size_t first_where(std::string_view block, Is is) {
  return static_cast<std::size_t>(std::find_if(block.begin(), block.end(), is) - block.begin());
}

/// Of the bytes that a test asks for, their neighbours, and any others.
std::string random_block(std::mt19937& random, std::size_t size) {
  constexpr std::string_view usual = "*/ \n\r@AZ[`az{/09:^_$#%\x7f\x80\xA0\xE1\xFA\xFF";
  std::string block(size, '\0');
  for (char& character : block) {
    character =
        random() % 4 == 0 ? static_cast<char>(random() % 256) : usual[random() % usual.size()];
  }
  return block;
}

}  // namespace

TEST_CASE_TEMPLATE("a block finds what a loop finds", Block, PortableBlock, ByteBlock) {
  std::mt19937 random(4);
  for (int round = 0; round < 20'000; ++round) {
    const std::string bytes = random_block(random, Block::size);
    const Block block(bytes.data());
    CAPTURE(bytes);
    const std::size_t star = first_where(bytes, [](char c) { return c == '*'; });
    const std::size_t newline = first_where(bytes, [](char c) { return c == '\n'; });
    REQUIRE(block.equal_to('*').first() == star);
    REQUIRE(block.equal_to('*').any() == (star < Block::size));
    REQUIRE(block.equal_to('\xE1').first() == std::min(bytes.find('\xE1'), Block::size));
    REQUIRE(block.equal_to('*').first_other() ==
            first_where(bytes, [](char c) { return c != '*'; }));
    REQUIRE(block.name_parts().first() == first_where(bytes, is_name_part));
    REQUIRE(block.name_parts().first_other() ==
            first_where(bytes, [](char c) { return !is_name_part(c); }));
    REQUIRE((block.equal_to('*') | block.equal_to('\n')).first() == std::min(star, newline));
    REQUIRE_FALSE((block.equal_to('*') & block.equal_to('\n')).any());
    REQUIRE(block.equal_to('*').before(block.equal_to('\n')).any() == (star < newline));
  }
}

TEST_CASE_TEMPLATE("each byte is a part of a name or none", Block, PortableBlock, ByteBlock) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string bytes(Block::size, static_cast<char>(byte));
    CAPTURE(byte);
    CHECK(Block(bytes.data()).name_parts().any() == is_name_part(bytes.front()));
    CHECK(Block(bytes.data()).equal_to(bytes.front()).first_other() == Block::size);
  }
}

TEST_CASE("runs end where they end, however long they are") {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string padding(2 * text_padding, '\0');
    const std::string name = std::string(size, 'a') + "-" + padding;
    const std::string spaces = std::string(size, ' ') + "\t" + padding;
    const std::string text = std::string(size, 'a') + "<" + padding;
    CHECK(skip_name_parts(name.data()) == name.data() + size);
    CHECK(skip_spaces(spaces.data()) == spaces.data() + size);
    CHECK(find_any<'{', '<'>(text.data()) == text.data() + size);
  }
}

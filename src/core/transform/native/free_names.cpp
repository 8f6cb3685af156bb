#include "core/transform/native/free_names.hpp"

#include <algorithm>
#include <charconv>

namespace bazc::native {
namespace {

constexpr std::array<std::string_view, name_base_count> base_texts = {
    "_",
    "e",
    "_class",
    "args",
    "__init",
    "__initStatic",
    "_nullishCoalesce",
    "_asyncNullishCoalesce",
    "_optionalChain",
    "_asyncOptionalChain",
    "_optionalChainDelete",
    "_asyncOptionalChainDelete",
};

// The number of a name behind its base, or 0 where no claim could give that name.
std::uint64_t number_of(std::string_view digits) {
  if (digits.empty()) {
    return 1;
  }
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  if (digits.front() == '0' || error != std::errc() || stop != end || number < 2) {
    return 0;
  }
  return number;
}

// Most names are none of a base, which the first two characters tell.
bool may_be_generated(std::string_view name) {
  switch (name.front()) {
    case '_':
      return true;
    case 'e':
      return name.size() == 1 || (name[1] >= '0' && name[1] <= '9');
    case 'a':
      return name.size() > 1 && name[1] == 'r';
    default:
      return false;
  }
}

}  // namespace

std::string_view base_text(NameBase base) {
  return base_texts[static_cast<std::size_t>(base)];
}

void FreeNames::begin(std::string_view source, const Table<Token>& tokens) {
  source_ = source;
  tokens_ = &tokens;
  is_searched_ = false;
  for (Counter& counter : counters_) {
    counter.latest = 0;
    counter.taken.clear();
    counter.next_taken = 0;
  }
}

std::uint64_t FreeNames::claim(NameBase base) {
  if (!is_searched_) {
    find_taken();
  }
  Counter& counter = counters_[static_cast<std::size_t>(base)];
  ++counter.latest;
  while (counter.next_taken < counter.taken.size() &&
         counter.taken[counter.next_taken] == counter.latest) {
    ++counter.latest;
    ++counter.next_taken;
  }
  return counter.latest;
}

void FreeNames::skip(NameBase base, std::uint64_t count) {
  for (; count > 0; --count) {
    static_cast<void>(claim(base));
  }
}

void FreeNames::find_taken() {
  is_searched_ = true;
  for (const Token& token : *tokens_) {
    if (!is_name(token.kind)) {
      continue;
    }
    const std::string_view name = source_.substr(token.start, token.end - token.start);
    if (may_be_generated(name)) {
      note_taken(name);
    }
  }
  for (Counter& counter : counters_) {
    std::sort(counter.taken.begin(), counter.taken.end());
    counter.taken.erase(std::unique(counter.taken.begin(), counter.taken.end()),
                        counter.taken.end());
  }
}

void FreeNames::note_taken(std::string_view name) {
  for (std::size_t base = 0; base < name_base_count; ++base) {
    const std::string_view text = base_texts[base];
    if (name.substr(0, text.size()) != text) {
      continue;
    }
    const std::uint64_t number = number_of(name.substr(text.size()));
    if (number != 0) {
      counters_[base].taken.push_back(number);
    }
  }
}

}  // namespace bazc::native

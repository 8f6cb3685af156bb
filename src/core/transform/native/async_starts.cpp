#include "core/transform/native/async_starts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bazc::native {
namespace {

/// The tokens `await` at each depth of scopes.
using AwaitsByDepth = std::vector<std::vector<TokenIndex>>;

AwaitsByDepth find_awaits(const ParsedSource& parsed) {
  AwaitsByDepth awaits;
  std::vector<const Scope*> open;
  const Scope* next = parsed.scopes.begin();
  for (TokenIndex index = 1; index < parsed.tokens.size(); ++index) {
    if (parsed.tokens[index].kind != TokenKind::await_) {
      continue;
    }
    for (; next != parsed.scopes.end() && next->first <= index; ++next) {
      while (!open.empty() && open.back()->last < next->first) {
        open.pop_back();
      }
      open.push_back(next);
    }
    while (open.back()->last < index) {
      open.pop_back();
    }
    const std::size_t depth = open.back()->depth;
    awaits.resize(std::max(awaits.size(), depth + 1));
    awaits[depth].push_back(index);
  }
  return awaits;
}

// Where a chain never closes, those around it close too late: Sucrase counts beginnings and ends.
class UnclosedChains {
 public:
  explicit UnclosedChains(ParsedSource& parsed) : parsed_(parsed) {}

  void run() {
    const auto is_unclosed = [](const Chain& chain) { return chain.last == no_token; };
    if (std::none_of(parsed_.chains.begin(), parsed_.chains.end(), is_unclosed)) {
      return;
    }
    awaits_ = find_awaits(parsed_);
    std::int64_t level = 0;
    for (TokenIndex index = 1; index < parsed_.tokens.size(); ++index) {
      const std::int64_t before = level;
      for_each_record(index, [&](std::uint32_t /*depth*/, bool& /*is_async*/) { ++level; });
      if (level > before) {
        open_.push_back({index, before});
      }
      level -= ends_at(index);
      while (!open_.empty() && level <= open_.back().level) {
        close(index);
      }
    }
    while (!open_.empty()) {
      close(static_cast<TokenIndex>(parsed_.tokens.size() - 1));
    }
  }

 private:
  struct Start {
    TokenIndex at = no_token;
    std::int64_t level = 0;  // before it
  };

  template <typename Action>
  void for_each_record(TokenIndex index, Action action) {
    for (std::uint32_t at = parsed_.tokens[index].note; at != no_note;
         at = parsed_.notes[at].next) {
      const Note& note = parsed_.notes[at];
      if (note.kind == NoteKind::chain_start) {
        Chain& chain = parsed_.chains[note.record];
        action(chain.depth, chain.is_async);
      } else if (note.kind == NoteKind::nullish_start) {
        Nullish& nullish = parsed_.nullish[note.record];
        action(nullish.depth, nullish.is_async);
      }
    }
  }

  [[nodiscard]] std::int64_t ends_at(TokenIndex index) const {
    std::int64_t ends = 0;
    for (std::uint32_t at = parsed_.tokens[index].note; at != no_note;
         at = parsed_.notes[at].next) {
      const NoteKind kind = parsed_.notes[at].kind;
      ends += kind == NoteKind::chain_end || kind == NoteKind::nullish_end ? 1 : 0;
    }
    return ends;
  }

  void close(TokenIndex last) {
    const TokenIndex first = open_.back().at;
    open_.pop_back();
    for_each_record(first, [&](std::uint32_t depth, bool& is_async) {
      is_async = false;
      if (depth < awaits_.size()) {
        const auto await = std::lower_bound(awaits_[depth].begin(), awaits_[depth].end(), first);
        is_async = await != awaits_[depth].end() && *await <= last;
      }
    });
  }

  ParsedSource& parsed_;
  AwaitsByDepth awaits_;
  std::vector<Start> open_;
};

}  // namespace

void mark_async_starts(ParsedSource& parsed) {
  UnclosedChains(parsed).run();
  for (const Chain& chain : parsed.chains) {
    if (chain.is_async) {
      parsed.tokens[chain.first].marks |= mark::async_start;
    }
  }
  for (const Nullish& nullish : parsed.nullish) {
    if (nullish.is_async) {
      parsed.tokens[nullish.first].marks |= mark::async_start;
    }
  }
}

}  // namespace bazc::native

// How several processes share a walk without a table of their own: the ids cut the table into
// chunks, and the locks of a chunk's names belong to a connection, so that they end with its
// process. It has two, of the row that begins it and of the one that begins the next: where a row
// of the two comes or goes, the chunks that are cut anew have one of them still.
#include <algorithm>

#include <fmt/format.h>

#include "core/scenes/server/server_repository.hpp"

namespace bazc {
namespace {

// About so many rows are in a chunk: few enough that those of a process that died are done by
// another one soon, and enough that locks cost nothing beside the work. Part of the agreement
// between the processes of a fleet.
constexpr int rows_per_chunk = 128;

}  // namespace

void ServerRepository::forget_lost_claims() {
  if (connection_of_claims_ != session_->connections()) {
    claims_.clear();
    connection_of_claims_ = session_->connections();
  }
}

Result<Claim> ServerRepository::claim_next(const Selection& selection,
                                           const std::optional<SceneId>& after,
                                           const WalkBounds& bounds) {
  if (!bounds.last) {
    return Claim{};
  }
  return with_schema<Claim>([&] { return try_claim(selection, after, bounds); });
}

SqlResult<Claim> ServerRepository::try_claim(const Selection& selection,
                                             const std::optional<SceneId>& after,
                                             const WalkBounds& bounds) {
  forget_lost_claims();
  const std::string from = dialect_->by_index(*table_);
  SqlBuilder pending(*dialect_);
  pending.add(fmt::format("SELECT {} FROM {} WHERE ", id_text(), from));
  add_range(pending, after, bounds.last);
  pending.add(fmt::format("{} ORDER BY {} LIMIT 1", selected_by(selection), id()));
  auto found = first_row(pending.statement());
  if (!found) {
    return fail(std::move(found).error());
  }
  if (!*found) {
    return Claim{};
  }
  const SceneId first = id_of((**found)[0]);

  // The boundary that begins the chunk, and the one that ends it; either may be missing.
  const std::string is_boundary =
      fmt::format("{} % {} = 0", dialect_->hash(id_text()), rows_per_chunk);
  SqlBuilder boundaries(*dialect_);
  bind_id(boundaries.add(fmt::format("SELECT (SELECT {} FROM {} WHERE {} AND {} <= ", id_text(),
                                     from, is_boundary, id())),
          first);
  bind_id(boundaries.add(fmt::format(" ORDER BY {} DESC LIMIT 1), (SELECT {} FROM {} WHERE {} AND "
                                     "{} > ",
                                     id(), id_text(), from, is_boundary, id())),
          first);
  boundaries.add(fmt::format(" ORDER BY {} LIMIT 1)", id()));
  auto row = first_row(boundaries.statement());
  if (!row) {
    return fail(std::move(row).error());
  }
  const SqlValue begin = (**row)[0];
  const SqlValue end = (**row)[1];

  Claim claim{.state = Claim::State::claimed,
              .last = *bounds.last,
              .name = fmt::format("bazc {} {}", table_->identity, begin.value_or("")),
              .end_name = fmt::format("bazc {} to {}", table_->identity, end.value_or(""))};
  if (end) {
    SqlBuilder last(*dialect_);
    last.add(fmt::format("SELECT {} FROM {} WHERE ", id_text(), from));
    add_range(last, std::nullopt, bounds.last);
    bind_id(last.add(id()).add(" < "), id_of(end));
    last.add(fmt::format(" ORDER BY {} DESC LIMIT 1", id()));
    auto last_row = first_row(last.statement());
    if (!last_row) {
      return fail(std::move(last_row).error());
    }
    if (*last_row) {
      claim.last = id_of((**last_row)[0]);
    }
  }
  const auto held = hold(claim);
  if (!held) {
    return fail(held.error());
  }
  if (!*held) {
    claim.state = Claim::State::held_elsewhere;
  }
  return claim;
}

// A chunk that ends where one of our own does is that one, cut anew: it is to wait for it as well.
SqlResult<bool> ServerRepository::hold(const Claim& claim) {
  for (const Claim& own : claims_) {
    if (own.name == claim.name || own.end_name == claim.end_name) {
      return own.name == claim.name;
    }
  }
  auto begins = call_for(dialect_->try_lock(), claim.name);
  if (!begins || !*begins) {
    return begins;
  }
  auto ends = call_for(dialect_->try_lock(), claim.end_name);
  if (ends && *ends) {
    claims_.push_back(claim);
    return true;
  }
  if (auto unlocked = call_for(dialect_->unlock(), claim.name); !unlocked) {
    return unlocked;
  }
  return ends;
}

SqlResult<bool> ServerRepository::call_for(const std::string& lock_statement,
                                           const std::string& name) {
  return first_row({lock_statement, {name}}).map([](const std::optional<SqlRow>& row) {
    return (*row)[0] == "1";
  });
}

Result<void> ServerRepository::release(const Claim& claim) {
  return patiently<bool>([&]() -> SqlResult<bool> {
           forget_lost_claims();
           const auto held = std::find_if(claims_.begin(), claims_.end(),
                                          [&](const Claim& own) { return own.name == claim.name; });
           if (held == claims_.end()) {
             return true;
           }
           for (const std::string& name : {held->name, held->end_name}) {
             if (auto unlocked = call_for(dialect_->unlock(), name); !unlocked) {
               return unlocked;
             }
           }
           claims_.erase(held);
           return true;
         })
      .map([](bool /*done*/) {});
}

}  // namespace bazc

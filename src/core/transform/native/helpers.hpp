#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/transform/native/free_names.hpp"

namespace bazc::native {

/// The functions that the output calls and that stand before it. Their names are the bases from
/// NameBase::nullish_coalesce on.
class Helpers {
 public:
  void begin() { numbers_ = {}; }

  /// Appends a helper's name; from then on it is part of the prefix.
  void append_name(NameBase helper, FreeNames& names, std::string& to);

  /// Appends the helpers that were named, in their order.
  void append_functions(std::string& to) const;

 private:
  void append_claimed(NameBase helper, std::string& to) const;
  void append_chain(NameBase helper, std::string_view awaiting, std::string& to) const;
  void append_chain_delete(NameBase chain, std::string& to) const;
  void use(NameBase helper, FreeNames& names);
  [[nodiscard]] std::uint64_t number(NameBase helper) const {
    return numbers_[static_cast<std::size_t>(helper)];
  }

  std::array<std::uint64_t, name_base_count> numbers_ = {};
};

/// Appends the name with that number.
void append_free_name(NameBase base, std::uint64_t number, std::string& to);

}  // namespace bazc::native

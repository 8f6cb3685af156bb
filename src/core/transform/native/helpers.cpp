#include "core/transform/native/helpers.hpp"

namespace bazc::native {

void append_free_name(NameBase base, std::uint64_t number, std::string& to) {
  to += base_text(base);
  if (number > 1) {
    to += std::to_string(number);
  }
}

void Helpers::append_name(NameBase helper, FreeNames& names, std::string& to) {
  use(helper, names);
  append_claimed(helper, to);
}

void Helpers::use(NameBase helper, FreeNames& names) {
  std::uint64_t& number = numbers_[static_cast<std::size_t>(helper)];
  if (number != 0) {
    return;
  }
  number = names.claim(helper);
  if (helper == NameBase::optional_chain_delete) {
    use(NameBase::optional_chain, names);
  } else if (helper == NameBase::async_optional_chain_delete) {
    use(NameBase::async_optional_chain, names);
  }
}

void Helpers::append_claimed(NameBase helper, std::string& to) const {
  append_free_name(helper, number(helper), to);
}

// The texts are Sucrase's, byte for byte: they are part of the output's format.
void Helpers::append_functions(std::string& to) const {
  if (number(NameBase::nullish_coalesce) != 0) {
    to += " function ";
    append_claimed(NameBase::nullish_coalesce, to);
    to += "(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }";
  }
  if (number(NameBase::async_nullish_coalesce) != 0) {
    to += " async function ";
    append_claimed(NameBase::async_nullish_coalesce, to);
    to += "(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return await rhsFn(); } }";
  }
  if (number(NameBase::optional_chain) != 0) {
    to += " function ";
    append_chain(NameBase::optional_chain, "", to);
  }
  if (number(NameBase::async_optional_chain) != 0) {
    to += " async function ";
    append_chain(NameBase::async_optional_chain, "await ", to);
  }
  if (number(NameBase::optional_chain_delete) != 0) {
    to += " function ";
    append_claimed(NameBase::optional_chain_delete, to);
    to += "(ops) { const result = ";
    append_chain_delete(NameBase::optional_chain, to);
  }
  if (number(NameBase::async_optional_chain_delete) != 0) {
    to += " async function ";
    append_claimed(NameBase::async_optional_chain_delete, to);
    to += "(ops) { const result = await ";
    append_chain_delete(NameBase::async_optional_chain, to);
  }
}

void Helpers::append_chain(NameBase helper, std::string_view awaiting, std::string& to) const {
  append_claimed(helper, to);
  to +=
      "(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; "
      "while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; "
      "if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) "
      "{ return undefined; } "
      "if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = ";
  to += awaiting;
  to += "fn(value); } else if (op === 'call' || op === 'optionalCall') { value = ";
  to += awaiting;
  to +=
      "fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } "
      "return value; }";
}

void Helpers::append_chain_delete(NameBase chain, std::string& to) const {
  append_claimed(chain, to);
  to += "(ops); return result == null ? true : result; }";
}

}  // namespace bazc::native

// The one place where fmt is compiled. Debian has it as headers, which would cost each of our files
// two seconds, and as a shared library, which would cost each run of bazc part of a millisecond.
#include <fmt/format-inl.h>

namespace fmt {
inline namespace v9 {
namespace detail {

template std::locale locale_ref::get<std::locale>() const;
template thousands_sep_result<char> thousands_sep_impl(locale_ref);
template char decimal_point_impl(locale_ref);

}  // namespace detail
}  // namespace v9
}  // namespace fmt

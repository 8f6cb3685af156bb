#include "core/scenes/mariadb/mariadb_library.hpp"

#include "core/base/dynamic_library.hpp"

namespace bazc {
namespace {

Result<MariadbLibrary> load() {
  auto library = DynamicLibrary::load(
      "libmariadb.so.3", "install MariaDB Connector/C (Debian: apt-get install libmariadb3)");
  if (!library) {
    return fail(std::move(library).error());
  }
  MariadbLibrary mariadb;
  library->resolve(mariadb.server_init, "mysql_server_init");
  library->resolve(mariadb.init, "mysql_init");
  library->resolve(mariadb.close, "mysql_close");
  library->resolve(mariadb.optionsv, "mysql_optionsv");
  library->resolve(mariadb.real_connect, "mysql_real_connect");
  library->resolve(mariadb.real_query, "mysql_real_query");
  library->resolve(mariadb.error_number, "mysql_errno");
  library->resolve(mariadb.error, "mysql_error");
  library->resolve(mariadb.sqlstate, "mysql_sqlstate");
  library->resolve(mariadb.get_server_info, "mysql_get_server_info");
  library->resolve(mariadb.get_server_version, "mysql_get_server_version");
  library->resolve(mariadb.stmt_init, "mysql_stmt_init");
  library->resolve(mariadb.stmt_close, "mysql_stmt_close");
  library->resolve(mariadb.stmt_prepare, "mysql_stmt_prepare");
  library->resolve(mariadb.stmt_param_count, "mysql_stmt_param_count");
  library->resolve(mariadb.stmt_attr_set, "mysql_stmt_attr_set");
  library->resolve(mariadb.stmt_bind_param, "mysql_stmt_bind_param");
  library->resolve(mariadb.stmt_execute, "mysql_stmt_execute");
  library->resolve(mariadb.stmt_field_count, "mysql_stmt_field_count");
  library->resolve(mariadb.stmt_bind_result, "mysql_stmt_bind_result");
  library->resolve(mariadb.stmt_store_result, "mysql_stmt_store_result");
  library->resolve(mariadb.stmt_fetch, "mysql_stmt_fetch");
  library->resolve(mariadb.stmt_fetch_column, "mysql_stmt_fetch_column");
  library->resolve(mariadb.stmt_free_result, "mysql_stmt_free_result");
  library->resolve(mariadb.stmt_affected_rows, "mysql_stmt_affected_rows");
  library->resolve(mariadb.stmt_errno, "mysql_stmt_errno");
  library->resolve(mariadb.stmt_error, "mysql_stmt_error");
  library->resolve(mariadb.stmt_sqlstate, "mysql_stmt_sqlstate");
  if (auto checked = library->check(); !checked) {
    return fail(std::move(checked).error());
  }
  if (mariadb.server_init(0, nullptr, nullptr) != 0) {
    return fail(ErrorKind::unavailable, "libmariadb.so.3 cannot be initialized");
  }
  return mariadb;
}

}  // namespace

const Result<MariadbLibrary>& mariadb_library() {
  static const Result<MariadbLibrary> library = load();
  return library;
}

}  // namespace bazc

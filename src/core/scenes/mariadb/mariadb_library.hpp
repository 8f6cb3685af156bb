#pragma once

#include <mysql.h>

#include "core/base/result.hpp"

namespace bazc {

/// The functions of MariaDB Connector/C that we call, under their names without "mysql_".
struct MariadbLibrary {
  decltype(&::mysql_server_init) server_init = nullptr;
  decltype(&::mysql_init) init = nullptr;
  decltype(&::mysql_close) close = nullptr;
  decltype(&::mysql_optionsv) optionsv = nullptr;
  decltype(&::mysql_real_connect) real_connect = nullptr;
  decltype(&::mysql_real_query) real_query = nullptr;
  decltype(&::mysql_errno) error_number = nullptr;
  decltype(&::mysql_error) error = nullptr;
  decltype(&::mysql_sqlstate) sqlstate = nullptr;
  decltype(&::mysql_get_server_info) get_server_info = nullptr;
  decltype(&::mysql_get_server_version) get_server_version = nullptr;
  decltype(&::mysql_stmt_init) stmt_init = nullptr;
  decltype(&::mysql_stmt_close) stmt_close = nullptr;
  decltype(&::mysql_stmt_prepare) stmt_prepare = nullptr;
  decltype(&::mysql_stmt_param_count) stmt_param_count = nullptr;
  decltype(&::mysql_stmt_attr_set) stmt_attr_set = nullptr;
  decltype(&::mysql_stmt_bind_param) stmt_bind_param = nullptr;
  decltype(&::mysql_stmt_execute) stmt_execute = nullptr;
  decltype(&::mysql_stmt_field_count) stmt_field_count = nullptr;
  decltype(&::mysql_stmt_bind_result) stmt_bind_result = nullptr;
  decltype(&::mysql_stmt_store_result) stmt_store_result = nullptr;
  decltype(&::mysql_stmt_fetch) stmt_fetch = nullptr;
  decltype(&::mysql_stmt_fetch_column) stmt_fetch_column = nullptr;
  decltype(&::mysql_stmt_free_result) stmt_free_result = nullptr;
  decltype(&::mysql_stmt_affected_rows) stmt_affected_rows = nullptr;
  decltype(&::mysql_stmt_errno) stmt_errno = nullptr;
  decltype(&::mysql_stmt_error) stmt_error = nullptr;
  decltype(&::mysql_stmt_sqlstate) stmt_sqlstate = nullptr;
};

/// libmariadb.so.3, loaded and initialized at the first call; `unavailable` where it is missing.
/// Thread-safe. Not linked, see DynamicLibrary.
[[nodiscard]] const Result<MariadbLibrary>& mariadb_library();

}  // namespace bazc

#include "core/scenes/postgres/pq_library.hpp"

#include "core/base/dynamic_library.hpp"

namespace bazc {
namespace {

Result<PqLibrary> load() {
  auto library = DynamicLibrary::load("libpq.so.5",
                                      "install libpq of PostgreSQL 14 or later (Debian: apt-get "
                                      "install libpq5)");
  if (!library) {
    return fail(std::move(library).error());
  }
  PqLibrary pq;
  library->resolve(pq.conninfo_parse, "PQconninfoParse");
  library->resolve(pq.conninfo_free, "PQconninfoFree");
  library->resolve(pq.freemem, "PQfreemem");
  library->resolve(pq.connect_start_params, "PQconnectStartParams");
  library->resolve(pq.connect_poll, "PQconnectPoll");
  library->resolve(pq.finish, "PQfinish");
  library->resolve(pq.status, "PQstatus");
  library->resolve(pq.transaction_status, "PQtransactionStatus");
  library->resolve(pq.error_message, "PQerrorMessage");
  library->resolve(pq.set_error_verbosity, "PQsetErrorVerbosity");
  library->resolve(pq.set_notice_processor, "PQsetNoticeProcessor");
  library->resolve(pq.socket, "PQsocket");
  library->resolve(pq.server_version, "PQserverVersion");
  library->resolve(pq.parameter_status, "PQparameterStatus");
  library->resolve(pq.enter_pipeline_mode, "PQenterPipelineMode");
  library->resolve(pq.exit_pipeline_mode, "PQexitPipelineMode");
  library->resolve(pq.pipeline_sync, "PQpipelineSync");
  library->resolve(pq.send_query_params, "PQsendQueryParams");
  library->resolve(pq.send_prepare, "PQsendPrepare");
  library->resolve(pq.send_query_prepared, "PQsendQueryPrepared");
  library->resolve(pq.send_describe_prepared, "PQsendDescribePrepared");
  library->resolve(pq.send_query, "PQsendQuery");
  library->resolve(pq.consume_input, "PQconsumeInput");
  library->resolve(pq.is_busy, "PQisBusy");
  library->resolve(pq.get_result, "PQgetResult");
  library->resolve(pq.result_status, "PQresultStatus");
  library->resolve(pq.result_error_field, "PQresultErrorField");
  library->resolve(pq.ntuples, "PQntuples");
  library->resolve(pq.nfields, "PQnfields");
  library->resolve(pq.nparams, "PQnparams");
  library->resolve(pq.getisnull, "PQgetisnull");
  library->resolve(pq.getvalue, "PQgetvalue");
  library->resolve(pq.getlength, "PQgetlength");
  library->resolve(pq.cmd_tuples, "PQcmdTuples");
  library->resolve(pq.clear, "PQclear");
  library->resolve(pq.get_cancel, "PQgetCancel");
  library->resolve(pq.cancel, "PQcancel");
  library->resolve(pq.free_cancel, "PQfreeCancel");
  if (auto checked = library->check(); !checked) {
    return fail(std::move(checked).error());
  }
  return pq;
}

}  // namespace

const Result<PqLibrary>& pq_library() {
  static const Result<PqLibrary> library = load();
  return library;
}

}  // namespace bazc

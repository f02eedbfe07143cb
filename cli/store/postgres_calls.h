/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of libpq, which is loaded when a fleet on a server is opened: with what it needs it is
 * larger than the command. */
#ifndef MDS_CLI_POSTGRES_CALLS_H
#define MDS_CLI_POSTGRES_CALLS_H

#include <libpq-fe.h>
#include <stdbool.h>

typedef struct postgres_calls {
    void *library;
    __typeof__(&PQclear) clear;
    __typeof__(&PQconnectdbParams) connectdb_params;
    __typeof__(&PQconninfoFree) conninfo_free;
    __typeof__(&PQconninfoParse) conninfo_parse;
    __typeof__(&PQconsumeInput) consume_input;
    __typeof__(&PQerrorMessage) error_message;
    __typeof__(&PQexec) exec;
    __typeof__(&PQexecParams) exec_params;
    __typeof__(&PQfinish) finish;
    __typeof__(&PQfreemem) freemem;
    __typeof__(&PQgetResult) get_result;
    __typeof__(&PQgetisnull) getisnull;
    __typeof__(&PQgetlength) getlength;
    __typeof__(&PQgetvalue) getvalue;
    __typeof__(&PQnotifies) notifies;
    __typeof__(&PQntuples) ntuples;
    __typeof__(&PQparameterStatus) parameter_status;
    __typeof__(&PQprepare) prepare;
    __typeof__(&PQresultErrorField) result_error_field;
    __typeof__(&PQresultStatus) result_status;
    __typeof__(&PQsendQueryPrepared) send_query_prepared;
    __typeof__(&PQserverVersion) server_version;
    __typeof__(&PQsetNoticeProcessor) set_notice_processor;
    __typeof__(&PQsetSingleRowMode) set_single_row_mode;
    __typeof__(&PQsocket) socket;
    __typeof__(&PQstatus) status;
} postgres_calls;

/** False when this machine has no libpq; else to be given back by postgres_unload(). */
bool postgres_load(postgres_calls *out);
void postgres_unload(postgres_calls *calls);

#endif

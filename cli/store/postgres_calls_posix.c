/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "postgres_calls.h"

#include "library.h"

static const library_call calls_by_name[] = {
    {"PQclear", offsetof(postgres_calls, clear)},
    {"PQconnectdbParams", offsetof(postgres_calls, connectdb_params)},
    {"PQconninfoFree", offsetof(postgres_calls, conninfo_free)},
    {"PQconninfoParse", offsetof(postgres_calls, conninfo_parse)},
    {"PQconsumeInput", offsetof(postgres_calls, consume_input)},
    {"PQerrorMessage", offsetof(postgres_calls, error_message)},
    {"PQexec", offsetof(postgres_calls, exec)},
    {"PQexecParams", offsetof(postgres_calls, exec_params)},
    {"PQfinish", offsetof(postgres_calls, finish)},
    {"PQfreemem", offsetof(postgres_calls, freemem)},
    {"PQgetResult", offsetof(postgres_calls, get_result)},
    {"PQgetisnull", offsetof(postgres_calls, getisnull)},
    {"PQgetlength", offsetof(postgres_calls, getlength)},
    {"PQgetvalue", offsetof(postgres_calls, getvalue)},
    {"PQnotifies", offsetof(postgres_calls, notifies)},
    {"PQntuples", offsetof(postgres_calls, ntuples)},
    {"PQparameterStatus", offsetof(postgres_calls, parameter_status)},
    {"PQprepare", offsetof(postgres_calls, prepare)},
    {"PQresultErrorField", offsetof(postgres_calls, result_error_field)},
    {"PQresultStatus", offsetof(postgres_calls, result_status)},
    {"PQsendQueryPrepared", offsetof(postgres_calls, send_query_prepared)},
    {"PQserverVersion", offsetof(postgres_calls, server_version)},
    {"PQsetNoticeProcessor", offsetof(postgres_calls, set_notice_processor)},
    {"PQsetSingleRowMode", offsetof(postgres_calls, set_single_row_mode)},
    {"PQsocket", offsetof(postgres_calls, socket)},
    {"PQstatus", offsetof(postgres_calls, status)},
};

bool postgres_load(postgres_calls *out)
{
    out->library = library_load("libpq.so.5", out, calls_by_name,
                                sizeof calls_by_name / sizeof *calls_by_name);
    return out->library != NULL;
}

void postgres_unload(postgres_calls *calls)
{
    library_unload(calls->library);
    *calls = (postgres_calls){.library = NULL};
}

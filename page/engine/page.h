/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the use cases of the page share. Each is one function that takes a request and gives an
 * answer, both JSON text; files go in and out by name in the engine's own file system, and a
 * session lives for one call.
 */
#ifndef MDS_PAGE_H
#define MDS_PAGE_H

#include "base/json.h"
#include <mdsrisk/session.h>

/* Keeps a function that only script calls. */
#define MDS_PAGE_EXPORT __attribute__((used, visibility("default")))

/** The use cases: the choices of the deployment form, what each file is, one device, a subcommand,
 * the devices of one file, an inventory with forms, one kind of its devices, and all in order.
 * A request and its answer are JSON; the script frees the answer, NULL is no memory. */
MDS_PAGE_EXPORT const char *mds_page_choices(const char *request);
MDS_PAGE_EXPORT const char *mds_page_kinds(const char *request);
MDS_PAGE_EXPORT const char *mds_page_assess(const char *request);
MDS_PAGE_EXPORT const char *mds_page_command(const char *request);
MDS_PAGE_EXPORT const char *mds_page_fleet(const char *request);
MDS_PAGE_EXPORT const char *mds_page_inventory(const char *request);
MDS_PAGE_EXPORT const char *mds_page_device(const char *request);
MDS_PAGE_EXPORT const char *mds_page_ranked(const char *request);

typedef struct mds_page {
    mds_session session;
    mds_json *request;
    mds_strbuf text; /* the answer */
    mds_jsonw out;
} mds_page;

/** Reads the request and opens a session as its members `language`, `as_of` and `policy` say; the
 *  answer's object is open. mds_page__end() must follow whatever is returned. */
MDS_NODISCARD mds_status mds_page__begin(mds_page *page, const char *request);

/** Adds how it went and every message to the object that is open. */
void mds_page__put_messages(mds_page *page, mds_status status);

/** Adds how it went, and every message with its place and way out, and closes the answer. It
 * belongs to the script, which frees it; NULL when memory is short. */
const char *mds_page__end(mds_page *page, mds_status status);

/** A member of the request; NULL when it is missing or "". */
const char *mds_page__string(const mds_page *page, const char *name);
/** The strings of an array of the request, in the session's arena. */
MDS_NODISCARD mds_status mds_page__strings(const char *const **out, size_t *count, mds_page *page,
                                           const char *name);

/** Writes a member: a table with its columns' titles, a cell as [text, mark, number], its mark ""
 *  for most, its number null for a text. */
void mds_page__table(mds_page *page, const char *name, const mds_table *table);
/** Writes a text of the session's language. */
void mds_page__text(mds_page *page, const char *name, const mds_text *text);

#endif

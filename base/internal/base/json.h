/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The only door to the JSON library.
 *
 * Reading: size limit, UTF-8 check, scan of depth and of \u0000, parse with nothing after the
 * value, duplicate members refused, numbers finite. Names are matched exactly. Writing: our own
 * writer, members in the order given, so that the same input gives the same bytes.
 */
#ifndef MDS_BASE_JSON_H
#define MDS_BASE_JSON_H

#include "base/strbuf.h"
#include <mdsrisk/diag.h>

/** A value of a parsed document; lives until the document's root is freed. */
typedef struct cJSON mds_json;

/** Parses \p n bytes. On failure a JSON_INVALID diagnostic names \p file and the line. Free the
 *  root with mds_json_free(). */
MDS_NODISCARD mds_status mds_json_parse(mds_json **out, const char *file, const char *text,
                                        size_t n, mds_diags *diags);
/** Index of a part that is a whole member. */
#define MDS_JSON_WHOLE SIZE_MAX
/** Takes one part of a document: of an array one element, else a whole member of the root. \p
 * member is its name, "" where the root is an array. \p value is freed behind the call. Anything
 * but MDS_OK ends the reading. */
typedef mds_status (*mds_json_part_fn)(void *payload, const char *member, size_t index,
                                       const mds_json *value);
/** Reads a document that is too large to be a tree: each member of its root, of arrays each
 * element, is parsed by itself with the checks of mds_json_parse(), taken and freed. Members of the
 * root are at most MDS_LIMIT_JSON_MEMBERS and differ in name. The status of the first failure. */
MDS_NODISCARD mds_status mds_json_each_part(const char *file, const char *text, size_t n,
                                            mds_diags *diags, mds_json_part_fn take, void *payload);
/** NULL is allowed. */
void mds_json_free(mds_json *root);

bool mds_json_is_object(const mds_json *value);
bool mds_json_is_array(const mds_json *value);
bool mds_json_is_string(const mds_json *value);
bool mds_json_is_number(const mds_json *value);
bool mds_json_is_bool(const mds_json *value);
bool mds_json_is_null(const mds_json *value);

/** The member of an object, or NULL when \p object is NULL, no object or lacks it. */
const mds_json *mds_json_member(const mds_json *object, const char *name);
/** First member or element, or NULL; then mds_json_next(). */
const mds_json *mds_json_first(const mds_json *container);
const mds_json *mds_json_next(const mds_json *value);
/** Name of a member of an object, else NULL. */
const char *mds_json_name(const mds_json *value);
size_t mds_json_count(const mds_json *container);

/** The text of a string, or \p otherwise when \p value is NULL or no string. */
const char *mds_json_string(const mds_json *value, const char *otherwise);
double mds_json_number(const mds_json *value, double otherwise);
bool mds_json_bool(const mds_json *value, bool otherwise);

/** Writes JSON into a string buffer; two blanks an indent, or one line between
 *  mds_jsonw_line(true) and mds_jsonw_line(false). Check buf->status at the end. */
typedef struct mds_jsonw {
    mds_strbuf *buf;
    uint32_t depth;
    uint32_t inline_depth; /* containers opened at or below this depth stay on one line; 0 none */
    bool first;
    bool after_name;
} mds_jsonw;

void mds_jsonw_init(mds_jsonw *w, mds_strbuf *buf);
/** Containers opened from now on stay on one line until their end. */
void mds_jsonw_inline_next(mds_jsonw *w);
void mds_jsonw_object(mds_jsonw *w);
void mds_jsonw_object_end(mds_jsonw *w);
void mds_jsonw_array(mds_jsonw *w);
void mds_jsonw_array_end(mds_jsonw *w);
void mds_jsonw_name(mds_jsonw *w, const char *name);
/** NULL becomes null. */
void mds_jsonw_string(mds_jsonw *w, const char *text);
void mds_jsonw_number(mds_jsonw *w, double value);
void mds_jsonw_bool(mds_jsonw *w, bool value);
void mds_jsonw_null(mds_jsonw *w);
/** Name and value in one call. */
void mds_jsonw_member_string(mds_jsonw *w, const char *name, const char *text);
void mds_jsonw_member_number(mds_jsonw *w, const char *name, double value);
void mds_jsonw_member_uint(mds_jsonw *w, const char *name, uint64_t value);
void mds_jsonw_member_bool(mds_jsonw *w, const char *name, bool value);

#endif

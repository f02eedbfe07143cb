/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_EXPORTERS_INTERNAL_H
#define MDS_EXPORTERS_INTERNAL_H

#include "base/json.h"
#include <mdsrisk/export.h>

/* A register's text may be large, but not without end. */
#define MDS_EXPORT_LIMIT ((size_t)256 << 20)

mds_status mds_export__xlsx(const mds_register *reg, const char *path, mds_diags *diags);
/* One field, quoted and neutralised as it must be. */
void mds_export__csv_text(mds_strbuf *out, const char *text);
void mds_export__csv(mds_strbuf *out, const mds_table *table);
/* A table, and behind it the rows of another one under the same headings; headings that only the
 * other one has come last. */
void mds_export__csv_both(mds_strbuf *out, const mds_table *table, const mds_table *more);
/* On one line (\p line), or an indented line a member. */
void mds_export__json(mds_strbuf *out, const mds_register *reg, bool line);

/* A row of a table as an object, its members named after the columns. */
void mds_export__row(mds_jsonw *w, const mds_table *table, size_t row);
/* A table as a member of the object at hand, one row a line. */
void mds_export__table(mds_jsonw *w, const mds_table *table);
/* Writes \p text to \p path and finishes it; its own failure counts before the file's. */
MDS_NODISCARD mds_status mds_export__write(mds_strbuf *text, const char *path, mds_diags *diags);

/* Ends an export: the buffer's text in the arena. */
mds_status mds_export__hand_out(const char **out, mds_arena *arena, mds_strbuf *buf);

/* What the numbers rest on: model, catalog, policy, input; as members of the object at hand. */
void mds_export__basis_members(mds_jsonw *w, const mds_catalog *catalog, const mds_policy *policy,
                               const mds_facts *facts);

/* The header fields of a form, as members of the object at hand. */
void mds_export__device_members(mds_jsonw *w, const mds_disclosure *disclosure);

/* Text as a spreadsheet cell can hold it: UTF-8 in which what steers is shown by its code
 * (inert.h), of at most \p most UTF-16 units, visibly cut at a character. \p text itself when
 * there is nothing to change, else the content of \p scratch. */
const char *mds_export__cell_text(mds_strbuf *scratch, const char *text, size_t most);

/* Whether every part of the workbook arrived whole. */
bool mds_export__xlsx_whole(const char *path);

#endif

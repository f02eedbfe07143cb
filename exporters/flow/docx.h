/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a document of Word (ECMA-376). */
#ifndef MDS_EXPORTERS_DOCX_H
#define MDS_EXPORTERS_DOCX_H

#include "flow.h"

typedef struct mds_docx_part {
    const char *name; /* "word/document.xml" */
    mds_sv bytes;
} mds_docx_part;

/* docx_body.c: word/document.xml. */
void mds_docx__body(mds_strbuf *out, const mds_paper *paper);
/* docx_table.c: a table \p width twentieths of a point wide, or each row of it as names and values
 * where it has too many columns. */
void mds_docx__table(mds_strbuf *out, const mds_table *table, unsigned width);
/* Text of one run, its line ends kept; \p strong: in bold. */
void mds_docx__run(mds_strbuf *out, const char *text, bool strong);
/* docx_parts.c: the parts that are the same for every report but for title, date and language. */
void mds_docx__styles(mds_strbuf *out, mds_lang lang);
void mds_docx__footer(mds_strbuf *out, const char *title);
void mds_docx__core(mds_strbuf *out, const char *title, int32_t as_of);
extern const char mds_docx__types[], mds_docx__rels[], mds_docx__document_rels[],
    mds_docx__settings[], mds_docx__numbering[];

/* docx_zip.c: the parts as one file at \p path; the same bytes at every run. */
MDS_NODISCARD mds_status mds_docx__zip(const mds_docx_part *parts, size_t count, const char *path,
                                       mds_diags *diags);

#endif

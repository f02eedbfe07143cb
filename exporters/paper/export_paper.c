/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report in each of the formats that it is read in. */
#include <mdsrisk/export_paper.h>
#include <mdsrisk/export_table.h>

#include "flow.h"
#include "html_parts.h"

enum { MOST_SHEETS = 64 };

/* A sheet for each table, in the order of the sections. */
static mds_status write_book(const mds_paper *paper, const char *path, mds_diags *diags)
{
    const mds_table *tables[MOST_SHEETS];
    size_t count = 0;

    for (size_t i = 0; i < paper->section_count && count < MOST_SHEETS; i++) {
        if (paper->sections[i].table != NULL) {
            tables[count++] = paper->sections[i].table;
        }
    }
    const mds_document document = {.kind = paper->kind,
                                   .lang = paper->lang,
                                   .title = paper->title,
                                   .as_of = paper->as_of,
                                   .tables = tables,
                                   .table_count = count};
    return mds_export_document_file(&document, MDS_EXPORT_XLSX, path, diags);
}

mds_status mds_export_paper(const mds_paper *paper, mds_export_format format, const char *path,
                            mds_diags *diags)
{
    mds_strbuf out;

    if (format == MDS_EXPORT_XLSX) {
        return write_book(paper, path, diags);
    }
    if (format == MDS_EXPORT_DOCX) {
        return mds_flow__docx(paper, path, diags);
    }
    mds_strbuf_init(&out, MDS_EXPORT_LIMIT);
    if (format == MDS_EXPORT_HTML) {
        mds_html__paper(&out, paper);
    } else if (format == MDS_EXPORT_MD) {
        mds_flow__markdown(&out, paper);
    } else {
        return MDS_EINVAL;
    }
    return mds_export__write(&out, path, diags);
}

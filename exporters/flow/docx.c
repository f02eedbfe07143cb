/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a document of Word. */
#include "docx.h"

#include <string.h>

enum { STYLES, FOOTER, CORE, BODY, MADE };

mds_status mds_flow__docx(const mds_paper *paper, const char *path, mds_diags *diags)
{
    static const char *const names[MADE] = {[STYLES] = "word/styles.xml",
                                            [FOOTER] = "word/footer1.xml",
                                            [CORE] = "docProps/core.xml",
                                            [BODY] = "word/document.xml"};
    const struct {
        const char *name, *text;
    } fixed[] = {{"[Content_Types].xml", mds_docx__types},
                 {"_rels/.rels", mds_docx__rels},
                 {"word/_rels/document.xml.rels", mds_docx__document_rels},
                 {"word/settings.xml", mds_docx__settings},
                 {"word/numbering.xml", mds_docx__numbering}};
    mds_docx_part parts[sizeof fixed / sizeof fixed[0] + MADE];
    mds_strbuf made[MADE];
    mds_status status = MDS_OK;
    size_t count = 0;

    for (size_t i = 0; i < MADE; i++) {
        mds_strbuf_init(&made[i], MDS_EXPORT_LIMIT);
    }
    mds_docx__styles(&made[STYLES], paper->lang);
    mds_docx__footer(&made[FOOTER], paper->title);
    mds_docx__core(&made[CORE], paper->title, paper->as_of);
    mds_docx__body(&made[BODY], paper);
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        parts[count++] = (mds_docx_part){fixed[i].name, {fixed[i].text, strlen(fixed[i].text)}};
    }
    for (size_t i = 0; i < MADE; i++) {
        status = status == MDS_OK ? made[i].status : status;
        parts[count++] = (mds_docx_part){names[i], {made[i].p, made[i].n}};
    }
    if (status == MDS_OK) {
        status = mds_docx__zip(parts, count, path, diags);
    }
    for (size_t i = 0; i < MADE; i++) {
        mds_strbuf_finish(&made[i]);
    }
    return status;
}

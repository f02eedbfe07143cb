/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export_internal.h"

mds_status mds_export_register(const mds_register *reg, mds_export_format format, const char *path,
                               mds_diags *diags)
{
    mds_strbuf text;
    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    switch (format) {
    case MDS_EXPORT_XLSX:
        return mds_export__xlsx(reg, path, diags);
    case MDS_EXPORT_CSV:
        if (reg->tables[MDS_TABLE_LEFT].row_count > 0) {
            mds_export__csv_both(&text, &reg->tables[MDS_TABLE_RISKS],
                                 &reg->tables[MDS_TABLE_LEFT]);
        } else {
            mds_export__csv(&text, &reg->tables[MDS_TABLE_RISKS]);
        }
        break;
    case MDS_EXPORT_JSON:
        mds_export__json(&text, reg, false);
        break;
    case MDS_EXPORT_HTML:
    case MDS_EXPORT_MD:
    case MDS_EXPORT_DOCX:
    case MDS_EXPORT_FORMAT__COUNT:
        return MDS_EINVAL;
    }
    return mds_export__write(&text, path, diags);
}

mds_status mds_export_register_line(const char **out, mds_arena *arena, const mds_register *reg)
{
    mds_strbuf text;

    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    mds_export__json(&text, reg, true);
    return mds_export__hand_out(out, arena, &text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of compensating controls as a form to fill in: what there is, and a row for every kind
 * that has no record yet. It imports again as it is (mds_import_records). */
#include "export_records.h"

#include "base/date.h"
#include "engine/deployment_members.h"
#include <stdio.h>
#include <string.h>

const char *const mds_records__columns[MDS_RECORDS_COLUMNS] = {
    "kind",         "title", "implementation", "assurance", "constraint", "objective",
    "risk_covered", "owner", "evidence",       "validated", "expires"};

static size_t kind_count(const mds_records_form *f, uint32_t kind)
{
    size_t count = 0;
    for (size_t i = 0; i < f->deployment->record_count; i++) {
        count += f->deployment->records[i].compensating == kind;
    }
    return count;
}

static const char *word(const mds_records_form *f, const char *prefix, const char *id)
{
    char key[64];
    if (f->ids) {
        return id;
    }
    (void)snprintf(key, sizeof key, "%s.%s", prefix, id);
    return mds_catalog_text(f->catalog, f->lang, key);
}

static void fill_record(const mds_records_form *f, const mds_control_record *record,
                        mds_records_row *row)
{
    *row = (mds_records_row){.kind = record->compensating};
    mds_date_format(row->validated, record->validated);
    mds_date_format(row->expires, record->expires);
    const char *const texts[MDS_RECORDS_COLUMNS] = {
        f->catalog->compensating[record->compensating].id,
        f->catalog->compensating[record->compensating].title.in[f->lang],
        word(f, "implementation", mds_implementation_name(record->implementation)),
        word(f, "records.assurance", mds_assurance_name(record->assurance)),
        record->constraint,
        record->objective,
        record->risk_covered,
        record->owner,
        record->evidence,
        row->validated,
        row->expires};
    memcpy(row->text, texts, sizeof texts);
}

size_t mds_records__row_count(const mds_records_form *f)
{
    size_t count = f->deployment->record_count;
    for (uint32_t k = 0; k < f->catalog->compensating_count; k++) {
        count += kind_count(f, k) == 0;
    }
    return count;
}

void mds_records__row(const mds_records_form *f, size_t i, mds_records_row *row)
{
    if (i < f->deployment->record_count) {
        fill_record(f, &f->deployment->records[i], row);
        return;
    }
    size_t left = i - f->deployment->record_count;
    for (uint32_t k = 0; k < f->catalog->compensating_count; k++) {
        if (kind_count(f, k) == 0 && left-- == 0) {
            mds_control_record none;
            memcpy(&none, mds_deployment_list_of(MDS_MEMBERS_CONTROL)->empty, sizeof none);
            none.compensating = k;
            fill_record(f, &none, row);
            return;
        }
    }
}

const char *mds_records__heading(const mds_records_form *f, size_t column)
{
    char key[48];
    (void)snprintf(key, sizeof key, "records.column.%s", mds_records__columns[column]);
    return mds_catalog_text(f->catalog, f->lang, key);
}

static void put_csv(mds_strbuf *out, const mds_records_form *f)
{
    mds_records_row row;
    mds_strbuf_puts(out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < MDS_RECORDS_COLUMNS; c++) {
        mds_strbuf_puts(out, c > 0 ? "," : "");
        mds_export__csv_text(out, mds_records__heading(f, c));
    }
    mds_strbuf_puts(out, "\r\n");
    for (size_t i = 0; i < mds_records__row_count(f); i++) {
        mds_records__row(f, i, &row);
        for (size_t c = 0; c < MDS_RECORDS_COLUMNS; c++) {
            mds_strbuf_puts(out, c > 0 ? "," : "");
            mds_export__csv_text(out, row.text[c]);
        }
        mds_strbuf_puts(out, "\r\n");
    }
}

static void put_json(mds_strbuf *out, const mds_records_form *f)
{
    mds_records_row row;
    mds_jsonw w;
    mds_jsonw_init(&w, out);
    mds_jsonw_object(&w);
    mds_jsonw_member_string(&w, "//", mds_catalog_text(f->catalog, f->lang, "records.intro"));
    mds_jsonw_member_uint(&w, "format_version", 1);
    mds_jsonw_member_string(&w, "kind", "compensating_records");
    mds_jsonw_name(&w, "records");
    mds_jsonw_array(&w);
    for (size_t i = 0; i < mds_records__row_count(f); i++) {
        mds_records__row(f, i, &row);
        mds_jsonw_object(&w);
        for (size_t c = 0; c < MDS_RECORDS_COLUMNS; c++) {
            mds_jsonw_member_string(&w, c == 1 ? "// title" : mds_records__columns[c], row.text[c]);
        }
        mds_jsonw_object_end(&w);
    }
    mds_jsonw_array_end(&w);
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(out, '\n');
}

mds_status mds_export_records(const char *path, const mds_catalog *catalog,
                              const mds_deployment *deployment, int32_t as_of, mds_lang lang,
                              mds_diags *diags)
{
    const mds_records_form form = {
        .catalog = catalog, .deployment = deployment, .as_of = as_of, .lang = lang};
    return mds_records__xlsx(&form, path, diags);
}

mds_status mds_export_records_text(const char **out, mds_arena *arena, const mds_catalog *catalog,
                                   const mds_deployment *deployment, mds_export_format format,
                                   mds_lang lang)
{
    mds_records_form form = {.catalog = catalog, .deployment = deployment, .lang = lang};
    mds_strbuf buf;
    if (format != MDS_EXPORT_JSON && format != MDS_EXPORT_CSV) {
        return MDS_EINVAL;
    }
    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    form.ids = format == MDS_EXPORT_JSON;
    if (form.ids) {
        put_json(&buf, &form);
    } else {
        put_csv(&buf, &form);
    }
    return mds_export__hand_out(out, arena, &buf);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical disclosure: what was read, answer by answer, for another program or for the next
 * run. disclosure.schema.json describes it. */
#include "base/date.h"
#include "export_internal.h"

void mds_export__device_members(mds_jsonw *w, const mds_disclosure *d)
{
    char date[MDS_DATE_SIZE]; /* the cell may hold a spreadsheet's date serial */
    mds_date_format(date, d->document_day);
    for (int f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        bool dated = f == MDS_DEVICE_DOCUMENT_DATE && d->document_day != MDS_DAY_NONE;
        mds_jsonw_member_string(w, mds_device_field_name((mds_device_field)f),
                                dated ? date : d->device[f]);
    }
}

static void put_answer(mds_jsonw *w, const mds_question *question, const mds_answer *answer)
{
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "question", question->id);
    mds_jsonw_member_string(w, "answer", mds_answer_state_name(answer->state));
    mds_jsonw_member_string(w, "response", answer->response);
    mds_jsonw_member_string(w, "note_cell", answer->note_cell);
    mds_jsonw_member_string(w, "note", answer->note);
    mds_jsonw_member_string(w, "where", answer->where);
    mds_jsonw_member_string(w, "wording", answer->wording);
    mds_jsonw_member_bool(w, "hidden", answer->hidden);
    mds_jsonw_object_end(w);
}

static void put_disclosure(mds_jsonw *w, const mds_form *form, const mds_disclosure *d)
{
    mds_jsonw_object(w);
    mds_jsonw_member_uint(w, "format_version", 1);
    mds_jsonw_member_string(w, "kind", "disclosure");
    mds_jsonw_member_string(w, "edition", form->edition);
    mds_jsonw_name(w, "source");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "file", d->file);
    mds_jsonw_member_string(w, "sha256", d->sha256);
    mds_jsonw_object_end(w);
    mds_jsonw_name(w, "device");
    mds_jsonw_object(w);
    mds_export__device_members(w, d);
    mds_jsonw_object_end(w);
    mds_jsonw_name(w, "answers");
    mds_jsonw_array(w);
    for (size_t i = 0; i < d->answer_count && i < form->question_count; i++) {
        put_answer(w, &form->questions[i], &d->answers[i]);
    }
    mds_jsonw_array_end(w);
    mds_jsonw_object_end(w);
}

mds_status mds_export_disclosure(const char **out, mds_arena *arena, const mds_catalog *catalog,
                                 const mds_disclosure *disclosure)
{
    mds_strbuf buf;
    mds_jsonw w;
    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    mds_jsonw_init(&w, &buf);
    put_disclosure(&w, &catalog->forms[disclosure->form], disclosure);
    mds_strbuf_putc(&buf, '\n');
    const char *text = mds_strbuf_copy(&buf, arena);
    mds_status status = buf.status != MDS_OK ? buf.status
                        : text == NULL       ? mds_arena_status(arena)
                                             : MDS_OK;
    mds_strbuf_finish(&buf);
    if (status == MDS_OK) {
        *out = text;
    }
    return status;
}
